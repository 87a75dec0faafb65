import Testing

@testable import Allocation

@Suite struct StressTests {
  let snapshot = SmallCity.snapshot(
    factors: 2, pools: [SmallCity.pool(1, 0, 10), SmallCity.pool(1, 1, 9)],
    projects: [
      SmallCity.project("A", score: 9, needs: [0: 6], factors: 2), SmallCity.project("B", score: 5, needs: [0: 4], factors: 2),
      SmallCity.project("C", score: 3, needs: [1: 9], factors: 2), SmallCity.project("D", score: 1, needs: [0: 4], factors: 2),
    ])

  private func run(_ low: Ratio, _ high: Ratio, draws: Int = 10) throws -> (StressTest.Outcome, Plan) {
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let test = StressTest(doubts: [.init(factor: 0, low: low, high: high)], draws: draws, seed: 3)
    return (try test.run(plan, of: snapshot) { _, drawn in try planner.plan(drawn) }, plan)
  }

  @Test("[L17.1] when all comes, all survive; when nothing comes, only those that need none of it") func ends() throws {
    let (all, plan) = try run(.one, .one)
    #expect(Set(all.survived.keys) == [0, 1, 2] && all.survived.values.allSatisfy { $0 == 10 })
    #expect(all.draws.allSatisfy { $0.value == plan.tiers[0].value && $0.awarded == 3 })
    #expect(try run(.zero, .zero).0.survived == [0: 0, 1: 0, 2: 10])
  }

  @Test("[L17.1] each part of the range is drawn once: survival is the part of the range that is enough") func between() throws {
    let outcome = try run(.zero, .one).0
    // Shares 5 %, 15 % … 95 %: A alone needs 60 %; B with A needs all ten; below 60 % B alone fits from 40 % on.
    #expect(outcome.survived == [0: 4, 1: 2, 2: 10])
    #expect(Set(outcome.draws.map(\.shares)).count == 10)
    #expect(try run(.zero, .one).0.draws.map(\.shares) == outcome.draws.map(\.shares), "the same seed, the same draws")
  }

  @Test func stopsWhenTold() throws {
    let plan = try exactPlanner().plan(snapshot)
    let test = StressTest(doubts: [.init(factor: 0, low: .zero, high: .one)], draws: 5, seed: 1)
    #expect(test.run(plan, of: snapshot) { draw, _ in draw < 2 ? plan : nil }.draws.count == 2)
  }
}
