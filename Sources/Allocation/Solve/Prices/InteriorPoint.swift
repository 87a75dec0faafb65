/// Best prices of a tier's relaxation, and its best point, by a primal-dual interior-point method: predictor and corrector (Mehrotra, 1992), and corrections that
/// keep all products near each other (Gondzio, 1996).
///
/// Rows are few and candidates many, and that a candidate has at most one year is a row that only it is in. So each step adds up one small matrix over the rows,
/// to which every candidate adds what its few demands in its few years make, and which falls apart into counties linked by the city's pools
/// (`ArrowMatrix`). All prices on the way prove a bound.
final class InteriorPoint<Years: SIMD> where Years.Scalar == Double {
  struct Outcome {
    var prices: [Double]
    /// By place: how much of each year is taken.
    var point: [Years]
    /// What is open between point and prices, as a share.
    var gap: Double
    var steps: Int
  }

  let program: PriceProgram<Years>
  let factors: Int
  let candidates: InteriorCandidates<Years>
  var price: [Double]
  /// What is no candidate: slack of each row, quota beyond what there is, flows.
  private var columns: [InteriorColumn]
  private var matrix: ArrowMatrix
  /// Sum of all products, and of how many, each as often as it is large.
  private var open = 0.0
  private var terms = 0.0

  /// Steps that the hardest of tiers took were 75.
  private static var stepLimit: Int { 120 }
  /// How far from its limit everything begins, in its own size.
  private static var distance: Double { 0.5 }
  /// The part of the way to the nearest limit that a step goes.
  private static var reach: Double { 0.9995 }
  private static var leastStep: Double { 1e-8 }
  /// Corrections of one step, steps that are long enough without, and what a correction must add.
  private static var corrections: Int { 2 }
  private static var longStep: Double { 0.9 }
  private static var leastGain: Double { 0.02 }

  init(_ program: PriceProgram<Years>, from start: [Double]) {
    (self.program, factors, price) = (program, program.factors, start)
    candidates = InteriorCandidates(program.count)
    columns = program.rows.indices.map { InteriorColumn(rows: [($0, 1)]) }
    columns += program.rows.indices.map { InteriorColumn(rows: [($0, -1)], cost: program.rows[$0].ceiling) }
    columns += program.flows.map { InteriorColumn(rows: $0.rows) }
    matrix = ArrowMatrix(sizes: program.blockSizes, border: program.borderSize)
    terms = place(distance: Self.distance) + Double(columns.count)
    let left = left(after: used())
    for index in columns.indices {
      columns[index].begin(price, distance: Self.distance, slack: index < left.count ? max(left[index], 0) : 0)
    }
    open = products()
  }

  /// Steps until point and prices are as near as `tolerance`, as a share.
  func solve(tolerance: Double, isStopped: () -> Bool = { false }) -> Outcome {
    var (steps, gap) = (0, Double.infinity)
    while steps < Self.stepLimit, !isStopped() {
      gap = open / max(bound.magnitude, .leastNormalMagnitude)
      guard gap > tolerance, step() else { break }
      steps += 1
    }
    return Outcome(prices: price, point: (0..<program.count).map { candidates.x[$0] }, gap: gap, steps: steps)
  }

  /// What the prices prove.
  private var bound: Double {
    var sum = zip(price, program.rows).reduce(0) { $0 + $1.0 * $1.1.room }
    for place in 0..<program.count { sum += candidates.gain[place] }
    return sum
  }

  private func products() -> Double { columns.reduce(candidateProducts()) { $0 + $1.value * $1.excess } }

  private func left(after used: [Double]) -> [Double] { zip(program.rows, used).map { $0.room - $1 } }

  // MARK: Steps

  /// Inverses of how far point and prices may go.
  struct Ends {
    var point = 1e-30
    var price = 1e-30

    func steps(_ reach: Double) -> (point: Double, price: Double) { (min(1, reach / point), min(1, reach / price)) }
  }

  /// False when no way is left to go.
  private func step() -> Bool {
    for index in columns.indices { columns[index].aim = 0 }
    let (affine, used) = gather()
    var residual = left(after: used)
    for column in columns { for part in column.rows { residual[part.row] -= part.sign * column.value } }
    matrix.factor()
    var direction = solve(affine, residual, target: 0)
    var ends = ends()
    let left = predict(direction, &ends)
    let first = ends.steps(1)
    let after = open + first.point * left.point + first.price * left.price + first.point * first.price * left.both
    let ratio = max(after, 0) / open
    let target = open / terms * ratio * ratio * ratio
    // What the first direction leaves at its end counts as far as it may be gone.
    let part = first.point * first.price
    for index in columns.indices { columns[index].aim = -part * columns[index].dvalue * columns[index].dexcess }
    direction = solve(correct(target: target, aims: part), residual, target: target)
    var steps = move(direction, target)
    for _ in 0..<Self.corrections where min(steps.point, steps.price) < Self.longStep {
      let before = (direction, columns)
      let longer = (point: min(1, steps.point * 1.3 + 0.1), price: min(1, steps.price * 1.3 + 0.1))
      for index in columns.indices { columns[index].recentre(target: target, longer) }
      direction = solve(recentre(target: target, longer), residual, target: target)
      let better = move(direction, target)
      guard better.point + better.price > steps.point + steps.price + Self.leastGain else {
        (direction, columns) = before
        forgetRecentring()
        steps = move(direction, target)
        break
      }
      steps = better
    }
    guard steps.point.isFinite, steps.price.isFinite, max(steps.point, steps.price) > Self.leastStep else { return false }
    take(direction, steps)
    return true
  }

