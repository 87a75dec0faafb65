/// One step: who acts, by when, with which answers, and where each leads.
public struct Step: Codable, Hashable, Sendable {
  public enum Mode: String, Codable, Hashable, Sendable, CaseIterable {
    /// A single task.
    case one
    /// A task a unit, all must answer (会签).
    case each
    /// The first answer counts (或签).
    case any
    /// The case is over.
    case end
  }

  public var step: String
  public var title: String
  public var titleEnglish: String
  public var mode: Mode
  public var actors: [Actor]
  public var due: Term?
  /// Working days before the deadline on which the actor is reminded.
  public var remind: Int?
  public var escalate: [Escalation]?
  /// Nothing is taken after the deadline.
  public var closes: Bool?
  /// Outcome that a missed deadline means by rule.
  public var lapse: String?
  public var form: String?
  /// Steps that must be behind the case in this round (join of parallel branches).
  public var needs: [String]?
  /// Earlier steps to which it may be returned (退回).
  public var back: [String]?
  /// Steps (or `start`) whose doer may not do this one.
  public var notBy: [String]?
  public var outcomes: [Outcome]
  /// Of `each` and `any`: what the answers together mean; the first that holds.
  public var then: [Rule]?
  /// Of ends.
  public var effects: [Effect]?

  public init(
    step: String, title: String, titleEnglish: String, mode: Mode, actors: [Actor] = [], due: Term? = nil, remind: Int? = nil,
    escalate: [Escalation]? = nil, closes: Bool? = nil, lapse: String? = nil, form: String? = nil, needs: [String]? = nil,
    back: [String]? = nil, notBy: [String]? = nil, outcomes: [Outcome] = [], then: [Rule]? = nil, effects: [Effect]? = nil
  ) {
    (self.step, self.title, self.titleEnglish, self.mode, self.actors) = (step, title, titleEnglish, mode, actors)
    (self.due, self.remind, self.escalate, self.closes, self.lapse) = (due, remind, escalate, closes, lapse)
    (self.form, self.needs, self.back, self.notBy) = (form, needs, back, notBy)
    (self.outcomes, self.then, self.effects) = (outcomes, then, effects)
  }

  enum CodingKeys: String, CodingKey {
    case step, title, mode, actors, due, remind, escalate, closes, lapse, form, needs, back, outcomes, then
    case titleEnglish = "title_en"
    case notBy = "not_by"
    case effects = "do"
  }

  public func outcome(_ code: String) -> Outcome? { outcomes.first { $0.outcome == code } }

  /// Steps to which it leads in the order of the file, by outcomes and rules; returns aside.
  public var targets: [String] { outcomes.flatMap { $0.to ?? [] } + (then ?? []).flatMap(\.to) }
}

/// To whom a task goes: a role in a unit.
public struct Actor: Codable, Hashable, Sendable {
  public var role: String
  /// A code, or `@county`, `@starter`, `@owner`, `@officer`, `@steward`, `@data.FIELD`.
  public var unit: String
  /// Unit when there is none of that kind.
  public var otherwise: String?
  /// Field that names the person.
  public var person: String?
  public var when: [Condition]?
  public init(role: String, unit: String, otherwise: String? = nil, person: String? = nil, when: [Condition]? = nil) {
    (self.role, self.unit, self.otherwise, self.person, self.when) = (role, unit, otherwise, person, when)
  }
  enum CodingKeys: String, CodingKey {
    case role, unit, person, when
    case otherwise = "else"
  }
}

/// An answer that a step offers.
public struct Outcome: Codable, Hashable, Sendable {
  public var outcome: String
  public var title: String
  public var titleEnglish: String
  /// nil for answers that are counted (`then`).
  public var to: [String]?
  /// Begins a new round: what was answered is asked again.
  public var again: Bool?
  public var when: [Condition]?
  /// Fields of the form that this answer asks for.
  public var requires: [String]?
  /// Another form than the step's.
  public var form: String?
  public var effects: [Effect]?
  public init(
    outcome: String, title: String, titleEnglish: String, to: [String]? = nil, again: Bool? = nil, when: [Condition]? = nil,
    requires: [String]? = nil, form: String? = nil, effects: [Effect]? = nil
  ) {
    (self.outcome, self.title, self.titleEnglish, self.to, self.again) = (outcome, title, titleEnglish, to, again)
    (self.when, self.requires, self.form, self.effects) = (when, requires, form, effects)
  }
  enum CodingKeys: String, CodingKey {
    case outcome, title, to, again, when, requires, form
    case titleEnglish = "title_en"
    case effects = "do"
  }
}

/// What answers together mean.
public struct Rule: Codable, Hashable, Sendable {
  public enum Count: String, Codable, Hashable, Sendable, CaseIterable { case any, all, share, otherwise }
  public var rule: String
  public var when: Count
  /// Which answer is counted.
  public var answer: String?
  /// Of `share`: at least `atLeast` of `of` of those who answered.
  public var atLeast: Int?
  public var of: Int?
  /// Facts that must hold besides.
  public var conditions: [Condition]?
  public var to: [String]
  public var again: Bool?
  public var effects: [Effect]?
  public init(
    rule: String, when: Count, answer: String? = nil, atLeast: Int? = nil, of: Int? = nil, conditions: [Condition]? = nil, to: [String],
    again: Bool? = nil, effects: [Effect]? = nil
  ) {
    (self.rule, self.when, self.answer, self.atLeast, self.of) = (rule, when, answer, atLeast, of)
    (self.conditions, self.to, self.again, self.effects) = (conditions, to, again, effects)
  }
  enum CodingKeys: String, CodingKey {
    case rule, when, answer, of, to, again
    case atLeast = "at_least"
    case conditions = "if"
    case effects = "do"
  }

  /// Whether it holds for the answers that were given.
  public func holds(_ answers: [String]) -> Bool {
    let count = answers.count { $0 == answer }
    return switch when {
    case .any: count > 0
    case .all: count > 0 && count == answers.count
    case .share: count > 0 && count * (of ?? 1) >= answers.count * (atLeast ?? 1)
    case .otherwise: true
    }
  }
}

/// Who is told when a deadline has passed by so much.
public struct Escalation: Codable, Hashable, Sendable {
  public var after: Term
  public var unit: String
  public var role: String?
  /// What else it brings about, once: points, for one.
  public var effects: [Effect]?
  public init(after: Term, unit: String, role: String? = nil, effects: [Effect]? = nil) {
    (self.after, self.unit, self.role, self.effects) = (after, unit, role, effects)
  }
  enum CodingKeys: String, CodingKey {
    case after, unit, role
    case effects = "do"
  }
}
