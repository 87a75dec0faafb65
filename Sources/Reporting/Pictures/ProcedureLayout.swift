internal import Procedures

/// Where the steps of a procedure stand in its drawing: rows from the start downwards, branches side by side.
struct ProcedureLayout {
  struct Arrow: Hashable {
    var from: String
    var to: String
    var label: String
    /// Leads upwards: a return or another round.
    var isBack: Bool
  }
  private(set) var rows: [[String]] = []
  private(set) var arrows: [Arrow] = []
  private var rank: [String: Int] = [:]

  init(_ procedure: Procedure, label: (String, String) -> String) {
    var forward: [String: [String]] = [:]
    var state: [String: Bool] = [:]  // false: being walked, true: done.
    func walk(_ code: String) {
      state[code] = false
      for target in procedure.step(code)?.targets ?? [] {
        if state[target] == false { continue }  // Closes a loop.
        if !(forward[code] ?? []).contains(target) { forward[code, default: []].append(target) }
        if state[target] == nil { walk(target) }
      }
      state[code] = true
    }
    for step in procedure.start.to where state[step] == nil { walk(step) }
    let order = procedure.steps.map(\.step)
    for code in order { rank[code] = 0 }
    // Longest way from the start; a graph without loops settles in as many passes as it has steps.
    for _ in order {
      for code in order { for target in forward[code] ?? [] { rank[target] = max(rank[target] ?? 0, (rank[code] ?? 0) + 1) } }
    }
    rows = Array(repeating: [], count: (rank.values.max() ?? 0) + 1)
    for code in order { rows[rank[code] ?? 0].append(code) }
    straighten(forward)
    arrows = ProcedureLayout.arrows(procedure, label).map { arrow in
      var arrow = arrow
      arrow.isBack = (rank[arrow.to] ?? 0) <= (rank[arrow.from] ?? 0)
      return arrow
    }
  }

  /// Each row in the order of what leads to it, so that few arrows cross.
  private mutating func straighten(_ forward: [String: [String]]) {
    var column: [String: Double] = [:]
    for row in rows.indices {
      let sorted = rows[row].enumerated().map { place, code in
        let before = forward.filter { $0.value.contains(code) }.keys.compactMap { column[$0] }
        return (code: code, weight: before.isEmpty ? 0.5 : before.reduce(0, +) / Double(before.count), place: place)
      }.sorted { ($0.weight, $0.place) < ($1.weight, $1.place) }
      rows[row] = sorted.map(\.code)
      for (place, code) in rows[row].enumerated() { column[code] = (Double(place) + 0.5) / Double(rows[row].count) }
    }
  }

  func rank(of code: String) -> Int { rank[code] ?? 0 }

  /// Nothing stands to the right of it.
  func isLast(_ code: String) -> Bool { rows[rank(of: code)].last == code }

  /// One for each pair of steps, its labels joined.
  private static func arrows(_ procedure: Procedure, _ label: (String, String) -> String) -> [Arrow] {
    var found: [Arrow] = []
    func add(_ from: String, _ to: String, _ text: String) {
      if let index = found.firstIndex(where: { $0.from == from && $0.to == to }) {
        if !text.isEmpty { found[index].label += found[index].label.isEmpty ? text : " / \(text)" }
      } else {
        found.append(Arrow(from: from, to: to, label: text, isBack: false))
      }
    }
    for step in procedure.steps {
      for outcome in step.outcomes {
        for target in outcome.to ?? [] { add(step.step, target, step.outcomes.count > 1 ? label(outcome.title, outcome.titleEnglish) : "") }
      }
      for rule in step.then ?? [] {
        let others = rule.when == .otherwise && (step.then?.count ?? 0) > 1 ? label("其余", "otherwise") : ""
        let answer = rule.answer.flatMap { step.outcome($0) }.map { label($0.title, $0.titleEnglish) } ?? others
        for target in rule.to { add(step.step, target, answer) }
      }
      for target in step.back ?? [] { add(step.step, target, label("退回", "returned")) }
    }
    return found
  }
}
