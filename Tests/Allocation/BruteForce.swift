import Allocation

/// The best by trying every subset, with an explicit split of every demand: shares no idea with the solver.
enum BruteForce {
  /// Best value of each tier, in strict order, and the number of subsets that are feasible at all.
  static func tierValues(_ snapshot: Snapshot) -> [Int64] {
    let projects = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    precondition(projects.count <= 16, "too many to enumerate")
    var best: [Int64]?
    for mask in 0..<(1 << projects.count) {
      let chosen = projects.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      var values = [Int64](repeating: 0, count: snapshot.tiers.count)
      for project in chosen { values[snapshot.projects[project].tier] += snapshot.projects[project].score }
      if let best, !best.lexicographicallyPrecedes(values) { continue }
      if keepsPinsAndFloors(chosen, snapshot), isFeasible(chosen, snapshot) { best = values }
    }
    return best ?? []
  }

  static func keepsPinsAndFloors(_ chosen: [Int], _ snapshot: Snapshot) -> Bool {
    for (index, project) in snapshot.projects.enumerated() where !project.demands.isEmpty {
      if project.pin == .must, !chosen.contains(index) { return false }
      if project.pin == .never, chosen.contains(index) { return false }
    }
    for limit in snapshot.rules.holdingLimits ?? [] {
      let given = chosen.filter(limit.projects.contains).flatMap { snapshot.projects[$0].demands }.filter { $0.factor == limit.factor }
      if given.reduce(.zero, { $0 + $1.needed }) > limit.most { return false }
    }
    for group in snapshot.rules.groups ?? [] {
      let count = group.projects.count { chosen.contains($0) }
      switch group.kind {
      case .oneOf where count > 1, .together where count > 0 && count < group.projects.count,
        .follows where count > 0 && !chosen.contains(group.projects[0]):
        return false
      default: break
      }
    }
    return snapshot.rules.floors.allSatisfy { floor in
      chosen.filter { snapshot.projects[$0].region == floor.region }.count >= floor.projects
    }
  }

  /// Whether quota can be found for all of `chosen`: for each factor the projects are gone through one by one and each split between
  /// own pool, city pool and what a lender gives is tried at every breakpoint that can matter.
  static func isFeasible(_ chosen: [Int], _ snapshot: Snapshot) -> Bool {
    snapshot.factors.indices.allSatisfy { factor in
      let isExchanged = snapshot.rules.lendable.contains(factor) || snapshot.rules.tradable.contains(factor)
      var own = snapshot.regions.indices.map { region in
        snapshot.pools.first { $0.region == region && $0.factor == factor && $0.vintage == snapshot.vintage }?.available.tenThousandths ?? 0
      }
      let city = own[snapshot.cityRegion]
      own[snapshot.cityRegion] = 0
      let asks = chosen.compactMap { index -> Ask? in
        let project = snapshot.projects[index]
        guard let demand = project.demands.first(where: { $0.factor == factor }) else { return nil }
        let share = snapshot.rules.cityShares?[factor] ?? .one
        return Ask(
          home: project.home, amount: demand.needed.tenThousandths,
          fromCity: project.mayUseCityPool[factor] ? share.roundedDown(demand.needed).tenThousandths : 0)
      }
      if !isExchanged, let limit = snapshot.rules.cityLimit {
        let most = limit.roundedDown(Quantity(tenThousandths: city)).tenThousandths
        let counties = Dictionary(grouping: asks.filter { $0.home != snapshot.cityRegion }, by: \.home)
        guard counties.allSatisfy({ home, asks in asks.reduce(0) { $0 + $1.amount } - own[home] <= most }) else { return false }
      }
      if !isExchanged { return canSplit(asks[...], own: own, city: city, cityRegion: snapshot.cityRegion) }
      return canLend(asks, own: own, city: city, snapshot)
    }
  }

  struct Ask {
    var home: Int
    var amount: Int64
    /// Most that may come from the city.
    var fromCity: Int64
  }

  /// Splits each demand: all from one pool or, where both may serve it, as much as either has left and the rest from the other.
  private static func canSplit(_ asks: ArraySlice<Ask>, own: [Int64], city: Int64, cityRegion: Int) -> Bool {
    guard let ask = asks.first else { return true }
    if ask.home == cityRegion {
      return city >= ask.amount && canSplit(asks.dropFirst(), own: own, city: city - ask.amount, cityRegion: cityRegion)
    }
    var parts: Set<Int64> = [ask.amount]
    if ask.fromCity > 0 {
      // As much as leaves the own pool just enough for any set of those that come after.
      var rests: Set<Int64> = [0]
      for later in asks.dropFirst() where later.home == ask.home {
        rests.formUnion(rests.map { $0 + later.amount } + rests.map { $0 + later.amount - later.fromCity })
      }
      parts.formUnion(rests.map { min(max(own[ask.home] - $0, 0), ask.amount) } + [ask.amount - ask.fromCity, max(0, ask.amount - city)])
    }
    for part in parts where part <= own[ask.home] && ask.amount - part <= min(city, ask.fromCity) {
      var rest = own
      rest[ask.home] -= part
      if canSplit(asks.dropFirst(), own: rest, city: city - (ask.amount - part), cityRegion: cityRegion) { return true }
    }
    return false
  }

  /// With loans between two counties: either one lends the other what it asks for, as long as it draws nothing from the city itself.
  private static func canLend(_ asks: [Ask], own: [Int64], city: Int64, _ snapshot: Snapshot) -> Bool {
    if canSplit(asks[...], own: own, city: city, cityRegion: snapshot.cityRegion) { return true }
    let counties = snapshot.regions.indices.filter { $0 != snapshot.cityRegion }
    precondition(counties.count == 2)
    for (lender, borrower) in [(counties[0], counties[1]), (counties[1], counties[0])] {
      let used = asks.filter { $0.home == lender }.reduce(0) { $0 + $1.amount }
      let limit = snapshot.rules.lendingLimit.roundedDown(Quantity(tenThousandths: own[lender])).tenThousandths
      let lent = min(limit, own[lender] - used)
      guard lent > 0 else { continue }
      var after = own
      after[lender] -= lent
      after[borrower] += lent
      if canSplit(asks[...], own: after, city: city, cityRegion: snapshot.cityRegion) { return true }
    }
    return false
  }
}
