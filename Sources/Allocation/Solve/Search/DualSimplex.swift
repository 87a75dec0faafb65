/// Linear programs over columns between bounds that differ a little from one another: rows come and go, columns are fixed and freed, and each is solved again
/// from the optimum before it.
///
/// The dual simplex method with an explicit inverse of the basis, steepest edges (Forrest and Goldfarb, 1992) and a ratio test that lets columns between two bounds
/// change sides (Maros, 2003). The inverse is small because rows are few; entries of rows are stored twice, by row and by column.
struct DualSimplex {
  enum Ending { case optimal, infeasible, belowLeast, unfinished }

  static let tolerance = 1e-7
  private static let pivotTolerance = 1e-9
  /// Pivots after which the inverse is made anew.
  private static let freshness = 120

  /// Structural columns; the slack of row r is variable count + r.
  let count: Int
  let cost: [Double]
  private(set) var rows = 0
  private var limits: [Double] = []
  private var entries: [(columns: [Int32], values: [Double])] = []
  private var columnStart: [Int] = []
  private var columnRow: [Int32] = []
  private var columnValue: [Double] = []
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  /// Reduced costs of all variables; 0 where basic.
  private(set) var reduced: [Double]
  /// Row in which a variable is basic, or −1.
  private(set) var place: [Int]
  private var isUpper: [Bool]
  private(set) var basic: [Int] = []
  private(set) var value: [Double] = []
  private var inverse: [Double] = []
  private var weight: [Double] = []
  private var age = 0
  private(set) var worth = 0.0
  /// Pivots so far.
  private(set) var pivots: Int64 = 0
  private var alpha: [Double]

  init(cost: [Double]) {
    (self.cost, count, reduced) = (cost, cost.count, cost)
    lower = [Double](repeating: 0, count: cost.count)
    upper = [Double](repeating: 1, count: cost.count)
    place = [Int](repeating: -1, count: cost.count)
    isUpper = cost.map { $0 > 0 }
    alpha = lower
    worth = cost.reduce(0) { $0 + max(0, $1) }
  }

  // MARK: Rows

  mutating func add(_ added: [BinaryProgram.Row]) {
    guard !added.isEmpty else { return }
    let point = point()
    for row in added { add(row, point) }
    indexColumns()
  }

  private mutating func add(_ row: BinaryProgram.Row, _ point: [Double]) {
    var line = [Double](repeating: 0, count: rows + 1)
    for (column, value) in zip(row.columns, row.values) {
      let position = place[Int(column)]
      guard position >= 0 else { continue }
      for other in 0..<rows { line[other] -= value * inverse[position * rows + other] }
    }
    line[rows] = 1
    var larger = [Double](repeating: 0, count: (rows + 1) * (rows + 1))
    for position in 0..<rows {
      for other in 0..<rows { larger[position * (rows + 1) + other] = inverse[position * rows + other] }
    }
    for other in 0...rows { larger[rows * (rows + 1) + other] = line[other] }
    inverse = larger
    weight.append(line.reduce(0) { $0 + $1 * $1 })
    entries.append((row.columns, row.values))
    limits.append(row.limit)
    var activity = 0.0
    for (column, value) in zip(row.columns, row.values) { activity += value * point[Int(column)] }
    value.append(row.limit - activity)
    basic.append(count + rows)
    place.append(rows)
    lower.append(0)
    upper.append(.infinity)
    reduced.append(0)
    isUpper.append(false)
    alpha.append(0)
    rows += 1
  }

  private mutating func indexColumns() {
    columnStart = [Int](repeating: 0, count: count + 1)
    for row in entries { for column in row.columns { columnStart[Int(column) + 1] += 1 } }
    for column in 0..<count { columnStart[column + 1] += columnStart[column] }
    var next = columnStart
    columnRow = [Int32](repeating: 0, count: columnStart[count])
    columnValue = [Double](repeating: 0, count: columnStart[count])
    for (index, row) in entries.enumerated() {
      for (column, value) in zip(row.columns, row.values) {
        columnRow[next[Int(column)]] = Int32(index)
        columnValue[next[Int(column)]] = value
        next[Int(column)] += 1
      }
    }
  }

