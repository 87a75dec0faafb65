import Testing

@testable import Allocation

@Suite struct ArrivalTests {
  @Test("[L20.2] a project that arrives fits where the plan leaves enough, and nowhere else", arguments: 941...960)
  func fits(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 10, tiers: 2)
    let plan = try exactPlanner().plan(snapshot)
    let newcomer = SmallCity.project(
      "N", tier: 1, score: 5, needs: [0: 2], mayUseCity: seed % 2 == 0, factors: snapshot.factors.count)
    let (answers, enlarged) = Arrival.everywhere(newcomer, after: plan, of: snapshot)
    #expect(answers.map(\.region) == Array(1..<snapshot.regions.count))
    for (offset, answer) in answers.enumerated() {
      // By trying every split of everything that is awarded with it.
      let chosen = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project) + [snapshot.projects.count + offset]
      #expect(answer.fits == BruteForce.isFeasible(chosen, enlarged), "seed \(seed), region \(answer.region)")
      #expect(answer.fits == answer.shortages.isEmpty)
    }
  }
}
