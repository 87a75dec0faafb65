import Allocation
import Optimisation
import Testing

/// Every choice of years of one tier, counted by what the aims want.
private struct BruteAims {
  let snapshot: Snapshot
  let tier: Int
  /// Year of each project of this tier and those before it, with its points; later tiers have nothing.
  let choices: [(years: [Int: Int], value: Int64)]

  /// - Parameter decided: what the plan gave to the tiers before.
  init(_ snapshot: Snapshot, tier: Int, decided: [Int: Int]) {
    (self.snapshot, self.tier) = (snapshot, tier)
    let own = snapshot.projects.indices.filter { snapshot.projects[$0].tier == tier && !snapshot.projects[$0].demands.isEmpty }
    let before = decided.filter { snapshot.projects[$0.key].tier < tier }
    var (choice, found) = ([Int](repeating: 0, count: own.count), [(years: [Int: Int], value: Int64)]())
    while true {
      let mine = Dictionary(uniqueKeysWithValues: zip(own, choice).filter { $0.1 < snapshot.horizon })
      let years = before.merging(mine) { $1 }
      if BruteYears.isAllowed(years, snapshot), BruteYears.isFeasible(years, snapshot) {
        found.append((years, mine.reduce(0) { $0 + BruteYears.worth(snapshot, $1.key, $1.value) }))
      }
      guard let place = choice.indices.first(where: { choice[$0] < snapshot.horizon }) else { break }
      for index in 0..<place { choice[index] = 0 }
      choice[place] += 1
    }
    choices = found
  }

  private func amount(_ project: Project, _ measure: Aim.Measure) -> Int64 {
    switch measure {
    case .score: project.score
    case .projects: 1
    case .investment: project.investment.tenThousandths
    }
  }

  /// Shares of the counties in all years, in billionths, smallest first.
  private func shares(_ years: [Int: Int], _ measure: Aim.Measure) -> [Int64] {
    snapshot.regions.indices.filter { $0 != snapshot.cityRegion }.compactMap { region in
      let asking = snapshot.projects.indices.filter { index in
        let project = snapshot.projects[index]
        let isLate = project.from > snapshot.vintage + snapshot.horizon - 1
        return project.region == region && project.tier <= tier && !project.demands.isEmpty && !isLate
      }
      let asked = asking.reduce(0) { $0 + amount(snapshot.projects[$1], measure) }
      let served = asking.filter { years[$0] != nil }.reduce(0) { $0 + amount(snapshot.projects[$1], measure) }
      return asked > 0 ? served * 1_000_000_000 / asked : nil
    }.sorted()
  }

  /// What the city gives of each factor in all years, as a part of all that it gets, in millionths.
  private func cityUse(_ years: [Int: Int]) -> Int64 {
    func supply(_ region: Int, _ factor: Int, _ year: Int) -> Int64 {
      snapshot.pools.filter { $0.region == region && $0.factor == factor && $0.vintage == snapshot.vintage + year }
        .reduce(0) { $0 + $1.available.tenThousandths }
    }
    func asked(_ home: Int, _ factor: Int, _ year: Int) -> Int64 {
      years.filter { $0.value == year && snapshot.projects[$0.key].home == home }.flatMap { snapshot.projects[$0.key].demands }
        .filter { $0.factor == factor }.reduce(0) { $0 + $1.needed.tenThousandths }
    }
    return snapshot.factors.indices.reduce(0) { sum, factor in
      let brought = (0..<snapshot.horizon).reduce(Int64(0)) { $0 + supply(0, factor, $1) }
      guard brought > 0 else { return sum }
      var given = (0..<snapshot.horizon).reduce(Int64(0)) { $0 + asked(0, factor, $1) }
      for county in snapshot.regions.indices where county != 0 {
        if snapshot.rules.carriesOver[factor] {
          // What it lacks at its worst: nothing that it saved is lost.
          var (balance, worst) = (Int64(0), Int64(0))
          for year in 0..<snapshot.horizon {
            balance += supply(county, factor, year) - asked(county, factor, year)
            worst = min(worst, balance)
          }
          given -= worst
        } else {
          for year in 0..<snapshot.horizon { given += max(0, asked(county, factor, year) - supply(county, factor, year)) }
        }
      }
      return sum + given * 1_000_000 / brought
    }
  }

