/// A linear program at one of its bases, in a fiftieth of the room: what costs work to make again is left out. Columns are between 0 and 1.
struct PackedSimplex {
  private let cost: [Double]
  private let limits: [Double]
  private let entries: [(columns: [Int32], values: [Double])]
  private let basic: [Int32]
  /// For each column: bit 0, whether it is at its upper bound; bits 1 and 2, lower and upper bound.
  private let states: [UInt8]
  private let pivots: Int64

  init(_ simplex: DualSimplex) {
    (cost, limits, entries, pivots) = (simplex.cost, simplex.limits, simplex.entries, simplex.pivots)
    basic = simplex.basic.map(Int32.init)
    states = (0..<simplex.count).map { column in
      (simplex.isUpper[column] ? 1 : 0) | (simplex.lower[column] > 0.5 ? 2 : 0) | (simplex.upper[column] > 0.5 ? 4 : 0)
    }
  }

  var unpacked: DualSimplex {
    DualSimplex(
      cost: cost, rows: zip(entries, limits).map { BinaryProgram.Row(columns: $0.columns, values: $0.values, limit: $1) },
      basic: basic.map(Int.init),
      bounds: states.map { ($0 & 2 == 0 ? 0 : 1, $0 & 4 == 0 ? 0 : 1) }, isUpper: states.map { $0 & 1 == 1 }, pivots: pivots)
  }
}

extension DualSimplex {
  /// At a basis that is known.
  fileprivate init(
    cost: [Double], rows added: [BinaryProgram.Row], basic: [Int], bounds: [(lower: Double, upper: Double)], isUpper: [Bool], pivots: Int64
  ) {
    self.init(cost: cost)
    rows = added.count
    (limits, entries) = (added.map(\.limit), added.map { ($0.columns, $0.values) })
    lower = bounds.map(\.lower) + [Double](repeating: 0, count: rows)
    upper = bounds.map(\.upper) + [Double](repeating: .infinity, count: rows)
    self.isUpper = isUpper + [Bool](repeating: false, count: rows)
    (self.basic, self.pivots) = (basic, pivots)
    place = [Int](repeating: -1, count: count + rows)
    for (position, variable) in basic.enumerated() { place[variable] = position }
    (reduced, alpha) = ([Double](repeating: 0, count: count + rows), [Double](repeating: 0, count: count + rows))
    (value, weight) = ([Double](repeating: 0, count: rows), [Double](repeating: 1, count: rows))
    indexColumns()
    refactor()
  }
}
