import Testing

@testable import Allocation

/// How much work plans take, in pivots: the same on every machine, so that a change that makes plans dearer is seen without a clock.
@Suite("Work") struct WorkTests {
  /// Pivots that were recorded; a plan may take half as many again, and a change that needs fewer records its own.
  @Test(
    "[L20.1] a plan takes the recorded work, the same each time, and says that no clock cut it",
    arguments: [(projects: 500, seed: UInt64(1), recorded: Int64(4_564)), (1_500, 2, 23_497), (6_000, 3, 972)])
  func recorded(_ projects: Int, _ seed: UInt64, _ recorded: Int64) throws {
    let snapshot = Generator.snapshot(projects: projects, seed: seed)
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds) = (0.001, 300)
    let planner = Planner(solver: try exactPlanner().solver, limits: limits)
    let plan = try planner.plan(snapshot)
    let work = try #require(plan.statistics.work)
    #expect((recorded / 2...recorded * 3 / 2).contains(work), "\(projects) projects took \(work) pivots")
    #expect(try planner.plan(snapshot).timeless == plan.timeless)
    #expect(plan.statistics.isCutByClock == false && plan.status == .proven)
  }

  @Test("nodes are a limit that is the same on every machine: the plan stops, checked, and says that it did") func nodes() throws {
    let snapshot = Generator.snapshot(projects: 1_000, seed: 9)
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds, limits.nodes) = (0, 300, 1)
    let planner = Planner(solver: try exactPlanner().solver, limits: limits)
    let plan = try planner.plan(snapshot)
    #expect(plan.status == .stopped && plan.statistics.isCutByClock == false)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    #expect(try planner.plan(snapshot).timeless == plan.timeless)
  }

  @Test("a clock that cuts a plan short is told") func clock() throws {
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds) = (0, 0.2)
    let plan = try Planner(solver: try exactPlanner().solver, limits: limits).plan(Generator.snapshot(projects: 3_000, seed: 4))
    #expect(plan.status == .stopped && plan.statistics.isCutByClock == true)
  }
}
