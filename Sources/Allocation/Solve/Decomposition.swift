/// Solves a tier county by county, with the city's pools for sale.
///
/// At any prices of the city's pools the counties are integer programs of their own, small enough to be solved to the end; their sum is a bound that is
/// far below the linear one where counties are small, because it knows that projects are whole. What they choose are columns of a master program that
/// picks one choice for each county: its prices are the next ones to try, its integer solution is a plan. Dantzig and Wolfe 1960; the bound is
/// Geoffrion's of 1974. docs/reference/mathematics.md.
struct Decomposition {
  /// Runs a program: gap and the point to start from are the program's own.
  typealias Run = (_ program: Program, _ gap: Double, _ start: [Double]?) throws -> ProgramSolution

  /// One choice of a county.
  private struct Choice {
    var point: [Double]
    var worth: Double
    var use: [Double]
    func worth(at prices: [Double]) -> Double {
      var worth = self.worth
      for (link, used) in use.enumerated() { worth -= prices[link] * used }
      return worth
    }
  }

  private static let roundLimit = 30
  /// Choices that a county keeps.
  private static let choiceLimit = 60
  /// Part of what is between bound and plan that a round must gain, and rounds that may fail to.
  private static let leastGain = 0.02
  private static let patience = 1

  private let blocks: Blocks
  private let columns: Int
  private let run: Run
  private var choices: [[Choice]] = []
  private(set) var bound = Double.infinity
  /// Row prices of the linking rows at which the best bound was found.
  private var centre: [Double]

  /// `point`: a feasible point of the whole program. `prices`: of the linking rows, from the linear program.
  init(_ blocks: Blocks, columns: Int, point: [Double], prices: [Double], run: @escaping Run) {
    (self.blocks, self.columns, self.run) = (blocks, columns, run)
    centre = prices
    choices = blocks.blocks.map { _ in [] }
    add(point)
  }

  /// What a point does in each county is a choice.
  private mutating func add(_ point: [Double]) {
    for (index, block) in blocks.blocks.enumerated() { add(block.columns.map { point[$0] }, to: index) }
  }

  private mutating func add(_ point: [Double], to index: Int) {
    let (worth, use) = blocks.blocks[index].totals(point, links: blocks.linking.count)
    guard !choices[index].contains(where: { $0.worth == worth && $0.use == use }) else { return }
    choices[index].append(Choice(point: point, worth: worth, use: use))
    if choices[index].count > Self.choiceLimit { choices[index].remove(at: 1) }
  }

  /// Rounds of prices until `isEnough` or nothing gains. `found` hears each point that keeps every row.
  /// - Parameters:
  ///   - tolerance: points by which the bound may be above the best possible one.
  ///   - found: returns the points of the best plan that is known.
  mutating func solve(tolerance: Double, isEnough: (_ bound: Double) -> Bool, found: ([Double]) -> Double) throws {
    var prices = centre
    var (failures, width, value) = (0, 0.3, -Double.infinity)
    for round in 0..<Self.roundLimit {
      guard let bound = try price(prices, tolerance: tolerance) else { return }
      let gain = self.bound - bound
      if gain > 0 {
        (self.bound, centre) = (bound, prices)
      } else {
        width *= 0.5
      }
      if let point = try pick() {
        add(point)
        value = max(value, found(point))
      }
      failures = gain > Self.leastGain * (self.bound - value) ? 0 : failures + 1
      if isEnough(self.bound) || failures >= Self.patience || round == Self.roundLimit - 1 { return }
      guard let next = try nextPrices(width) else { return }
      if next == prices { return }
      prices = next
    }
  }

  /// The bound that prices prove; new choices of the counties come with it. nil when time is up.
  private mutating func price(_ prices: [Double], tolerance: Double) throws -> Double? {
    var bound = 0.0
    for (link, limit) in blocks.limits.enumerated() { bound += prices[link] * limit }
    for single in blocks.singles { bound += max(0, single.links.reduce(single.cost) { $0 - prices[$1.link] * $1.value }) }
    let share = tolerance / Double(blocks.blocks.count)
    for index in blocks.blocks.indices {
      guard let part = try solve(index, prices, tolerance: share) else { return nil }
      bound += part
    }
    return bound
  }

