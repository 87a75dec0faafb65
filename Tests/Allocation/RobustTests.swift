import Allocation
import Optimisation
import Testing

@Suite("A plan over weighted scenarios") struct RobustTests {
  private func worlds(_ snapshot: Snapshot, _ random: inout Seeded) -> [RobustPlan.World] {
    (0..<3).map { index in
      var shares: [Int: Ratio] = [:]
      for factor in snapshot.factors.indices where random.chance(60) {
        shares[factor] = Ratio(Int64.random(in: 4...11, using: &random), 10)
      }
      return RobustPlan.World(name: "w\(index)", weight: Int64.random(in: 1...5, using: &random), shares: shares)
    }
  }

  private func isKept(_ chosen: [Int], _ pools: [Pool], _ snapshot: Snapshot) -> Bool {
    var world = snapshot
    world.pools = pools
    return BruteForce.isFeasible(chosen, world)
  }

  /// For each tier the best of all subsets that today's pools hold and that worlds of enough weight keep, with what was decided before.
  private func best(_ robust: RobustPlan, _ snapshot: Snapshot, given awarded: [Int]?) -> [Int64?] {
    let projects = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    var best = [Int64?](repeating: nil, count: snapshot.tiers.count)
    for mask in 0..<(1 << projects.count) {
      let chosen = projects.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      var values = [Int64](repeating: 0, count: snapshot.tiers.count)
      for project in chosen { values[snapshot.projects[project].tier] += snapshot.projects[project].score }
      let open = values.indices.filter { tier in
        let earlier = Set(chosen.filter { snapshot.projects[$0].tier < tier })
        return earlier == Set((awarded ?? []).filter { snapshot.projects[$0].tier < tier }) && best[tier] ?? -1 < values[tier]
      }
      guard !open.isEmpty, BruteForce.keepsPinsAndFloors(chosen, snapshot), isKept(chosen, snapshot.pools, snapshot) else { continue }
      let weight = robust.worlds.reduce(Int64(0)) { $0 + (isKept(chosen, robust.pools($1, of: snapshot), snapshot) ? $1.weight : 0) }
      guard Ratio(weight, robust.worlds.reduce(0) { $0 + $1.weight }) >= robust.keep else { continue }
      for tier in open { best[tier] = values[tier] }
    }
    return best
  }

  @Test("[L17.1] as good as the best subset that worlds of enough weight keep", arguments: 1...60)
  func optimal(seed: UInt64) throws {
    var random = Seeded(seed &* 31)
    var snapshot = SmallCity.random(seed, projects: 8, exchange: seed % 3 == 0)
    if seed % 4 == 0, let asking = snapshot.projects.indices.first(where: { !snapshot.projects[$0].demands.isEmpty }) {
      snapshot.projects[asking].pin = .must
    }
    let robust = RobustPlan(worlds: worlds(snapshot, &random), keep: [Ratio(1, 2), Ratio(9, 10), .one, Ratio(1, 10)][Int(seed / 2 % 4)])
    let planner = try exactPlanner()
    do {
      let outcome = try robust.plan(snapshot, solver: planner.solver, limits: planner.limits)
      #expect(outcome.tiers.map { Int64?($0.value) } == best(robust, snapshot, given: outcome.awarded), "seed \(seed)")
      #expect(outcome.tiers.allSatisfy { $0.bound == $0.value } && outcome.isProven, "seed \(seed)")
      #expect(isKept(outcome.awarded, snapshot.pools, snapshot), "seed \(seed)")
      for (world, fate) in zip(robust.worlds, outcome.fates) {
        #expect(fate.isKept == isKept(outcome.awarded, robust.pools(world, of: snapshot), snapshot), "seed \(seed) \(world.name)")
        #expect(fate.isKept == (fate.surviving == outcome.awarded.count), "seed \(seed)")
      }
      #expect(outcome.keptWeight >= robust.asked, "seed \(seed)")
    } catch is RobustPlan.Refusal {
      #expect(best(robust, snapshot, given: nil)[0] == nil, "seed \(seed)")
    }
  }

  @Test("the more weight must be kept, the less is served; what isn't kept is told with what survives")
  func price() throws {
    let snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 10)],
      projects: [
        SmallCity.project("A", score: 6, needs: [0: 6]), SmallCity.project("B", score: 5, needs: [0: 4]),
      ])
    let planner = try exactPlanner()
    func outcome(_ keep: Ratio) throws -> RobustPlan.Outcome {
      let worlds = [RobustPlan.World(name: "full", weight: 7, shares: [:]), .init(name: "small", weight: 3, shares: [0: Ratio(1, 2)])]
      return try RobustPlan(worlds: worlds, keep: keep).plan(snapshot, solver: planner.solver, limits: planner.limits)
    }
    let (bold, safe) = (try outcome(Ratio(7, 10)), try outcome(Ratio(71, 100)))
    #expect(bold.awarded == [0, 1] && bold.fates.map(\.isKept) == [true, false] && bold.fates[1].score == 5 && bold.expectedScore == 9)
    #expect(safe.awarded == [1] && safe.keptWeight == 10 && safe.expectedScore == 5)
  }

  @Test("what the program doesn't have is refused, not left out") func refused() throws {
    var snapshot = SmallCity.random(3)
    snapshot.rules.floors = [.init(region: 1, projects: 1)]
    let planner = try exactPlanner()
    #expect(throws: RobustPlan.Refusal.notWith(["floors"])) {
      try RobustPlan(worlds: [.init(name: "a", weight: 1, shares: [:])], keep: .one).plan(snapshot, solver: planner.solver)
    }
  }
}