  /// What a choice reaches, best as a larger list.
  func reached(_ aim: Aim, _ years: [Int: Int]) -> [Int64] {
    switch aim.kind {
    case .fairness: return shares(years, aim.measure)
    case .equalShares:
      let shares = shares(years, aim.measure)
      return [(shares.first ?? 0) / 1_000 - (shares.last ?? 0) / 1_000]
    case .cityPool: return [-cityUse(years)]
    case .change:
      let kept = years.filter { project, year in
        let standing = snapshot.projects[project]
        return standing.tier == tier && standing.isReleased == true && snapshot.vintage + year <= standing.releasedVintage!
      }
      return [Int64(kept.count)]
    }
  }

  /// As `Aim.Result.value` counts it.
  func told(_ aim: Aim, _ years: [Int: Int]) -> Int64 {
    switch aim.kind {
    case .fairness: (shares(years, aim.measure).first ?? 1_000_000_000) / 1_000
    case .equalShares, .cityPool: -reached(aim, years)[0]
    case .change: reached(aim, years)[0]
    }
  }

  /// What the best choice reaches of each aim in turn, and the most points that leaves.
  func best(_ aims: [Aim]) -> (reached: [[Int64]], value: Int64) {
    let most = choices.map(\.value).max()!
    var (floor, good, results) = (most, choices, [[Int64]]())
    for (place, aim) in aims.enumerated() {
      floor -= aim.give.roundedDown(Quantity(tenThousandths: most)).tenThousandths
      good = choices.filter { choice in
        choice.value >= floor && zip(aims.prefix(place), results).allSatisfy { reached($0, choice.years) == $1 }
      }
      results.append(good.map { reached(aim, $0.years) }.max { $0.lexicographicallyPrecedes($1) }!)
    }
    let kept = choices.filter { choice in choice.value >= floor && zip(aims, results).allSatisfy { reached($0, choice.years) == $1 } }
    return (results, kept.map(\.value).max()!)
  }
}

@Suite("Aims over years planned together") struct YearsAimTests {
  /// Whole units, so that as good is exactly as good.
  private func city(_ seed: UInt64, tiers: Int = 1, projects: Int = 6) -> Snapshot {
    var random = Seeded(seed &* 311)
    var snapshot = SmallCity.random(seed, projects: projects, tiers: tiers, horizon: seed % 2 == 0 ? 3 : 2)
    func whole(_ quantity: Quantity, least: Int64) -> Quantity { Quantity(units: max(least, quantity.tenThousandths / 10_000)) }
    for index in snapshot.pools.indices { snapshot.pools[index].available = whole(snapshot.pools[index].available, least: 0) }
    for index in snapshot.projects.indices {
      snapshot.projects[index].investment = Quantity(units: .random(in: 1...9, using: &random))
      if random.chance(15) { snapshot.projects[index].from = 2026 + Int.random(in: 0...3, using: &random) }
      if random.chance(50) {
        snapshot.projects[index].isReleased = true
        snapshot.projects[index].releasedVintage = 2026 + Int.random(in: 0...1, using: &random)
      }
      for demand in snapshot.projects[index].demands.indices {
        snapshot.projects[index].demands[demand].needed = whole(snapshot.projects[index].demands[demand].needed, least: 1)
      }
    }
    snapshot.rules.together = YearsTogether(discount: [Ratio(23, 25), .one, Ratio(1, 2)][Int(seed % 3)])
    snapshot.rules.carriesOver = snapshot.factors.indices.map { _ in random.chance(60) }
    if seed % 5 == 0 { snapshot.rules.cityShares = snapshot.factors.indices.map { _ in Ratio(Int64.random(in: 0...4, using: &random), 4) } }
    if seed % 7 == 0 { snapshot.rules.cityLimit = Ratio(1, 2) }
    return snapshot
  }

