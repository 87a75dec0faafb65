/// Linear programs over columns between bounds that differ a little from one another: rows come and go, columns are fixed and freed, and each is solved again
/// from the optimum before it.
///
/// The dual simplex method with an explicit inverse of the basis, steepest edges (Forrest and Goldfarb, 1992) and a ratio test that lets columns between two bounds
/// change sides (Maros, 2003). The inverse is small because rows are few; entries of rows are stored twice, by row and by column.
struct DualSimplex {
  enum Ending { case optimal, infeasible, belowLeast, unfinished }

  static let tolerance = 1e-7
  static let pivotTolerance = 1e-9
  /// Pivots after which the inverse is made anew.
  static let freshness = 120

  /// Structural columns; the slack of row r is variable count + r.
  let count: Int
  let cost: [Double]
  var rows = 0
  var limits: [Double] = []
  var entries: [(columns: [Int32], values: [Double])] = []
  var columnStart: [Int] = []
  var columnRow: [Int32] = []
  var columnValue: [Double] = []
  var lower: [Double]
  var upper: [Double]
  /// Reduced costs of all variables; 0 where basic.
  var reduced: [Double]
  /// Row in which a variable is basic, or −1.
  var place: [Int]
  var isUpper: [Bool]
  var basic: [Int] = []
  var value: [Double] = []
  var inverse: [Double] = []
  var weight: [Double] = []
  var age = 0
  var worth = 0.0
  /// Pivots so far.
  var pivots: Int64 = 0
  var alpha: [Double]

  /// Bytes that a copy takes which goes its own way.
  var size: Int { 8 * (rows * rows + 5 * (count + rows)) }

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

  mutating func add(_ row: BinaryProgram.Row, _ point: [Double]) {
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

  mutating func indexColumns() {
    let rows = entries
    var next = [Int](repeating: 0, count: count + 1)
    next.withUnsafeMutableBufferPointer { next in
      for row in rows { row.columns.withUnsafeBufferPointer { for column in $0 { next[Int(column) + 1] += 1 } } }
      for column in 0..<count { next[column + 1] += next[column] }
    }
    columnStart = next
    let total = next[count]
    columnRow = [Int32](repeating: 0, count: total)
    columnValue = [Double](repeating: 0, count: total)
    next.withUnsafeMutableBufferPointer { next in
      columnRow.withUnsafeMutableBufferPointer { columnRow in
        columnValue.withUnsafeMutableBufferPointer { columnValue in
          for index in rows.indices {
            rows[index].columns.withUnsafeBufferPointer { columns in
              rows[index].values.withUnsafeBufferPointer { values in
                for entry in columns.indices {
                  let place = next[Int(columns[entry])]
                  (columnRow[place], columnValue[place]) = (Int32(index), values[entry])
                  next[Int(columns[entry])] = place + 1
                }
              }
            }
          }
        }
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

  func bound(_ variable: Int) -> Double { isUpper[variable] ? upper[variable] : lower[variable] }
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
  mutating func note(_ column: Int, moved: Double, _ shift: inout [Double]) {
    guard moved != 0 else { return }
    worth += reduced[column] * moved
    if column >= count {
      shift[column - count] += moved
    } else {
      for entry in columnStart[column]..<columnStart[column + 1] { shift[Int(columnRow[entry])] += columnValue[entry] * moved }
    }
  }

  mutating func apply(_ shift: [Double]) {
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
}
