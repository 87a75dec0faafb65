/// Branch and bound for programs of few rows whose columns are all 0 or 1: multi-dimensional knapsacks.
///
/// Depth first. Each node is a linear program of a handful of rows in a dense tableau, solved again by the dual simplex method from its parent's optimum in
/// a few pivots; columns whose reduced cost is beyond what is left to gain are decided on the way. Where rows are few this makes many thousand nodes
/// a second, far more than a general solver, whose cuts don't help here. Land and Doig 1960; Lemke 1954 for the dual method.
struct KnapsackSearch {
  struct Outcome {
    /// Columns that are 1; nil when nothing better than what was known before came up.
    var chosen: [Int]?
    /// No choice is worth more.
    var bound: Double
    var nodes: Int
    /// Whether the search came to its end.
    var isComplete: Bool
  }

  /// Programs with more rows or entries are left to the general solver.
  static let rowLimit = 32
  static let entryLimit = 16_000
  /// Up to so many rows the search is worth going on with to the end.
  static let fewRows = 12
  /// Nodes between two looks at the clock.
  private static let stride = 512
  private static let tolerance = 1e-7
  private static let small = 1e-6

  private let rows: Int
  private let count: Int
  private let cost: [Double]
  /// Row by row, each scaled by a power of two to entries of at most 1: nothing is rounded, so whether a plan fits is decided exactly.
  private let matrix: [Double]
  private let limits: [Double]
  /// Whether some amounts are so small beside others of their row that the linear programs of nodes hardly see them: the search is exact all the same, but
  /// has little to go by.
  let isWide: Bool

  /// nil when the program is another kind or too large. Whole costs are taken for granted.
  init?(_ program: Program) {
    let (rows, count) = (program.rowUpper.count, program.cost.count)
    guard rows > 0, count > 0, rows <= Self.rowLimit, rows * count <= Self.entryLimit, program.isInteger.allSatisfy(\.self),
      program.columnLower.allSatisfy({ $0 == 0 }), program.columnUpper.allSatisfy({ $0 == 1 }),
      program.rowLower.allSatisfy({ $0 == -.infinity }), program.rowUpper.allSatisfy({ $0 >= 0 && $0.isFinite }),
      program.values.allSatisfy({ $0 >= 0 }), program.cost.allSatisfy({ $0 == $0.rounded() })
    else { return nil }
    (self.rows, self.count, cost) = (rows, count, program.cost)
    var (matrix, limits, isWide) = ([Double](repeating: 0, count: rows * count), program.rowUpper, false)
    for row in 0..<rows {
      let largest = program.entries(row).reduce(0) { max($0, program.values[$1].magnitude) }
      guard largest > 0 else { continue }
      let scale = Double(sign: .plus, exponent: largest.exponent + 1, significand: 1)
      for entry in program.entries(row) {
        let value = program.values[entry] / scale
        matrix[row * count + Int(program.columns[entry])] = value
        if value > 0, value < Self.small { isWide = true }
      }
      limits[row] /= scale
    }
    (self.matrix, self.limits, self.isWide) = (matrix, limits, isWide)
  }

  /// - Parameters:
  ///   - known: worth of the best plan so far; only better ones are looked for.
  ///   - gap: proven relative gap that is good enough.
  ///   - nodes: the most that are looked at; the same on every machine.
  ///   - goesOn: asked now and then with the best worth; false ends the search.
  func solve(known: Double, gap: Double, nodes most: Int? = nil, goesOn: (_ best: Double) -> Bool) -> Outcome {
    var outcome = Outcome(chosen: nil, bound: known, nodes: 0, isComplete: true)
    var best = known
    /// What nodes were given up at because of the gap.
    var left = known
    var stack = [Tableau(rows: rows, count: count, cost: cost, matrix: matrix, limits: limits)]
    /// A node is worth following when it can bring a whole point more than the best, and more than the gap leaves open.
    func isWorth(_ bound: Double) -> Bool {
      if (bound + 1e-6).rounded(.down) <= best { return false }
      guard bound - best <= gap * bound else { return true }
      left = max(left, bound)
      return false
    }
    while var node = stack.popLast() {
      outcome.nodes += 1
      if outcome.nodes > most ?? .max || outcome.nodes % Self.stride == 0 && !goesOn(best) {
        outcome.isComplete = false
        left = max(left, node.worth, stack.reduce(0) { max($0, $1.worth) })
        break
      }
      guard node.optimise(atLeast: best), isWorth(node.worth) else { continue }
      let rounding = node.rounded(cost, matrix, limits)
      if let plan = rounding.plan, plan.worth > best {
        (best, outcome.chosen) = (plan.worth, plan.chosen)
        guard isWorth(node.worth) else { continue }
      }
      node.decide(gain: node.worth - best - 1 + 1e-6)
      guard let branch = node.branch() ?? rounding.doubt else { continue }
      var other = node
      other.fix(branch.column, at: 1 - branch.value)
      node.fix(branch.column, at: branch.value)
      stack.append(other)
      stack.append(node)
    }
    outcome.bound = max(best, left)
    return outcome
  }