  /// Takes rows out that nothing hangs on: their slack is basic. Rows before `first` stay. Returns which rows are left.
  @discardableResult
  mutating func dropLooseRows(from first: Int) -> [Int] {
    let isLoose = (0..<rows).map { $0 >= first && place[count + $0] >= 0 }
    let kept = (0..<rows).filter { !isLoose[$0] }
    guard kept.count < rows else { return kept }
    let positions = (0..<rows).filter { basic[$0] < count || !isLoose[basic[$0] - count] }
    var smaller: [Double] = []
    for position in positions { for row in kept { smaller.append(inverse[position * rows + row]) } }
    inverse = smaller
    weight = positions.map { weight[$0] }
    value = positions.map { value[$0] }
    var renamed = [Int](repeating: -1, count: rows)
    for (new, old) in kept.enumerated() { renamed[old] = new }
    basic = positions.map { basic[$0] < count ? basic[$0] : count + renamed[basic[$0] - count] }
    entries = kept.map { entries[$0] }
    limits = kept.map { limits[$0] }
    let slacks = kept.map { count + $0 }
    reduced = Array(reduced[..<count]) + slacks.map { reduced[$0] }
    lower = Array(lower[..<count]) + slacks.map { lower[$0] }
    upper = Array(upper[..<count]) + slacks.map { upper[$0] }
    isUpper = Array(isUpper[..<count]) + slacks.map { isUpper[$0] }
    rows = kept.count
    place = [Int](repeating: -1, count: count + rows)
    alpha = [Double](repeating: 0, count: count + rows)
    for (position, variable) in basic.enumerated() { place[variable] = position }
    indexColumns()
    return kept
  }

  // MARK: Points

  private func bound(_ variable: Int) -> Double { isUpper[variable] ? upper[variable] : lower[variable] }
  func isAtUpper(_ variable: Int) -> Bool { isUpper[variable] }
  func multiplier(_ position: Int, _ row: Int) -> Double { inverse[position * rows + row] }

  func point() -> [Double] {
    (0..<count).map { place[$0] >= 0 ? value[place[$0]] : bound($0) }
  }

  func value(of column: Int) -> Double { place[column] >= 0 ? value[place[column]] : bound(column) }
  func isOpen(_ column: Int) -> Bool { lower[column] < upper[column] }

  /// What one more of a row's limit is worth.
  func dual(_ row: Int) -> Double { max(0, -reduced[count + row]) }

  // MARK: Bounds

  /// Moves the bounds of columns; the basis stays, columns outside it go where their reduced cost wants them.
  mutating func setBounds(_ changes: [(column: Int, lower: Double, upper: Double)]) {
    var shift = [Double](repeating: 0, count: rows)
    for change in changes {
      let column = change.column
      guard place[column] < 0 else {
        (lower[column], upper[column]) = (change.lower, change.upper)
        continue
      }
      let before = bound(column)
      (lower[column], upper[column]) = (change.lower, change.upper)
      isUpper[column] = reduced[column] > 0 ? true : reduced[column] < 0 ? false : before > 0.5
      note(column, moved: bound(column) - before, &shift)
    }
    apply(shift)
  }

  /// What a move of a column outside the basis asks of the rows.
  private mutating func note(_ column: Int, moved: Double, _ shift: inout [Double]) {
    guard moved != 0 else { return }
    worth += reduced[column] * moved
    if column >= count {
      shift[column - count] += moved
    } else {
      for entry in columnStart[column]..<columnStart[column + 1] { shift[Int(columnRow[entry])] += columnValue[entry] * moved }
    }
  }

  private mutating func apply(_ shift: [Double]) {
    let moved = (0..<rows).filter { shift[$0] != 0 }
    guard !moved.isEmpty else { return }
    inverse.withUnsafeBufferPointer { inverse in
      for position in 0..<rows {
        var sum = 0.0
        for row in moved { sum += inverse[position * rows + row] * shift[row] }
        value[position] -= sum
      }
    }
  }

