import Testing

@testable import Allocation

@Suite("Most that a county or an owner may hold") struct HoldingTests {
  /// A random city with two or three limits on overlapping sets of projects.
  private func limited(_ seed: UInt64, tiers: Int = 2, exchange: Bool = false, horizon: Int = 1) -> Snapshot {
    var random = Seeded(seed)
    var snapshot = SmallCity.random(seed, projects: 10, tiers: tiers, exchange: exchange, horizon: horizon)
    snapshot.rules.holdingLimits = (0..<Int.random(in: 2...3, using: &random)).map { index in
      Snapshot.HoldingLimit(
        name: "L\(index)", factor: index % snapshot.factors.count, projects: snapshot.projects.indices.filter { _ in random.chance(60) },
        most: Quantity(tenThousandths: .random(in: 0...90_000, using: &random)))
    }
    return snapshot
  }

  @Test("[L20.1] as good as the best of all subsets that keep the limits, priced and proved", arguments: 1...80)
  func optimal(seed: UInt64) throws {
    let snapshot = limited(seed, tiers: 1 + Int(seed % 2), exchange: seed % 4 == 0)
    let plan = try exactPlanner().plan(snapshot)
    // With more tiers equally good choices of the first leave more or less to the second.
    #expect(plan.tiers[0].value == BruteForce.tierValues(snapshot)[0], "seed \(seed)")
    #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    for tier in plan.tiers { #expect(tier.certificate!.bound >= tier.value) }
    for unmet in plan.unmet where unmet.cause == .waitsForDecision {
      #expect(snapshot.projects[unmet.project].pin == .never, "seed \(seed)")
    }
    var free = snapshot
    free.rules.holdingLimits = nil
    let greedy = try exactPlanner().plan(free)
    if greedy.tiers.map(\.value) != plan.tiers.map(\.value) {
      #expect(PlanCheck.check(greedy, against: snapshot).contains { if case .holdsTooMuch = $0 { true } else { false } }, "seed \(seed)")
    }
    let again = try exactPlanner().plan(snapshot, after: (greedy, free))
    #expect(again.tiers.map(\.value) == plan.tiers.map(\.value) && PlanCheck.check(again, against: snapshot) == [], "seed \(seed)")
  }

  @Test("over the years together", arguments: 1...30) func years(seed: UInt64) throws {
    let snapshot = limited(seed, horizon: 3)
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
  }

  @Test("[L20.2] who is left out by a limit is told which, and by how much") func explained() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 20)],
      projects: [SmallCity.project("A", score: 9, needs: [0: 6]), SmallCity.project("B", score: 8, needs: [0: 5])])
    snapshot.rules.holdingLimits = [.init(name: "甲集团", factor: 0, projects: [0, 1], most: Quantity(units: 8))]
    let plan = try exactPlanner().plan(snapshot)
    let unmet = try #require(plan.unmet.first)
    #expect(unmet.cause == .waitsForQuota && unmet.shortages.map(\.limit) == [0] && unmet.shortages.map(\.left) == [Quantity(units: 2)])
    #expect(unmet.ways.map(\.kind) == [.smallerDemand, .displacement] && unmet.ways[0].quantity == Quantity(units: 2))
  }

  @Test("pins beyond a limit and beyond a pool are told together") func pins() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 10)], projects: [SmallCity.project("A", needs: [0: 6]), SmallCity.project("B", needs: [0: 5])])
    snapshot.rules.holdingLimits = [.init(name: "x", factor: 0, projects: [0, 1], most: Quantity(units: 6))]
    snapshot.projects[0].pin = .must
    snapshot.projects[1].pin = .must
    let error = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(error.holdings == [.init(limit: 0, needed: Quantity(units: 11), most: Quantity(units: 6), pins: [0, 1])])
    #expect(error.contradictions.map(\.reason) == [.ownPool] && error.contradictions.map(\.missing) == [Quantity(units: 1)])
  }
}

@Suite("What can't be held is told by its rule") struct ImpossibleTests {
  @Test("caps on the city's share of a project and of a county, with amounts") func caps() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(0, 0, 20), SmallCity.pool(1, 0, 2)],
      projects: [SmallCity.project("A", needs: [0: 8], mayUseCity: true, pin: .must)])
    snapshot.rules.cityShares = [Ratio(1, 2)]
    let capped = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(
      capped.contradictions == [
        .init(reason: .cityShare, factor: 0, region: 1, needed: Quantity(units: 4), available: Quantity(units: 2), pins: [0])
      ])
    snapshot.rules.cityShares = nil
    snapshot.rules.cityLimit = Ratio(1, 4)
    let limited = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(
      limited.contradictions == [
        .init(reason: .cityLimit, factor: 0, region: 1, needed: Quantity(units: 8), available: Quantity(units: 7), pins: [0])
      ])
  }

  @Test("pools and groups in one answer; a floor as the scenario says it, with what is counted and who could come") func together() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 9)],
      projects: [
        SmallCity.project("A", needs: [0: 5], pin: .must), SmallCity.project("B", needs: [0: 5], pin: .must),
        SmallCity.project("C", needs: [0: 5]), SmallCity.project("D", needs: [0: 7]),
      ])
    snapshot.rules.groups = [ProjectGroup(name: "备选", kind: .oneOf, projects: [0, 1])]
    let error = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(error.groups == ["备选"] && error.contradictions.map(\.missing) == [Quantity(units: 1)])
    snapshot.rules.groups = nil
    snapshot.projects[1].pin = nil
    snapshot.rules.floors = [.init(region: 1, projects: 4)]
    let floor = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(floor.floors == [.init(region: 1, asked: 4, counted: 1, waiting: 3, possible: 1, possibleAlone: 1)])
  }

  @Test("variants count for a floor, in any tier; what is impossible has a reason", arguments: 1...80)
  func floorsAndVariants(seed: UInt64) throws {
    var random = Seeded(seed + 7_000)
    var snapshot = seed % 2 == 0 ? VariantTests.varied(seed) : SmallCity.random(seed, projects: 10)
    if seed % 2 == 1 {
      let asking = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
      snapshot.rules.groups = (0..<2).map {
        ProjectGroup(name: "g\($0)", kind: .oneOf, projects: asking.shuffled(using: &random).prefix(3).sorted())
      }
    }
    snapshot.rules.floors = (1...2).map { .init(region: $0, projects: .random(in: 1...3, using: &random)) }
    if seed % 3 == 0 {
      snapshot.rules.holdingLimits = [
        .init(
          name: "h", factor: 0, projects: snapshot.projects.indices.filter { snapshot.projects[$0].region == 1 }, most: Quantity(units: 4))
      ]
    }
    for index in snapshot.projects.indices where random.chance(15) && snapshot.projects[index].variantOf == nil {
      let forms = snapshot.projects.indices.filter { snapshot.projects[$0].variantOf == snapshot.projects[index].code }
      snapshot.projects[index].pin = random.chance(50) ? .must : .never
      for form in forms { snapshot.projects[form].pin = .never }
    }
    let best = BruteForce.tierValues(snapshot)
    if best.isEmpty {
      let error = try #require(throws: PlanImpossible.self, "seed \(seed)") { try exactPlanner().plan(snapshot) }
      #expect(!(error.contradictions.isEmpty && error.floors.isEmpty && error.groups.isEmpty && error.holdings.isEmpty), "seed \(seed)")
    } else {
      let plan = try exactPlanner().plan(snapshot)
      #expect(plan.tiers.map(\.value) == best, "seed \(seed)")
      #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    }
  }
}
