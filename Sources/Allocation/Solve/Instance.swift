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
  /// What of an amount only the project's own pool may give, where a project has a cap on the city's share; empty when there are no caps.
  private let capped: [Int64]
  /// Projects whose data breaks a rule of the model; they can't be planned.
  let isFaulty: [Bool]
  /// All projects in the order of (tier, score descending, entry, code): who goes first among equals, and who is billed first.
  let order: [Int]
  /// Place of each project in `order`.
  let place: [Int]
  private let libraryForm: [Int: Int]
  let holdingLimits: [Snapshot.HoldingLimit]
  /// Holding limits of project j, and what it asks under each: the entries `heldStart[j]..<heldStart[j + 1]`. Empty when there are no limits.
  private let heldStart: [Int]
  private let held: [(limit: Int, amount: Int64)]
  /// One flag a factor: counties may lend or sell it to each other.
  let isExchanged: [Bool]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    factors = snapshot.factors.count
    regions = snapshot.regions.count
    city = snapshot.cityRegion
    var (start, factor, amount, mayUseCity, capped) = ([0], [Int](), [Int64](), [Bool](), [Int64]())
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
          if snapshot.rules.cityShares != nil { capped.append(project.ownPart(of: demand, snapshot.rules)) }
        }
      }
      start.append(factor.count)
    }
    (self.start, demandFactor, self.amount, self.mayUseCity, self.isFaulty) = (start, factor, amount, mayUseCity, isFaulty)
    self.capped = capped
    order = snapshot.projects.indices.sorted { snapshot.projects[$0].goesBefore(snapshot.projects[$1]) }
    var place = [Int](repeating: 0, count: order.count)
    for (index, project) in order.enumerated() { place[project] = index }
    self.place = place
    var exchanged = [Bool](repeating: false, count: factors)
    for factor in snapshot.rules.lendable + snapshot.rules.tradable where factor < factors { exchanged[factor] = true }
    isExchanged = exchanged
    libraryForm = snapshot.libraryForms
    holdingLimits = snapshot.rules.holdingLimits ?? []
    (heldStart, held) = Self.held(snapshot, isFaulty)
  }

  private static func held(_ snapshot: Snapshot, _ isFaulty: [Bool]) -> ([Int], [(limit: Int, amount: Int64)]) {
    guard let limits = snapshot.rules.holdingLimits, !limits.isEmpty else { return ([], []) }
    var byProject = [[(limit: Int, amount: Int64)]](repeating: [], count: snapshot.projects.count)
    for (limit, rule) in limits.enumerated() {
      for project in rule.projects where snapshot.projects.indices.contains(project) && !isFaulty[project] {
        guard let demand = snapshot.projects[project].demands.first(where: { $0.factor == rule.factor }) else { continue }
        byProject[project].append((limit, demand.needed.tenThousandths))
      }
    }
    var start = [0]
    for project in byProject { start.append(start.last! + project.count) }
    return (start, byProject.flatMap(\.self))
  }

  /// What a project asks under each holding limit that it is under.
  func holdings(_ project: Int) -> ArraySlice<(limit: Int, amount: Int64)> {
    heldStart.isEmpty ? [] : held[heldStart[project]..<heldStart[project + 1]]
  }

  /// What is left of each holding limit once `projects` are served.
  func allowance(after projects: [Int]) -> [Int64] {
    var allowance = holdingLimits.map(\.most.tenThousandths)
    for project in projects { for held in holdings(project) { allowance[held.limit] -= held.amount } }
    return allowance
  }

  var count: Int { snapshot.projects.count }
  func home(_ project: Int) -> Int { snapshot.projects[project].home }
  /// The library's form of a variant; else the project itself.
  func library(_ project: Int) -> Int { libraryForm.isEmpty ? project : libraryForm[project] ?? project }
  /// Other forms of the same project that are worth as much, at the same place, and ask no more of anything.
  func smallerForms(_ project: Int) -> [Int] {
    guard !libraryForm.isEmpty else { return [] }
    let (own, form) = (library(project), snapshot.projects[project])
    return ([own] + libraryForm.filter { $0.value == own }.map(\.key).sorted()).filter { other in
      let subject = snapshot.projects[other]
      guard other != project, subject.score == form.score, subject.home == form.home, subject.region == form.region else { return false }
      let asked = Dictionary(uniqueKeysWithValues: form.demands.map { ($0.factor, $0.needed) })
      return subject.demands != form.demands && subject.demands.allSatisfy { $0.needed <= asked[$0.factor] ?? .zero }
    }
  }
  func isVariant(_ project: Int) -> Bool { !libraryForm.isEmpty && libraryForm[project] != nil }
  func score(_ project: Int) -> Int64 { snapshot.projects[project].score }
  func demands(_ project: Int) -> Range<Int> { start[project]..<start[project + 1] }
  func pool(_ region: Int, _ factor: Int) -> Int { region * factors + factor }

  /// What of a demand entry only the project's own pool may give: all of it where it may not use the city pool, else what a cap on the city's share leaves.
  func ownPart(_ entry: Int) -> Int64 { capped.isEmpty ? (mayUseCity[entry] ? 0 : amount[entry]) : capped[entry] }
  /// The most of a demand entry that may come from the city pool.
  func cityPart(_ entry: Int) -> Int64 { amount[entry] - ownPart(entry) }
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

  /// What of a demand only its own pool may give, in ten-thousandths.
  func ownPart(of demand: Demand, _ rules: Snapshot.Rules) -> Int64 {
    guard mayUseCityPool[demand.factor] else { return demand.needed.tenThousandths }
    guard let shares = rules.cityShares, shares.indices.contains(demand.factor) else { return 0 }
    return (demand.needed - min(demand.needed, max(.zero, shares[demand.factor].roundedDown(demand.needed)))).tenThousandths
  }

  /// Holds everything that it needs from an earlier plan.
  var isServedAlready: Bool { demands.isEmpty && !holdings.isEmpty }
}
