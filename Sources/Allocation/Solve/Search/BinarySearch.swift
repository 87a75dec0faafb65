/// Branch and bound over projects: down to the end, then from the node that promises most. Each node is a linear program that goes on from its parent's optimum,
/// columns whose other choice costs more than there is to gain are decided on the way, and branching learns what each column's choices cost (pseudo-costs, begun by
/// trying them: Achterberg, Koch and Martin, 2005).
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

  /// What a node's own bound may cost. Looking closely makes fewer nodes, which pays where the search goes to the end.
  struct Effort {
    /// Columns that are tried at a node, times until a column's costs are trusted, and pivots of a trial.
    var trials = 8
    var trust = 2
    var trialPivots = 12
    /// The first nodes all get cuts, later ones now and then.
    var cutNodes = 0
    var cutStride = Int.max
    var cuts = 0
    /// Rows of the tableau that a round of cuts tries: the first ones bring nearly all.
    var tableau = 0

    static let quick = Effort()
    static let thorough = Effort(trials: 16, trust: 4, trialPivots: 50, cutNodes: 300, cutStride: 16, cuts: 20, tableau: 8)
  }

  private static let wholeness = 1e-6
  /// The first nodes are all rounded to a plan, later ones now and then.
  private static let roundedNodes = 64
  private static let roundingStride = 8

  private typealias Node = NodeQueue.Node

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

  /// Nodes of all calls.
  private var total = 0
  private let program: BinaryProgram
  private let gap: Double
  private let effort: Effort
  private var costs: [(down: Cost, up: Cost)]
  /// All choices together: what a column is taken to cost that has not been tried.
  private var all = Cost()
  private var best: Double
  private var outcome: Outcome
  /// What nodes were given up at because of the gap.
  private var left: Double
  private let load: ProjectLoad
  private var queue = NodeQueue()

  /// - Parameters:
  ///   - cuts: rows that every point of whole numbers keeps.
  ///   - known: worth of the best plan so far; only better ones are looked for.
  ///   - gap: points between bound and plan that are good enough.
  init(_ program: BinaryProgram, cuts: [BinaryProgram.Row], known: Double, gap: Double, effort: Effort = .quick) {
    (self.program, self.gap, self.effort, best, left) = (program, gap, effort, known, known)
    costs = [(down: Cost, up: Cost)](repeating: (Cost(), Cost()), count: program.count)
    outcome = Outcome(bound: known)
    load = ProjectLoad(program)
    var simplex = DualSimplex(cost: program.cost)
    simplex.add(program.rows.map(\.scaled))
    simplex.add(cuts)
    queue.pushFirst(Node(simplex: simplex, fix: nil, bound: .infinity))
  }

  /// Looks on from where it was.
  /// - Parameters:
  ///   - nodes: the most that are looked at; the same on every machine.
  ///   - goesOn: asked now and then with the best worth; false ends the search.
  mutating func solve(nodes most: Int = .max, goesOn: (_ best: Double) -> Bool) -> Outcome {
    (outcome.isComplete, outcome.nodes, outcome.work) = (true, 0, 0)
    while let node = queue.pop() {
      guard isWorth(node.bound) else { continue }
      if outcome.nodes >= most || !goesOn(best) {
        outcome.isComplete = false
        queue.pushFirst(node)
        break
      }
      outcome.nodes += 1
      guard let children = children(node) else { continue }
      queue.push(children.far)
      queue.pushFirst(children.near)
    }
    outcome.bound = max(best, left, queue.bound)
    return outcome
  }

  /// A plan of that worth is known from elsewhere.
  mutating func learn(_ worth: Double) { best = max(best, worth) }

  /// A node is worth following when it can bring a whole point more than the best, and more than the gap leaves open.
  private mutating func isWorth(_ bound: Double) -> Bool {
    if (bound + 1e-6).rounded(.down) <= best { return false }
    guard bound - best <= gap else { return true }
    left = max(left, bound)
    return false
  }

  /// Worth below which a node can't matter.
  private var least: Double { best + 1 - 1e-6 }

  /// What must be looked at below a node, the half that is nearer and the other one; nil when nothing in it matters.
  private mutating func children(_ parent: Node) -> (near: Node, far: Node)? {
    var node = parent
    let before = node.simplex.pivots
    defer { outcome.work += node.simplex.pivots - before }
    var distance = 0.0
    if let fix = node.fix {
      let value = node.simplex.value(of: fix.column)
      distance = (value - fix.value).magnitude
      node.simplex.setBounds([(fix.column, fix.value, fix.value)])
    }
    guard solve(&node.simplex) else { return nil }
    if let fix = node.fix, node.bound.isFinite { note(fix, loss: max(0, node.bound - node.simplex.worth), distance) }
    node.bound = min(node.bound, node.simplex.worth)
    guard isWorth(node.bound) else { return nil }
    total += 1
    if total <= effort.cutNodes || total % effort.cutStride == 0 {
      guard strengthen(&node.simplex) else { return nil }
      node.bound = min(node.bound, node.simplex.worth)
      guard isWorth(node.bound) else { return nil }
    }
    decide(&node.simplex)
    let point = node.simplex.point()
    if outcome.nodes <= Self.roundedNodes || outcome.nodes % Self.roundingStride == 0 {
      round(point, node.simplex)
      guard isWorth(node.bound) else { return nil }
    }
    guard let branch = branch(&node, point) else { return nil }
    (node.fix, node.bound) = (nil, min(node.bound, node.simplex.worth))
    guard isWorth(node.bound) else { return nil }
    var (near, far) = (node, node)
    near.fix = (branch.column, branch.value)
    far.fix = (branch.column, 1 - branch.value)
    return (near, far)
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

  /// Cuts at a node's optimum: they hold everywhere and are kept below it. False when nothing in it matters.
  private func strengthen(_ simplex: inout DualSimplex) -> Bool {
    let rows = zip(simplex.entries, simplex.limits).map { BinaryProgram.Row(columns: $0.columns, values: $0.values, limit: $1) }
    var cuts = RoundingCuts(program, rows: rows, point: simplex.point())
    let found = cuts.separate(simplex, most: effort.cuts, tableau: effort.tableau)
    guard !found.isEmpty else { return true }
    simplex.add(found.map(\.scaled))
    guard solve(&simplex) else { return false }
    simplex.dropLooseRows(from: program.rows.count)
    return true
  }

  private mutating func note(_ fix: (column: Int, value: Double), loss: Double, _ distance: Double) {
    all.note(loss, distance)
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
    let typical = all.times > 0 ? all.sum / Double(all.times) : node.simplex.worth * 1e-4
    func score(_ column: Int) -> Double {
      let value = point[column]
      return Self.score(costs[column].down.estimate(value, typical), costs[column].up.estimate(1 - value, typical))
    }
    let order = fractional.map { ($0, score($0)) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
    var (chosen, most) = (order[0].0, -1.0)
    var tried = 0
    for (column, estimate) in order {
      let isTrusted = min(costs[column].down.times, costs[column].up.times) >= effort.trust
      guard isTrusted || tried < effort.trials else { continue }
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
    let ending = trial.solve(least: least, most: effort.trialPivots)
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
