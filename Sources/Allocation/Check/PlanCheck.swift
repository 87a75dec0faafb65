/// Says whether a plan keeps every rule, in whole numbers, from snapshot and plan alone. Knows nothing of how plans are made.
public enum PlanCheck {
  /// Everything that is wrong; empty when the plan may be stored.
  public static func check(_ plan: Plan, against snapshot: Snapshot) -> [CheckFailure] {
    var checker = Checker(plan: plan, snapshot: snapshot)
    checker.checkForm()
    // Indices that point nowhere make the other questions meaningless.
    guard checker.failures.isEmpty else { return checker.failures }
    checker.checkAwards()
    checker.checkMoves()
    checker.checkPools()
    checker.checkDecisions()
    checker.checkTiers()
    checker.checkCertificates()
    checker.checkAims()
    checker.checkUnmet()
    return checker.failures
  }
}

/// Region, factor and vintage of one pool.
struct PoolKey: Hashable, Comparable {
  var vintage: Int
  var factor: Int
  var region: Int
  static func < (a: PoolKey, b: PoolKey) -> Bool { (a.vintage, a.factor, a.region) < (b.vintage, b.factor, b.region) }
}

struct Checker {
  let plan: Plan
  let snapshot: Snapshot
  /// For each variant the library's form of the project.
  let libraryForms: [Int: Int]
  var failures: [CheckFailure] = []

  init(plan: Plan, snapshot: Snapshot) { (self.plan, self.snapshot, libraryForms) = (plan, snapshot, snapshot.libraryForms) }

  /// The vintage in which each project is served in whatever form, by the library's form.
  var servedVintages: [Int: Int] {
    Dictionary(
      plan.awards.filter { snapshot.projects.indices.contains($0.project) }.map { (libraryForms[$0.project] ?? $0.project, $0.vintage) }
    ) {
      first, _ in first
    }
  }

  private var vintages: ClosedRange<Int> { snapshot.vintage...(snapshot.vintage + max(snapshot.horizon, 1) - 1) }

  mutating func fail(_ failure: CheckFailure) { failures.append(failure) }

  /// Every index points somewhere, lists are ascending, vintages are planned ones.
  mutating func checkForm() {
    let (projects, regions, factors) = (snapshot.projects.indices, snapshot.regions.indices, snapshot.factors.indices)
    for award in plan.awards {
      let isFormed =
        projects.contains(award.project) && vintages.contains(award.vintage)
        && award.lines.allSatisfy { regions.contains($0.region) && factors.contains($0.factor) }
      if !isFormed { fail(.malformed("award of project \(award.project)")) }
    }
    for (index, move) in plan.moves.enumerated() {
      let isFormed =
        regions.contains(move.from) && regions.contains(move.to) && factors.contains(move.factor) && vintages.contains(move.vintage)
      if !isFormed { fail(.malformed("move \(index)")) }
    }
    for pool in plan.pools where !regions.contains(pool.region) || !factors.contains(pool.factor) || !vintages.contains(pool.vintage) {
      fail(.malformed("pool of region \(pool.region), factor \(pool.factor), vintage \(pool.vintage)"))
    }
    for unmet in plan.unmet where !projects.contains(unmet.project) { fail(.malformed("unmet project \(unmet.project)")) }
    if zip(plan.awards, plan.awards.dropFirst()).contains(where: { $0.project > $1.project }) { fail(.malformed("awards not ascending")) }
    if zip(plan.unmet, plan.unmet.dropFirst()).contains(where: { $0.project >= $1.project }) { fail(.malformed("unmet not ascending")) }
  }

