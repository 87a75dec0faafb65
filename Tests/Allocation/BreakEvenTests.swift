import Testing

@testable import Allocation

@Suite struct BreakEvenTests {
  @Test("[L20.2] what a project is short of in points is what serving it costs at least", arguments: 901...940)
  func forced(seed: UInt64) throws {
    var snapshot = SmallCity.random(seed, projects: 12, tiers: 1, exchange: seed % 2 == 0)
    for index in snapshot.projects.indices { snapshot.projects[index].pin = nil }
    let plan = try exactPlanner().plan(snapshot)
    let bound = try #require(plan.tiers[0].certificate).bound
    for unmet in plan.unmet where unmet.cause == .waitsForQuota {
      let points = try #require(unmet.pointsNeeded, "with one tier nothing is taken before")
      var pinned = snapshot
      pinned.projects[unmet.project].pin = .must
      let forced = try exactPlanner().plan(pinned)
      // Its price stands against its score in whoever is served with it; points are rounded up.
      let deficit = Explainer(snapshot: snapshot, plan: plan).deficits().first { $0.project == unmet.project }
      #expect(deficit?.points == points)
      #expect(forced.tiers[0].value <= bound - (points - 1 - snapshot.projects[unmet.project].score), "seed \(seed)")
    }
  }

  @Test("[L20.2] who waits behind an earlier tier is told that points of its own don't help") func earlierTier() throws {
    let snapshot = SmallCity.snapshot(
      tiers: 2, pools: [SmallCity.pool(1, 0, 10)],
      projects: [
        SmallCity.project("A", score: 5, needs: [0: 8]), SmallCity.project("B", score: 4, needs: [0: 8]),
        SmallCity.project("C", tier: 1, score: 900, needs: [0: 8]), SmallCity.project("D", tier: 1, score: 3, needs: [0: 2]),
        SmallCity.project("E", tier: 1, score: 1, needs: [0: 2]),
      ])
    let plan = try exactPlanner().plan(snapshot)
    let points = Dictionary(uniqueKeysWithValues: plan.unmet.map { (snapshot.projects[$0.project].code, $0.pointsNeeded) })
    #expect(points["C"] == .some(nil))
    #expect(try #require(points["B"] ?? nil) >= 4 && (try #require(points["E"] ?? nil)) >= 1)
  }
}