  /// The linear program of a node: basic variables by nonbasic ones. Variables 0..<count are the columns, then the rows' slacks.
  private struct Tableau {
    let rows: Int
    let count: Int
    /// rows × count, row by row.
    var entries: [Double]
    var value: [Double]
    var reduced: [Double]
    var basic: [Int]
    var nonbasic: [Int]
    var isUpper: [Bool]
    var lower: [Double]
    var upper: [Double]
    var worth: Double

    /// All columns at 1, which is optimal but for the rows.
    init(rows: Int, count: Int, cost: [Double], matrix: [Double], limits: [Double]) {
      (self.rows, self.count) = (rows, count)
      entries = matrix
      value = limits
      for row in 0..<rows { for column in 0..<count where cost[column] > 0 { value[row] -= matrix[row * count + column] } }
      reduced = cost
      basic = (0..<rows).map { count + $0 }
      nonbasic = Array(0..<count)
      isUpper = cost.map { $0 > 0 }
      lower = [Double](repeating: 0, count: count + rows)
      upper = [Double](repeating: 1, count: count) + [Double](repeating: .infinity, count: rows)
      worth = cost.reduce(0) { $0 + max(0, $1) }
    }

    /// Where a nonbasic variable stands.
    private func bound(_ column: Int) -> Double { isUpper[column] ? upper[nonbasic[column]] : lower[nonbasic[column]] }

    /// Decides a column. A basic one is brought there by the dual simplex method, another moves at once.
    mutating func fix(_ variable: Int, at decided: Double) {
      if let column = nonbasic.firstIndex(of: variable) {
        let step = decided - bound(column)
        worth += reduced[column] * step
        if step != 0 { for row in 0..<rows { value[row] -= entries[row * count + column] * step } }
      }
      (lower[variable], upper[variable]) = (decided, decided)
    }

    private func isOpen(_ variable: Int) -> Bool { lower[variable] < upper[variable] }

    /// The dual simplex method; false when nothing fits or less than a point above `least` is left.
    mutating func optimise(atLeast least: Double) -> Bool {
      for _ in 0..<(50 * (rows + count)) {
        guard worth > least, let leaving = mostViolated() else { return worth > least }
        guard let entering = entering(leaving.row, isBelow: leaving.isBelow) else {
          return canRepair(leaving.row, leaving.isBelow, leaving.target)
        }
        pivot(leaving.row, entering, target: leaving.target, isUpper: !leaving.isBelow)
      }
      // It cycles: the bound is valid all the same, and branching goes on.
      return true
    }

    private func mostViolated() -> (row: Int, target: Double, isBelow: Bool)? {
      var (found, most) = (-1, KnapsackSearch.tolerance)
      var isBelow = false
      for row in 0..<rows {
        let variable = basic[row]
        if lower[variable] - value[row] > most { (found, most, isBelow) = (row, lower[variable] - value[row], true) }
        if value[row] - upper[variable] > most { (found, most, isBelow) = (row, value[row] - upper[variable], false) }
      }
      guard found >= 0 else { return nil }
      return (found, isBelow ? lower[basic[found]] : upper[basic[found]], isBelow)
    }

    /// The nonbasic variable whose price runs out first.
    private func entering(_ row: Int, isBelow: Bool) -> Int? {
      var (found, least, size) = (-1, Double.infinity, 0.0)
      entries.withUnsafeBufferPointer { entries in
        for column in 0..<count {
          let variable = nonbasic[column]
          guard lower[variable] < upper[variable] else { continue }
          let entry = entries[row * count + column]
          // Below its bound the basic one must rise: by a negative entry from the lower bound, by a positive one from the upper.
          guard entry.magnitude > 1e-9, (entry < 0) == (isBelow != isUpper[column]) else { continue }
          let ratio = reduced[column].magnitude / entry.magnitude
          if ratio < least - 1e-12 || (ratio <= least + 1e-12 && entry.magnitude > size) {
            (found, least, size) = (column, ratio, entry.magnitude)
          }
        }
      }
      return found >= 0 ? found : nil
    }

    /// Entries too small to pivot on may together still bring a row within its bounds: then the node's point is not feasible, but something below it may be.
    private func canRepair(_ row: Int, _ isBelow: Bool, _ target: Double) -> Bool {
      var reach = 0.0
      for column in 0..<count where nonbasic[column] < count && isOpen(nonbasic[column]) {
        let entry = entries[row * count + column]
        if (entry < 0) == (isBelow != isUpper[column]) { reach += entry.magnitude }
      }
      return (value[row] - target).magnitude <= reach * (1 + 1e-6)
    }