  // MARK: Solving

  /// - Parameter least: a bound below this is all that is asked for; the work ends there.
  mutating func solve(least: Double = -.infinity, most: Int = 20_000) -> Ending {
    for _ in 0..<most {
      if worth < least { return .belowLeast }
      guard let leaving = mostViolated() else {
        if age > 0, drifted() {
          refactor()
          continue
        }
        return .optimal
      }
      if age >= Self.freshness {
        refactor()
        continue
      }
      price(leaving.position)
      guard let entering = entering(leaving) else {
        guard age > 0 else { return .infeasible }
        refactor()
        guard let again = mostViolated() else { continue }
        price(again.position)
        guard self.entering(again, isTrial: true) == nil else { continue }
        return .infeasible
      }
      guard pivot(leaving, entering) else {
        if age == 0 { return .unfinished }
        refactor()
        continue
      }
    }
    return .unfinished
  }

  private struct Leaving {
    var position: Int
    var target: Double
    /// +1 when the basic variable must fall, −1 when it must rise.
    var sign: Double
  }

  private func mostViolated() -> Leaving? {
    var (found, most) = (-1, 0.0)
    var sign = 0.0
    for position in 0..<rows {
      let variable = basic[position]
      let over = value[position] - upper[variable]
      let under = lower[variable] - value[position]
      let violation = max(over, under)
      guard violation > Self.tolerance else { continue }
      let score = violation * violation / weight[position]
      if score > most { (found, most, sign) = (position, score, over > under ? 1 : -1) }
    }
    guard found >= 0 else { return nil }
    return Leaving(position: found, target: sign > 0 ? upper[basic[found]] : lower[basic[found]], sign: sign)
  }

  /// The row of the tableau at a position, into `alpha`.
  private mutating func price(_ position: Int) {
    let (count, rows) = (count, rows)
    alpha.withUnsafeMutableBufferPointer { alpha in
      for variable in 0..<count { alpha[variable] = 0 }
      for row in 0..<rows {
        let factor = inverse[position * rows + row]
        alpha[count + row] = factor
        guard factor.magnitude > 1e-14 else { continue }
        entries[row].columns.withUnsafeBufferPointer { columns in
          entries[row].values.withUnsafeBufferPointer { values in
            for entry in 0..<columns.count { alpha[Int(columns[entry])] += factor * values[entry] }
          }
        }
      }
    }
  }

  private struct Step {
    var variable: Int
    var ratio: Double
  }

  private struct Entering {
    var variable: Int
    /// Columns that change sides on the way.
    var flipped: [Int]
  }

  /// The variable whose price runs out first, after those that may change sides without the row being repaired.
  private func entering(_ leaving: Leaving, isTrial: Bool = false) -> Entering? {
    var steps: [Step] = []
    steps.reserveCapacity(64)
    let sign = leaving.sign
    for variable in 0..<(count + rows) {
      let entry = alpha[variable] * sign
      guard entry.magnitude > Self.pivotTolerance, place[variable] < 0, lower[variable] < upper[variable], (entry > 0) != isUpper[variable]
      else { continue }
      steps.append(Step(variable: variable, ratio: reduced[variable].magnitude / entry.magnitude))
    }
    guard !steps.isEmpty else { return nil }
    var left = sign * (value[leaving.position] - leaving.target)
    var flipped: [Int] = []
    // A few rounds find the next one by looking; where many change sides they are sorted.
    let sortFrom = 6
    var next = 0
    while next < steps.count {
      if next == sortFrom { steps[next...].sort { ($0.ratio, $0.variable) < ($1.ratio, $1.variable) } }
      if next < sortFrom {
        var least = next
        for other in (next + 1)..<max(steps.count, next + 1) {
          let (a, b) = (steps[other], steps[least])
          if a.ratio < b.ratio - 1e-12 || (a.ratio <= b.ratio + 1e-12 && alpha[a.variable].magnitude > alpha[b.variable].magnitude) {
            least = other
          }
        }
        steps.swapAt(next, least)
      }
      let variable = steps[next].variable
      let range = upper[variable] - lower[variable]
      let gained = alpha[variable].magnitude * range
      if gained >= left || !range.isFinite { return Entering(variable: variable, flipped: flipped) }
      left -= gained
      flipped.append(variable)
      next += 1
    }
    // All of them together don't repair the row, unless by less than rounding.
    return nil
  }

