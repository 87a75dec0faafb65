import Allocation
import Optimisation
import Testing

@Suite(.serialized) struct ScaleTests {
  @Test("[L20.1] a city of 1,200 projects, 11 counties and zones, 12 factors, 4 tiers") func city() throws {
    let snapshot = Generator.snapshot(projects: 1_200, seed: 1)
    var limits = Scenario.Limits()
    limits.seconds = 30
    limits.gap = 0.001
    let plan = try Planner(solver: try HighsSolver(), limits: limits).plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    report(plan)
  }

  @Test("The time limit is kept on 20,000 projects and what is there is a checked plan") func large() throws {
    let snapshot = Generator.snapshot(projects: 20_000, seed: 2)
    var limits = Scenario.Limits()
    limits.seconds = 6
    limits.gap = 0
    let plan = try Planner(solver: try HighsSolver(), limits: limits).plan(snapshot)
    #expect(plan.status == .stopped)
    #expect(plan.awards.count > 1_000)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    report(plan)
  }

  /// Printed, never asserted: how long a tier took is the machine's affair.
  private func report(_ plan: Plan) {
    for tier in plan.tiers {
      print(
        "tier \(tier.tier): value \(tier.value) bound \(tier.bound) gap \(tier.gap) awarded \(tier.awarded)/\(tier.candidates) seconds \(tier.seconds) \(tier.status)"
      )
    }
    print("\(plan.statistics)")
  }
}
