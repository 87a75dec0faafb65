import Allocation
import Optimisation
import Testing

@Suite struct PlanTests {
  private func plan(_ snapshot: Snapshot) throws -> Plan {
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    return plan
  }

  @Test("[L17.2] the county's pool is used up first, the city's serves the gap of projects that may use it") func cityPool() throws {
    let plan = try plan(
      SmallCity.snapshot(
        pools: [SmallCity.pool(0, 0, 5), SmallCity.pool(1, 0, 10)],
        projects: [
          SmallCity.project("A", score: 30, needs: [0: 8], mayUseCity: true), SmallCity.project("B", score: 20, needs: [0: 4]),
          SmallCity.project("C", score: 10, needs: [0: 4]),
        ]))
    // B has only the county's pool; A gets the rest of it and what is missing from the city.
    #expect(plan.awards.map(\.project) == [0, 1])
    #expect(plan.awards[0].lines.map(\.region) == [1, 0])
    #expect(plan.awards[0].lines.map(\.quantity) == [Quantity(units: 6), Quantity(units: 2)])
    #expect(plan.awards[1].lines.map(\.region) == [1])
  }

  @Test("[L18.1] the city's part serves several counties, by tier and score") func acrossCounties() throws {
    let plan = try plan(
      SmallCity.snapshot(
        tiers: 2, pools: [SmallCity.pool(0, 0, 6), SmallCity.pool(1, 0, 2), SmallCity.pool(2, 0, 2)],
        projects: [
          SmallCity.project("A", region: 1, tier: 1, score: 90, needs: [0: 6], mayUseCity: true),
          SmallCity.project("B", region: 2, tier: 0, score: 1, needs: [0: 5], mayUseCity: true),
          SmallCity.project("C", region: 1, tier: 1, score: 5, needs: [0: 5], mayUseCity: true),
        ]))
    // B takes 3 from the city; A would need 4 of the 3 that are left, C needs just 3.
    #expect(plan.awards.map(\.project) == [1, 2])
    #expect(plan.pools.filter { $0.region == 0 }.map(\.after) == [.zero])
  }

  @Test("[L14] a project gets all that it needs or nothing, and nothing that it doesn't need") func allOrNothing() throws {
    let plan = try plan(
      SmallCity.snapshot(
        factors: 2, pools: [SmallCity.pool(1, 0, 9), SmallCity.pool(1, 1, 9)],
        projects: [
          SmallCity.project("A", score: 90, needs: [0: 5, 1: 10], factors: 2), SmallCity.project("B", score: 1, needs: [0: 5], factors: 2),
          SmallCity.project("C", score: 50, needs: [:], factors: 2),
        ]))
    #expect(plan.awards.map(\.project) == [1])
    #expect(plan.unmet.map(\.project) == [0])
  }

