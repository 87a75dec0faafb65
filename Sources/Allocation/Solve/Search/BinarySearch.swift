/// Branch and bound over projects, depth first: each node is a linear program that goes on from its parent's optimum, columns whose other choice costs more than
/// there is to gain are decided on the way, and branching learns what each column's choices cost (pseudo-costs, begun by trying them: Achterberg, Koch and
/// Martin, 2005).
struct BinarySearch {
  struct Outcome {
    /// The best point of whole numbers; nil when nothing better than what was known before came up.
    var point: [Double]?
    /// No choice is worth more.
    var bound: Double
    var nodes = 0
    /// Whether the search came to its end.
    var isComplete = true
    /// Pivots of the simplex method.
    var work: Int64 = 0
  }

  /// Nodes between two looks at the clock.
  private static let stride = 16
  private static let wholeness = 1e-6
  /// Columns that are tried at a node, times until a column's costs are trusted, and pivots of a trial.
  private static let trialLimit = 8
  private static let trust = 2
  private static let trialPivots = 12
  /// The first nodes are all rounded to a plan, later ones now and then.
  private static let roundedNodes = 64
  private static let roundingStride = 8

  /// Nodes that wait at the most before the search stays deep.
  private static let waitingLimit = 200

  private struct Node {
    var simplex: DualSimplex
    var fix: (column: Int, value: Double)?
    /// What the parent proves.
    var bound: Double
  }

  /// What a choice of a column has cost, per unit that it was moved.
  private struct Cost {
    var sum = 0.0
    var times = 0
    mutating func note(_ loss: Double, _ distance: Double) {
      sum += loss / max(distance, 1e-6)
      times += 1
    }
    func estimate(_ distance: Double, _ typical: Double) -> Double { (times > 0 ? sum / Double(times) : typical) * distance }
  }

  private let program: BinaryProgram
  private let gap: Double
  private var costs: [(down: Cost, up: Cost)]
  private var best: Double
  private var outcome: Outcome
  /// What nodes were given up at because of the gap.
  private var left: Double
  private let load: ProjectLoad
  private let start: DualSimplex

  /// - Parameters:
  ///   - cuts: rows that every point of whole numbers keeps.
  ///   - known: worth of the best plan so far; only better ones are looked for.
  ///   - gap: points between bound and plan that are good enough.
  init(_ program: BinaryProgram, cuts: [BinaryProgram.Row], known: Double, gap: Double) {
    (self.program, self.gap, best, left) = (program, gap, known, known)
    costs = [(down: Cost, up: Cost)](repeating: (Cost(), Cost()), count: program.count)
    outcome = Outcome(bound: known)
    load = ProjectLoad(program)
    var simplex = DualSimplex(cost: program.cost)
    simplex.add(program.rows.map(\.scaled))
    simplex.add(cuts)
    start = simplex
  }

  /// - Parameters:
  ///   - nodes: the most that are looked at; the same on every machine.
  ///   - goesOn: asked now and then with the best worth; false ends the search.
  mutating func solve(nodes most: Int? = nil, goesOn: (_ best: Double) -> Bool) -> Outcome {
    var stack = [Node(simplex: start, fix: nil, bound: .infinity)]
    var isPlunging = true
    while let node = Self.next(&stack, isPlunging) {
      isPlunging = false
      guard isWorth(node.bound) else { continue }
      if outcome.nodes >= most ?? .max || outcome.nodes % Self.stride == 0 && !goesOn(best) {
        outcome.isComplete = false
        left = max(left, node.bound, stack.reduce(0) { max($0, $1.bound) })
        break
      }
      outcome.nodes += 1
      let children = children(node)
      isPlunging = !children.isEmpty
      stack += children
    }
    outcome.bound = max(best, left)
    return outcome
  }

  /// Down to the end from where the search is, then from the node that promises most; where very many wait, from the last one.
  private static func next(_ stack: inout [Node], _ isPlunging: Bool) -> Node? {
    guard !isPlunging, stack.count > 1, stack.count < Self.waitingLimit else { return stack.popLast() }
    let best = stack.indices.max { (stack[$0].bound, $0) < (stack[$1].bound, $1) }!
    stack.swapAt(best, stack.count - 1)
    return stack.popLast()
  }

  /// A node is worth following when it can bring a whole point more than the best, and more than the gap leaves open.
  private mutating func isWorth(_ bound: Double) -> Bool {
    if (bound + 1e-6).rounded(.down) <= best { return false }
    guard bound - best <= gap else { return true }
    left = max(left, bound)
    return false
  }

  /// Worth below which a node can't matter.
  private var least: Double { best + 1 - 1e-6 }

  /// What must be looked at below a node; the better half last.
  private mutating func children(_ parent: Node) -> [Node] {
    var node = parent
    let before = node.simplex.pivots
    defer { outcome.work += node.simplex.pivots - before }
    var distance = 0.0
    if let fix = node.fix {
      let value = node.simplex.value(of: fix.column)
      distance = (value - fix.value).magnitude
      node.simplex.setBounds([(fix.column, fix.value, fix.value)])
    }
    guard solve(&node.simplex) else { return [] }
    if let fix = node.fix, node.bound.isFinite { note(fix, loss: max(0, node.bound - node.simplex.worth), distance) }
    node.bound = min(node.bound, node.simplex.worth)
    guard isWorth(node.bound) else { return [] }
    decide(&node.simplex)
    let point = node.simplex.point()
    if outcome.nodes <= Self.roundedNodes || outcome.nodes % Self.roundingStride == 0 {
      round(point, node.simplex)
      guard isWorth(node.bound) else { return [] }
    }
    guard let branch = branch(&node, point) else { return [] }
    (node.fix, node.bound) = (nil, min(node.bound, node.simplex.worth))
    guard isWorth(node.bound) else { return [] }
    var (near, far) = (node, node)
    near.fix = (branch.column, branch.value)
    far.fix = (branch.column, 1 - branch.value)
    return [far, near]
  }

