internal import Allocation
internal import Diagnostics
internal import Procedures

/// Values that were read → a procedure, and where each step and form stands.
struct ProcedureBuilder {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var places: [String: Diagnostic.Place] = [:]

  mutating func procedure(_ r: Record) -> Procedure {
    let start = r["start"]?.record
    return Procedure(
      procedure: r.text("procedure"), version: r.text("version"), title: r.text("title"), titleEnglish: r.text("title_en"),
      document: r.text("document"), articles: r.texts("articles") ?? [], from: r["from"]?.date?.iso ?? "", until: r["until"]?.date?.iso,
      subject: r["subject"]?.text.flatMap(Procedure.Subject.init(rawValue:)) ?? .none, onChange: r["on_change"]?.text,
      start: self.start(start ?? Record(place: r.place)), forms: r.records("forms").map { form($0) },
      steps: r.records("steps").map { step($0) })
  }

  private mutating func start(_ r: Record) -> Procedure.Start {
    Procedure.Start(
      by: r.texts("by") ?? [], units: r.texts("units"), form: r["form"]?.text, stages: r.texts("stages"),
      scope: r["scope"].map { _ in
        r.records("scope").map { .init(when: conditions($0, "when") ?? [], text: $0.text("text"), textEnglish: $0["text_en"]?.text) }
      },
      many: r["many"]?.flag, to: r.texts("to") ?? [], effects: effects(r, "do"), automatic: r["automatic"]?.record.map { automatic($0) })
  }

  private mutating func automatic(_ r: Record) -> Procedure.Automatic {
    Procedure.Automatic(
      stages: r.texts("stages"), kinds: r.texts("kinds"), when: conditions(r, "when"),
      every: r["every"]?.text.flatMap(Procedure.Automatic.Period.init(rawValue:)) ?? .once, pause: term(r, "pause"))
  }

  private mutating func form(_ r: Record) -> Form {
    places[r.text("form")] = r.place
    return Form(
      form: r.text("form"), title: r.text("title"), titleEnglish: r.text("title_en"), signature: r["signature"]?.text,
      signatureEnglish: r["signature_en"]?.text, pledge: r["pledge"]?.text, pledgeEnglish: r["pledge_en"]?.text,
      fields: r.records("fields").map { field($0) })
  }

  private func field(_ r: Record) -> FormField {
    FormField(
      field: r.text("field"), title: r.text("title"), titleEnglish: r["title_en"]?.text ?? r.text("field").replacing("_", with: " "),
      kind: r["kind"]?.text.flatMap(FormField.Kind.init(rawValue:)) ?? .text, unit: r["unit"]?.text, required: r["required"]?.flag,
      choices: r.texts("choices"), choicesEnglish: r.texts("choices_en"), from: r["from"]?.text, formula: r["formula"]?.text,
      most: r["most"]?.integer, section: r["section"]?.text,
      sectionEnglish: r["section_en"]?.text, ahead: r["ahead"]?.flag
    )
  }

  private mutating func step(_ r: Record) -> Step {
    places[r.text("step")] = r.place
    return Step(
      step: r.text("step"), title: r.text("title"), titleEnglish: r.text("title_en"),
      mode: r["mode"]?.text.flatMap(Step.Mode.init(rawValue:)) ?? .one, actors: r.records("actors").map { actor($0) }, due: term(r, "due"),
      remind: r["remind"]?.integer, escalate: r["escalate"].map { _ in r.records("escalate").compactMap { escalation($0) } },
      closes: r["closes"]?.flag, lapse: r["lapse"]?.text, form: r["form"]?.text, needs: r.texts("needs"), back: r.texts("back"),
      notBy: r.texts("not_by"), outcomes: r.records("outcomes").map { outcome($0) },
      then: r["then"].map { _ in r.records("then").map { rule($0) } },
      effects: effects(r, "do"))
  }

  private mutating func actor(_ r: Record) -> Actor {
    Actor(role: r.text("role"), unit: r.text("unit"), otherwise: r["else"]?.text, person: r["person"]?.text, when: conditions(r, "when"))
  }

