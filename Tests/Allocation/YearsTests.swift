import Allocation
import Optimisation
import Testing

@Suite("Years planned together") struct YearsTests {
  private func city(_ seed: UInt64, projects: Int = 6, tiers: Int = 2) -> Snapshot {
    var random = Seeded(seed &* 77)
    var snapshot = SmallCity.random(seed, projects: projects, tiers: tiers, horizon: seed % 2 == 0 ? 3 : 2)
    snapshot.rules.together = YearsTogether(discount: [Ratio(23, 25), .one, Ratio(1, 2), Ratio(9, 10)][Int(seed % 4)])
    snapshot.rules.carriesOver = snapshot.factors.indices.map { _ in random.chance(60) }
    // Scarcer than a single year's city, or everything would fit in time.
    for index in snapshot.pools.indices { snapshot.pools[index].available = Ratio(1, 2).roundedDown(snapshot.pools[index].available) }
    for index in snapshot.projects.indices where random.chance(15) {
      snapshot.projects[index].from = 2026 + Int.random(in: 0...2, using: &random)
    }
    if seed % 5 == 0 { snapshot.rules.cityShares = snapshot.factors.indices.map { _ in Ratio(Int64.random(in: 0...4, using: &random), 4) } }
    return snapshot
  }

  private func expectBest(_ snapshot: Snapshot, _ seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteYears.tierValues(snapshot, given: plan), "seed \(seed)", sourceLocation: sourceLocation)
    #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)", sourceLocation: sourceLocation)
    #expect(plan.status == .proven, "seed \(seed)", sourceLocation: sourceLocation)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)", sourceLocation: sourceLocation)
  }

  @Test("[L20.1] tier by tier over all years as good as the best of all choices of years", arguments: 1...80)
  func optimal(seed: UInt64) throws { try expectBest(city(seed), seed) }

  @Test("pins and floors of the first year, and groups over the years", arguments: 1...60)
  func decided(seed: UInt64) throws {
    var random = Seeded(seed)
    var snapshot = city(seed, tiers: seed % 3 == 0 ? 1 : 2)
    let asking = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    if seed % 2 == 0 {
      for kind in ProjectGroup.Kind.allCases where random.chance(60) {
        var members = asking.shuffled(using: &random).prefix(2).map { $0 }
        if kind == .follows { members.sort { snapshot.projects[$0].tier < snapshot.projects[$1].tier } }
        if kind == .together { snapshot.projects[members[1]].tier = snapshot.projects[members[0]].tier }
        snapshot.rules.groups = (snapshot.rules.groups ?? []) + [ProjectGroup(name: kind.rawValue, kind: kind, projects: members)]
      }
      snapshot.rules.groups?.removeAll { group in
        group.kind == .follows && group.projects.contains { snapshot.projects[$0].tier < snapshot.projects[group.projects[0]].tier }
      }
    } else {
      snapshot.rules.floors = [.init(region: Int.random(in: 1...2, using: &random), projects: 1)]
      snapshot.projects[asking[0]].pin = random.chance(50) ? .must : .never
    }
    do {
      let plan = try exactPlanner().plan(snapshot)
      #expect(plan.tiers.map(\.value) == BruteYears.tierValues(snapshot, given: plan), "seed \(seed)")
      #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)")
      #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    } catch is PlanImpossible {
      #expect(BruteYears.tierValues(snapshot, given: nil).isEmpty, "seed \(seed)")
    }
  }

  @Test("[L20.2] who is left out is told what is short beside all years, and what bringing it in costs over them", arguments: 1...40)
  func whyNot(seed: UInt64) throws {
    try expectExactWays(city(seed, tiers: 1), seed)
  }

  /// Everyone who is left out lacks something, and what bringing it in costs is what trying everything finds.
  private func expectExactWays(
    _ given: Snapshot, _ seed: UInt64, more: (Unmet, [Int64], Plan, Explainer) -> Void = { _, _, _, _ in }
  ) throws {
    var snapshot = given
    for index in snapshot.projects.indices { snapshot.projects[index].from = 0 }
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let explainer = Explainer(snapshot: snapshot, plan: plan)
    for unmet in plan.unmet where !snapshot.projects[unmet.project].demands.isEmpty {
      // Nobody waits whom some year would have room for.
      #expect(!unmet.shortages.isEmpty && unmet.cause != .waitsForDecision, "seed \(seed)")
      let best = BruteYears.tierValues(snapshot, given: nil, forcing: unmet.project)
      let found = try explainer.displacement(unmet.project, solver: planner.solver, limits: planner.limits)
      #expect(found?.tiers.map(\.after) == (best.isEmpty ? nil : best), "seed \(seed)")
      more(unmet, best, plan, explainer)
    }
  }

  // MARK: With the other rules

  /// Limits on what may be held over all years.
  private func limit(_ snapshot: inout Snapshot, _ random: inout Seeded) {
    snapshot.rules.holdingLimits = (0..<2).map { index in
      Snapshot.HoldingLimit(
        name: "L\(index)", factor: index, projects: snapshot.projects.indices.filter { _ in random.chance(65) },
        most: Quantity(tenThousandths: .random(in: 10_000...80_000, using: &random)))
    }
  }

  /// Smaller forms and other sites of the first two projects that ask.
  private func vary(_ snapshot: inout Snapshot, _ random: inout Seeded) {
    for own in snapshot.projects.filter({ !$0.demands.isEmpty }).prefix(2) {
      snapshot.projects.append(SmallCity.form("a", of: own, &random))
    }
    snapshot.projects.sort { $0.code < $1.code }
    snapshot.rules.groups = snapshot.libraryForms.sorted { $0.key < $1.key }.map { form, own in
      ProjectGroup(name: snapshot.projects[own].code, kind: .oneOf, projects: [own, form].sorted())
    }
  }

  private func ruled(_ seed: UInt64, tiers: Int = 2) -> Snapshot {
    var random = Seeded(seed &* 131)
    let hasForms = seed % 4 == 0
    var snapshot = city(seed, projects: hasForms ? 4 : 6, tiers: tiers)
    if hasForms { vary(&snapshot, &random) }
    if seed % 4 == 1 || seed % 8 == 0 { limit(&snapshot, &random) }
    if seed % 4 == 2 || seed % 4 == 3 || seed % 12 == 0 { snapshot.rules.cityLimit = Ratio(Int64.random(in: 0...6, using: &random), 7) }
    return snapshot
  }

  @Test("[L20.1] with holding limits, a county's limit on the city's pool, and forms of projects", arguments: 1...120)
  func rules(seed: UInt64) throws {
    let snapshot = ruled(seed)
    try expectBest(snapshot, seed)
    let plan = try exactPlanner().plan(snapshot)
    for tier in plan.tiers { #expect(tier.certificate!.bound >= tier.value, "seed \(seed)") }
    let own = snapshot.libraryForms
    let asking = snapshot.projects.indices.filter { own[$0] == nil && !snapshot.projects[$0].demands.isEmpty }
    #expect(plan.unmet.count + plan.awards.count == asking.count && plan.unmet.allSatisfy { own[$0.project] == nil }, "seed \(seed)")
    // The rules say something: a plan that is made without them and is worth more breaks them.
    var free = snapshot
    (free.rules.holdingLimits, free.rules.cityLimit) = (nil, nil)
    let more = try exactPlanner().plan(free)
    if more.tiers[0].value > plan.tiers[0].value {
      let broken = PlanCheck.check(more, against: snapshot).contains {
        switch $0 {
        case .holdsTooMuch, .usesTooMuchOfCity: true
        default: false
        }
      }
      #expect(broken, "seed \(seed)")
    }
    let again = try exactPlanner().plan(snapshot, after: (more, free))
    #expect(again.tiers.map(\.value) == plan.tiers.map(\.value) && PlanCheck.check(again, against: snapshot) == [], "seed \(seed)")
  }

  @Test("[L20.2] who is left out by a limit over the years is told which, and what bringing it in costs", arguments: 1...40)
  func whyNotByRules(seed: UInt64) throws {
    try expectExactWays(ruled(seed, tiers: 1), seed) { unmet, best, plan, explainer in
      guard let best = best.first else { return }
      let points = explainer.deficits().first { $0.project == unmet.project }?.points
      let score = explainer.snapshot.projects[unmet.project].score
      #expect(points != nil && plan.tiers[0].certificate!.bound - max(0, points! - score) >= best)
    }
  }

  @Test("the city's share grows by what the year before left, holding limits count all years") func examples() throws {
    var snapshot = SmallCity.snapshot(
      horizon: 2, pools: [SmallCity.pool(0, 0, 8), SmallCity.pool(0, 0, 8, vintage: 2027)],
      projects: [SmallCity.project("A", needs: [0: 5], mayUseCity: true), SmallCity.project("B", needs: [0: 6], mayUseCity: true)])
    snapshot.rules.together = YearsTogether(discount: .one)
    snapshot.rules.carriesOver = [true]
    snapshot.rules.cityLimit = Ratio(1, 2)
    // Half of 8 is too little for either this year; half of 16 is enough for one of them next year.
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.awards.map(\.vintage) == [2027] && plan.tiers[0].value == 10 && PlanCheck.check(plan, against: snapshot) == [])
    snapshot.rules.cityLimit = nil
    snapshot.rules.holdingLimits = [.init(name: "甲集团", factor: 0, projects: [0, 1], most: Quantity(units: 7))]
    let held = try exactPlanner().plan(snapshot)
    let unmet = try #require(held.unmet.first)
    #expect(held.awards.count == 1 && unmet.shortages.map(\.limit) == [0] && unmet.cause == .waitsForQuota)
    var forged = held
    forged.tiers[0].certificate!.limitPrices = [.init(limit: 0, price: 1)]
    #expect(!PlanCheck.check(forged, against: snapshot).isEmpty)
  }

  @Test("the same plan on any number of threads, from nothing and from itself; another discount, another plan") func determinism() throws {
    var snapshot = city(7, projects: 14, tiers: 2)
    var planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    planner.limits.threads = 2
    #expect(try planner.plan(snapshot).timeless == plan.timeless)
    let again = try planner.plan(snapshot, after: (plan, snapshot))
    #expect(again.tiers.map(\.value) == plan.tiers.map(\.value))
    snapshot.rules.lendable = [0]
    #expect(throws: YearsTogether.Refusal(parts: [.exchange])) { try planner.plan(snapshot) }
  }

  @Test("a changed plan over years together doesn't pass the check") func tampered() throws {
    let planner = try exactPlanner()
    func isPriced(_ plan: Plan) -> Bool { plan.tiers.contains { $0.certificate?.yearPrices?.isEmpty == false } }
    let scarce = try #require(try (1...40).map { city($0, projects: 7) }.first { isPriced(try planner.plan($0)) })
    let (snapshot, plan) = (scarce, try planner.plan(scarce))
    func check(_ change: (inout Plan) -> Void) -> Bool {
      var changed = plan
      change(&changed)
      return PlanCheck.check(changed, against: snapshot).isEmpty
    }
    #expect(check { _ in })
    let tier = try #require(plan.tiers.firstIndex { $0.certificate?.yearPrices?.isEmpty == false })
    #expect(!check { $0.tiers[tier].value += 1 })
    #expect(!check { $0.tiers[tier].through = nil })
    #expect(!check { $0.tiers[tier].certificate!.bound -= 1 })
    #expect(!check { $0.tiers[tier].certificate!.yearPrices![0].price /= 2 })
    #expect(!check { $0.awards[0].vintage += 1 })
    #expect(!check { $0.awards.removeLast() })
  }
}