    private mutating func pivot(_ row: Int, _ column: Int, target: Double, isUpper leavesUpper: Bool) {
      let pivot = entries[row * count + column]
      let step = (value[row] - target) / pivot
      let (leaving, entering) = (basic[row], nonbasic[column])
      let start = bound(column)
      worth += reduced[column] * step
      let price = reduced[column] / pivot
      let count = count
      entries.withUnsafeMutableBufferPointer { entries in
        let head = entries.baseAddress! + row * count
        for other in 0..<rows where other != row {
          let line = entries.baseAddress! + other * count
          let factor = line[column]
          value[other] -= factor * step
          guard factor != 0 else { continue }
          let share = factor / pivot
          for place in 0..<count { line[place] -= share * head[place] }
          line[column] = -share
        }
        reduced.withUnsafeMutableBufferPointer { reduced in for place in 0..<count { reduced[place] -= price * head[place] } }
        for place in 0..<count { head[place] /= pivot }
        head[column] = 1 / pivot
      }
      reduced[column] = -price
      value[row] = start + step
      (basic[row], nonbasic[column]) = (entering, leaving)
      isUpper[column] = leavesUpper
    }

    /// Columns whose other choice would cost more than there is to gain keep theirs in all that follows.
    mutating func decide(gain: Double) {
      for column in 0..<count where nonbasic[column] < count && reduced[column].magnitude > gain {
        let decided = bound(column)
        (lower[nonbasic[column]], upper[nonbasic[column]]) = (decided, decided)
      }
    }

    /// The open column that is furthest from whole, and the value that is nearer; nil when all are whole.
    func branch() -> (column: Int, value: Double)? {
      var (found, most) = (-1, Self.whole)
      for row in 0..<rows where basic[row] < count && isOpen(basic[row]) {
        let distance = min(value[row].magnitude, (1 - value[row]).magnitude)
        if distance > most { (found, most) = (row, distance) }
      }
      guard found >= 0 else { return nil }
      return (basic[found], value[found] > 0.5 ? 1 : 0)
    }
    /// What rounding errors leave of a whole number.
    private static let whole = 1e-11

    /// What became of a node's point.
    struct Rounding {
      var plan: (worth: Double, chosen: [Int])?
      /// A column to decide where the point is whole, and yet doesn't fit exactly; nil when it does, or when nothing open could help.
      var doubt: (column: Int, value: Double)?
    }

    /// A plan from the node's point: what it holds, then its fractional columns, then whatever still fits, dearest first by reduced cost. It fits exactly.
    func rounded(_ cost: [Double], _ matrix: [Double], _ limits: [Double]) -> Rounding {
      var (isChosen, room) = ([Bool](repeating: false, count: count), limits)
      for column in 0..<count where nonbasic[column] < count && bound(column) == 1 { isChosen[nonbasic[column]] = true }
      for row in 0..<rows where basic[row] < count && lower[basic[row]] == 1 { isChosen[basic[row]] = true }
      for row in 0..<rows {
        for column in 0..<count where isChosen[column] { room[row] -= matrix[row * count + column] }
        if room[row] < 0 { return Rounding(plan: nil, doubt: largest(in: row, of: isChosen, matrix).map { ($0, 0) }) }
      }
      let basics = (0..<rows).filter { basic[$0] < count && isOpen(basic[$0]) }.sorted { value[$0] > value[$1] }
      let least = (reduced.min() ?? 0) * 0.1
      let rest =
        basics.map { basic[$0] }
        + (0..<count).filter { nonbasic[$0] < count && !isChosen[nonbasic[$0]] && isOpen(nonbasic[$0]) && reduced[$0] > least }
        .sorted { reduced[$0] > reduced[$1] }.map { nonbasic[$0] }
      for column in rest where (0..<rows).allSatisfy({ matrix[$0 * count + column] <= room[$0] }) {
        isChosen[column] = true
        for row in 0..<rows { room[row] -= matrix[row * count + column] }
      }
      let chosen = (0..<count).filter { isChosen[$0] }
      let doubt = basics.first { value[$0] > 0.5 && !isChosen[basic[$0]] }.map { (basic[$0], 1.0) }
      return Rounding(plan: (chosen.reduce(0) { $0 + cost[$1] }, chosen), doubt: doubt)
    }

    /// The open column that takes most of a row, of those that are chosen.
    private func largest(in row: Int, of isChosen: [Bool], _ matrix: [Double]) -> Int? {
      (0..<count).filter { isChosen[$0] && isOpen($0) && matrix[row * count + $0] > 0 }.max {
        (matrix[row * count + $0], $1) < (matrix[row * count + $1], $0)
      }
    }
  }
}