  /// Each award covers each demand exactly, from pools that the project may use.
  mutating func checkAwards() {
    var seen: Set<Int> = []
    for award in plan.awards {
      let project = snapshot.projects[award.project]
      if !seen.insert(award.project).inserted { fail(.awardedTwice(project: award.project)) }
      let isTooEarly = project.pin != .must && project.from > award.vintage
      guard !isBroken(project), project.pin != .never, !project.demands.isEmpty, !isTooEarly else {
        fail(.awardNotAllowed(project: award.project))
        continue
      }
      var (given, fromCity) = ([Int: Quantity](), [Int: Quantity]())
      var pools: Set<PoolKey> = []
      for line in award.lines {
        let isNew = pools.insert(PoolKey(vintage: line.vintage, factor: line.factor, region: line.region)).inserted
        if line.quantity <= .zero || line.vintage != award.vintage || !isNew {
          fail(.wrongLine(project: award.project, factor: line.factor, region: line.region))
        }
        let isOwn = line.region == project.home
        let isCity = line.region == snapshot.cityRegion && project.mayUseCityPool[line.factor]
        if !isOwn && !isCity { fail(.wrongPool(project: award.project, factor: line.factor, region: line.region)) }
        given[line.factor, default: .zero] += line.quantity
        if !isOwn { fromCity[line.factor, default: .zero] += line.quantity }
      }
      for demand in project.demands {
        checkCityShare(award.project, demand, fromCity[demand.factor] ?? .zero)
        let sum = given.removeValue(forKey: demand.factor) ?? .zero
        if sum != demand.needed {
          fail(.demandNotCovered(project: award.project, factor: demand.factor, needed: demand.needed, given: sum))
        }
      }
      for (factor, sum) in given.sorted(by: { $0.key < $1.key }) {
        fail(.demandNotCovered(project: award.project, factor: factor, needed: .zero, given: sum))
      }
    }
  }

  private mutating func checkCityShare(_ project: Int, _ demand: Demand, _ fromCity: Quantity) {
    guard let shares = snapshot.rules.cityShares, shares.indices.contains(demand.factor) else { return }
    let most = shares[demand.factor].roundedDown(demand.needed)
    if fromCity > most { fail(.takesTooMuchOfCity(project: project, factor: demand.factor, by: fromCity - most)) }
  }

  /// Data that no plan may rest on.
  func isBroken(_ project: Project) -> Bool {
    let isPlaced = snapshot.regions.indices.contains(project.home) && snapshot.regions.indices.contains(project.region)
    let isRanked = snapshot.tiers.indices.contains(project.tier) && project.score > 0
    let factors = project.demands.map(\.factor)
    let isAscending = zip(factors, factors.dropFirst()).allSatisfy { $0 < $1 } && factors.allSatisfy(snapshot.factors.indices.contains)
    let isPositive = project.demands.allSatisfy { $0.needed > .zero && $0.needed <= .largest }
    return !(isPlaced && isRanked && isAscending && isPositive && project.mayUseCityPool.count == snapshot.factors.count)
  }

  /// Only factors that rules let move, between counties, within each county's limit.
  mutating func checkMoves() {
    for (index, move) in plan.moves.enumerated() {
      let allowed = move.kind == .loan ? snapshot.rules.lendable : snapshot.rules.tradable
      let isBetweenCounties = move.from != move.to && move.from != snapshot.cityRegion && move.to != snapshot.cityRegion
      if !allowed.contains(move.factor) || !isBetweenCounties || move.quantity <= .zero { fail(.moveNotAllowed(move: index)) }
    }
  }

  /// Pins and floors. A project that holds all it needs already is served.
  mutating func checkDecisions() {
    let awarded = Set(plan.awards.map(\.project))
    var served = [Int](repeating: 0, count: snapshot.regions.count)
    for (index, project) in snapshot.projects.enumerated() {
      let holdsAll = project.demands.isEmpty && !project.holdings.isEmpty
      if awarded.contains(index) || holdsAll, served.indices.contains(project.region) { served[project.region] += 1 }
      if project.pin == .must, !project.demands.isEmpty, !awarded.contains(index) { fail(.pinBroken(project: index)) }
    }
    for (index, limit) in (snapshot.rules.holdingLimits ?? []).enumerated() {
      let given = limit.projects.filter(awarded.contains).flatMap { snapshot.projects[$0].demands }.filter { $0.factor == limit.factor }
        .reduce(Quantity.zero) { $0 + $1.needed }
      if given > limit.most { fail(.holdsTooMuch(limit: index, by: given - limit.most)) }
    }
    checkGroups(vintageOf: Dictionary(plan.awards.map { ($0.project, $0.vintage) }) { first, _ in first })
    for floor in snapshot.rules.floors where served[floor.region] < floor.projects {
      fail(.floorBroken(region: floor.region, asked: floor.projects, got: served[floor.region]))
    }
  }

  /// Who needs something and gets nothing in any form has a reason; nobody else has.
  mutating func checkUnmet() {
    let awarded = servedVintages
    let explained = Set(plan.unmet.map(\.project))
    for (index, project) in snapshot.projects.enumerated() {
      let shouldHave = libraryForms[index] == nil && awarded[index] == nil && (!project.demands.isEmpty || isBroken(project))
      if shouldHave != explained.contains(index) { fail(.unmetMisstated(project: index)) }
    }
  }
}
