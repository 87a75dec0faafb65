import Optimisation
import Testing

@testable import Allocation

/// Programs as a tier has them: projects of counties, rows of their pools with draws on the city's, and knapsacks without.
enum CityProgram {
  static func random(_ seed: UInt64, projects: Int, counties: Int = 3, factors: Int = 2, knapsacks: Int = 1) -> Program {
    var random = Seeded(seed)
    func amount(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &random)) / 4 }
    var program = Program()
    for _ in 0..<projects { program.column(cost: Double(Int.random(in: 1...90, using: &random)), isInteger: true) }
    // The last county is the city itself, which draws on nothing.
    let home = (0..<projects).map { _ in Int.random(in: 0...counties, using: &random) }
    for _ in 0..<factors {
      var draws: [(column: Int, value: Double)] = []
      let demands = (0..<projects).filter { _ in Int.random(in: 0...3, using: &random) > 0 }.map { (column: $0, value: amount(4...160)) }
      for county in 0..<counties {
        let terms = demands.filter { home[$0.column] == county }
        let draw = program.column(cost: 0, upper: .infinity)
        if Int.random(in: 0...3, using: &random) == 0 { program.row(upper: amount(0...40), [(draw, 1)]) }
        program.row(upper: amount(0...(40 * projects / counties)), terms + [(draw, -1)])
        draws.append((draw, 1))
      }
      program.row(upper: amount(20...(20 * projects)), demands.filter { home[$0.column] == counties } + draws)
    }
    for _ in 0..<knapsacks {
      program.row(upper: amount(100...(40 * projects)), (0..<projects).map { ($0, amount(0...160)) }.filter { $0.1 > 0 })
    }
    return program
  }

  /// Every choice of projects.
  static func points(_ count: Int) -> [[Double]] { (0..<(1 << count)).map { mask in (0..<count).map { Double(mask >> $0 & 1) } } }

  /// The least draws make a point of the whole program, or none does.
  static func holds(_ program: Program, _ point: [Double]) -> Bool {
    var whole = point + [Double](repeating: 0, count: program.cost.count - point.count)
    func activity(_ row: Int) -> Double { program.entries(row).reduce(0) { $0 + program.values[$1] * whole[Int(program.columns[$1])] } }
    for row in program.rowUpper.indices {
      for entry in program.entries(row) where program.values[entry] == -1 && Int(program.columns[entry]) >= point.count {
        whole[Int(program.columns[entry])] = max(0, activity(row) - program.rowUpper[row])
      }
    }
    return program.rowUpper.indices.allSatisfy { activity($0) <= program.rowUpper[$0] }
  }
}

extension BinaryProgram {
  /// The relaxation, with a draw for each county on each of the city's pools.
  fileprivate var relaxed: Program {
    var program = Program()
    for value in cost { program.column(cost: value) }
    func terms(_ row: Row) -> [(column: Int, value: Double)] { zip(row.columns, row.values).map { (Int($0), $1) } }
    for row in rows { program.row(upper: row.limit, terms(row)) }
    for pool in cityPools {
      let draws = pool.counties.map { _ in program.column(cost: 0, upper: .infinity) }
      for (draw, county) in zip(draws, pool.counties) { program.row(upper: county.limit, terms(county) + [(draw, -1)]) }
      program.row(upper: pool.own.limit, terms(pool.own) + draws.map { ($0, 1) })
    }
    return program
  }
}