  private func column(_ variable: Int) -> [Double] {
    var result = [Double](repeating: 0, count: rows)
    let rows = rows
    inverse.withUnsafeBufferPointer { inverse in
      result.withUnsafeMutableBufferPointer { result in
        if variable >= count {
          for position in 0..<rows { result[position] = inverse[position * rows + variable - count] }
          return
        }
        let range = columnStart[variable]..<columnStart[variable + 1]
        for position in 0..<rows {
          var sum = 0.0
          for entry in range { sum += inverse[position * rows + Int(columnRow[entry])] * columnValue[entry] }
          result[position] = sum
        }
      }
    }
    return result
  }

  /// False when the numbers have become too inexact for it.
  private mutating func pivot(_ leaving: Leaving, _ entering: Entering) -> Bool {
    let (position, variable) = (leaving.position, entering.variable)
    let line = column(variable)
    let entry = line[position]
    guard (entry - alpha[variable]).magnitude <= 1e-6 * (1 + entry.magnitude), entry.magnitude > Self.pivotTolerance else { return false }
    if !entering.flipped.isEmpty {
      var shift = [Double](repeating: 0, count: rows)
      for column in entering.flipped {
        let before = bound(column)
        isUpper[column].toggle()
        note(column, moved: bound(column) - before, &shift)
      }
      apply(shift)
    }
    let step = (value[position] - leaving.target) / entry
    let start = bound(variable)
    worth += reduced[variable] * step
    let price = reduced[variable] / entry
    let left = basic[position]
    if price != 0 {
      alpha.withUnsafeBufferPointer { alpha in
        reduced.withUnsafeMutableBufferPointer { reduced in for other in 0..<(count + rows) { reduced[other] -= price * alpha[other] } }
      }
    }
    reduced[variable] = 0
    reduced[left] = -price
    isUpper[left] = leaving.sign > 0
    for other in 0..<rows { value[other] -= step * line[other] }
    value[position] = start + step
    (basic[position], place[variable], place[left]) = (variable, position, -1)
    update(position, line)
    for row in 0..<rows where basic[row] != variable { reduced[basic[row]] = 0 }
    age += 1
    pivots += 1
    return true
  }

  private mutating func update(_ position: Int, _ line: [Double]) {
    let rows = rows
    let entry = line[position]
    inverse.withUnsafeMutableBufferPointer { inverse in
      weight.withUnsafeMutableBufferPointer { weight in
        let head = inverse.baseAddress! + position * rows
        for row in 0..<rows { head[row] /= entry }
        weight[position] /= entry * entry
        for other in 0..<rows where other != position && line[other] != 0 {
          let (factor, target) = (line[other], inverse.baseAddress! + other * rows)
          var sum = 0.0
          for row in 0..<rows {
            let updated = target[row] - factor * head[row]
            target[row] = updated
            sum += updated * updated
          }
          weight[other] = sum
        }
      }
    }
  }

  /// Whether the rows are missed by more than rounding.
  private func drifted() -> Bool {
    guard age >= 20 else { return false }
    let point = point()
    for row in 0..<rows {
      var left = limits[row]
      let (columns, values) = entries[row]
      for entry in columns.indices { left -= values[entry] * point[Int(columns[entry])] }
      let slack = place[count + row] >= 0 ? value[place[count + row]] : 0
      if (left - slack).magnitude > 1e-7 * (1 + limits[row].magnitude) { return true }
    }
    return false
  }