  private mutating func escalation(_ r: Record) -> Escalation? {
    let effects = effects(r, "do")
    return term(r, "after").map { Escalation(after: $0, unit: r.text("unit"), role: r["role"]?.text, effects: effects) }
  }

  private mutating func outcome(_ r: Record) -> Outcome {
    Outcome(
      outcome: r.text("outcome"), title: r.text("title"), titleEnglish: r["title_en"]?.text ?? r.text("outcome").replacing("_", with: " "),
      to: r.texts("to"), again: r["again"]?.flag, when: conditions(r, "when"), requires: r.texts("requires"), form: r["form"]?.text,
      effects: effects(r, "do"))
  }

  private mutating func rule(_ r: Record) -> Rule {
    Rule(
      rule: r.text("rule"), when: r["when"]?.text.flatMap(Rule.Count.init(rawValue:)) ?? .otherwise, answer: r["answer"]?.text,
      atLeast: r["at_least"]?.integer, of: r["of"]?.integer, conditions: conditions(r, "if"), to: r.texts("to") ?? [],
      again: r["again"]?.flag,
      effects: effects(r, "do"))
  }

  private mutating func conditions(_ r: Record, _ key: String) -> [Condition]? { r[key].map { _ in r.records(key).map { condition($0) } } }

  private mutating func condition(_ r: Record) -> Condition {
    let parts = ["is", "not", "at_least", "below", "has", "any"].filter { r[$0] != nil }
    if parts.count != 1 || (r["fact"] == nil) != (r["any"] != nil) {
      diagnostics.append(Diagnostic(.conflict, at: r.place, expected: "fact + is | not | at_least | below | has"))
    }
    return Condition(
      fact: r["fact"]?.text, is: r["is"]?.text, not: r["not"]?.text, atLeast: r["at_least"]?.text, below: r["below"]?.text,
      has: r["has"]?.text,
      any: r["any"].map { _ in r.records("any").map { condition($0) } })
  }

  private mutating func effects(_ r: Record, _ key: String) -> [Effect]? {
    r[key].map { _ in r.records(key).compactMap { effect($0) } }
  }

  private mutating func effect(_ r: Record) -> Effect? {
    guard let kind = r["effect"]?.text.flatMap(Effect.Kind.init(rawValue:)) else { return nil }
    var effect = Effect(kind)
    (effect.to, effect.join, effect.leave, effect.cause) = (r["to"]?.text, r["join"]?.text, r["leave"]?.text, r["cause"]?.text)
    (effect.article, effect.months, effect.unit, effect.role) = (r["article"]?.text, r["months"]?.text, r["unit"]?.text, r["role"]?.text)
    (effect.text, effect.procedure, effect.kind, effect.date) = (r["text"]?.text, r["procedure"]?.text, r["kind"]?.text, r["date"]?.text)
    (effect.evidence, effect.action, effect.points, effect.why) = (r["evidence"]?.text, r["do"]?.text, r["points"]?.text, r["why"]?.text)
    (effect.remark, effect.person) = (r["remark"]?.text, r["person"]?.text)
    effect.with = r["with"]?.map.map { pairs in
      Dictionary(pairs.compactMap { pair in pair.value.text.map { (pair.key, $0) } }, uniquingKeysWith: { first, _ in first })
    }
    effect.when = conditions(r, "when")
    return effect
  }

  private mutating func term(_ r: Record, _ key: String) -> Term? {
    guard let value = r[key], let text = value.text else { return nil }
    if let term = Term(text) { return term }
    diagnostics.append(Diagnostic(.wrongType, at: value.place, found: text, expected: "10 working days | 15 days | 3 months | field NAME"))
    return nil
  }
}

extension Record {
  fileprivate func text(_ key: String) -> String { self[key]?.text ?? "" }
  fileprivate func texts(_ key: String) -> [String]? { self[key]?.list?.compactMap(\.text) }
  fileprivate func records(_ key: String) -> [Record] { self[key]?.list?.compactMap(\.record) ?? [] }
}
