import Optimisation
import SampleCity
import Testing

@testable import Allocation

@Suite struct MethodTests {
  @Test("[L20.1] every method finds the same values, and prices prove them alike", arguments: 801...812)
  func sameValues(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 24, tiers: 2, exchange: seed % 3 == 0)
    let plans = try SolveMethod.allCases.filter { $0 != .prices }.map { method in
      var planner = try exactPlanner()
      planner.method = method
      return try planner.plan(snapshot)
    }
    for plan in plans {
      #expect(PlanCheck.check(plan, against: snapshot) == [])
      #expect(plan.tiers.map(\.value) == plans[0].tiers.map(\.value) && plan.status == .proven, "seed \(seed)")
    }
  }

  @Test("county by county, a city's plan is as good, and the bound below the linear one") func counties() throws {
    let snapshot = try SampleCity(seed: 5, projects: 900, years: 1).snapshot()
    var limits = Scenario.Limits()
    limits.gap = 0.001
    for method in [SolveMethod.auto, .counties, .cores] {
      let plan = try Planner(solver: try HighsSolver(), limits: limits, method: method).plan(snapshot)
      #expect(PlanCheck.check(plan, against: snapshot) == [])
      #expect(plan.tiers.allSatisfy { $0.gap <= 0.001 } && plan.status == .proven, "\(method): \(plan.tiers)")
    }
  }

  @Test("a program falls apart into its counties when the city's rows are taken out") func blocks() throws {
    var program = Program()
    for score in [5.0, 4, 3, 2, 6] { program.column(cost: score, isInteger: true) }
    let (a, b) = (program.column(cost: 0, upper: .infinity), program.column(cost: 0, upper: .infinity))
    program.row(upper: 3, [(0, 2), (1, 2), (a, -1)])
    program.row(upper: 2, [(2, 2), (3, 1), (b, -1)])
    let city = program.row(upper: 4, [(a, 1), (b, 1), (4, 3)])
    let blocks = try #require(Blocks(program, linking: [city]))
    #expect(blocks.blocks.map(\.columns) == [[0, 1, a], [2, 3, b]] && blocks.singles.map(\.column) == [4])
    #expect(Blocks(program, linking: []) == nil)
    // At any price of the city's row the parts' optima and the row's worth bound the whole: here 5 + 4 + 3 + 2 fit with 2 borrowed, and 6 doesn't.
    let solver = try HighsSolver()
    let whole = try solver.solve(program, seconds: 10, gap: 0, start: nil) { _ in true }
    var decomposition = Decomposition(
      blocks, columns: program.cost.count, point: whole.values.map { _ in 0 }, prices: [1]
    ) { try solver.solve($0, seconds: 10, gap: $1, start: $2) { _ in true } }
    var best = 0.0
    try decomposition.solve(tolerance: 0) { _ in
      false
    } found: { point in
      best = max(best, zip(program.cost, point).reduce(0) { $0 + $1.0 * $1.1 })
      return best
    }
    #expect(best == whole.objective && decomposition.bound >= whole.objective - 1e-6)
  }
}

@Suite struct KnapsackSearchTests {
  /// Whole numbers, one row for each limit.
  static func program(_ seed: UInt64, count: Int, rows: Int) -> Program {
    var random = Seeded(seed)
    var program = Program()
    for _ in 0..<count { program.column(cost: Double(Int.random(in: 1...60, using: &random)), isInteger: true) }
    for _ in 0..<rows {
      let row = (0..<count).map { (column: $0, value: Double(Int.random(in: 0...50, using: &random))) }
      program.row(upper: Double(Int.random(in: 0...2, using: &random) * count * 6), row.filter { $0.value > 0 })
    }
    return program
  }

  @Test("finds the best of all subsets", arguments: 1...60) func best(seed: UInt64) throws {
    let (count, rows) = (12, 1 + Int(seed % 5))
    let program = Self.program(seed, count: count, rows: rows)
    var best = 0.0
    for mask in 0..<(1 << count) {
      let fits = (0..<rows).allSatisfy { row in
        program.entries(row).reduce(0) { $0 + (mask >> Int(program.columns[$1]) & 1 == 1 ? program.values[$1] : 0) }
          <= program.rowUpper[row]
      }
      if fits { best = max(best, (0..<count).reduce(0) { $0 + (mask >> $1 & 1 == 1 ? program.cost[$1] : 0) }) }
    }
    let search = try #require(KnapsackSearch(program))
    let outcome = search.solve(known: 0, gap: 0) { _ in true }
    #expect(outcome.isComplete && outcome.bound == best, "seed \(seed)")
    #expect((outcome.chosen ?? []).reduce(0) { $0 + program.cost[$1] } == best)
    // What is known already isn't looked for again.
    #expect(search.solve(known: best, gap: 0) { _ in true }.chosen == nil)
  }

  @Test("agrees with the general solver on harder ones, and keeps the gap that it promises", arguments: 61...66)
  func agrees(seed: UInt64) throws {
    let program = Self.program(seed, count: 45, rows: 4)
    let whole = try HighsSolver().solve(program, seconds: 60, gap: 0, start: nil) { _ in true }
    let search = try #require(KnapsackSearch(program))
    #expect(search.solve(known: 0, gap: 0) { _ in true }.bound == whole.objective.rounded())
    let rough = search.solve(known: 0, gap: 0.02) { _ in true }
    let value = (rough.chosen ?? []).reduce(0) { $0 + program.cost[$1] }
    #expect(rough.bound >= whole.objective - 1e-6 && rough.bound - value <= 0.02 * rough.bound)
  }

  @Test("a search that is stopped says so, with a bound that holds") func stopped() throws {
    let program = Self.program(99, count: 200, rows: 8)
    let outcome = try #require(KnapsackSearch(program)).solve(known: 0, gap: 0) { _ in false }
    let whole = try HighsSolver().solve(program, seconds: 60, gap: 0.01, start: nil) { _ in true }
    #expect(outcome.isComplete || outcome.bound >= whole.objective)
  }

  @Test("programs of another kind are left alone") func others() {
    var program = Self.program(1, count: 5, rows: 2)
    program.column(cost: 0, upper: .infinity)
    #expect(KnapsackSearch(program) == nil)
    #expect(KnapsackSearch(Self.program(1, count: 5, rows: 40)) == nil)
  }
}