  /// The node's optimum over all rows, those of the city's pools too. False when nothing in it matters.
  private func solve(_ simplex: inout DualSimplex) -> Bool {
    while true {
      switch simplex.solve(least: least) {
      case .infeasible, .belowLeast: return false
      case .unfinished: return true
      case .optimal: break
      }
      let short = program.shortRows(simplex.point(), tolerance: 1e-7)
      if short.isEmpty { return true }
      simplex.add(short.map(\.scaled))
    }
  }

  private mutating func note(_ fix: (column: Int, value: Double), loss: Double, _ distance: Double) {
    if fix.value > 0.5 { costs[fix.column].up.note(loss, distance) } else { costs[fix.column].down.note(loss, distance) }
  }

  /// Columns whose other choice would cost more than there is to gain keep theirs in all that follows.
  private func decide(_ simplex: inout DualSimplex) {
    let gain = simplex.worth - least
    var changes: [(column: Int, lower: Double, upper: Double)] = []
    for column in 0..<program.count
    where simplex.isOpen(column) && simplex.place[column] < 0 && simplex.reduced[column].magnitude > gain + 1e-6 {
      let value: Double = simplex.isAtUpper(column) ? 1 : 0
      changes.append((column, value, value))
    }
    simplex.setBounds(changes)
  }

  /// The column whose choices cost most, both of them; the choice that is nearer first. nil when there is nothing to choose.
  private mutating func branch(_ node: inout Node, _ point: [Double]) -> (column: Int, value: Double)? {
    let fractional = point.indices.filter { min(point[$0], 1 - point[$0]) > Self.wholeness }
    guard !fractional.isEmpty else { return whole(node.simplex, point) }
    let known = costs.filter { $0.down.times > 0 }
    let typical =
      known.isEmpty ? node.simplex.worth * 1e-4 : known.reduce(0) { $0 + $1.down.sum / Double($1.down.times) } / Double(known.count)
    func score(_ column: Int) -> Double {
      let value = point[column]
      return Self.score(costs[column].down.estimate(value, typical), costs[column].up.estimate(1 - value, typical))
    }
    let order = fractional.map { ($0, score($0)) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
    var (chosen, most) = (order[0].0, -1.0)
    var tried = 0
    for (column, estimate) in order {
      let isTrusted = min(costs[column].down.times, costs[column].up.times) >= Self.trust
      guard isTrusted || tried < Self.trialLimit else { continue }
      if isTrusted {
        if estimate > most { (chosen, most) = (column, estimate) }
        continue
      }
      tried += 1
      let down = trial(node.simplex, column, 0, point)
      let up = trial(node.simplex, column, 1, point)
      if !isWorthQuietly(down) || !isWorthQuietly(up) {
        // One choice is out: the other one holds in all that follows.
        return (column, isWorthQuietly(down) ? 0 : 1)
      }
      let tried = Self.score(node.simplex.worth - down, node.simplex.worth - up)
      if tried > most { (chosen, most) = (column, tried) }
    }
    return (chosen, point[chosen] > 0.5 ? 1 : 0)
  }

  private func isWorthQuietly(_ bound: Double) -> Bool { (bound + 1e-6).rounded(.down) > best }

  private static func score(_ down: Double, _ up: Double) -> Double { max(down, 1e-3) * max(up, 1e-3) }

  /// The bound of a choice after a few pivots.
  private mutating func trial(_ simplex: DualSimplex, _ column: Int, _ value: Double, _ point: [Double]) -> Double {
    var trial = simplex
    trial.setBounds([(column, value, value)])
    let ending = trial.solve(least: least, most: Self.trialPivots)
    outcome.work += trial.pivots - simplex.pivots
    let loss = max(0, simplex.worth - trial.worth)
    note((column, value), loss: loss, (point[column] - value).magnitude)
    return ending == .infeasible ? -.infinity : trial.worth
  }

  /// All are whole: a plan, if it keeps the rows exactly. Else something open is decided, so that rounding can't hide a plan.
  private mutating func whole(_ simplex: DualSimplex, _ point: [Double]) -> (column: Int, value: Double)? {
    let rounded = point.map { $0.rounded() }
    if program.holds(rounded) {
      take(rounded)
      return nil
    }
    guard let open = point.indices.first(where: simplex.isOpen) else { return nil }
    return (open, rounded[open])
  }

  private mutating func take(_ point: [Double]) {
    let worth = program.worth(point)
    guard worth > best else { return }
    (best, outcome.point) = (worth, point)
  }

  /// A plan from a node's point: what it holds whole, then the fractional ones by how much of them it holds, then the rest by reduced cost.
  private mutating func round(_ point: [Double], _ simplex: DualSimplex) {
    var load = load
    let order = point.indices.sorted {
      let (a, b) = (point[$0], point[$1])
      if (a - b).magnitude > 1e-9 { return a > b }
      let (first, second) = (simplex.reduced[$0], simplex.reduced[$1])
      return first == second ? $0 < $1 : first > second
    }
    load.fill(order)
    if load.worth > best { take(load.point) }
  }
}
