/// A snapshot in flat arrays, as the solver reads it many times. Pools are numbered `region × factors + factor`.
final class Instance: Sendable {
  let snapshot: Snapshot
  let factors: Int
  let regions: Int
  let city: Int
  /// Demands of project j are the entries `start[j]..<start[j + 1]` of the three arrays below.
  let start: [Int]
  let demandFactor: [Int]
  /// Ten-thousandths.
  let amount: [Int64]
  let mayUseCity: [Bool]
  /// Projects whose data breaks a rule of the model; they can't be planned.
  let isFaulty: [Bool]
  /// All projects in the order of (tier, score descending, entry, code): who goes first among equals, and who is billed first.
  let order: [Int]
  /// Place of each project in `order`.
  let place: [Int]
  /// One flag a factor: counties may lend or sell it to each other.
  let isExchanged: [Bool]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    factors = snapshot.factors.count
    regions = snapshot.regions.count
    city = snapshot.cityRegion
    var (start, factor, amount, mayUseCity) = ([0], [Int](), [Int64](), [Bool]())
    start.reserveCapacity(snapshot.projects.count + 1)
    var isFaulty: [Bool] = []
    for project in snapshot.projects {
      let faulty = project.isFaulty(in: snapshot)
      isFaulty.append(faulty)
      if !faulty {
        for demand in project.demands {
          factor.append(demand.factor)
          amount.append(demand.needed.tenThousandths)
          mayUseCity.append(project.mayUseCityPool[demand.factor])
        }
      }
      start.append(factor.count)
    }
    (self.start, demandFactor, self.amount, self.mayUseCity, self.isFaulty) = (start, factor, amount, mayUseCity, isFaulty)
    order = snapshot.projects.indices.sorted { snapshot.projects[$0].goesBefore(snapshot.projects[$1]) }
    var place = [Int](repeating: 0, count: order.count)
    for (index, project) in order.enumerated() { place[project] = index }
    self.place = place
    var exchanged = [Bool](repeating: false, count: factors)
    for factor in snapshot.rules.lendable + snapshot.rules.tradable where factor < factors { exchanged[factor] = true }
    isExchanged = exchanged
  }

  var count: Int { snapshot.projects.count }
  func home(_ project: Int) -> Int { snapshot.projects[project].home }
  func score(_ project: Int) -> Int64 { snapshot.projects[project].score }
  func demands(_ project: Int) -> Range<Int> { start[project]..<start[project + 1] }
  func pool(_ region: Int, _ factor: Int) -> Int { region * factors + factor }
}

extension Project {
  /// Who goes first: tier, score, entry, code.
  public func goesBefore(_ other: Project) -> Bool {
    if tier != other.tier { return tier < other.tier }
    if score != other.score { return score > other.score }
    if entered != other.entered { return entered < other.entered }
    return code < other.code
  }

  /// Breaks a rule that `Project` and `Snapshot` state.
  func isFaulty(in snapshot: Snapshot) -> Bool {
    guard snapshot.tiers.indices.contains(tier), snapshot.regions.indices.contains(region), snapshot.regions.indices.contains(home),
      score >= 1, mayUseCityPool.count == snapshot.factors.count
    else { return true }
    var last = -1
    for demand in demands {
      guard demand.factor > last, snapshot.factors.indices.contains(demand.factor) else { return true }
      guard demand.needed > .zero, demand.needed <= .largest else { return true }
      last = demand.factor
    }
    return false
  }

  /// Holds everything that it needs from an earlier plan.
  var isServedAlready: Bool { demands.isEmpty && !holdings.isEmpty }
}
