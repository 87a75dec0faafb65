/// Rows that every point of whole numbers keeps and the present fractional one breaks.
///
/// Sums of rows, divided and rounded (mixed-integer rounding: Nemhauser and Wolsey, 1990; with complements and several divisors Marchand and Wolsey, 2001). With
/// the multipliers of the tableau's own rows these are Gomory's mixed-integer cuts (1960), with one row alone they bring what lifted covers of a knapsack would.
struct RoundingCuts {
  /// Rounding parts nearer to a whole number than this make cuts that are all rounding error.
  private static let leastPart = 0.02
  private static let leastViolation = 1e-4
  /// Coefficients below this share of the largest are rounded away, on the safe side.
  private static let leastShare = 1e-7
  /// Cuts that point nearly the same way: the weaker is left out.
  private static let mostParallel = 0.9
  private static let divisorLimit = 12
  /// Rows of the tableau that are tried in a round.
  static let tableauLimit = 40
  private static let multiples = [1.0, -1, 2, -2, 3, -3]

  private struct Found {
    var row: BinaryProgram.Row
    var efficacy: Double
  }

  /// A sum of rows: each row with its multiplier. What a row leaves is a continuous amount ≥ 0.
  private typealias Term = (multiplier: Double, row: BinaryProgram.Row)

  private let program: BinaryProgram
  private let rows: [BinaryProgram.Row]
  private let point: [Double]
  private let isSplit: [Bool]
  private var found: [Found] = []
  /// Room to add rows up in: zero where nothing is touched.
  private var dense: [Double]
  private var isTouched: [Bool]
  private var touched: [Int] = []

  /// - Parameters:
  ///   - rows: what the linear program holds, over all columns of the program.
  ///   - point: its optimum.
  init(_ program: BinaryProgram, rows: [BinaryProgram.Row], point: [Double]) {
    (self.program, self.rows, self.point) = (program, rows, point)
    isSplit = point.map { $0 > 1e-6 && $0 < 1 - 1e-6 }
    dense = [Double](repeating: 0, count: program.count)
    isTouched = [Bool](repeating: false, count: program.count)
  }

  /// The most effective cuts at the point, at most `most` of them. `simplex`: the program's optimal basis, row by row as `rows`; so many rows of its tableau are
  /// tried.
  mutating func separate(_ simplex: DualSimplex, most: Int, tableau: Int = tableauLimit) -> [BinaryProgram.Row] {
    for row in rows { roundSum([(1, row)], divisors: divisors(row)) }
    for pool in program.cityPools { roundCounties(pool) }
    for position in splitPositions(simplex).prefix(tableau) {
      let terms = rows.indices.compactMap { row -> Term? in
        let multiplier = simplex.multiplier(position, row)
        return multiplier.magnitude > 1e-11 ? (multiplier, rows[row]) : nil
      }
      roundSum(terms, divisors: Self.multiples.map { 1 / $0 })
    }
    return chosen(most)
  }

  /// Rows of the tableau whose column is fractional, those in the middle first.
  private func splitPositions(_ simplex: DualSimplex) -> [Int] {
    func distance(_ position: Int) -> Double { min(simplex.value[position], 1 - simplex.value[position]) }
    let split = (0..<simplex.rows).filter { simplex.basic[$0] < simplex.count && distance($0) > 1e-4 }
    return split.sorted { (distance($0), $1) > (distance($1), $0) }
  }

  /// A county's demand on its pool, with what it draws on the city's as a continuous amount: at most what the other counties that draw leave.
  private mutating func roundCounties(_ pool: BinaryProgram.CityPool) {
    let lacks = pool.counties.map { $0.activity(point) - $0.limit }
    let left = pool.own.limit - pool.own.activity(point) - lacks.reduce(0) { $0 + max(0, $1) }
    for county in pool.counties.indices {
      let divisors = divisors(pool.counties[county])
      guard !divisors.isEmpty else { continue }
      var sum = sum([(1, pool.counties[county])])
      sum.drawn = (pool, lacks.indices.filter { $0 != county && lacks[$0] > 0 })
      sum.continuous -= max(0, left + max(0, lacks[county]))
      round(sum, divisors: divisors)
    }
  }

