import Testing

@testable import Allocation

@Suite("From an earlier plan") struct ResolveTests {
  /// Pools, pins, scores and projects changed at random.
  private func changed(_ snapshot: Snapshot, _ random: inout Seeded) -> Snapshot {
    var changed = snapshot
    for index in changed.pools.indices where random.chance(40) {
      let share = Ratio(Int64.random(in: 0...20, using: &random), 10)
      changed.pools[index].available = share.roundedDown(changed.pools[index].available)
    }
    if random.chance(30) { changed.projects[Int.random(in: 0..<changed.projects.count, using: &random)].pin = .never }
    if random.chance(30) { changed.projects[Int.random(in: 0..<changed.projects.count, using: &random)].score += 7 }
    if random.chance(20) { changed.projects.removeLast(2) }
    return changed
  }

  @Test("[L20.1] the new plan is as good as one from nothing, and proves it", arguments: 1...240)
  func asGood(seed: UInt64) throws {
    var random = Seeded(seed)
    var snapshot = SmallCity.random(seed, projects: 10, tiers: 3, exchange: seed % 3 == 0, horizon: seed % 5 == 0 ? 2 : 1)
    if seed % 2 == 0 { snapshot.rules.cityLimit = Ratio(Int64.random(in: 1...3, using: &random), 4) }
    if seed % 7 < 4 {
      let byTier = snapshot.projects.indices.sorted { snapshot.projects[$0].tier < snapshot.projects[$1].tier }
      snapshot.rules.groups = [
        ProjectGroup(name: "phases", kind: .follows, projects: [byTier[0], byTier[4], byTier[8]]),
        ProjectGroup(name: "variants", kind: .oneOf, projects: [byTier[1], byTier[7]]),
      ]
    }
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let changed = changed(snapshot, &random)
    let again = try planner.plan(changed, after: (plan, snapshot))
    let fresh = try planner.plan(changed)
    #expect(again.tiers.map(\.value) == fresh.tiers.map(\.value), "seed \(seed)")
    #expect(again.tiers.map(\.bound) == again.tiers.map(\.value), "seed \(seed)")
    #expect(PlanCheck.check(again, against: changed) == [], "seed \(seed)")
    #expect(again.timeless == (try planner.plan(changed, after: (plan, snapshot))).timeless)
  }

  @Test("a bound from before is taken only where no more is possible than was then") func bounds() throws {
    let small = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 5)],
      projects: [SmallCity.project("A", score: 9, needs: [0: 5]), SmallCity.project("B", score: 8, needs: [0: 5])])
    var large = small
    large.pools[0].available = Quantity(units: 10)
    let planner = try exactPlanner()
    #expect(try planner.plan(large, after: (planner.plan(small), small)).tiers.map(\.bound) == [17])
    #expect(try planner.plan(small, after: (planner.plan(large), large)).tiers.map(\.bound) == [9])
  }

  @Test("nor where a larger city pool raises what a county may use of it, or a leader is served that wasn't") func looserRules() throws {
    // D alone is the greedy choice; B and C together are better wherever they are allowed.
    func contest(region: Int, tier: Int, mayUseCity: Bool) -> [Project] {
      [("B", 9, 5), ("C", 8, 5), ("D", 10, 6)].map {
        SmallCity.project($0.0, region: region, tier: tier, score: $0.1, needs: [0: $0.2], mayUseCity: mayUseCity)
      }
    }
    var limited = SmallCity.snapshot(pools: [SmallCity.pool(0, 0, 18)], projects: contest(region: 1, tier: 0, mayUseCity: true))
    limited.rules.cityLimit = Ratio(1, 2)
    var more = limited
    more.pools[0].available = Quantity(units: 20)
    let planner = try exactPlanner()
    #expect(try planner.plan(limited).tiers.map(\.bound) == [10])
    #expect(try planner.plan(more, after: (planner.plan(limited), limited)).tiers.map(\.bound) == [17])
    var phased = SmallCity.snapshot(
      tiers: 2, pools: [SmallCity.pool(1, 0, 5), SmallCity.pool(2, 0, 10)],
      projects: [SmallCity.project("A", tier: 0, needs: [0: 6])] + contest(region: 2, tier: 1, mayUseCity: false))
    phased.rules.groups = [ProjectGroup(name: "phases", kind: .follows, projects: [0, 1])]
    var served = phased
    served.pools[0].available = Quantity(units: 6)
    #expect(try planner.plan(phased).tiers.map(\.bound) == [0, 10])
    #expect(try planner.plan(served, after: (planner.plan(phased), phased)).tiers.map(\.bound) == [10, 17])
  }

  @Test("many projects: prices alone answer, checked, with the gap that they have") func quick() throws {
    let snapshot = Generator.snapshot(projects: 3_000, seed: 5)
    var limits = Scenario.Limits()
    limits.gap = 0.001
    let planner = Planner(solver: try exactPlanner().solver, limits: limits)
    let plan = try planner.plan(snapshot)
    var changed = snapshot
    for index in changed.pools.indices where changed.pools[index].region == 2 {
      changed.pools[index].available = Ratio(4, 5).roundedDown(changed.pools[index].available)
    }
    let quick = try Planner(solver: planner.solver, limits: limits, method: .prices).plan(changed, after: (plan, snapshot))
    let whole = try planner.plan(changed)
    #expect(PlanCheck.check(quick, against: changed) == [])
    for (a, b) in zip(quick.tiers, whole.tiers).prefix(1) { #expect(a.value <= b.bound && b.value <= a.bound) }
    #expect(quick.tiers.allSatisfy { $0.gap < 0.02 })
  }
}

@Suite("Trials") struct TrialTests {
  @Test("changes of pools, pins and loans; unknown names all at once") func changes() throws {
    let snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 5), SmallCity.pool(2, 0, 8)], projects: [SmallCity.project("A", needs: [0: 1])])
    var trial = Trial()
    trial.supply = [
      .init(factor: "f0", region: "r1", change: .plus(Quantity(units: 3))), .init(factor: "f0", region: "r2", change: .times(Ratio(1, 2))),
    ]
    trial.pins = [.init(project: "A", pin: .must)]
    trial.loans = ["f0"]
    let changed = try trial.applied(to: snapshot)
    #expect(changed.pools.map(\.available) == [Quantity(units: 8), Quantity(units: 4)])
    #expect(changed.projects[0].pin == .must && changed.rules.lendable == [0] && changed.rules.tradable == [])
    trial.supply = [.init(factor: "gold", region: "r9", change: .plus(.zero))]
    trial.pins = [.init(project: "Z", pin: .never)]
    trial.transfers = ["silver"]
    #expect {
      try trial.applied(to: snapshot)
    } throws: {
      ($0 as? ScenarioError)?.unknown.map(\.name) == ["r9", "gold", "Z", "silver"]
    }
  }
}
