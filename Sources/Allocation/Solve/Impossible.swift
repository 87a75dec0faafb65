/// What pinned projects ask beyond pools and limits: which rule is short, by how much, and who asks.
struct Impossible {
  private let load: Load
  private let pins: [Int]
  private var instance: Instance { load.instance }

  init(_ load: Load, _ pins: [Int]) { (self.load, self.pins) = (load, pins) }

  func error(_ vintage: Int, groups: [String]) -> PlanImpossible {
    PlanImpossible(
      vintage: vintage, contradictions: (0..<instance.factors).filter { !load.holds($0) }.flatMap(contradictions), groups: groups,
      holdings: holdings)
  }

  private var holdings: [PlanImpossible.HoldingExcess] {
    instance.holdingLimits.indices.compactMap { limit in
      let (asked, most) = (load.allotted[limit], load.supply.allowance[limit])
      guard asked > most else { return nil }
      func amount(_ pin: Int) -> Int64 { instance.holdings(pin).first { $0.limit == limit }?.amount ?? 0 }
      return PlanImpossible.HoldingExcess(
        limit: limit, needed: Quantity(tenThousandths: asked), most: Quantity(tenThousandths: most),
        pins: pins.filter { amount($0) > 0 }.sorted { (amount($1), $0) < (amount($0), $1) })
    }
  }

  /// Which pools of one factor are overdrawn.
  private func contradictions(_ factor: Int) -> [PlanImpossible.Contradiction] {
    let (supply, counties) = (load.supply, (0..<instance.regions).filter { $0 != instance.city })
    var found: [PlanImpossible.Contradiction] = []
    var (beyondOwn, room) = (Int64(0), counties.reduce(Int64(0)) { $0 + load.gap(instance.pool($1, factor)).room })
    for county in counties {
      let pool = instance.pool(county, factor)
      let gap = load.gap(pool)
      beyondOwn += gap.excess
      if gap.excess > supply.cityLimit[factor] {
        let most = supply.available[pool] + supply.cityLimit[factor]
        found.append(contradiction(.cityLimit, factor, county, load.demand(pool), most, asking(county, factor) { _ in true }))
      }
      let lent = min(room, gap.mustBorrow)
      room -= lent
      guard gap.mustBorrow > lent else { continue }
      let (own, uncapped) = (supply.available[pool] + lent, uncapped(county, factor))
      let asking = asking(county, factor) { instance.ownPart($0) > 0 }
      found.append(contradiction(uncapped > own ? .ownPool : .cityShare, factor, county, load.bound[pool], own, asking))
    }
    let cityPool = instance.pool(instance.city, factor)
    let (needed, available) = (beyondOwn + load.demand(cityPool), supply.available[cityPool] + room)
    guard needed > available else { return found }
    let asking = pins.filter { pin in
      instance.demands(pin).contains {
        instance.demandFactor[$0] == factor && (instance.mayUseCity[$0] || instance.home(pin) == instance.city)
      }
    }
    return found + [contradiction(.cityPool, factor, instance.city, needed, available, asking)]
  }

  /// What the pinned of a county would ask of its own pool if no project had a cap on the city's share.
  private func uncapped(_ county: Int, _ factor: Int) -> Int64 {
    pins.filter { instance.home($0) == county }.flatMap { instance.demands($0) }
      .filter { instance.demandFactor[$0] == factor && !instance.mayUseCity[$0] }.reduce(0) { $0 + instance.amount[$1] }
  }

  private func asking(_ county: Int, _ factor: Int, where isAsking: (Int) -> Bool) -> [Int] {
    pins.filter { pin in
      instance.home(pin) == county && instance.demands(pin).contains { instance.demandFactor[$0] == factor && isAsking($0) }
    }
  }

  private func contradiction(
    _ reason: PlanImpossible.Contradiction.Reason, _ factor: Int, _ region: Int, _ needed: Int64, _ available: Int64, _ pins: [Int]
  ) -> PlanImpossible.Contradiction {
    func amount(_ pin: Int) -> Int64 {
      instance.demands(pin).first { instance.demandFactor[$0] == factor }.map { instance.amount[$0] } ?? 0
    }
    return PlanImpossible.Contradiction(
      reason: reason, factor: factor, region: region, needed: Quantity(tenThousandths: needed),
      available: Quantity(tenThousandths: available),
      pins: pins.sorted { (amount($1), $0) < (amount($0), $1) })
  }
}
