/// What would bring one project in.
struct Ways {
  let explainer: Explainer
  let project: Int
  let shortages: [Unmet.Shortage]
  private var instance: Instance { explainer.instance }
  private var snapshot: Snapshot { explainer.snapshot }
  private var pools: PlannedPools { explainer.pools }

  /// Most ways of one kind that are named for one shortage.
  static let limit = 16

  init(_ explainer: Explainer, project: Int, shortages: [Unmet.Shortage]) {
    (self.explainer, self.project, self.shortages) = (explainer, project, shortages)
  }

  /// In the order of cost; at equal cost in the order of kinds, then what suffices alone, then the larger amount.
  func cheapestFirst() -> [Unmet.Way] {
    var ways: [Unmet.Way] = []
    for shortage in shortages {
      // More quota doesn't help where a holding limit is what is short.
      ways += smallerDemand(shortage) + (shortage.limit == nil ? cityPool(shortage) + fromCounties(shortage) + reclaims(shortage) : [])
    }
    if let vintage = explainer.laterVintage[project] { ways.append(Unmet.Way(kind: .nextVintage, vintage: vintage, isSufficient: true)) }
    // Over years together, who would have to go follows from all of them: `displacement(_:solver:)` solves that.
    if !shortages.isEmpty, snapshot.rules.together == nil, let displacement = explainer.holders.displacement(of: project, shortages, pools)
    {
      ways.append(displacement)
    }
    let kinds = Unmet.Way.Kind.allCases
    return ways.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.cost != y.cost { return x.cost < y.cost }
      if x.kind != y.kind { return kinds.firstIndex(of: x.kind)! < kinds.firstIndex(of: y.kind)! }
      if x.isSufficient != y.isSufficient { return x.isSufficient }
      let (quantityX, quantityY) = (x.quantity ?? .zero, y.quantity ?? .zero)
      return quantityX != quantityY ? quantityX > quantityY : a.offset < b.offset
    }.map(\.element)
  }

  private var isOnly: Bool { shortages.count == 1 }

  /// The most that the project may ask so that what it must get fits what is left.
  private func smallerDemand(_ shortage: Unmet.Shortage) -> [Unmet.Way] {
    guard let demand = snapshot.projects[project].demands.first(where: { $0.factor == shortage.factor }), demand.ratio > .zero else {
      return []
    }
    let held = max(.zero, demand.ratio.roundedUp(demand.asked) - demand.needed)
    let most = Ratio(demand.ratio.denominator, demand.ratio.numerator).roundedDown(covered(shortage) + held)
    guard most > .zero, most < demand.asked else { return [] }
    return [Unmet.Way(kind: .smallerDemand, factor: shortage.factor, quantity: most, isSufficient: isOnly)]
  }

  /// The largest need that what is left covers: with a cap on the city's share a smaller need may take less from there.
  private func covered(_ shortage: Unmet.Shortage) -> Quantity {
    let home = instance.home(project)
    guard let shares = snapshot.rules.cityShares, snapshot.projects[project].mayUseCityPool[shortage.factor], home != instance.city else {
      return shortage.left
    }
    let own = Quantity(tenThousandths: pools.left[instance.pool(home, shortage.factor)])
    var (low, high) = (Int64(0), shortage.left.tenThousandths)
    while low < high {
      let middle = Quantity(tenThousandths: low + (high - low + 1) / 2)
      if middle - shares[shortage.factor].roundedDown(middle) <= own {
        low = middle.tenThousandths
      } else {
        high = middle.tenThousandths - 1
      }
    }
    return Quantity(tenThousandths: low)
  }

  /// The city pool has room, but the project may not use it.
  private func cityPool(_ shortage: Unmet.Shortage) -> [Unmet.Way] {
    let project = snapshot.projects[project]
    guard project.home != instance.city, !project.mayUseCityPool[shortage.factor] else { return [] }
    let left = pools.left[instance.pool(instance.city, shortage.factor)]
    guard left > 0 else { return [] }
    let share = snapshot.rules.cityShares?[shortage.factor].roundedDown(shortage.needed) ?? shortage.needed
    let part = min(shortage.missing, Quantity(tenThousandths: left), share)
    guard part > .zero else { return [] }
    return [
      Unmet.Way(
        kind: .cityPool, factor: shortage.factor, region: instance.city, vintage: shortage.vintage, quantity: part,
        isSufficient: isOnly && part == shortage.missing)
    ]
  }

  /// Every county with room, those with most first. Balance quota may be lent or sold (L17.3), emission quota sold (L18.2); other
  /// factors where the scenario's rules say so.
  private func fromCounties(_ shortage: Unmet.Shortage) -> [Unmet.Way] {
    let home = instance.home(project)
    let category = snapshot.factors[shortage.factor].category
    var kinds: [Unmet.Way.Kind] = []
    if category == .balance || snapshot.rules.lendable.contains(shortage.factor) { kinds.append(.loan) }
    if category == .balance || category == .pollutant || snapshot.rules.tradable.contains(shortage.factor) { kinds.append(.paidTransfer) }
    guard home != instance.city, !kinds.isEmpty else { return [] }
    let rooms = (0..<instance.regions).filter { $0 != home && $0 != instance.city }
      .map { (region: $0, room: pools.room[instance.pool($0, shortage.factor)]) }
      .filter { $0.room > 0 }.sorted { ($1.room, $0.region) < ($0.room, $1.region) }
    return kinds.flatMap { kind in
      rooms.prefix(Ways.limit).map { region, room in
        let part = min(shortage.missing, Quantity(tenThousandths: room))
        return Unmet.Way(
          kind: kind, factor: shortage.factor, region: region, vintage: shortage.vintage, quantity: part,
          isSufficient: isOnly && part == shortage.missing)
      }
    }
  }

  /// Stalled projects whose quota would come back to a pool that this project may use.
  private func reclaims(_ shortage: Unmet.Shortage) -> [Unmet.Way] {
    let home = instance.home(project)
    let mayUseCity = snapshot.projects[project].mayUseCityPool[shortage.factor]
    var ways: [Unmet.Way] = []
    for region in [home] + (mayUseCity && home != instance.city ? [instance.city] : []) {
      for held in explainer.holders.stalled[instance.pool(region, shortage.factor)] ?? [] where held.project != project {
        let part = min(shortage.missing, Quantity(tenThousandths: held.amount))
        ways.append(
          Unmet.Way(
            kind: .reclaim, factor: shortage.factor, region: region, vintage: held.vintage, quantity: part, others: [held.project],
            isSufficient: isOnly && part == shortage.missing))
        if ways.count == Ways.limit { return ways }
      }
    }
    return ways
  }
}