  /// The amounts of a row's fractional columns.
  private func divisors(_ row: BinaryProgram.Row) -> [Double] {
    var amounts: [Double] = []
    for (column, amount) in zip(row.columns, row.values) {
      let value = point[Int(column)]
      if value > 1e-6, value < 1 - 1e-6, amount.magnitude > 1e-6 { amounts.append(amount.magnitude) }
    }
    var divisors: [Double] = []
    for amount in amounts.sorted(by: >) where !divisors.contains(amount) { divisors.append(amount) }
    return Array(divisors.prefix(Self.divisorLimit))
  }

  /// A sum of rows: Σ values·x[columns] + Σ multiplier·slack = right.
  private struct Sum {
    var columns: [Int] = []
    var values: [Double] = []
    var right = 0.0
    var terms: [Term]
    /// `right` less the values of columns that stand at 1 or nearer to it.
    var complemented = 0.0
    /// Places in `columns` of those that the point splits.
    var fractional: [Int] = []
    /// Σ multiplier·slack at the point, over negative multipliers.
    var continuous = 0.0
    /// Of a county's sum: what these other counties leave of the city's pool is taken off as well.
    var drawn: (pool: BinaryProgram.CityPool, counties: [Int])?
  }

  /// All rows of a sum with their multipliers.
  private func terms(_ sum: Sum) -> [Term] { sum.terms + (sum.drawn.map { [(-1, program.row($0.pool, $0.counties))] } ?? []) }

  private mutating func sum(_ terms: [Term]) -> Sum {
    var sum = Sum(terms: terms)
    for (multiplier, row) in terms {
      var activity = 0.0
      for (column, value) in zip(row.columns, row.values) {
        let column = Int(column)
        if !isTouched[column] {
          isTouched[column] = true
          sum.columns.append(column)
        }
        dense[column] += multiplier * value
        activity += value * point[column]
      }
      sum.right += multiplier * row.limit
      sum.continuous += min(0, multiplier) * max(0, row.limit - activity)
    }
    sum.columns.sort()
    sum.complemented = sum.right
    sum.values.reserveCapacity(sum.columns.count)
    for (place, column) in sum.columns.enumerated() {
      let value = dense[column]
      sum.values.append(value)
      (dense[column], isTouched[column]) = (0, false)
      if isComplemented(column) { sum.complemented -= value }
      if isSplit[column] { sum.fractional.append(place) }
    }
    return sum
  }

  /// The best rounding of a sum of rows, and its cover.
  private mutating func roundSum(_ terms: [Term], divisors: [Double]) {
    guard terms.allSatisfy({ $0.multiplier.magnitude < 1e5 }) else { return }
    round(sum(terms), divisors: divisors)
  }

  private mutating func round(_ sum: Sum, divisors: [Double]) {
    guard !sum.fractional.isEmpty else { return }
    if let cut = cover(sum) { found.append(cut) }
    var best: (depth: Double, divisor: Double)?
    for divisor in divisors {
      if let depth = depth(sum, divisor), depth > best?.depth ?? 0 { best = (depth, divisor) }
    }
    guard var best else { return }
    // Finer divisors of the best one often cut deeper.
    for part in [2.0, 4, 8] {
      if let depth = depth(sum, best.divisor / part), depth > best.depth { best = (depth, best.divisor / part) }
    }
    if let cut = rounded(sum, best.divisor) { found.append(cut) }
  }

  /// How deep the rounding by a divisor cuts, measured over what the point splits: columns at 0 or 1 add nothing to what is broken.
  private func depth(_ sum: Sum, _ divisor: Double) -> Double? {
    let whole = sum.complemented / divisor
    let base = whole.rounded(.down)
    let part = whole - base
    guard part > Self.leastPart, part < 1 - Self.leastPart else { return nil }
    var (activity, norm) = (sum.continuous / divisor.magnitude / (1 - part) - base, 1e-12)
    if divisor < 0 { activity = -base + continuousBelow(sum, divisor, part) }
    for place in sum.fractional {
      let (column, entry) = (sum.columns[place], sum.values[place] / divisor)
      let isOther = isComplemented(column)
      let rounded = Self.rounded(isOther ? -entry : entry, part)
      activity += rounded * (isOther ? 1 - point[column] : point[column])
      norm += rounded * rounded
    }
    return activity > 1e-6 ? activity / norm.squareRoot() : nil
  }