  @Test("[L17.3] counties lend just what is missing, never what their own projects need, never past the limit") func loans() throws {
    var rules = Snapshot.Rules()
    rules.lendable = [0]
    rules.lendingLimit = Ratio(3, 10)
    let snapshot = SmallCity.snapshot(
      counties: 3, pools: [SmallCity.pool(1, 0, 10), SmallCity.pool(2, 0, 10), SmallCity.pool(3, 0, 10)],
      projects: [
        SmallCity.project("A", region: 1, score: 90, needs: [0: 14]), SmallCity.project("B", region: 2, score: 80, needs: [0: 8]),
        SmallCity.project("C", region: 3, score: 70, needs: [0: 1]), SmallCity.project("D", region: 1, score: 60, needs: [0: 2]),
      ], rules: rules)
    let plan = try plan(snapshot)
    #expect(plan.awards.map(\.project) == [0, 1, 2])
    // 2 keeps 8 for its own; 3 lends its limit, 2 the rest.
    #expect(
      plan.moves == [
        Plan.Move(kind: .loan, factor: 0, vintage: 2026, from: 3, to: 1, quantity: Quantity(units: 3)),
        Plan.Move(kind: .loan, factor: 0, vintage: 2026, from: 2, to: 1, quantity: Quantity(units: 1)),
      ])
    var without = snapshot
    without.rules.lendable = []
    #expect(try self.plan(without).moves.isEmpty)
  }

  @Test("[L17.3] no county lends what it then draws from the city: city quota doesn't reach those who may not use it") func noLaundering()
    throws
  {
    var rules = Snapshot.Rules()
    rules.tradable = [0]
    rules.lendingLimit = .one
    let plan = try plan(
      SmallCity.snapshot(
        pools: [SmallCity.pool(0, 0, 10), SmallCity.pool(1, 0, 10)],
        projects: [
          SmallCity.project("A", region: 1, score: 90, needs: [0: 10], mayUseCity: true),
          SmallCity.project("B", region: 2, score: 80, needs: [0: 10]),
        ], rules: rules))
    #expect(plan.awards.map(\.project) == [0])
    #expect(plan.moves.isEmpty)
  }

  @Test("Among equals the earlier entry is served, then the smaller code") func ties() throws {
    let pools = [SmallCity.pool(1, 0, 10)]
    func project(_ code: String, _ entered: Int) -> Project { SmallCity.project(code, needs: [0: 5], entered: entered) }
    let entries = try plan(SmallCity.snapshot(pools: pools, projects: [project("A", 3), project("B", 2), project("C", 1)]))
    #expect(entries.awards.map(\.project) == [1, 2])
    let codes = try plan(SmallCity.snapshot(pools: pools, projects: [project("A", 0), project("B", 0), project("C", 0)]))
    #expect(codes.awards.map(\.project) == [0, 1])
  }

  @Test("[L14] a project of the city itself uses the city pool, before the counties' gaps") func cityProject() throws {
    let plan = try plan(
      SmallCity.snapshot(
        pools: [SmallCity.pool(0, 0, 5)],
        projects: [SmallCity.project("A", region: 0, score: 9, needs: [0: 4]), SmallCity.project("B", needs: [0: 1], mayUseCity: true)]))
    #expect(plan.awards.flatMap(\.lines).map(\.region) == [0, 0])
  }

  @Test("[L20.2] who waits competes again next year, with what carries over") func horizon() throws {
    var rules = Snapshot.Rules()
    rules.carriesOver = [true, false]
    let plan = try plan(
      SmallCity.snapshot(
        factors: 2, horizon: 2,
        pools: [
          SmallCity.pool(1, 0, 7), SmallCity.pool(1, 1, 7), SmallCity.pool(1, 0, 3, vintage: 2027), SmallCity.pool(1, 1, 3, vintage: 2027),
        ],
        projects: [
          SmallCity.project("A", score: 20, needs: [0: 4, 1: 4], factors: 2), SmallCity.project("B", score: 10, needs: [0: 6], factors: 2),
          SmallCity.project("C", score: 5, needs: [1: 6], factors: 2),
        ], rules: rules))
    // A and C would need 10 of factor 1; B waits for 2027, where 3 are left over; what is left of factor 1 expires.
    #expect(plan.awards.map(\.project) == [0, 1])
    #expect(plan.awards.map(\.vintage) == [2026, 2027])
    #expect(plan.unmet.map(\.project) == [2])
  }

  @Test("Pins that overdraw a pool are named with the pool and the amount") func impossiblePins() throws {
    let snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(0, 0, 2), SmallCity.pool(1, 0, 10)],
      projects: [
        SmallCity.project("A", needs: [0: 6], pin: .must), SmallCity.project("B", needs: [0: 7], pin: .must),
        SmallCity.project("C", region: 2, needs: [0: 3], mayUseCity: true, pin: .must),
      ])
    let error = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(
      error.contradictions == [
        .init(reason: .ownPool, factor: 0, region: 1, needed: Quantity(units: 13), available: Quantity(units: 10), pins: [1, 0]),
        .init(reason: .cityPool, factor: 0, region: 0, needed: Quantity(units: 3), available: Quantity(units: 2), pins: [2]),
      ])
  }

  @Test("Floors that can't be held together are named with what is possible") func impossibleFloors() throws {
    var rules = Snapshot.Rules()
    rules.floors = [Snapshot.Floor(region: 1, projects: 2), Snapshot.Floor(region: 2, projects: 1)]
    let snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(0, 0, 10)],
      projects: ["A", "B"].map { SmallCity.project($0, region: 1, needs: [0: 5], mayUseCity: true) } + [
        SmallCity.project("C", region: 2, needs: [0: 5], mayUseCity: true)
      ], rules: rules)
    let error = try #require(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
    #expect(error.floors.count == 1)
    let floor = try #require(error.floors.first)
    #expect(floor.possible == floor.asked - 1 && floor.possibleAlone == floor.asked)
  }

  @Test("A floor costs score only where it must: the later tier's project keeps its place") func floorAcrossTiers() throws {
    var rules = Snapshot.Rules()
    rules.floors = [Snapshot.Floor(region: 2, projects: 1)]
    let plan = try plan(
      SmallCity.snapshot(
        tiers: 2, pools: [SmallCity.pool(0, 0, 10)],
        projects: [
          SmallCity.project("A", region: 1, score: 90, needs: [0: 7], mayUseCity: true),
          SmallCity.project("B", region: 1, score: 50, needs: [0: 4], mayUseCity: true),
          SmallCity.project("C", region: 2, tier: 1, score: 1, needs: [0: 5], mayUseCity: true),
        ], rules: rules))
    #expect(plan.awards.map(\.project) == [1, 2])
    #expect(plan.tiers.map(\.value) == [50, 1])
    #expect(plan.tiers.map(\.bound) == [50, 1])
  }

  @Test("A price is what one more unit is worth") func shadowPrice() throws {
    let plan = try plan(
      SmallCity.snapshot(
        factors: 2, pools: [SmallCity.pool(1, 0, 10), SmallCity.pool(1, 1, 100)],
        projects: [
          SmallCity.project("A", score: 30, needs: [0: 8, 1: 1], factors: 2),
          SmallCity.project("B", score: 12, needs: [0: 6, 1: 1], factors: 2),
        ]))
    let prices = plan.pools.map(\.shadowPrice)
    #expect(abs(prices[0] - 2) < 1e-6 && prices[1] == 0)
  }

  @Test("Ctrl-C keeps a checked plan, whenever it comes", arguments: [0, 1, 2, 5, 9]) func stopped(after calls: Int) throws {
    let snapshot = Generator.snapshot(projects: 400, seed: 5)
    var heard = 0
    let plan = try exactPlanner().plan(snapshot) { progress in
      #expect(progress.bound >= progress.incumbent ?? 0)
      heard += 1
      return heard <= calls
    }
    #expect(plan.status == .stopped)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    #expect(plan.awards.count > 50)
  }
}
