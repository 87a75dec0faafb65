/// Looks for the best plan of a tier and for its proof, with cuts and a branch and bound of our own.
///
/// In turns: cuts bring the bound down; the relaxation's point, filled up, and small programs of the projects that are nearest to the margin bring the plan up; what is
/// then between the two decides the more projects by their reduced cost the smaller it is; what is left is searched to the end. All limits are counts,
/// so that the same program gives the same plan.
struct TierSearch {
  /// With more columns than these the linear program holds those nearest to the margin only.
  static let largestCore = 2_500
  private static let allColumns = 3_000
  /// Rounds of cuts, then programs of so many projects near the margin with so many nodes each, then draws of a number of projects from among those; and so on.
  private struct Stage {
    var rounds: Int
    var sizes: [Int]
    var nodes: Int
    var draws: (count: Int, size: Int, among: Int) = (0, 0, 0)
  }
  private static let stages = [
    Stage(rounds: 2, sizes: [60], nodes: 60), Stage(rounds: 2, sizes: [120], nodes: 100), Stage(rounds: 4, sizes: [120, 240], nodes: 250),
    Stage(rounds: 10, sizes: [240], nodes: 250, draws: (16, 80, 240)), Stage(rounds: 10, sizes: [480], nodes: 500, draws: (32, 100, 480)),
  ]
  /// A program without city pools is a knapsack, in which cuts gain next to nothing and draws the most.
  private static let knapsackStages = [
    Stage(rounds: 1, sizes: [60], nodes: 60), Stage(rounds: 1, sizes: [120], nodes: 100), Stage(rounds: 1, sizes: [240], nodes: 250),
    Stage(rounds: 0, sizes: [], nodes: 150, draws: (40, 60, 140)), Stage(rounds: 0, sizes: [480], nodes: 400, draws: (60, 90, 240)),
  ]
  /// Nodes of the last search between two looks at what it has found, the draw of projects that is searched then, and how far a better plan must bring the
  /// number of open columns down for the search to begin anew without the others.
  private static let restNodes = 500
  private static let restDraw = (size: 100, among: 480)
  private static let shrunk = 0.8
  private static let moreDraws = (count: 200, size: 150, among: 1_000)
  private static let restRounds = 30
  private static let restLimit = 12
  /// More open columns than these are left to the general solver.
  private static let restSize = 2_000
  /// What stands against the plan counts as so much nearer to the margin.
  private static let doubt = 0.25

  /// Bound and worth of the best plan so far: false ends the search, because that is enough or time is up.
  typealias GoesOn = (_ bound: Double, _ worth: Double) -> Bool

  private let program: BinaryProgram
  private let gap: Double
  private let nodes: Int
  private let goesOn: GoesOn
  private var relaxation: CutRelaxation
  /// The best plan.
  private(set) var point: [Double]
  private(set) var worth: Double
  private(set) var bound = Double.infinity
  /// Pivots of the simplex method.
  private(set) var work: Int64 = 0
  private var draw: UInt64 = 1
  /// Those of the relaxation that are counted.
  private var pivots: Int64 = 0

  /// - Parameters:
  ///   - reduced: reduced costs of the linear relaxation.
  ///   - plan: a feasible point.
  ///   - gap: relative gap that is good enough.
  ///   - nodes: the most of each branch and bound.
  init(
    _ program: BinaryProgram, reduced: [Double], plan: [Double], gap: Double, nodes: Int? = nil, goesOn: @escaping GoesOn
  ) {
    (self.program, self.gap, self.goesOn, self.nodes) = (program, gap, goesOn, nodes ?? .max)
    (point, worth) = (plan, program.worth(plan))
    let core = program.count > Self.allColumns ? Self.nearest(Self.largestCore, reduced.map(\.magnitude)) : nil
    relaxation = CutRelaxation(program, core: core, reduced: reduced)
  }

  /// Rows that every choice of whole projects keeps.
  var cuts: [BinaryProgram.Row] { relaxation.cuts }

  private static func nearest(_ size: Int, _ distance: [Double]) -> [Int] {
    Array(distance.indices.sorted { (distance[$0], $0) < (distance[$1], $1) }.prefix(size)).sorted()
  }