  private func continuousBelow(_ sum: Sum, _ divisor: Double, _ part: Double) -> Double {
    var result = 0.0
    for (multiplier, row) in sum.terms where multiplier / divisor < -1e-12 {
      result += multiplier / divisor / (1 - part) * max(0, row.limit - row.activity(point))
    }
    return result
  }

  /// The mixed-integer rounding of a sum, divided by `divisor`.
  private mutating func rounded(_ sum: Sum, _ divisor: Double) -> Found? {
    let whole = sum.complemented / divisor
    var limit = whole.rounded(.down)
    let part = whole - limit
    for (place, column) in sum.columns.enumerated() {
      let entry = sum.values[place] / divisor
      if isComplemented(column) {
        let rounded = Self.rounded(-entry, part)
        put(-rounded, column)
        limit -= rounded
      } else {
        put(Self.rounded(entry, part), column)
      }
    }
    for (multiplier, row) in terms(sum) {
      let factor = multiplier / divisor / (1 - part)
      guard factor < -1e-12 else { continue }
      for (column, value) in zip(row.columns, row.values) { put(-factor * value, Int(column)) }
      limit -= factor * row.limit
    }
    return finished(limit)
  }

  /// Adds to a column of the cut that is being made.
  private mutating func put(_ value: Double, _ column: Int) {
    dense[column] += value
    guard !isTouched[column] else { return }
    isTouched[column] = true
    touched.append(column)
  }

  /// A cover, lifted: columns that together ask more than there is can't all be 1 unless a continuous amount makes up for it (Marchand and Wolsey, 1999);
  /// where there is none, each column counts whole (Letchford and Souli, 2019).
  private mutating func cover(_ sum: Sum) -> Found? {
    // As Σ |value|·y ≤ room with y = x or 1 − x.
    let room = sum.right - sum.values.reduce(0) { $0 + min(0, $1) }
    guard room > 1e-9 else { return nil }
    func share(_ place: Int) -> Double { sum.values[place] > 0 ? point[sum.columns[place]] : 1 - point[sum.columns[place]] }
    var (members, weight) = ([Int](), 0.0)
    for place in sum.columns.indices where share(place) > 1 - 1e-6 && sum.values[place].magnitude > 1e-12 {
      members.append(place)
      weight += sum.values[place].magnitude
    }
    let split = sum.fractional.filter { share($0) <= 1 - 1e-6 }.sorted {
      (share($0) * sum.values[$0].magnitude, $1) > (share($1) * sum.values[$1].magnitude, $0)
    }
    for place in split where weight <= room + 1e-6 {
      members.append(place)
      weight += sum.values[place].magnitude
    }
    let excess = weight - room
    guard excess > 1e-5 * max(1, room) else { return nil }
    let amounts = members.map { sum.values[$0].magnitude }.sorted(by: >)
    let mixed = lifted(sum, members, -excess, isMixed: true, inside: { min($0, excess) }, outside: Self.mixedLifting(amounts, excess))
    guard sum.drawn == nil, sum.terms.allSatisfy({ $0.multiplier >= -1e-12 }) else { return mixed }
    let whole = lifted(sum, members, -1, isMixed: false, inside: { _ in 1 }, outside: Self.wholeLifting(amounts, excess))
    guard let whole, let mixed else { return whole ?? mixed }
    return whole.efficacy > mixed.efficacy ? whole : mixed
  }

  /// Σ inside·y + Σ outside·y ≤ `limit` + Σ inside, in the columns themselves.
  private mutating func lifted(
    _ sum: Sum, _ members: [Int], _ limit: Double, isMixed: Bool, inside: (Double) -> Double, outside: (Double) -> Double
  ) -> Found? {
    var limit = limit
    var isMember = [Bool](repeating: false, count: sum.columns.count)
    for place in members { isMember[place] = true }
    for (place, column) in sum.columns.enumerated() where sum.values[place].magnitude > 1e-12 {
      let amount = sum.values[place].magnitude
      let value = isMember[place] ? inside(amount) : outside(amount)
      if isMember[place] { limit += value }
      put(sum.values[place] > 0 ? value : -value, column)
      if sum.values[place] < 0 { limit -= value }
    }
    for (multiplier, row) in isMixed ? terms(sum) : [] where multiplier < -1e-12 {
      for (column, value) in zip(row.columns, row.values) { put(-multiplier * value, Int(column)) }
      limit -= multiplier * row.limit
    }
    return finished(limit)
  }