  /// The inverse, the values and the prices anew from the rows. A basis that can't be inverted gives way to the slacks.
  mutating func refactor() {
    age = 0
    if !invert() {
      for variable in basic where variable < count {
        place[variable] = -1
        isUpper[variable] = cost[variable] > 0
      }
      basic = (0..<rows).map { count + $0 }
      for row in 0..<rows { place[count + row] = row }
      _ = invert()
    }
    for position in 0..<rows {
      weight[position] = (0..<rows).reduce(0) { $0 + inverse[position * rows + $1] * inverse[position * rows + $1] }
    }
    priceAll()
    placeAll()
  }

  private mutating func invert() -> Bool {
    let rows = rows
    var matrix = [Double](repeating: 0, count: rows * rows)
    for (position, variable) in basic.enumerated() {
      if variable >= count {
        matrix[(variable - count) * rows + position] = 1
      } else {
        for entry in columnStart[variable]..<columnStart[variable + 1] {
          matrix[Int(columnRow[entry]) * rows + position] = columnValue[entry]
        }
      }
    }
    guard let result = Self.inverse(of: matrix, rows) else { return false }
    inverse = result
    return true
  }

  /// Gauss and Jordan with pivots by column; nil when singular.
  private static func inverse(of matrix: [Double], _ size: Int) -> [Double]? {
    var (left, right) = (matrix, [Double](repeating: 0, count: size * size))
    for index in 0..<size { right[index * size + index] = 1 }
    var isSingular = false
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        for column in 0..<size {
          var best = column
          for row in (column + 1)..<max(size, column + 1) where left[row * size + column].magnitude > left[best * size + column].magnitude {
            best = row
          }
          let pivot = left[best * size + column]
          guard pivot.magnitude > 1e-11 else {
            isSingular = true
            return
          }
          for place in 0..<size where best != column {
            (left[best * size + place], left[column * size + place]) = (left[column * size + place], left[best * size + place])
            (right[best * size + place], right[column * size + place]) = (right[column * size + place], right[best * size + place])
          }
          for place in 0..<size {
            left[column * size + place] /= pivot
            right[column * size + place] /= pivot
          }
          for row in 0..<size where row != column {
            let factor = left[row * size + column]
            guard factor != 0 else { continue }
            for place in column..<size { left[row * size + place] -= factor * left[column * size + place] }
            for place in 0..<size { right[row * size + place] -= factor * right[column * size + place] }
          }
        }
      }
    }
    return isSingular ? nil : right
  }

  private mutating func priceAll() {
    var duals = [Double](repeating: 0, count: rows)
    for (position, variable) in basic.enumerated() where variable < count && cost[variable] != 0 {
      for row in 0..<rows { duals[row] += cost[variable] * inverse[position * rows + row] }
    }
    for column in 0..<count { reduced[column] = cost[column] }
    for row in 0..<rows {
      reduced[count + row] = -duals[row]
      let (columns, values) = entries[row]
      for entry in columns.indices where duals[row] != 0 { reduced[Int(columns[entry])] -= duals[row] * values[entry] }
    }
    for variable in basic { reduced[variable] = 0 }
    // What rounding has put on the wrong side changes over.
    for variable in 0..<(count + rows) where place[variable] < 0 {
      if variable >= count {
        reduced[variable] = min(0, reduced[variable])
        isUpper[variable] = false
      } else if reduced[variable] != 0 {
        isUpper[variable] = reduced[variable] > 0
      }
    }
  }

  private mutating func placeAll() {
    var left = limits
    worth = 0
    for column in 0..<count where place[column] < 0 {
      let at = bound(column)
      guard at != 0 else { continue }
      worth += cost[column] * at
      for entry in columnStart[column]..<columnStart[column + 1] { left[Int(columnRow[entry])] -= columnValue[entry] * at }
    }
    for position in 0..<rows {
      value[position] = (0..<rows).reduce(0) { $0 + inverse[position * rows + $1] * left[$1] }
      if basic[position] < count { worth += cost[basic[position]] * value[position] }
    }
  }
}
