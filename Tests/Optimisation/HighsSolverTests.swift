import Allocation
import Testing

@testable import Optimisation

@Suite struct HighsSolverTests {
  let solver: HighsSolver
  init() throws { solver = try HighsSolver() }

  func knapsack(_ values: [Double], _ weights: [Double], _ capacity: Double, isInteger: Bool) -> Program {
    var program = Program()
    for value in values { program.column(cost: value, isInteger: isInteger) }
    program.row(upper: capacity, weights.enumerated().map { ($0.offset, $0.element) })
    return program
  }

  /// A knapsack with many rows and strongly correlated values: minutes of work for any solver.
  func hard(columns: Int, rows: Int) -> Program {
    var random = SplitMix(seed: 7)
    var program = Program()
    var weights = [[Double]](repeating: [], count: rows)
    for _ in 0..<columns {
      let draws = (0..<rows).map { _ in Double(random.next() % 1000 + 1) }
      program.column(cost: draws.reduce(0, +) / Double(rows) + 500, isInteger: true)
      for (row, draw) in draws.enumerated() { weights[row].append(draw) }
    }
    for row in weights { program.row(upper: row.reduce(0, +) / 2, row.enumerated().map { ($0.offset, $0.element) }) }
    return program
  }

  @Test("The version is known and stored with each run") func version() {
    #expect(solver.name == "HiGHS \(solver.library.version)")
    #expect(solver.library.version.split(separator: ".").count == 3)
  }

  @Test("A mixed-integer program gets its optimum and a bound that meets it") func mixedInteger() throws {
    let program = knapsack([10, 13, 7, 8], [5, 7, 4, 3], 10, isInteger: true)
    let solution = try solver.solve(program, seconds: 10, gap: 0, start: nil) { _ in true }
    #expect(solution.status == .optimal)
    #expect(solution.values.map { $0.rounded() } == [0, 1, 0, 1])
    #expect(abs(solution.objective - 21) < 1e-6)
    #expect(abs(solution.bound - 21) < 1e-6)
    #expect(solution.rowDuals.isEmpty)
  }

  @Test("A linear program gets duals as value per unit of the right-hand side") func linear() throws {
    let program = knapsack([10, 6], [5, 4], 7, isInteger: false)
    let solution = try solver.solve(program, seconds: 10, gap: 0, start: nil) { _ in true }
    #expect(solution.status == .optimal)
    #expect(abs(solution.objective - 13) < 1e-9)
    // One more unit of capacity buys a quarter of the second column.
    #expect(solution.rowDuals.count == 1 && abs(solution.rowDuals[0] - 1.5) < 1e-9)
  }

  @Test("Contradicting rows are infeasible, not an error") func infeasible() throws {
    var program = knapsack([1, 1], [1, 1], 1, isInteger: true)
    program.row(lower: 2, [(0, 1), (1, 1)])
    let solution = try solver.solve(program, seconds: 10, gap: 0, start: nil) { _ in true }
    #expect(solution.status == .infeasible)
    #expect(solution.values.isEmpty)
  }

  @Test("A program without columns is answered without the library") func empty() throws {
    var program = Program()
    program.row(upper: 3, [])
    #expect(try solver.solve(program, seconds: 1, gap: 0, start: nil) { _ in true }.status == .optimal)
    program.row(lower: 1, [])
    #expect(try solver.solve(program, seconds: 1, gap: 0, start: nil) { _ in true }.status == .infeasible)
  }

  @Test("Wrong sizes and indices are refused before the library sees them") func malformed() {
    var program = knapsack([1, 1], [1, 1], 1, isInteger: true)
    program.columns[1] = 9
    #expect(throws: HighsError.self) { try solver.solve(program, seconds: 1, gap: 0, start: nil) { _ in true } }
    program.columns[1] = 1
    #expect(throws: HighsError.self) { try solver.solve(program, seconds: 1, gap: 0, start: [0]) { _ in true } }
    program.cost[0] = .nan
    #expect(throws: HighsError.self) { try solver.solve(program, seconds: 1, gap: 0, start: nil) { _ in true } }
  }