  /// `amounts` of the cover, descending.
  private static func mixedLifting(_ amounts: [Double], _ excess: Double) -> (Double) -> Double {
    var (sums, sum) = ([Double](), 0.0)
    for amount in amounts where amount > excess {
      sum += amount
      sums.append(sum)
    }
    return { amount in
      for (place, sum) in sums.enumerated() {
        if amount <= sum - excess { return Double(place) * excess }
        if amount <= sum { return Double(place + 1) * excess + amount - sum }
      }
      return Double(sums.count) * excess + amount - (sums.last ?? 0)
    }
  }

  private static func wholeLifting(_ amounts: [Double], _ excess: Double) -> (Double) -> Double {
    var (level, left) = (amounts[0], excess)
    for place in 1..<max(amounts.count, 1) {
      let drop = Double(place) * (level - amounts[place])
      guard drop < left else {
        level -= left / Double(place)
        left = 0
        break
      }
      level = amounts[place]
      left -= drop
    }
    if left > 0 { level = (amounts.reduce(0, +) - excess) / Double(amounts.count) }
    var (sums, sum) = ([Double](), 0.0)
    for amount in amounts {
      sum += min(level, amount)
      sums.append(sum)
    }
    return { amount in Double(sums.firstIndex { amount <= $0 + 1e-9 } ?? sums.count) }
  }

  private func isComplemented(_ column: Int) -> Bool { point[column] > 0.5 }

  private static func rounded(_ entry: Double, _ part: Double) -> Double {
    // A hair below a whole number is that number: rounding up is the safe side only for what stands on the left.
    let base = (entry + 1e-10).rounded(.down)
    return base + max(0, entry - base - part) / (1 - part)
  }

  /// The cut that was put together, without coefficients that are next to nothing; nil when the point keeps it, or when its numbers are too far apart.
  private mutating func finished(_ right: Double) -> Found? {
    defer { touched.removeAll(keepingCapacity: true) }
    touched.sort()
    var row = BinaryProgram.Row(limit: right)
    let largest = touched.reduce(0) { max($0, dense[$1].magnitude) }
    var (activity, norm) = (0.0, 0.0)
    for column in touched {
      let value = dense[column]
      (dense[column], isTouched[column]) = (0, false)
      guard value.magnitude >= largest * Self.leastShare else {
        row.limit += max(0, -value)
        continue
      }
      guard value != 0 else { continue }
      row.columns.append(Int32(column))
      row.values.append(value)
      activity += value * point[column]
      norm += value * value
    }
    guard largest > 1e-9, largest < 1e9 else { return nil }
    row.limit += 1e-9 * (largest + right.magnitude)
    let efficacy = (activity - row.limit) / norm.squareRoot()
    guard efficacy > Self.leastViolation else { return nil }
    return Found(row: row, efficacy: efficacy)
  }

  /// The deepest first, none nearly parallel to one before it as far as the point is split.
  private func chosen(_ most: Int) -> [BinaryProgram.Row] {
    var spot = [Int](repeating: -1, count: program.count)
    for (place, column) in isSplit.indices.filter({ isSplit[$0] }).enumerated() { spot[column] = place }
    let width = isSplit.count { $0 }
    let order = found.indices.sorted { (found[$1].efficacy, $0) < (found[$0].efficacy, $1) }
    var (taken, lines) = ([Int](), [[Double]]())
    for index in order where taken.count < most {
      var line = [Double](repeating: 0, count: width)
      for (column, value) in zip(found[index].row.columns, found[index].row.values) where spot[Int(column)] >= 0 {
        line[spot[Int(column)]] = value
      }
      let length = line.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { continue }
      for place in line.indices { line[place] /= length }
      guard lines.allSatisfy({ other in zip(line, other).reduce(0) { $0 + $1.0 * $1.1 } <= Self.mostParallel }) else { continue }
      taken.append(index)
      lines.append(line)
    }
    return taken.map { found[$0].row }
  }
}
