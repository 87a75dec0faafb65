/// The linear relaxation of a program of projects, made tighter by cuts: its bound knows that projects are whole.
///
/// Where columns are many only those near the margin are in the linear program; the prices say of each other column that it is decided as it stands, or it
/// comes in. The bound holds for all of them by weak duality.
struct CutRelaxation {
  private static let cutLimit = 60
  private static let shortTolerance = 1e-7
  /// Rounds in a row that gain next to nothing, as a share of what is open.
  private static let patience = 4
  private static let leastGain = 0.003

  let program: BinaryProgram
  /// Rows of the linear program over all columns; the first ones are the program's own.
  private(set) var rows: [BinaryProgram.Row] = []
  private var core: [Int]
  private var place: [Int32]
  private(set) var simplex: DualSimplex
  /// Where columns outside the core stand.
  private var point: [Double]
  private(set) var bound = Double.infinity
  /// Whether no point keeps the rows.
  private(set) var isInfeasible = false
  /// Cost of each column less what its entries cost at the duals behind `bound`.
  private(set) var reduced: [Double]

  /// - Parameters:
  ///   - core: columns of the linear program; nil: all of them.
  ///   - reduced: at prices near the optimum; columns outside the core stand where they say.
  ///   - cuts: rows that every point of whole numbers keeps.
  init(_ program: BinaryProgram, core: [Int]? = nil, cuts: [BinaryProgram.Row] = [], reduced: [Double]) {
    (self.program, self.reduced) = (program, reduced)
    self.core = core ?? Array(program.cost.indices)
    place = [Int32](repeating: -1, count: program.count)
    point = reduced.map { $0 > 0 ? 1 : 0 }
    for (new, old) in self.core.enumerated() { place[old] = Int32(new) }
    simplex = DualSimplex(cost: self.core.map { program.cost[$0] })
    add(program.rows + cuts)
  }

  /// The rows that aren't the program's own.
  var cuts: [BinaryProgram.Row] { Array(rows.dropFirst(program.rows.count)) }

  private mutating func add(_ added: [BinaryProgram.Row]) {
    let scaled = added.map(\.scaled)
    rows += scaled
    simplex.add(scaled.map { $0.restricted(place, point) })
  }

  /// The relaxation's optimum over all columns.
  var optimum: [Double] {
    var optimum = point
    for (new, value) in simplex.point().enumerated() { optimum[core[new]] = value }
    return optimum
  }

  /// Solves to the optimum over the rows there are and those that city pools break; false when that fails.
  mutating func solve() -> Bool {
    while true {
      let ending = simplex.solve()
      isInfeasible = ending == .infeasible
      guard ending == .optimal else { return false }
      let short = program.shortRows(optimum, tolerance: Self.shortTolerance)
      if !short.isEmpty {
        add(short)
        continue
      }
      guard price() else { return true }
    }
  }

  /// The bound of the present duals, and columns that must come into the linear program; true when some did.
  private mutating func price() -> Bool {
    var (reduced, bound) = (program.cost, 0.0)
    for (row, entries) in rows.enumerated() {
      let dual = simplex.dual(row)
      guard dual > 0 else { continue }
      bound += dual * entries.limit
      for (column, value) in zip(entries.columns, entries.values) { reduced[Int(column)] -= dual * value }
    }
    for value in reduced where value > 0 { bound += value }
    if bound < self.bound { (self.bound, self.reduced) = (bound, reduced) }
    let entering = reduced.indices.filter { place[$0] < 0 && (reduced[$0] > 1e-6) != (point[$0] > 0.5) && reduced[$0].magnitude > 1e-6 }
    guard !entering.isEmpty else { return false }
    // All rows again over the larger core: rare, since the core holds what is near the margin.
    for column in entering {
      place[column] = Int32(core.count)
      core.append(column)
    }
    var larger = DualSimplex(cost: core.map { program.cost[$0] })
    larger.add(rows.map { $0.restricted(place, point) })
    simplex = larger
    return true
  }

  /// Rounds of cuts until they gain little, or `isEnough` of a bound.
  /// - Parameter known: what a plan already brings; gains are measured against what is open.
  mutating func strengthen(rounds: Int, known: Double, isEnough: (Double) -> Bool) -> Bool {
    var failures = 0
    for _ in 0..<rounds where failures < Self.patience && !isEnough(bound) {
      let before = bound
      var cuts = RoundingCuts(program, rows: rows, point: optimum)
      let found = cuts.separate(simplex, most: Self.cutLimit)
      guard !found.isEmpty else { return true }
      add(found)
      guard solve() else { return false }
      let kept = simplex.dropLooseRows(from: program.rows.count)
      rows = kept.map { rows[$0] }
      failures = before - bound > Self.leastGain * (bound - known) ? 0 : failures + 1
    }
    return true
  }
}