  @Test("The time limit ends the run with the best found and a valid bound") func timeLimit() throws {
    let solution = try solver.solve(hard(columns: 120, rows: 10), seconds: 1, gap: 0, start: nil) { _ in true }
    #expect(solution.status == .feasible)
    #expect(solution.values.count == 120)
    #expect(solution.bound >= solution.objective)
    #expect(solution.bound < .infinity)
  }

  @Test("progress hears of incumbent and bound, and stops the run by false") func stopped() throws {
    var heard: [ProgramProgress] = []
    let solution = try solver.solve(hard(columns: 120, rows: 10), seconds: 60, gap: 0, start: nil) { progress in
      heard.append(progress)
      return heard.last?.incumbent == nil || heard.count < 3
    }
    #expect(solution.status == .feasible)
    let last = try #require(heard.last)
    #expect(try #require(last.incumbent) <= last.bound)
    #expect(solution.objective >= last.incumbent ?? .infinity)
  }

  @Test("A start is taken over: without time for anything, it comes back or better") func start() throws {
    let program = hard(columns: 120, rows: 10)
    let first = try solver.solve(program, seconds: 1, gap: 0, start: nil) { _ in true }
    let second = try solver.solve(program, seconds: 0.01, gap: 0, start: first.values.map { $0.rounded() }) { _ in true }
    #expect(second.objective >= first.objective - 1e-6)
  }

  @Test("A run that doesn't hear in time is left behind, with the start or better as its answer") func deaf() throws {
    let impatient = HighsSolver(library: solver.library, grace: 0)
    let answer = try impatient.solve(hard(columns: 120, rows: 10), seconds: 0, gap: 0, start: [Double](repeating: 0, count: 120)) { _ in
      true
    }
    #expect(answer.status == .feasible)
    #expect(answer.values.count == 120 && answer.objective >= 0 && answer.bound >= answer.objective)
  }

  @Test("The same program gives the same answer") func deterministic() throws {
    let program = hard(columns: 25, rows: 3)
    let answers = try (0..<2).map { _ in try solver.solve(program, seconds: 60, gap: 0, start: nil) { _ in true }.values }
    #expect(answers[0] == answers[1])
  }
}

@Suite struct HighsLibraryTests {
  @Test("A missing library names every place and the command that installs it") func missing() throws {
    let places = HighsLibrary.places(executable: "/nowhere/a/bin/yaosu", workingDirectory: "/elsewhere/b")
    #expect(
      places == [
        "/nowhere/a/bin/lib/libhighs.so.1", "/nowhere/a/bin/.yaosu/lib/libhighs.so.1", "/nowhere/a/.yaosu/lib/libhighs.so.1",
        "/nowhere/.yaosu/lib/libhighs.so.1", "/.yaosu/lib/libhighs.so.1", "/elsewhere/b/.yaosu/lib/libhighs.so.1",
        "/elsewhere/.yaosu/lib/libhighs.so.1",
      ])
    let error = HighsError.libraryMissing(lookedIn: places, loader: "no such file")
    for place in places { #expect(error.description.contains(place)) }
    #expect(error.description.contains("./quickstart"))
  }

  @Test("A variable that names a wrong path is an error, not a reason to look on") func wrongVariable() {
    #expect(throws: HighsError.self) { try HighsLibrary.find(variable: "/nowhere/libhighs.so.1", executable: "/x", workingDirectory: "/") }
  }

  @Test("A library without the functions is unusable, by name") func unusable() {
    #expect { try HighsLibrary(path: "libc.so.6") } throws: { error in
      guard case .libraryUnusable(_, let reason) = error as? HighsError else { return false }
      return reason.contains("Highs_version")
    }
  }
}

/// Seeded numbers; the same on every machine.
struct SplitMix {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
