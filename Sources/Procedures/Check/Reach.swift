extension Procedure {
  /// Steps that nothing reaches, steps without a way to an end, steps that wait for each other.
  func reach() -> [ProcedureProblem] {
    var arrows: [String: [String]] = [:]
    for step in steps { arrows[step.step] = step.targets + (step.back ?? []) }
    let reached = Procedure.closure(start.to, arrows)
    var reverse: [String: [String]] = [:]
    for (step, targets) in arrows { for target in targets { reverse[target, default: []].append(step) } }
    let leading = Procedure.closure(steps.filter { $0.mode == .end }.map(\.step), reverse)
    var found: [ProcedureProblem] = []
    for step in steps {
      if !reached.contains(step.step) { found.append(ProcedureProblem(.unreachable, at: step.step)) }
      // A branch that ends in a join says so by an empty list of targets: the join leads on.
      let endsInJoin = step.outcomes.contains { $0.to?.isEmpty == true }
      if step.mode != .end, !leading.contains(step.step), !endsInJoin { found.append(ProcedureProblem(.noExit, at: step.step)) }
    }
    return found + deadlocks()
  }

  private func deadlocks() -> [ProcedureProblem] {
    var needs: [String: [String]] = [:]
    for step in steps { needs[step.step] = step.needs ?? [] }
    return steps.filter { Procedure.closure(needs[$0.step] ?? [], needs).contains($0.step) }.map {
      ProcedureProblem(.deadlock, at: $0.step)
    }
  }

  static func closure(_ first: [String], _ arrows: [String: [String]]) -> Set<String> {
    var seen = Set(first)
    var open = first
    while let step = open.popLast() {
      for target in arrows[step] ?? [] where seen.insert(target).inserted { open.append(target) }
    }
    return seen
  }
}