  /// Searches until it is enough or nothing is left that this search can do.
  mutating func run() {
    guard relaxation.solve() else { return }
    guard note() else { return }
    for stage in program.cityPools.isEmpty ? Self.knapsackStages : Self.stages {
      for _ in 0..<stage.rounds {
        let before = bound
        guard relaxation.strengthen(rounds: 1, known: worth, isEnough: { _ in false }) else { return }
        guard note() else { return }
        if before - bound < 0.004 * (bound - worth) { break }
      }
      for size in stage.sizes where size < program.count { guard solveCore(size, nodes: stage.nodes) else { return } }
      for _ in 0..<stage.draws.count where stage.draws.among < program.count {
        guard solveDraw(stage.draws.size, among: stage.draws.among, nodes: stage.nodes) else { return }
      }
    }
    // Too many are open for a search to the end: better plans decide more of them, and draws find those sooner than the general solver's programs.
    for _ in 0..<Self.moreDraws.count where openCount > Self.restSize {
      guard solveDraw(Self.moreDraws.size, among: Self.moreDraws.among, nodes: Self.restNodes) else { return }
    }
    searchRest()
  }

  /// Columns that the relaxation's reduced costs leave open.
  private var openCount: Int {
    let gain = relaxation.bound - worth - 1 + 1e-6
    return relaxation.reduced.count { $0.magnitude <= gain }
  }

  /// Takes the relaxation's bound, and a plan from its point; false when that is enough.
  private mutating func note() -> Bool {
    bound = min(bound, relaxation.bound)
    work += relaxation.simplex.pivots - pivots
    pivots = relaxation.simplex.pivots
    let (optimum, reduced) = (relaxation.optimum, relaxation.reduced)
    var load = ProjectLoad(program)
    load.fill(optimum.indices.sorted { (optimum[$0], reduced[$0], $1) > (optimum[$1], reduced[$1], $0) })
    if load.worth > worth { (point, worth) = (load.point, load.worth) }
    return goesOn(bound, worth)
  }

  /// The columns nearest to the margin, those before all that the plan decides against the prices; all others stay as in the plan. False ends the search.
  private mutating func solveCore(_ size: Int, nodes: Int) -> Bool { solve(Self.nearest(size, distances), nodes: nodes) }

  /// As many of the columns near the margin as a generator of numbers draws: what the nearest alone can't exchange these may. The same draws each time.
  private mutating func solveDraw(_ size: Int, among: Int, nodes: Int) -> Bool {
    var near = Self.nearest(among, distances)
    // So few are searched as a whole.
    guard size < near.count else { return goesOn(bound, worth) }
    for place in 0..<size {
      // Knuth's linear congruential generator, its upper half.
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      near.swapAt(place, place + Int((draw >> 33) % UInt64(near.count - place)))
    }
    return solve(near.prefix(size).sorted(), nodes: nodes)
  }

  private var distances: [Double] {
    let (reduced, optimum) = (relaxation.reduced, relaxation.optimum)
    return reduced.indices.map { column -> Double in
      let isSplit = optimum[column] > 1e-6 && optimum[column] < 1 - 1e-6
      return reduced[column].magnitude * (isSplit || (reduced[column] > 0) != (point[column] > 0.5) ? Self.doubt : 1)
    }
  }

  private mutating func solve(_ open: [Int], nodes: Int) -> Bool {
    _ = search(Part(program, open: open, point, cuts: relaxation.cuts), gap: 0, nodes: nodes)
    return goesOn(bound, worth)
  }

