import Allocation
import Testing

@Suite struct ExplainTests {
  private func explained(_ snapshot: Snapshot) throws -> [Unmet] {
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    return plan.unmet
  }

  @Test("[L20.2] causes come in their order: fault, never fits, waits for quota, waits for a decision") func causes() throws {
    var projects = [
      SmallCity.project("A", score: 50, needs: [0: 6]), SmallCity.project("B", score: 40, needs: [0: 11]),
      SmallCity.project("C", score: 30, needs: [0: 5]), SmallCity.project("D", score: 20, needs: [0: 1], pin: .never),
      SmallCity.project("E", score: 10, needs: [0: 11], pin: .never), SmallCity.project("F", score: 10, needs: [0: 11]),
    ]
    projects[5].score = 0
    let unmet = try explained(SmallCity.snapshot(pools: [SmallCity.pool(1, 0, 10)], projects: projects))
    #expect(unmet.map(\.project) == [1, 2, 3, 4, 5])
    #expect(unmet.map(\.cause) == [.neverFits, .waitsForQuota, .waitsForDecision, .neverFits, .fault])
  }

  @Test("[L20.2] every short pool is named with what is needed and left, the largest missing share first") func shortages() throws {
    let unmet = try explained(
      SmallCity.snapshot(
        factors: 3, pools: [SmallCity.pool(0, 1, 1), SmallCity.pool(1, 0, 4), SmallCity.pool(1, 1, 1), SmallCity.pool(1, 2, 9)],
        projects: [SmallCity.project("A", needs: [0: 5, 1: 8, 2: 9], mayUseCity: true, factors: 3)]))
    #expect(
      unmet[0].shortages == [
        Unmet.Shortage(factor: 1, region: 0, vintage: 2026, needed: Quantity(units: 8), left: Quantity(units: 2)),
        Unmet.Shortage(factor: 0, region: 0, vintage: 2026, needed: Quantity(units: 5), left: Quantity(units: 4)),
      ])
  }

  @Test("[L20.2] ways in are named, cheapest first: smaller demand, next vintage, city, counties with room, reclaim, displacement")
  func ways() throws {
    let land = SmallCity.snapshot(
      counties: 3, factors: 2,
      pools: [
        SmallCity.pool(0, 1, 9), SmallCity.pool(1, 1, 10), SmallCity.pool(2, 1, 6), SmallCity.pool(3, 1, 20),
        SmallCity.pool(1, 1, 5, vintage: 2027),
      ],
      projects: [
        SmallCity.project("A", score: 50, needs: [1: 8], factors: 2), SmallCity.project("B", score: 40, needs: [1: 5], factors: 2),
        SmallCity.project(
          "S", needs: [:], factors: 2, holdings: [Holding(factor: 1, region: 1, vintage: 2026, quantity: Quantity(units: 7))],
          isStalled: true),
      ])
    let unmet = try explained(land)
    let b = try #require(unmet.first)
    #expect(b.project == 1)
    let three = Quantity(units: 3)
    #expect(
      b.ways == [
        Unmet.Way(kind: .smallerDemand, factor: 1, quantity: Quantity(units: 2), isSufficient: true),
        Unmet.Way(kind: .nextVintage, vintage: 2027, isSufficient: true),
        Unmet.Way(kind: .cityPool, factor: 1, region: 0, vintage: 2026, quantity: three, isSufficient: true),
        Unmet.Way(kind: .loan, factor: 1, region: 3, vintage: 2026, quantity: three, isSufficient: true),
        Unmet.Way(kind: .loan, factor: 1, region: 2, vintage: 2026, quantity: three, isSufficient: true),
        Unmet.Way(kind: .paidTransfer, factor: 1, region: 3, vintage: 2026, quantity: three, isSufficient: true),
        Unmet.Way(kind: .paidTransfer, factor: 1, region: 2, vintage: 2026, quantity: three, isSufficient: true),
        Unmet.Way(kind: .reclaim, factor: 1, region: 1, vintage: 2026, quantity: three, others: [2], isSufficient: true),
        Unmet.Way(kind: .displacement, others: [0], cost: 10, isSufficient: true),
      ])
    #expect(b.date == CivilDate("2027-01-01") && b.dateBasis == .nextVintage)
  }

  @Test("[L20.2] without a later vintage the date is the day by which a decision is due") func date() throws {
    var snapshot = SmallCity.snapshot(pools: [SmallCity.pool(1, 0, 4)], projects: [SmallCity.project("A", needs: [0: 5])])
    snapshot.rules.answerDays = 20
    let unmet = try explained(snapshot)
    #expect(unmet[0].date == CivilDate("2026-03-21") && unmet[0].dateBasis == .decisionDue)
  }

  @Test("[L20.2] ranks count those who wait for the same pool, by tier and score") func ranks() throws {
    let unmet = try explained(
      SmallCity.snapshot(
        tiers: 2, pools: [SmallCity.pool(1, 0, 3), SmallCity.pool(2, 0, 3)],
        projects: [
          SmallCity.project("A", tier: 1, score: 90, needs: [0: 5]), SmallCity.project("B", score: 20, needs: [0: 6]),
          SmallCity.project("C", score: 30, needs: [0: 7]), SmallCity.project("D", region: 2, score: 1, needs: [0: 4]),
        ]))
    #expect(unmet.map(\.rank) == [3, 2, 1, 1])
  }

  @Test("The demand that would fit takes replacement ratio and holdings into account") func smallerDemand() throws {
    var project = SmallCity.project("A", needs: [0: 10])
    // Asks 8 at 3/2, holds 2 already: 10 are needed; with 4 left the pool can serve 4 + 2 = 6, that is 4 before the ratio.
    project.demands[0].asked = Quantity(units: 8)
    project.demands[0].ratio = Ratio(3, 2)
    let unmet = try explained(SmallCity.snapshot(pools: [SmallCity.pool(1, 0, 4)], projects: [project]))
    #expect(unmet[0].ways.first == Unmet.Way(kind: .smallerDemand, factor: 0, quantity: Quantity(units: 4), isSufficient: true))
  }

  @Test("[L20.2] displacement by re-solve costs what the best plan with the project costs", arguments: 301...330)
  func displacement(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed)
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let explainer = Explainer(snapshot: snapshot, plan: plan)
    for unmet in plan.unmet {
      let found = try explainer.displacement(unmet.project, solver: planner.solver, limits: planner.limits)
      var forced = snapshot
      // What the higher tiers decided stays; the project is forced in; the rest is enumerated.
      let tier = snapshot.projects[unmet.project].tier
      for index in forced.projects.indices where forced.projects[index].tier < tier {
        forced.projects[index].pin = plan.awards.contains { $0.project == index } ? .must : .never
      }
      forced.projects[unmet.project].pin = .must
      let best = BruteForce.tierValues(forced)
      guard let found else {
        #expect(best.isEmpty, "seed \(seed), project \(unmet.project)")
        continue
      }
      #expect(found.tiers.map(\.after) == Array(best[tier...]), "seed \(seed), project \(unmet.project)")
      #expect(found.cost == max(0, plan.tiers[tier].value - best[tier]))
      if let estimate = unmet.ways.first(where: { $0.kind == .displacement }) {
        #expect(estimate.others.allSatisfy { other in plan.awards.contains { $0.project == other } })
      }
    }
  }

  @Test("[L20.2] every project that is left out of a real-sized plan has a reason, a way or a date") func everybody() throws {
    let snapshot = Generator.snapshot(projects: 600, seed: 9)
    var planner = try exactPlanner()
    planner.limits.gap = 0.01
    let plan = try planner.plan(snapshot)
    #expect(plan.unmet.count > 100)
    #expect(plan.unmet.allSatisfy { $0.date != nil && $0.dateBasis != nil && !$0.shortages.isEmpty && $0.rank >= 1 })
    #expect(plan.unmet.allSatisfy { entry in entry.shortages.allSatisfy { $0.missing > .zero } })
    let displacements = plan.unmet.flatMap(\.ways).filter { $0.kind == .displacement }
    #expect(displacements.count > 10 && displacements.allSatisfy { !$0.others.isEmpty })
  }
}
