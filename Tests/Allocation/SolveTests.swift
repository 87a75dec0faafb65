import Allocation
import Optimisation
import Testing

/// A planner that proves every optimum.
func exactPlanner() throws -> Planner {
  var limits = Scenario.Limits()
  limits.gap = 0
  return Planner(solver: try HighsSolver(), limits: limits)
}

extension Plan {
  /// Without what a clock says.
  var timeless: Plan {
    var plan = self
    plan.statistics.seconds = 0
    for index in plan.tiers.indices { plan.tiers[index].seconds = 0 }
    return plan
  }
}

@Suite struct SolveTests {
  @Test("[L20.1] tier by tier the plan is as good as the best of all subsets", arguments: 1...60)
  func optimal(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed)
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteForce.tierValues(snapshot), "seed \(seed)")
    #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)")
    #expect(plan.status == .proven)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
  }

  @Test("[L17.3] with loans and paid transfers too, and what moves is needed", arguments: 101...150)
  func optimalWithLoans(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, exchange: true)
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteForce.tierValues(snapshot), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
  }

  @Test("[L17.2] no county uses more of the city's pool than one county may", arguments: 151...190)
  func cityLimit(seed: UInt64) throws {
    var snapshot = SmallCity.random(seed, projects: 10, exchange: seed % 4 == 0)
    snapshot.rules.cityLimit = Ratio(Int64(seed % 5), 5)
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteForce.tierValues(snapshot), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    // Who is left out by the limit alone lacks the city's quota.
    for unmet in plan.unmet where unmet.cause == .waitsForDecision {
      #expect(snapshot.projects[unmet.project].pin == .never, "seed \(seed)")
    }
    var free = snapshot
    free.rules.cityLimit = nil
    let greedy = try exactPlanner().plan(free)
    if greedy.tiers.map(\.value) != plan.tiers.map(\.value) {
      #expect(
        PlanCheck.check(greedy, against: snapshot).contains { if case .usesTooMuchOfCity = $0 { true } else { false } }, "seed \(seed)")
    }
  }

  @Test("[L17.2] no project takes more than its share of a factor from the city", arguments: 301...360)
  func cityShares(seed: UInt64) throws {
    var snapshot = SmallCity.random(seed, projects: 10, exchange: seed % 3 == 0)
    for index in snapshot.projects.indices { snapshot.projects[index].mayUseCityPool = snapshot.factors.map { _ in index % 5 != 0 } }
    snapshot.rules.cityShares = snapshot.factors.indices.map { Ratio(Int64(seed + UInt64($0)) % 5, 4 + Int64($0)) }
    if seed % 4 == 0 { snapshot.rules.cityLimit = Ratio(1, 2) }
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.tiers.map(\.value) == BruteForce.tierValues(snapshot), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    for tier in plan.tiers { #expect(tier.certificate!.bound >= tier.value, "seed \(seed)") }
    for unmet in plan.unmet where unmet.cause == .waitsForQuota { try expectSmaller(unmet, snapshot, "seed \(seed)") }
    var free = snapshot
    free.rules.cityShares = nil
    let uncapped = try exactPlanner().plan(free)
    if uncapped.tiers.map(\.value) != plan.tiers.map(\.value) {
      #expect(
        PlanCheck.check(uncapped, against: snapshot).contains { if case .takesTooMuchOfCity = $0 { true } else { false } }, "seed \(seed)")
    }
  }

  /// A smaller demand that is said to be enough leaves nothing short, and one step more does.
  private func expectSmaller(_ unmet: Unmet, _ snapshot: Snapshot, _ comment: Comment) throws {
    for way in unmet.ways where way.kind == .smallerDemand && way.isSufficient {
      func isShort(_ quantity: Quantity) throws -> Bool {
        var smaller = snapshot
        let place = smaller.projects[unmet.project].demands.firstIndex { $0.factor == way.factor }!
        smaller.projects[unmet.project].demands[place].needed = quantity
        return try Explainer(snapshot: smaller, plan: exactPlanner().plan(snapshot)).unmet().first { $0.project == unmet.project }!
          .shortages.contains { $0.factor == way.factor }
      }
      #expect(try !isShort(way.quantity!), comment)
      #expect(try isShort(way.quantity! + Quantity(tenThousandths: 1)), comment)
    }
  }

  @Test("Pins and floors are held at the least cost, or said to be impossible", arguments: 201...250)
  func pinsAndFloors(seed: UInt64) throws {
    var snapshot = SmallCity.random(seed)
    var random = Seeded(seed + 1_000)
    for index in snapshot.projects.indices where random.chance(20) { snapshot.projects[index].pin = random.chance(60) ? .must : .never }
    snapshot.rules.floors = [
      Snapshot.Floor(region: 1, projects: 2), Snapshot.Floor(region: 2, projects: Int.random(in: 1...3, using: &random)),
    ]
    let best = BruteForce.tierValues(snapshot)
    if best.isEmpty {
      #expect(throws: PlanImpossible.self, "seed \(seed)") { try exactPlanner().plan(snapshot) }
    } else {
      let plan = try exactPlanner().plan(snapshot)
      #expect(plan.tiers.map(\.value) == best, "seed \(seed)")
      #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    }
  }

  @Test("The same snapshot gives the same plan, byte for byte", arguments: [1, 7, 104])
  func deterministic(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 12, tiers: 3, exchange: seed > 100)
    let plans = try (0..<2).map { _ in try exactPlanner().plan(snapshot).timeless }
    #expect(plans[0] == plans[1])
  }
}
