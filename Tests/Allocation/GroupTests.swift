import Testing

@testable import Allocation

@Suite("Groups of projects") struct GroupTests {
  /// A random city whose groups respect tiers.
  private func city(_ seed: UInt64, horizon: Int = 1) -> Snapshot {
    var random = Seeded(seed)
    var snapshot = SmallCity.random(seed, projects: 11, tiers: 2, exchange: seed % 3 == 0, horizon: horizon)
    let asking = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    var groups: [ProjectGroup] = []
    for kind in ProjectGroup.Kind.allCases where random.chance(80) {
      var members = asking.shuffled(using: &random).prefix(3).map { $0 }
      if kind == .follows { members.sort { snapshot.projects[$0].tier < snapshot.projects[$1].tier } }
      if kind == .together { for member in members { snapshot.projects[member].tier = snapshot.projects[members[0]].tier } }
      groups.append(ProjectGroup(name: kind.rawValue, kind: kind, projects: members))
    }
    // Making mates of one tier may have turned a leader's tier.
    snapshot.rules.groups = groups.filter { group in
      group.kind != .follows || group.projects.allSatisfy { snapshot.projects[$0].tier >= snapshot.projects[group.projects[0]].tier }
    }
    return snapshot
  }

  @Test("[L20.1] variants, mates and phases: tier by tier as good as the best of all subsets", arguments: 1...80)
  func optimal(seed: UInt64) throws {
    let snapshot = city(seed)
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteForce.tierValues(snapshot), "seed \(seed)")
    #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    for method in [SolveMethod.cores, .counties, .search, .whole] {
      let other = try Planner(solver: exactPlanner().solver, limits: exactPlanner().limits, method: method).plan(snapshot)
      #expect(other.tiers.map(\.value) == plan.tiers.map(\.value), "seed \(seed) \(method)")
    }
  }

  @Test("over the years a follower comes with its leader or after it, and a variant never after the other", arguments: 1...40)
  func years(seed: UInt64) throws {
    let snapshot = city(seed, horizon: 3)
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
  }

  @Test("groups and floors, aims and an earlier plan together", arguments: 1...30)
  func together(seed: UInt64) throws {
    var snapshot = city(seed)
    snapshot.rules.aims = [Aim(kind: .fairness, give: Ratio(1, 5))]
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    var changed = snapshot
    for index in changed.pools.indices where index % 2 == 0 {
      changed.pools[index].available = Ratio(1, 2).roundedDown(changed.pools[index].available)
    }
    let again = try planner.plan(changed, after: (plan, snapshot))
    #expect(PlanCheck.check(again, against: changed) == [], "seed \(seed)")
    let first = again.tiers[0]
    #expect(
      first.value + (first.given ?? 0) == (try planner.plan(changed)).tiers[0].value + ((try planner.plan(changed)).tiers[0].given ?? 0))
  }

  private func phases() -> Snapshot {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 6)],
      projects: [
        SmallCity.project("A", score: 2, needs: [0: 4]), SmallCity.project("B", score: 9, needs: [0: 2]),
        SmallCity.project("C", score: 8, needs: [0: 6]),
      ])
    snapshot.rules.groups = [ProjectGroup(name: "一二期", kind: .follows, projects: [0, 1])]
    return snapshot
  }

  @Test("[L20.2] who is held by a group is told so, with who decides it") func explained() throws {
    var snapshot = phases()
    var plan = try exactPlanner().plan(snapshot)
    #expect(plan.awards.map(\.project) == [0, 1])
    snapshot.rules.groups = [ProjectGroup(name: "备选", kind: .oneOf, projects: [1, 2])]
    plan = try exactPlanner().plan(snapshot)
    #expect(plan.unmet.map(\.cause) == [.heldByGroup])
    #expect(plan.unmet[0].group == "备选" && plan.unmet[0].groupMember == 1 && plan.unmet[0].ways.isEmpty)
  }

  @Test("a group that isn't kept is seen; pins that break one are impossible") func broken() throws {
    let snapshot = phases()
    var free = snapshot
    free.rules.groups = nil
    let plan = try exactPlanner().plan(free)
    var told = snapshot
    told.rules.groups = [ProjectGroup(name: "x", kind: .oneOf, projects: [0, 1])]
    #expect(PlanCheck.check(plan, against: told) == [.groupBroken(name: "x")])
    for index in [0, 1] { told.projects[index].pin = .must }
    #expect(throws: PlanImpossible(vintage: 2026, groups: ["x"])) { try exactPlanner().plan(told) }
  }

  @Test("forcing a phase in brings its leader with it") func displacement() throws {
    var snapshot = phases()
    snapshot.projects[2].score = 30
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    #expect(plan.awards.map(\.project) == [2])
    let forced = try #require(try Explainer(snapshot: snapshot, plan: plan).displacement(1, solver: planner.solver))
    #expect(forced.broughtIn == [0] && forced.pushedOut == [2] && forced.cost == 19)
  }

  @Test("what groups mean for pins and tiers; what contradicts is told at once") func builder() throws {
    var projects = (0..<4).map { SmallCity.project("P\($0)", tier: $0 / 2, needs: [0: 1]) }
    func build(_ groups: [Scenario.Group]) throws -> [Project] {
      var builder = GroupBuilder(projects)
      try builder.add(groups) { $0 == "free" }
      return builder.projects
    }
    projects[1].pin = .must
    #expect(try build([.init(name: "a", kind: .follows, projects: ["P0", "P1"])]).map(\.pin) == [.must, .must, nil, nil])
    #expect(try build([.init(name: "a", kind: .follows, projects: ["gone", "P2"])]).map(\.pin) == [nil, .must, .never, nil])
    #expect(try build([.init(name: "a", kind: .follows, projects: ["free", "P2"])]).map(\.pin) == [nil, .must, nil, nil])
    // A mate or leader that needs no quota is built anyway: nobody waits for it.
    projects[3].demands = []
    var builder = GroupBuilder(projects)
    try builder.add(
      [.init(name: "a", kind: .follows, projects: ["P3", "P2"]), .init(name: "b", kind: .together, projects: ["P3", "P2"])],
      needsNothing: { _ in false })
    #expect(builder.groups.isEmpty && builder.projects.map(\.pin) == [nil, .must, nil, nil])
    projects[3] = SmallCity.project("P3", tier: 1, needs: [0: 1])
    projects[0].pin = .never
    let wrong: [Scenario.Group] = [
      .init(name: "pins", kind: .together, projects: ["P0", "P1"]), .init(name: "tiers", kind: .together, projects: ["P1", "P2"]),
      .init(name: "late", kind: .follows, projects: ["P3", "P1"]),
    ]
    #expect {
      try build(wrong)
    } throws: {
      let problems = ($0 as? GroupError)?.problems ?? []
      return problems.contains { $0.group == "pins" && $0.kind == .pins } && problems.contains { $0.group == "tiers" && $0.kind == .tiers }
        && problems.contains { $0.group == "late" && $0.projects == ["P3", "P1"] }
    }
  }

  @Test("phases that wait for each other are told, all of them; a chain isn't") func waiting() throws {
    let projects = (0..<5).map { SmallCity.project("P\($0)", tier: 0, needs: [0: 1]) }
    func follows(_ name: String, _ codes: String...) -> Scenario.Group { .init(name: name, kind: .follows, projects: codes) }
    var builder = GroupBuilder(projects)
    try builder.add([follows("a", "P0", "P1", "P2"), follows("b", "P1", "P2"), follows("c", "P2", "P3")]) { _ in false }
    #expect(builder.groups.count == 3)
    #expect {
      var builder = GroupBuilder(projects)
      try builder.add([follows("start", "P4", "P0"), follows("a", "P0", "P1"), follows("b", "P1", "P2"), follows("c", "P2", "P0", "P3")]) {
        _ in false
      }
    } throws: {
      ($0 as? GroupError)?.problems == [.init(group: "a", kind: .circle, projects: ["P0", "P1", "P2"])]
    }
  }

  @Test("followers in a circle come together") func circle() throws {
    var snapshot = phases()
    snapshot.rules.groups = [
      ProjectGroup(name: "a", kind: .follows, projects: [0, 1]), ProjectGroup(name: "b", kind: .follows, projects: [1, 0]),
    ]
    snapshot.pools[0].available = Quantity(units: 5)
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.awards.isEmpty && PlanCheck.check(plan, against: snapshot) == [])
  }
}