  /// Everything that could still be otherwise in a better plan: cuts over that alone, then a search to the end, until it is done or can't be.
  private mutating func searchRest() {
    var (open, decided) = (Array(program.cost.indices), point)
    var (reduced, cuts, proven) = (relaxation.reduced, relaxation.cuts, relaxation.bound)
    for _ in 0..<Self.restLimit {
      let gain = proven - worth - 1 + 1e-6
      for column in open where reduced[column].magnitude > gain { decided[column] = reduced[column] > 0 ? 1 : 0 }
      open.removeAll { reduced[$0].magnitude > gain }
      guard !open.isEmpty, open.count <= Self.restSize else { break }
      let part = Part(program, open: open, decided, cuts: cuts)
      var rest = CutRelaxation(part.program, cuts: part.cuts, reduced: open.map { reduced[$0] })
      let known = worth - part.offset
      guard rest.solve(), rest.strengthen(rounds: Self.restRounds, known: known, isEnough: { !goesOn(min(bound, $0 + part.offset), worth) })
      else {
        if rest.isInfeasible { bound = min(bound, worth) }
        return
      }
      proven = rest.bound + part.offset
      bound = min(bound, max(proven, worth))
      guard goesOn(bound, worth) else { return }
      for (new, old) in open.enumerated() { reduced[old] = rest.reduced[new] }
      cuts = part.whole(rest.cuts)
      guard searchTree(Part(program, open: open, decided, cuts: cuts), open.map { reduced[$0] }, proven) else { return }
    }
  }

  /// Searches until it is done, or until a better plan decides so much that it's worth to begin anew without that: then true.
  private mutating func searchTree(_ part: Part, _ reduced: [Double], _ proven: Double) -> Bool {
    var search = BinarySearch(part.program, cuts: part.cuts, known: worth - part.offset, gap: gap * bound, effort: .thorough)
    var done = 0
    while done < nodes {
      let before = worth
      let outcome = take(from: &search, part, nodes: Self.restNodes)
      bound = min(bound, max(outcome.bound + part.offset, worth))
      done += outcome.nodes
      guard !outcome.isComplete, outcome.nodes > 0, goesOn(bound, worth) else { return false }
      // A draw costs little beside so many nodes, and finds plans in which the tree comes to late.
      guard solveDraw(Self.restDraw.size, among: Self.restDraw.among, nodes: Self.restNodes) else { return false }
      guard worth > before else { continue }
      search.learn(worth - part.offset)
      let gain = proven - worth - 1 + 1e-6
      if Double(reduced.count { $0.magnitude <= gain }) < Self.shrunk * Double(reduced.count) { return true }
    }
    return false
  }

  /// Some columns of the program with all others decided.
  private struct Part {
    let program: BinaryProgram
    let open: [Int]
    let cuts: [BinaryProgram.Row]
    let decided: [Double]
    /// What the decided columns bring.
    let offset: Double

    init(_ whole: BinaryProgram, open: [Int], _ point: [Double], cuts: [BinaryProgram.Row]) {
      (self.open, decided) = (open, point)
      program = whole.restricted(to: open, at: point)
      var place = [Int32](repeating: -1, count: whole.count)
      for (new, old) in open.enumerated() { place[old] = Int32(new) }
      self.cuts = cuts.map { $0.restricted(place, point) }
      offset = whole.worth(point) - open.reduce(0) { $0 + whole.cost[$1] * point[$1] }
    }

    /// Rows of the part over the columns of the whole program; they hold with what is decided.
    func whole(_ rows: [BinaryProgram.Row]) -> [BinaryProgram.Row] {
      rows.map { row in BinaryProgram.Row(columns: row.columns.map { Int32(open[Int($0)]) }, values: row.values, limit: row.limit) }
    }

    func whole(_ found: [Double]) -> [Double] {
      var whole = decided
      for (new, old) in open.enumerated() { whole[old] = found[new] }
      return whole
    }
  }

  private mutating func search(_ part: Part, gap: Double, nodes: Int) -> BinarySearch.Outcome {
    var search = BinarySearch(part.program, cuts: part.cuts, known: worth - part.offset, gap: gap)
    return take(from: &search, part, nodes: nodes)
  }

  /// Lets a search go on and takes the plan that it comes to.
  private mutating func take(from search: inout BinarySearch, _ part: Part, nodes: Int) -> BinarySearch.Outcome {
    let (bound, worth, goesOn) = (bound, worth, goesOn)
    let outcome = search.solve(nodes: min(nodes, self.nodes)) { goesOn(bound, max(worth, $0 + part.offset)) }
    work += outcome.work
    // A search tells its best again each time; a draw may have found a better one meanwhile.
    if let found = outcome.point.map(part.whole), program.worth(found) > self.worth { (point, self.worth) = (found, program.worth(found)) }
    return outcome
  }
}
