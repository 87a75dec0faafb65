/// What awarded projects ask of the pools of one vintage, with the exact question "does one more fit?" in whole numbers.
///
/// For each factor, with N and E the demand on a county's pool K that may not and that may fall on the city pool (a cap on the city's share of a project
/// makes a part of its demand one of the former):
/// the county must borrow max(0, N − K); max(0, N + E − K) less that may come from the city or be borrowed; a county whose own
/// projects leave something may lend it, up to its limit. All that is exact as long as projects are all or nothing.
struct Load {
  let instance: Instance
  let supply: Supply
  /// Demand that only the own pool may meet, by pool.
  private(set) var bound: [Int64]
  /// Demand that may fall on the city pool, by pool; of the city's own projects too.
  private(set) var eligible: [Int64]
  /// What is asked under each holding limit.
  private(set) var allotted: [Int64]
  /// Sums over counties, by factor.
  private var mustBorrow: [Int64]
  private var excess: [Int64]
  private var room: [Int64]

  init(_ instance: Instance, _ supply: Supply) {
    self.instance = instance
    self.supply = supply
    bound = [Int64](repeating: 0, count: supply.available.count)
    eligible = bound
    allotted = [Int64](repeating: 0, count: instance.holdingLimits.count)
    mustBorrow = [Int64](repeating: 0, count: instance.factors)
    excess = mustBorrow
    room = mustBorrow
    for region in 0..<instance.regions where region != instance.city {
      for factor in 0..<instance.factors { room[factor] += needs(instance.pool(region, factor), 0, 0).room }
    }
  }

  /// What one county's pool needs of others, or can spare, under demands `n` (own pool only) and `e` (city pool too).
  private func needs(_ pool: Int, _ n: Int64, _ e: Int64) -> (mustBorrow: Int64, excess: Int64, room: Int64) {
    let own = supply.available[pool]
    let borrow = max(0, n - own)
    return (borrow, max(0, n + e - own) - borrow, min(max(0, own - n - e), supply.lendable[pool]))
  }

  private func holds(_ factor: Int, mustBorrow: Int64, excess: Int64, room: Int64, cityDemand: Int64) -> Bool {
    let cityLeft = supply.available[instance.pool(instance.city, factor)] - cityDemand
    return cityLeft >= 0 && mustBorrow + max(0, excess - cityLeft) <= room
  }

  private func cityDemand(_ factor: Int) -> Int64 {
    let pool = instance.pool(instance.city, factor)
    return bound[pool] + eligible[pool]
  }

  /// Whether `project` can be added and every pool still holds, no county uses more of the city's than it may, and every holding limit is kept.
  func fits(_ project: Int) -> Bool { fitsPools(project) && keepsCityLimit(project) && keepsHoldingLimits(project) }

  func keepsHoldingLimits(_ project: Int) -> Bool {
    instance.holdings(project).allSatisfy { allotted[$0.limit] + $0.amount <= supply.allowance[$0.limit] }
  }

  private func keepsCityLimit(_ project: Int) -> Bool {
    let home = instance.home(project)
    return home == instance.city
      || instance.demands(project).allSatisfy { entry in
        let factor = instance.demandFactor[entry]
        guard supply.cityLimit[factor] < .max else { return true }
        let pool = instance.pool(home, factor)
        let amount = instance.amount[entry]
        let own = instance.ownPart(entry)
        return needs(pool, bound[pool] + own, eligible[pool] + amount - own).excess
          <= supply.cityLimit[factor]
      }
  }

  /// Whether `project` can be added and every pool still holds.
  func fitsPools(_ project: Int) -> Bool {
    let home = instance.home(project)
    for entry in instance.demands(project) {
      let factor = instance.demandFactor[entry]
      let amount = instance.amount[entry]
      if home == instance.city {
        guard
          holds(
            factor, mustBorrow: mustBorrow[factor], excess: excess[factor], room: room[factor], cityDemand: cityDemand(factor) + amount)
        else { return false }
        continue
      }
      let pool = instance.pool(home, factor)
      let old = needs(pool, bound[pool], eligible[pool])
      let part = instance.ownPart(entry)
      let new = needs(pool, bound[pool] + part, eligible[pool] + amount - part)
      guard
        holds(
          factor, mustBorrow: mustBorrow[factor] - old.mustBorrow + new.mustBorrow, excess: excess[factor] - old.excess + new.excess,
          room: room[factor] - old.room + new.room, cityDemand: cityDemand(factor))
      else { return false }
    }
    return true
  }

  mutating func add(_ project: Int) { change(project, sign: 1) }
  mutating func remove(_ project: Int) { change(project, sign: -1) }

  private mutating func change(_ project: Int, sign: Int64) {
    for held in instance.holdings(project) { allotted[held.limit] += sign * held.amount }
    let home = instance.home(project)
    for entry in instance.demands(project) {
      let factor = instance.demandFactor[entry]
      let (amount, own) = (sign * instance.amount[entry], sign * instance.ownPart(entry))
      let pool = instance.pool(home, factor)
      let old = needs(pool, bound[pool], eligible[pool])
      bound[pool] += own
      eligible[pool] += amount - own
      guard home != instance.city else { continue }
      let new = needs(pool, bound[pool], eligible[pool])
      mustBorrow[factor] += new.mustBorrow - old.mustBorrow
      excess[factor] += new.excess - old.excess
      room[factor] += new.room - old.room
    }
  }

  /// Adds `project` if it fits.
  mutating func addIfFits(_ project: Int) -> Bool {
    guard fits(project) else { return false }
    add(project)
    return true
  }

  /// Whether all pools and holding limits hold under what is loaded.
  var isFeasible: Bool { (0..<instance.factors).allSatisfy { holds($0) } && zip(allotted, supply.allowance).allSatisfy { $0 <= $1 } }

  /// Whether all pools of one factor hold.
  func holds(_ factor: Int) -> Bool {
    holds(
      factor, mustBorrow: mustBorrow[factor], excess: excess[factor], room: room[factor], cityDemand: cityDemand(factor))
      && (supply.cityLimit[factor] == .max || counties.allSatisfy { gap(instance.pool($0, factor)).excess <= supply.cityLimit[factor] })
  }

  private var counties: [Int] { (0..<instance.regions).filter { $0 != instance.city } }

  /// What the city's pool gives of a factor that counties don't lend: its own projects' demand and what counties' pools can't cover.
  func cityUse(_ factor: Int) -> Int64 { cityDemand(factor) + excess[factor] }

  /// All demand on one pool.
  func demand(_ pool: Int) -> Int64 { bound[pool] + eligible[pool] }

  /// What each county must borrow, and what more of its demand its own pool can't cover.
  func gap(_ pool: Int) -> (mustBorrow: Int64, excess: Int64, room: Int64) { needs(pool, bound[pool], eligible[pool]) }
}