  private func take(_ direction: [Double], _ steps: (point: Double, price: Double)) {
    for row in price.indices { price[row] += steps.price * direction[row] }
    for index in columns.indices { columns[index].take(steps) }
    open = columns.reduce(takeCandidates(steps)) { $0 + $1.value * $1.excess }
  }

  /// The direction of the prices for right-hand sides, and what it makes of the columns.
  private func solve(_ candidates: [Double], _ residual: [Double], target: Double) -> [Double] {
    var right = candidates
    for row in right.indices { right[row] -= residual[row] }
    for column in columns {
      let part = (target + column.aim) / column.excess - column.value
      for one in column.rows { right[one.row] += one.sign * part }
    }
    let direction = matrix.solve(right)
    for index in columns.indices { columns[index].move(direction, target: target) }
    return direction
  }

  private func move(_ direction: [Double], _ target: Double) -> (point: Double, price: Double) {
    var ends = ends()
    moveCandidates(direction, target: target, &ends)
    return ends.steps(Self.reach)
  }

  private func ends() -> Ends {
    columns.reduce(into: Ends()) { ends, column in
      ends.point = max(ends.point, -column.dvalue / column.value)
      ends.price = max(ends.price, -column.dexcess / column.excess)
    }
  }

  private func predict(_ direction: [Double], _ ends: inout Ends) -> (point: Double, price: Double, both: Double) {
    var sums = predictCandidates(direction, &ends)
    for column in columns {
      sums.point += column.dvalue * column.excess
      sums.price += column.value * column.dexcess
      sums.both += column.dvalue * column.dexcess
    }
    return sums
  }

  // MARK: Matrix

  /// The matrix; the candidates' part of the right-hand side of the step that would close all at once; and what they take of each row.
  private func gather() -> (right: [Double], used: [Double]) {
    matrix.clear()
    let (years, pairs) = (program.years, factors * (factors + 1) / 2)
    var (right, used) = ([Double](repeating: 0, count: price.count), [Double](repeating: 0, count: price.count))
    for kind in program.classes where !kind.members.isEmpty {
      var (sums, uses) = ([Years](repeating: .zero, count: factors), [Years](repeating: .zero, count: factors))
      var products = [Years](repeating: .zero, count: pairs * years)
      gather(kind.members, &sums, &uses, &products)
      program.add(sums, of: kind, to: &right)
      program.add(uses, of: kind, to: &used)
      add(products, of: kind)
    }
    for column in columns {
      let weight = column.value / column.excess
      for (place, one) in column.rows.enumerated() {
        for other in column.rows[...place] { matrix.add(one.row, other.row, weight * one.sign * other.sign) }
      }
    }
    return (right, used)
  }

  /// Sums over pairs of factors, year by year, into the matrix.
  private func add(_ products: [Years], of kind: PriceProgram<Years>.Class) {
    let years = program.years
    let parts = (0..<years).map { year in (0..<factors).map { program.parts(kind, year: year, factor: $0) } }
    for line in 0..<factors {
      for other in 0...line {
        for year in 0..<years {
          let column = products[(line * (line + 1) / 2 + other) * years + year]
          for second in 0..<years where column[second] != 0 && (line != other || second <= year) {
            add(parts[year][line], parts[second][other], column[second], isSame: line == other && year == second)
          }
        }
      }
    }
  }

  /// Each pair stands for its mirror too, which is another entry but where both take of one row.
  private func add(_ a: [(row: Int, share: Double)], _ b: [(row: Int, share: Double)], _ value: Double, isSame: Bool) {
    for (place, one) in a.enumerated() {
      for other in isSame ? b[...place] : b[...] {
        let part = value * one.share * other.share
        matrix.add(one.row, other.row, !isSame && one.row == other.row ? 2 * part : part)
      }
    }
  }
}

/// A column that is no candidate: how much of it there is, and what a unit of it costs at the prices.
struct InteriorColumn {
  var rows: [(row: Int, sign: Double)]
  /// What a unit costs whatever the prices.
  var cost = 0.0
  var value = 0.0
  var excess = 0.0
  /// What the product should be beside the common target.
  var aim = 0.0
  var dvalue = 0.0
  var dexcess = 0.0

  mutating func begin(_ price: [Double], distance: Double, slack: Double) {
    excess = max(cost + rows.reduce(0) { $0 + $1.sign * price[$1.row] }, 1e-9)
    value = distance / excess + slack
  }

  mutating func move(_ direction: [Double], target: Double) {
    dexcess = rows.reduce(0) { $0 + $1.sign * direction[$1.row] }
    dvalue = (target + aim - value * dexcess) / excess - value
  }

  mutating func recentre(target: Double, _ steps: (point: Double, price: Double)) {
    aim += Recentring.change((value + steps.point * dvalue) * (excess + steps.price * dexcess), target)
  }

  mutating func take(_ steps: (point: Double, price: Double)) {
    value += steps.point * dvalue
    excess += steps.price * dexcess
  }
}

/// Products are kept between a part of the target and so many times it.
enum Recentring {
  static let least = 0.3
  static let most = 10.0

  static func change(_ product: Double, _ target: Double) -> Double {
    max(min(max(product, least * target), most * target) - product, -most * target)
  }

  static func change<Years: SIMD>(_ product: Years, _ target: Double) -> Years where Years.Scalar == Double {
    let (low, high) = (Years(repeating: least * target), Years(repeating: most * target))
    return pointwiseMax(pointwiseMin(pointwiseMax(product, low), high) - product, -high)
  }
}
