/// The linear relaxation of a tier with very many projects, by its prices alone.
///
/// A plan's rows are few and its projects many, so nearly all projects are decided by the sign of what they bring at the prices. Each round prices all
/// projects in one pass, keeps the few thousand that are nearest to the margin, and solves the program of those, with every price held in a box around
/// the present one (two elastic columns a row). Any prices give a bound that holds (weak duality); the best is kept. docs/reference/mathematics.md has
/// the method's sources.
struct DualSifting {
  struct Outcome {
    /// Proven upper bound of the program, but for rounding of sums.
    var bound: Double
    var duals: [Double]
    /// Score of each project's column minus its demand at `duals`.
    var reduced: [Double]
    /// The projects of the round that led here, fractions too; rows may be exceeded a little. Empty before the first round.
    var point: [Double] = []
  }

  /// Projects that a round leaves free.
  static let coreSize = 2_500
  /// Below this many projects the whole relaxation is as quick.
  static let leastProjects = 4_000
  private static let sampleSize = 3_000
  private static let roundLimit = 60
  /// Rounds without gain, and with next to none, after which the prices are good enough; and what counts as a gain.
  private static let patience = 6
  private static let crumbs = 2
  private static let leastGain = 1e-5
  private static let exactness = 1e-9
  /// How far, as a share, prices may move at first from those of an earlier plan.
  private static let nearWidth = 0.2

  private let program: Program
  private let count: Int
  /// Entries of the projects' columns, column by column.
  private var start: [Int32]
  private var rows: [Int32]
  private var values: [Double]
  /// Entries of the columns that are no projects (draws on the city pool).
  private let others: [[(row: Int, value: Double)]]
  /// The most points that a unit of each row brings to one project.
  private var steepest: [Double]
  private let run: (Program) throws -> ProgramSolution

  /// nil when the program has more than upper limits and free flows: then the whole relaxation must do.
  init?(_ program: Program, projects: Int, run: @escaping (Program) throws -> ProgramSolution) {
    guard projects >= Self.leastProjects, program.rowLower.allSatisfy({ $0 == -.infinity }),
      (projects..<program.cost.count).allSatisfy({
        program.cost[$0] == 0 && program.columnLower[$0] == 0 && program.columnUpper[$0] == .infinity
      })
    else { return nil }
    (self.program, count, self.run) = (program, projects, run)
    var sizes = [Int32](repeating: 0, count: projects + 1)
    for column in program.columns where column < projects { sizes[Int(column) + 1] += 1 }
    for column in 0..<projects { sizes[column + 1] += sizes[column] }
    start = sizes
    rows = [Int32](repeating: 0, count: Int(sizes[projects]))
    values = [Double](repeating: 0, count: rows.count)
    var others = [[(row: Int, value: Double)]](repeating: [], count: program.cost.count - projects)
    var next = sizes
    steepest = [Double](repeating: 0, count: program.rowUpper.count)
    for row in program.rowUpper.indices {
      for entry in Int(program.rowStart[row])..<Int(program.rowStart[row + 1]) {
        let column = Int(program.columns[entry])
        if column >= projects {
          others[column - projects].append((row, program.values[entry]))
          continue
        }
        let place = Int(next[column])
        (rows[place], values[place]) = (Int32(row), program.values[entry])
        next[column] += 1
        if program.values[entry] > 0 { steepest[row] = max(steepest[row], program.cost[column] / program.values[entry]) }
      }
    }
    self.others = others
  }

  /// Prices until no round gains, `isEnough` says so of a bound, or the solver can't go on.
  /// - Parameters:
  ///   - start: duals of a program much like this one; without them a sample is solved first.
  ///   - gap: the tier's gap; rounds that gain a tenth of it are worth going on for.
  func solve(from start: [Double]? = nil, gap: Double = 1, isEnough: (Double) -> Bool) throws -> Outcome? {
    guard let first = try start.map({ ($0, Self.nearWidth) }) ?? sampledDuals() else { return nil }
    var best = price(first.duals)
    var width = first.width
    var (failures, crumbs) = (0, 0)
    var wavering: [Int] = []
    let leastGain = min(Self.leastGain, max(gap / 10, Self.exactness))
    for _ in 0..<Self.roundLimit where failures < Self.patience && crumbs < Self.crumbs && !isEnough(best.bound) {
      let core = core(best.reduced, and: wavering)
      guard let found = try solve(core, near: (best.duals, width)) else { break }
      var priced = price(found.rowDuals)
      priced.point = best.reduced.map { $0 > 0 ? 1 : 0 }
      for (place, column) in core.columns.enumerated() { priced.point[column] = found.values[place] }
      let isFree = isFree(found, core)
      let reached = found.objective + core.worth
      wavering = reducedSigns(best.reduced, priced.reduced)
      if priced.bound < best.bound {
        failures = 0
        crumbs = best.bound - priced.bound > leastGain * best.bound.magnitude ? 0 : crumbs + 1
        best = priced
        width = min(width * 1.5, 1)
      } else {
        failures += 1
        width *= 0.4
      }
      // A point of the whole relaxation that brings as much as the bound allows: nothing is left to gain.
      if isFree, best.bound - reached <= Self.exactness * best.bound.magnitude {
        best.point = priced.point
        break
      }
    }
    return best
  }