  /// Tier by tier, what is reached of each aim and the points that are left are those of the best of all choices of years.
  private func expectBest(_ snapshot: Snapshot, _ aims: [Aim], _ seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var snapshot = snapshot
    snapshot.rules.aims = aims
    let plan = try exactPlanner().plan(snapshot)
    let years = Dictionary(uniqueKeysWithValues: plan.awards.map { ($0.project, $0.vintage - snapshot.vintage) })
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)", sourceLocation: sourceLocation)
    #expect(plan.status == .proven, "seed \(seed)", sourceLocation: sourceLocation)
    for result in plan.tiers {
      let brute = BruteAims(snapshot, tier: result.tier, decided: years)
      let best = brute.best(aims)
      let own = years.filter { snapshot.projects[$0.key].tier <= result.tier }
      let names = "seed \(seed), tier \(result.tier), \(aims.map(\.kind))"
      #expect(aims.map { brute.reached($0, own) } == best.reached, "\(names)", sourceLocation: sourceLocation)
      #expect(result.value == best.value, "\(names)", sourceLocation: sourceLocation)
      #expect(result.value + (result.given ?? 0) == brute.choices.map(\.value).max(), "\(names)", sourceLocation: sourceLocation)
      for (aim, told) in zip(aims, result.aims ?? []) {
        #expect(told.kind == aim.kind && told.value == brute.told(aim, own), "\(names)", sourceLocation: sourceLocation)
        let isProved = told.bound.map { aim.isMaximised ? $0 >= told.value : $0 <= told.value } ?? false
        #expect(isProved, "\(names)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test("[L17.2] [L20.1] each aim over the years reaches what the best of all choices of years does", arguments: 1...25)
  func alone(_ seed: UInt64) throws {
    let snapshot = city(seed)
    let measure = Aim.Measure.allCases[Int(seed % 3)]
    for kind in Aim.Kind.allCases { try expectBest(snapshot, [Aim(kind: kind, give: Ratio(3, 10), measure: measure)], seed) }
  }

  @Test("no aim over the years touches what those before it reached, tier by tier; points take what is left", arguments: 1...25)
  func inOrder(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let kinds = Aim.Kind.allCases.shuffled(using: &random).prefix(3)
    let aims = kinds.map { Aim(kind: $0, give: Ratio(Int64.random(in: 0...2, using: &random), 10), measure: .projects) }
    try expectBest(city(seed, tiers: 2, projects: 7), aims, seed)
  }

  @Test("with pins, floors and groups as well every plan is checked, its aims with it", arguments: 1...25)
  func withRules(_ seed: UInt64) throws {
    var random = Seeded(seed &* 17)
    var snapshot = city(seed, tiers: 2, projects: 9)
    let asking = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    snapshot.rules.groups = [ProjectGroup(name: "a", kind: .oneOf, projects: [asking[0], asking[1]].sorted())]
    if snapshot.projects[asking[2]].tier <= snapshot.projects[asking[3]].tier {
      snapshot.rules.groups!.append(ProjectGroup(name: "b", kind: .follows, projects: [asking[2], asking[3]]))
    }
    snapshot.rules.floors = [.init(region: Int.random(in: 1...2, using: &random), projects: 1)]
    snapshot.projects[asking[4]].pin = random.chance(50) ? .must : .never
    snapshot.rules.aims = Aim.Kind.allCases.map { Aim(kind: $0, give: Ratio(1, 10)) }
    do {
      let plan = try exactPlanner().plan(snapshot)
      #expect(PlanCheck.check(plan, against: snapshot) == [] && plan.status == .proven, "seed \(seed)")
      #expect(plan.tiers.allSatisfy { ($0.aims ?? []).count == 4 }, "seed \(seed)")
    } catch is PlanImpossible {
      #expect(BruteYears.tierValues(snapshot, given: nil).isEmpty, "seed \(seed)")
    }
  }

  @Test("[L20.2] what bringing one in costs is told of the plan with its aims", arguments: [2, 4, 9, 12])
  func whyNot(_ seed: UInt64) throws {
    var snapshot = city(seed, projects: 8)
    snapshot.rules.aims = [Aim(kind: .cityPool, give: Ratio(1, 5))]
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let explainer = Explainer(snapshot: snapshot, plan: plan)
    for unmet in plan.unmet {
      guard let found = try explainer.displacement(unmet.project, solver: planner.solver, limits: planner.limits) else { continue }
      #expect(!found.pushedOut.contains(unmet.project) && found.tiers.allSatisfy { $0.bound >= $0.after }, "seed \(seed)")
    }
  }

  @Test("a plan that says more of an aim than it reached, or gave up more than it may, is refused") func tampered() throws {
    let planner = try exactPlanner()
    func aimed(_ seed: UInt64) -> Snapshot {
      var snapshot = city(seed)
      snapshot.rules.aims = Aim.Kind.allCases.map { Aim(kind: $0, give: Ratio(1, 5)) }
      return snapshot
    }
    var snapshot = try #require(try (1...20).map(aimed).first { try planner.plan($0).tiers[0].given! > 0 })
    let plan = try planner.plan(snapshot)
    for place in Aim.Kind.allCases.indices {
      var told = plan
      told.tiers[0].aims![place].value += 1
      #expect(PlanCheck.check(told, against: snapshot) == [.aimMisstated(tier: 0, vintage: 2026)])
    }
    snapshot.rules.aims = Aim.Kind.allCases.map { Aim(kind: $0, give: Ratio(1, 100_000)) }
    #expect(PlanCheck.check(plan, against: snapshot) == [.aimMisstated(tier: 0, vintage: 2026)])
  }
}