  private mutating func solve(_ index: Int, _ prices: [Double], tolerance: Double) throws -> Double? {
    let block = blocks.blocks[index]
    let program = block.priced(prices)
    var relaxed = program
    relaxed.isInteger = [Bool](repeating: false, count: program.isInteger.count)
    let relaxation = try run(relaxed, 0, nil)
    guard relaxation.status == .optimal, let best = choices[index].max(by: { $0.worth(at: prices) < $1.worth(at: prices) }) else {
      return nil
    }
    let known = best.worth(at: prices)
    let slack = relaxation.objective - known
    guard slack > tolerance else { return relaxation.objective }
    let reduced = program.reducedCosts(relaxation.rowDuals)
    // What would cost more than there is to gain is decided.
    var fixed: [Int: Bool] = [:]
    for column in program.cost.indices where program.isInteger[column] && reduced[column].magnitude > slack + 1e-6 {
      fixed[column] = reduced[column] > 0
    }
    let restriction = Restriction(program, fixing: fixed)
    let size = max((relaxation.objective - restriction.offset).magnitude, 1e-9)
    let solution = restriction.whole(try run(restriction.program, min(tolerance / size, 0.5), restriction.reduced(best.point)))
    if !solution.values.isEmpty { add(rounded(solution.values, program), to: index) }
    switch solution.status {
    case .infeasible: return known
    case .unbounded: return nil
    case .nothingFound: return relaxation.objective
    case .optimal, .feasible: return min(relaxation.objective, max(solution.bound, known))
    }
  }

  /// Whole numbers where whole ones are asked for.
  private func rounded(_ point: [Double], _ program: Program) -> [Double] {
    point.enumerated().map { program.isInteger[$0.offset] ? $0.element.rounded() : $0.element }
  }

  /// The best plan of the choices that are known.
  private func pick() throws -> [Double]? {
    let master = master(isInteger: true, near: nil)
    let solution = try run(master.program, 0, nil)
    guard !solution.values.isEmpty else { return nil }
    var point = [Double](repeating: 0, count: columns)
    for (column, member) in master.members.enumerated() where solution.values[column] > 0.5 {
      for (place, value) in zip(blocks.blocks[member.block].columns, choices[member.block][member.choice].point) { point[place] = value }
    }
    for (offset, single) in blocks.singles.enumerated() where solution.values[master.members.count + offset] > 0.5 {
      point[single.column] = 1
    }
    return point
  }

  /// Prices at which the choices that are known balance, near the best ones.
  private func nextPrices(_ width: Double) throws -> [Double]? {
    let master = master(isInteger: false, near: width)
    let solution = try run(master.program, 0, nil)
    guard solution.status == .optimal else { return nil }
    return (0..<blocks.linking.count).map { max(0, solution.rowDuals[$0]) }
  }

  private typealias Member = (block: Int, choice: Int)

  /// One choice for each county under the linking rows; `near`: how far, as a share, prices may move from the centre.
  private func master(isInteger: Bool, near width: Double?) -> (program: Program, members: [Member]) {
    var (program, members) = (Program(), [Member]())
    var terms = [[(column: Int, value: Double)]](repeating: [], count: blocks.linking.count)
    var convexity: [[(column: Int, value: Double)]] = []
    for (block, known) in choices.enumerated() {
      var row: [(column: Int, value: Double)] = []
      for (index, choice) in known.enumerated() {
        let column = program.column(cost: choice.worth, isInteger: isInteger)
        members.append((block, index))
        row.append((column, 1))
        for (link, used) in choice.use.enumerated() where used != 0 { terms[link].append((column, used)) }
      }
      convexity.append(row)
    }
    for single in blocks.singles {
      let column = program.column(cost: single.cost, isInteger: isInteger)
      for link in single.links { terms[link.link].append((column, link.value)) }
    }
    if let width {
      for link in terms.indices {
        let least = 1e-3 * (centre.max() ?? 0) * width
        terms[link].append((program.column(cost: -(centre[link] * (1 + width) + least), upper: .infinity), -1))
        let floor = centre[link] * (1 - width)
        if floor > 0 { terms[link].append((program.column(cost: floor, upper: .infinity), 1)) }
      }
    }
    for (link, limit) in blocks.limits.enumerated() { program.row(upper: limit, terms[link]) }
    for row in convexity { program.row(lower: 1, upper: 1, row) }
    return (program, members)
  }
}

extension Program {
  /// Each column's cost less what its entries cost at the rows' duals.
  func reducedCosts(_ duals: [Double]) -> [Double] {
    var reduced = cost
    for row in rowLower.indices where duals[row] != 0 {
      for entry in entries(row) { reduced[Int(columns[entry])] -= duals[row] * values[entry] }
    }
    return reduced
  }
}