  /// Duals of a sample of the projects on as large a part of the pools, and how far they may be off.
  private func sampledDuals() throws -> (duals: [Double], width: Double)? {
    let sample = sampled()
    let share = Double(sample.count) / Double(count)
    guard let found = try solve(Core(columns: sample, limits: program.rowUpper.map { $0 * share }), near: nil) else { return nil }
    return (found.rowDuals, 1.5 * (Double(program.rowUpper.count) / Double(sample.count)).squareRoot())
  }

  /// Columns that one set of prices awards and the other doesn't, at most as many as a core has.
  private func reducedSigns(_ a: [Double], _ b: [Double]) -> [Int] {
    Array((0..<count).lazy.filter { (a[$0] > 0) != (b[$0] > 0) }.prefix(Self.coreSize))
  }

  /// Every so many columns, so that each county and size has its part. Projects stand in billing order.
  private func sampled() -> [Int] {
    guard count > Self.sampleSize else { return Array(0..<count) }
    let stride = Double(count) / Double(Self.sampleSize)
    return (0..<Self.sampleSize).map { Int((Double($0) + 0.5) * stride) }
  }

  /// What prices prove: their own worth of what there is, and all that projects bring beyond what they cost.
  private func price(_ duals: [Double]) -> Outcome {
    var duals = duals.map { max(0, $0) }
    // What may flow freely must not pay: the city's price is at least each county's.
    for entries in others {
      let gain = -entries.reduce(0) { $0 + duals[$1.row] * $1.value }
      guard gain > 0, let taker = entries.first(where: { $0.value > 0 }) else { continue }
      duals[taker.row] += gain / taker.value
    }
    var bound = 0.0
    for row in duals.indices where duals[row] > 0 { bound += duals[row] * program.rowUpper[row] }
    var reduced = [Double](repeating: 0, count: count)
    for column in 0..<count {
      var worth = program.cost[column]
      for entry in Int(start[column])..<Int(start[column + 1]) { worth -= duals[Int(rows[entry])] * values[entry] }
      reduced[column] = worth
      if worth > 0 { bound += worth }
    }
    return Outcome(bound: bound, duals: duals, reduced: reduced)
  }

  /// Columns that stay free, and what those that are decided leave of each row.
  private struct Core {
    var columns: [Int]
    var limits: [Double]
    /// What the decided columns bring.
    var worth = 0.0
  }

  /// Whether a core's optimum uses no elastic column, so that it keeps every row.
  private func isFree(_ solution: ProgramSolution, _ core: Core) -> Bool {
    solution.values[(core.columns.count + others.count)...].allSatisfy { $0 < 1e-9 }
  }

  /// The projects with the smallest margin for their size and those that the last round was unsure of: of the others, the prices decide.
  private func core(_ reduced: [Double], and wavering: [Int]) -> Core {
    let margins = reduced.indices.map { reduced[$0].magnitude / max(program.cost[$0], 1) }
    let limit = margins.sorted()[min(Self.coreSize, count) - 1]
    var core = Core(columns: [], limits: program.rowUpper)
    var isWavering = [Bool](repeating: false, count: count)
    for column in wavering { isWavering[column] = true }
    for column in 0..<count {
      if margins[column] <= limit || isWavering[column] {
        core.columns.append(column)
      } else if reduced[column] > 0 {
        core.worth += program.cost[column]
        for entry in Int(start[column])..<Int(start[column + 1]) { core.limits[Int(rows[entry])] -= values[entry] }
      }
    }
    return core
  }

  /// A core program's optimum; `near`: prices and how far, as a share, each may move from them.
  private func solve(_ core: Core, near: (duals: [Double], width: Double)?) throws -> ProgramSolution? {
    var small = Program()
    var terms = [[(column: Int, value: Double)]](repeating: [], count: program.rowUpper.count)
    var steepest = [Double](repeating: 0, count: program.rowUpper.count)
    for column in core.columns {
      let place = small.column(cost: program.cost[column])
      for entry in Int(start[column])..<Int(start[column + 1]) {
        let row = Int(rows[entry])
        terms[row].append((place, values[entry]))
        if values[entry] > 0 { steepest[row] = max(steepest[row], program.cost[column] / values[entry]) }
      }
    }
    for entries in others {
      let place = small.column(cost: 0, upper: .infinity)
      for entry in entries { terms[entry.row].append((place, entry.value)) }
    }
    for row in terms.indices {
      let price = near?.duals[row] ?? 0
      let width = near?.width ?? 0
      // Quota beyond what there is costs the most that a price may rise to, so that no round can fail; quota given away brings the least. A row that only
      // decided projects use has a price too.
      let steep = steepest[row] > 0 ? steepest[row] : self.steepest[row]
      let ceiling = near == nil ? steep * 2 : max(price * (1 + width), steep * width * 0.01)
      if ceiling > 0 { terms[row].append((small.column(cost: -ceiling, upper: .infinity), -1)) }
      let floor = price * max(0, 1 - width)
      if floor > 0 { terms[row].append((small.column(cost: floor, upper: .infinity), 1)) }
    }
    for row in terms.indices { small.row(upper: core.limits[row], terms[row]) }
    let solution = try run(small)
    return solution.status == .optimal && solution.rowDuals.count == terms.count ? solution : nil
  }
}
