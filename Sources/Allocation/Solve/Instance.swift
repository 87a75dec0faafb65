/// A snapshot in flat arrays, as the solver reads it many times. Pools are numbered `region × factors + factor`.
final class Instance: Sendable {
  let snapshot: Snapshot
  let factors: Int
  let regions: Int
  let city: Int
  /// Demands of project j are the entries `start[j]..<start[j + 1]` of the three arrays below.
  let start: Narrow<UInt32>
  let demandFactor: Narrow<UInt16>
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
  let place: Narrow<UInt32>
  /// Of each project what is asked most often, apart from all else that a snapshot knows of it.
  private let homes: Narrow<UInt32>
  private let scores: [Int64]
  private let tiers: Narrow<UInt16>
  private let firstVintages: [Int32]
  private let pins: [UInt8]
  /// Which of `citySets` each project has; see `ProjectColumns`.
  let citySet: Narrow<UInt16>
  let citySets: [UInt64]
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
    let columns = ProjectColumns(snapshot)
    (start, demandFactor, amount, mayUseCity) = (columns.start, columns.factor, columns.amount, columns.mayUseCity)
    (capped, isFaulty, homes, scores) = (columns.capped, columns.isFaulty, columns.home, columns.score)
    (tiers, firstVintages, pins) = (columns.tier, columns.from, columns.pin)
    (citySet, citySets) = (columns.citySet, columns.citySets)
    order = BillingOrder.order(snapshot)
    place = BillingOrder.places(order)
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
  func home(_ project: Int) -> Int { homes[project] }
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
  var hasVariants: Bool { !libraryForm.isEmpty }
  func isVariant(_ project: Int) -> Bool { !libraryForm.isEmpty && libraryForm[project] != nil }
  func score(_ project: Int) -> Int64 { scores[project] }
  /// Its tier; of faulty ones 0.
  func tier(_ project: Int) -> Int { tiers[project] }
  /// In the order of the arrays, so that passes read each of them once.
  func inOrder(_ projects: [Int]) -> [Int] {
    guard projects.count > count / 8 else { return projects.sorted() }
    var isAsked = [Bool](repeating: false, count: count)
    for project in projects { isAsked[project] = true }
    return isAsked.indices.filter { isAsked[$0] }
  }
  func competes(_ project: Int, in vintage: Int) -> Bool { Int(firstVintages[project]) <= vintage }
  func isPinned(_ project: Int) -> Bool { pins[project] == 1 }
  func hasPin(_ project: Int) -> Bool { pins[project] != 0 }
  func demands(_ project: Int) -> Range<Int> { start[project]..<start[project + 1] }
  func pool(_ region: Int, _ factor: Int) -> Int { region * factors + factor }

  /// What of a demand entry only the project's own pool may give: all of it where it may not use the city pool, else what a cap on the city's share leaves.
  func ownPart(_ entry: Int) -> Int64 { capped.isEmpty ? (mayUseCity[entry] ? 0 : amount[entry]) : capped[entry] }
  /// Each demand may come from the city's pool as a whole or not at all.
  var hasNoCaps: Bool { capped.isEmpty }
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

  /// What of a demand only its own pool may give, in ten-thousandths.
  func ownPart(of demand: Demand, _ rules: Snapshot.Rules) -> Int64 {
    guard mayUseCityPool[demand.factor] else { return demand.needed.tenThousandths }
    guard let shares = rules.cityShares, shares.indices.contains(demand.factor) else { return 0 }
    return (demand.needed - min(demand.needed, max(.zero, shares[demand.factor].roundedDown(demand.needed)))).tenThousandths
  }

  /// Holds everything that it needs from an earlier plan.
  var isServedAlready: Bool { demands.isEmpty && !holdings.isEmpty }
}