@Suite("Search with cuts") struct SearchTests {
  @Test("what breaks a row by its presence asks for no more than that, and the same choices are left", arguments: 1...20) func tightening(
    seed: UInt64
  ) {
    let one = BinaryProgram.Row(columns: [0, 1, 2], values: [5, 4, 9], limit: 10).tightened
    #expect(one.values == [5, 4, 8] && one.limit == 9)
    var random = Seeded(seed)
    let values = (0..<8).map { _ in Double(Int.random(in: -6...20, using: &random)) }
    let row = BinaryProgram.Row(columns: (0..<8).map(Int32.init), values: values, limit: Double(Int.random(in: 5...50, using: &random)))
    let tightened = row.tightened
    for point in CityProgram.points(8) { #expect((row.activity(point) <= row.limit) == (tightened.activity(point) <= tightened.limit)) }
    // Never looser in between.
    for _ in 0..<50 {
      let point = (0..<8).map { _ in Double.random(in: 0...1, using: &random) }
      if tightened.activity(point) <= tightened.limit - 1e-9 { #expect(row.activity(point) <= row.limit + 1e-9) }
    }
  }

  @Test("a program that was packed goes on from where it was", arguments: 1...10) func packing(seed: UInt64) throws {
    let binary = try #require(BinaryProgram(CityProgram.random(seed, projects: 40, counties: 4, factors: 4), projects: 40))
    var simplex = DualSimplex(cost: binary.cost)
    simplex.add(binary.rows.map(\.scaled))
    simplex.setBounds([(3, 1, 1), (5, 0, 0)])
    let ending = simplex.solve()
    #expect(ending == .optimal)
    var again = PackedSimplex(simplex).unpacked
    #expect((again.worth - simplex.worth).magnitude < 1e-6 && zip(again.point(), simplex.point()).allSatisfy { ($0 - $1).magnitude < 1e-6 })
    #expect(again.basic == simplex.basic && again.pivots == simplex.pivots && !again.isOpen(3) && !again.isOpen(5))
    for column in [0, 1] {
      simplex.setBounds([(column, 1, 1)])
      again.setBounds([(column, 1, 1)])
    }
    #expect(simplex.solve() == again.solve() && (again.worth - simplex.worth).magnitude < 1e-6)
  }

  @Test("what waits comes below the last one first, then by promise") func queue() {
    var queue = NodeQueue()
    func node(_ bound: Double) -> NodeQueue.Node { NodeQueue.Node(simplex: DualSimplex(cost: [1]), fix: nil, bound: bound) }
    for bound in [3.0, 9, 1, 7, 5] { queue.push(node(bound)) }
    queue.pushFirst(node(2))
    #expect(queue.bound == 9)
    #expect((0..<7).map { _ in queue.pop()?.bound } == [2, 9, 7, 5, 3, 1, nil])
    #expect(queue.bound == -.infinity)
  }

  @Test("a search in portions is the search in one go; what is learned from elsewhere isn't found again", arguments: 1...8)
  func portions(seed: UInt64) throws {
    let binary = try #require(BinaryProgram(CityProgram.random(seed, projects: 60, counties: 4, factors: 4), projects: 60))
    var (whole, parts) = (
      BinarySearch(binary, cuts: [], known: 0, gap: 0, effort: .thorough),
      BinarySearch(binary, cuts: [], known: 0, gap: 0, effort: .thorough)
    )
    let expected = whole.solve { _ in true }
    var (nodes, bound) = (0, Double.infinity)
    while true {
      let part = parts.solve(nodes: 7) { _ in true }
      #expect(part.bound <= bound && part.bound >= expected.bound)
      (nodes, bound) = (nodes + part.nodes, part.bound)
      if part.isComplete { break }
    }
    #expect(nodes == expected.nodes && bound == expected.bound && expected.point.map(binary.worth) == expected.bound)
    var informed = BinarySearch(binary, cuts: [], known: 0, gap: 0)
    informed.learn(bound)
    let nothing = informed.solve { _ in true }
    #expect(nothing.point == nil && nothing.bound == bound && nothing.isComplete)
  }

  @Test("projects alone say the same as projects and draws", arguments: 1...30) func projection(seed: UInt64) throws {
    let program = CityProgram.random(seed, projects: 9)
    let binary = try #require(BinaryProgram(program, projects: 9))
    for point in CityProgram.points(9) {
      let holds = CityProgram.holds(program, point)
      #expect(binary.holds(point) == holds)
      // Whatever was added, in whatever order, is there exactly when it fits.
      var load = ProjectLoad(binary)
      let chosen = point.indices.filter { point[$0] == 1 }
      for column in chosen.reversed() { load.add(column) }
      #expect(load.holds == holds && load.worth == binary.worth(point))
      guard holds, let last = chosen.last else { continue }
      load.remove(last)
      #expect(load.holds && load.fits(last))
    }
  }

  @Test("the simplex method agrees with HiGHS, from nothing and from where it was", arguments: 1...20) func simplex(seed: UInt64) throws {
    let count = 60
    let program = CityProgram.random(seed, projects: count, counties: 4, factors: 4, knapsacks: 2)
    let binary = try #require(BinaryProgram(program, projects: count))
    var relaxation = CutRelaxation(binary, reduced: binary.cost)
    let isSolved = relaxation.solve()
    #expect(isSolved)
    var whole = binary.relaxed
    func optimum(_ program: Program) throws -> ProgramSolution {
      try HighsSolver().solve(program, seconds: 10, gap: 0, start: nil) { _ in true }
    }
    let solved = try optimum(whole)
    #expect((relaxation.bound - solved.objective).magnitude < 1e-5 * solved.objective)
    var random = Seeded(seed + 1_000)
    var simplex = relaxation.simplex
    for _ in 0..<6 {
      let column = Int.random(in: 0..<count, using: &random)
      let value = Double(Int.random(in: 0...1, using: &random))
      simplex.setBounds([(column, value, value)])
      (whole.columnLower[column], whole.columnUpper[column]) = (value, value)
      let (ending, again) = (simplex.solve(), try optimum(whole))
      // The rows of the city's pools that nothing broke so far aren't in the simplex.
      guard again.status == .optimal else { break }
      #expect(ending == .optimal && simplex.worth > again.objective - 1e-5 * again.objective)
      var short = binary.shortRows(simplex.point(), tolerance: 1e-7)
      while !short.isEmpty {
        simplex.add(short.map(\.scaled))
        let ending = simplex.solve()
        #expect(ending == .optimal)
        short = binary.shortRows(simplex.point(), tolerance: 1e-7)
      }
      #expect((simplex.worth - again.objective).magnitude < 1e-5 * again.objective)
    }
  }

  @Test("no cut takes a plan away, and bounds only fall", arguments: 1...40) func cuts(seed: UInt64) throws {
    let program = CityProgram.random(seed, projects: 10, counties: 2, factors: 3, knapsacks: 2)
    let binary = try #require(BinaryProgram(program, projects: 10))
    let plans = CityProgram.points(10).filter(binary.holds)
    let best = plans.map(binary.worth).max() ?? 0
    var relaxation = CutRelaxation(binary, reduced: binary.cost)
    let isSolved = relaxation.solve()
    #expect(isSolved)
    for _ in 0..<6 {
      let before = relaxation.bound
      let isStrengthened = relaxation.strengthen(rounds: 1, known: 0) { _ in false }
      #expect(isStrengthened)
      #expect(relaxation.bound <= before + 1e-9 && relaxation.bound >= best - 1e-6)
      for row in relaxation.rows { #expect(plans.allSatisfy { row.activity($0) <= row.limit + 1e-9 }, "seed \(seed)") }
    }
  }

  @Test("the branch and bound finds the best of all choices", arguments: 1...40) func best(seed: UInt64) throws {
    let program = CityProgram.random(seed, projects: 11, counties: 3, factors: 3)
    let binary = try #require(BinaryProgram(program, projects: 11))
    let best = CityProgram.points(11).filter(binary.holds).map(binary.worth).max() ?? 0
    var relaxation = CutRelaxation(binary, reduced: binary.cost)
    let isSolved = relaxation.solve() && relaxation.strengthen(rounds: 3, known: 0) { _ in false }
    #expect(isSolved)
    var search = BinarySearch(binary, cuts: relaxation.cuts, known: -1, gap: 0)
    let outcome = search.solve { _ in true }
    let point = try #require(outcome.point)
    #expect(outcome.isComplete && outcome.bound == best && binary.worth(point) == best && binary.holds(point), "seed \(seed)")
    var again = BinarySearch(binary, cuts: [], known: best, gap: 0)
    let nothing = again.solve { _ in true }
    #expect(nothing.point == nil)
  }

  @Test("a tier's search proves what HiGHS proves, with few columns in its program and with all", arguments: 1...8)
  func tier(seed: UInt64) throws {
    let count = 120
    let program = CityProgram.random(seed, projects: count, counties: 5, factors: 4)
    let binary = try #require(BinaryProgram(program, projects: count))
    let solved = try HighsSolver().solve(program, seconds: 60, gap: 0, start: nil) { _ in true }
    var search = TierSearch(binary, reduced: binary.cost, plan: binary.cost.map { _ in 0 }, gap: 0) { bound, worth in
      bound.rounded(.down) > worth
    }
    search.run()
    #expect(binary.holds(search.point) && search.worth == solved.objective.rounded(), "seed \(seed)")
    #expect((search.bound + 1e-6).rounded(.down) == search.worth)
    var all = CutRelaxation(binary, reduced: binary.cost)
    let isRelaxed = all.solve()
    #expect(isRelaxed)
    let reduced = all.reduced
    let near = reduced.indices.sorted { (reduced[$0].magnitude, $0) < (reduced[$1].magnitude, $1) }.prefix(count / 2)
    var core = CutRelaxation(binary, core: near.sorted(), reduced: reduced)
    let isSolved = core.solve() && core.strengthen(rounds: 4, known: 0) { _ in false }
    #expect(isSolved)
    #expect(core.bound >= solved.objective - 1e-6)
  }

  @Test("few projects whose scores hardly differ, so that many nodes are looked at: a plan and a bound that hold") func fewButHard() throws
  {
    var (program, random) = (Program(), Seeded(3))
    for _ in 0..<50 { program.column(cost: Double(Int.random(in: 900...1_000, using: &random)), isInteger: true) }
    for _ in 0..<14 {
      let row = (0..<50).map { (column: $0, value: Double(Int.random(in: 0...100, using: &random))) }
      program.row(upper: (row.reduce(0) { $0 + $1.value } / 2).rounded(), row)
    }
    let binary = try #require(BinaryProgram(program, projects: 50))
    var search = TierSearch(binary, reduced: binary.cost, plan: binary.cost.map { _ in 0 }, gap: 0, nodes: 1_500) { _, _ in true }
    search.run()
    let solved = try HighsSolver().solve(program, seconds: 60, gap: 0.01, start: nil) { _ in true }
    #expect(binary.holds(search.point) && search.bound >= search.worth && search.bound >= solved.objective - 1e-6)
  }

  @Test("a search that is stopped says so, with a bound that holds") func stopped() throws {
    let program = CityProgram.random(7, projects: 150, counties: 5, factors: 5)
    let binary = try #require(BinaryProgram(program, projects: 150))
    let solved = try HighsSolver().solve(program, seconds: 60, gap: 0, start: nil) { _ in true }
    var search = BinarySearch(binary, cuts: [], known: 0, gap: 0)
    let outcome = search.solve(nodes: 3) { _ in true }
    #expect(!outcome.isComplete && outcome.nodes == 3 && outcome.bound >= solved.objective - 1e-6)
  }

  @Test("programs of another kind are left alone") func others() {
    var program = CityProgram.random(1, projects: 6)
    #expect(BinaryProgram(program, projects: 6) != nil)
    program.row(lower: 1, [(0, 1)])
    #expect(BinaryProgram(program, projects: 6) == nil)
  }
}
