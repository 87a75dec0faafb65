/// A case in memory: runs a procedure by its data alone, without a database. Rehearsals use it, and it is the second opinion on the database's
/// engine: a test walks both at random and compares them at every step.
public struct CaseMachine: Hashable, Sendable {
  public struct Task: Hashable, Sendable {
    public var step: String
    public var unit: String
    public var round: Int
    /// nil while it waits.
    public var outcome: String?
    public var isVoid = false
  }
  public enum Refusal: Error, Hashable, Sendable { case closed, notOpen, noOutcome(String), stuck }

  public let procedure: Procedure
  public private(set) var tasks: [Task] = []
  public private(set) var round = 1
  /// The end step, once the case is over.
  public private(set) var result: String?
  /// Effects in the order in which they happened.
  public private(set) var effects: [Effect] = []
  private var skipped: Set<String> = []
  public var facts: Facts

  /// What conditions read: the texts of a fact, several for lists.
  public typealias Facts = [String: [String]]

  /// Begins a case.
  public init(_ procedure: Procedure, facts: Facts = [:]) throws(Refusal) {
    (self.procedure, self.facts) = (procedure, facts)
    effects += holding(procedure.start.effects)
    for step in procedure.start.to { enter(step) }
    try checkAlive()
  }

  public var open: [Int] { tasks.indices.filter { tasks[$0].outcome == nil && !tasks[$0].isVoid } }

  /// Answers a task.
  public mutating func act(_ index: Int, _ code: String) throws(Refusal) {
    guard result == nil else { throw .closed }
    guard tasks.indices.contains(index), tasks[index].outcome == nil, !tasks[index].isVoid else { throw .notOpen }
    guard let step = procedure.step(tasks[index].step), let outcome = step.outcome(code), holds(outcome.when) else {
      throw .noOutcome(code)
    }
    tasks[index].outcome = code
    effects += holding(outcome.effects)
    if step.mode == .one {
      follow(outcome.to ?? [], again: outcome.again ?? false)
    } else {
      count(step)
    }
    try checkAlive()
  }

  /// The project's content has changed: opinions are asked for anew, where the procedure says so.
  public mutating func contentChanged() {
    guard result == nil, let step = procedure.onChange else { return }
    follow([step], again: true)
  }

  // MARK: The way through

  private mutating func enter(_ code: String) {
    guard result == nil, let step = procedure.step(code), (step.needs ?? []).allSatisfy(isDone) else { return }
    if step.mode == .end {
      voidOpen { _ in true }
      effects += holding(step.effects)
      result = code
      return
    }
    if tasks.contains(where: { $0.step == code && $0.round == round && $0.outcome == nil && !$0.isVoid }) { return }
    let actors = step.actors.filter { holds($0.when) }
    for actor in actors { tasks.append(Task(step: code, unit: actor.unit, round: round)) }
    if actors.isEmpty {
      skipped.insert("\(code)#\(round)")
      settle(step)
    }
  }

  private func isDone(_ code: String) -> Bool {
    let mine = tasks.filter { $0.step == code && $0.round == round && !$0.isVoid }
    return !mine.isEmpty && mine.allSatisfy { $0.outcome != nil } || skipped.contains("\(code)#\(round)")
  }

  private mutating func count(_ step: Step) {
    let current = round
    if step.mode == .any {
      voidOpen { $0.step == step.step && $0.round == current }
    } else if tasks.contains(where: { $0.step == step.step && $0.round == current && $0.outcome == nil && !$0.isVoid }) {
      return
    }
    settle(step)
  }

  private mutating func settle(_ step: Step) {
    let answers = tasks.filter { $0.step == step.step && $0.round == round && !$0.isVoid }.compactMap(\.outcome)
    for rule in step.then ?? [] where rule.holds(answers) && holds(rule.conditions) {
      effects += holding(rule.effects)
      follow(rule.to, again: rule.again ?? false)
      return
    }
    if step.mode == .one, let first = step.outcomes.first { follow(first.to ?? [], again: false) }
  }

  private mutating func follow(_ targets: [String], again: Bool) {
    if again {
      voidOpen { _ in true }
      round += 1
    }
    for target in targets { enter(target) }
  }

  private mutating func voidOpen(_ isMeant: (Task) -> Bool) {
    for index in tasks.indices where tasks[index].outcome == nil && isMeant(tasks[index]) { tasks[index].isVoid = true }
  }

  private func checkAlive() throws(Refusal) {
    if result == nil, open.isEmpty { throw .stuck }
  }

  // MARK: Conditions

  private func holding(_ effects: [Effect]?) -> [Effect] { (effects ?? []).filter { holds($0.when) } }

  private func holds(_ conditions: [Condition]?) -> Bool { (conditions ?? []).allSatisfy { $0.holds(facts) } }
}

extension Condition {
  /// A fact that isn't known is an empty text.
  public func holds(_ facts: CaseMachine.Facts) -> Bool {
    if let any { return any.contains { $0.holds(facts) } }
    let values = fact.flatMap { facts[$0] } ?? []
    if let not { return (values.first ?? "") != not }
    if let wanted = self.is { return (values.first ?? "") == wanted }
    guard let first = values.first, !first.isEmpty else { return false }
    if let least = atLeast.flatMap(Double.init) { return Double(first).map { $0 >= least } ?? false }
    if let bound = below.flatMap(Double.init) { return Double(first).map { $0 < bound } ?? false }
    return has.map { values.contains($0) } ?? true
  }
}
