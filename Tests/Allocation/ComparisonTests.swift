import Allocation
import Testing

@Suite struct ComparisonTests {
  private let base = SmallCity.snapshot(
    tiers: 2, pools: [SmallCity.pool(1, 0, 10), SmallCity.pool(2, 0, 5)],
    projects: [
      SmallCity.project("A", score: 50, needs: [0: 6]), SmallCity.project("B", score: 40, needs: [0: 4]),
      SmallCity.project("C", score: 30, needs: [0: 4]), SmallCity.project("D", region: 2, needs: [0: 5]),
    ])

  private func compare(_ change: (inout Snapshot) -> Void) throws -> Comparison {
    var other = base
    change(&other)
    let planner = try exactPlanner()
    return Comparison(from: (base, try planner.plan(base)), to: (other, try planner.plan(other)))
  }

  @Test("A plan compared with itself differs in nothing") func same() throws {
    let comparison = try compare { _ in }
    #expect(comparison.pools.isEmpty && comparison.demands.isEmpty && comparison.projects.isEmpty && comparison.causes.isEmpty)
  }

  @Test("A smaller pool is named, and is the cause for who loses") func supply() throws {
    let comparison = try compare { $0.pools[0].available = Quantity(units: 6) }
    #expect(
      comparison.pools == [
        Comparison.PoolChange(region: "r1", factor: "f0", vintage: 2026, before: Quantity(units: 10), after: Quantity(units: 6))
      ])
    #expect(comparison.lost == ["B"] && comparison.gained.isEmpty)
    #expect(comparison.causes == [Comparison.Cause(project: "B", kind: .supply, factors: ["f0"])])
  }

  @Test("Own changes come before others': demand, tier, pin, membership; the rest is competition") func causes() throws {
    let demand = try compare { $0.projects[1].demands[0].needed = Quantity(units: 5) }
    #expect(demand.causes.map(\.project) == ["B", "C"])
    #expect(demand.causes.map(\.kind) == [.demand, .competition])
    #expect(demand.demands.map(\.project) == ["B"])
    let tier = try compare { $0.projects[1].tier = 1 }
    #expect(tier.lost == ["B"] && tier.gained == ["C"])
    #expect(tier.causes.map(\.kind) == [.standing, .competition])
    let pin = try compare { $0.projects[0].pin = .never }
    #expect(
      pin.causes == [
        Comparison.Cause(project: "A", kind: .pin, factors: []), Comparison.Cause(project: "C", kind: .competition, factors: []),
      ])
    let gone = try compare { $0.projects.remove(at: 0) }
    #expect(gone.causes.map(\.kind) == [.membership, .competition])
    #expect(gone.projects == [Comparison.ProjectChange(project: "A", aspect: .removed)])
  }

  @Test("Assertions are judged by what the plan does") func assertions() throws {
    var snapshot = base
    snapshot.projects[3].demands = []
    snapshot.projects[3].holdings = [Holding(factor: 0, region: 2, vintage: 2025, quantity: Quantity(units: 5))]
    let plan = try exactPlanner().plan(snapshot)
    let one = Quantity(units: 1)
    let results = AssertionResult.evaluate(
      [
        Scenario.Assertion(subject: .projects(region: "r1"), atLeast: Quantity(units: 2)),
        Scenario.Assertion(subject: .projects(region: "r2"), atLeast: one),
        Scenario.Assertion(subject: .projects(region: nil), atMost: Quantity(units: 2)),
        Scenario.Assertion(subject: .investment(region: "r1"), atLeast: Quantity(units: 200), atMost: Quantity(units: 200)),
        Scenario.Assertion(subject: .left(factor: "f0", region: nil), atLeast: Quantity(units: 5)),
        Scenario.Assertion(subject: .left(factor: "f0", region: "r1"), atLeast: one),
        Scenario.Assertion(subject: .awarded(project: "A"), atLeast: one),
        Scenario.Assertion(subject: .awarded(project: "C"), atLeast: one),
        Scenario.Assertion(subject: .projects(region: "nowhere"), atLeast: .zero),
      ], of: plan, for: snapshot)
    #expect(results.map(\.holds) == [true, true, false, true, true, false, true, false, false])
    #expect(results.last?.actual == nil)
    #expect(results[4].actual == Quantity(units: 5))
  }

  @Test("Days are added across months, years and leap days") func days() {
    let day = CivilDate("2024-02-28")!
    #expect(day.adding(days: 1)?.iso == "2024-02-29" && day.adding(days: 2)?.iso == "2024-03-01")
    #expect(day.adding(days: 366)?.iso == "2025-02-28" && day.adding(days: -59)?.iso == "2023-12-31")
    var walked = CivilDate("1949-01-01")!
    for offset in 1...150_000 {
      let next = CivilDate("1949-01-01")!.adding(days: offset)!
      #expect(next > walked && next.adding(days: -offset)?.iso == "1949-01-01")
      walked = next
    }
    #expect(CivilDate("2999-12-31")!.adding(days: 1) == nil)
  }
}
