extension Procedure {
  /// All that is wrong with it, in the order of its steps; empty when a case can run through it from start to end.
  public func problems() -> [ProcedureProblem] {
    var found: [ProcedureProblem] = []
    if let until, until < from { found.append(ProcedureProblem(.badDates)) }
    if !Procedure.isCode(procedure) { found.append(ProcedureProblem(.badCode(procedure))) }
    found += names(steps.map(\.step)) + names(forms.map(\.form))
    found += unknownSteps(start.to + [onChange].compactMap(\.self), at: nil)
    if let form = start.form, self.form(form) == nil { found.append(ProcedureProblem(.unknownForm(form))) }
    found += effectProblems(start.effects, at: nil)
    for form in forms { found += problems(of: form) }
    for step in steps { found += problems(of: step) }
    // Reach only says something where every arrow leads somewhere.
    if found.isEmpty { found += reach() }
    return found
  }

  static func isCode(_ text: String) -> Bool {
    let allowed = text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
    return allowed && !text.isEmpty && text.count <= 64 && text.unicodeScalars.first.map { ("a"..."z").contains($0) } == true
  }

  private func names(_ codes: [String]) -> [ProcedureProblem] {
    var seen: Set<String> = []
    return codes.compactMap { code in
      if !Procedure.isCode(code) { return ProcedureProblem(.badCode(code), at: code) }
      return seen.insert(code).inserted ? nil : ProcedureProblem(.duplicate(code), at: code)
    }
  }

  private func unknownSteps(_ codes: [String], at place: String?) -> [ProcedureProblem] {
    codes.filter { step($0) == nil }.map { ProcedureProblem(.unknownStep($0), at: place) }
  }

  private func problems(of form: Form) -> [ProcedureProblem] {
    var found: [ProcedureProblem] = []
    var seen: Set<String> = []
    for field in form.fields {
      if !seen.insert(field.field).inserted { found.append(ProcedureProblem(.duplicate(field.field), at: form.form)) }
      if field.kind == .choice, field.choices?.isEmpty != false { found.append(ProcedureProblem(.missing("choices"), at: form.form)) }
      if let english = field.choicesEnglish, english.count != field.choices?.count {
        found.append(ProcedureProblem(.missing("choices_en"), at: form.form))
      }
      for part in field.formula.map(FormField.parts) ?? [] where !form.fields.contains(where: { $0.field == part }) {
        found.append(ProcedureProblem(.unknownField(part), at: form.form))
      }
    }
    return found
  }

  private func problems(of step: Step) -> [ProcedureProblem] {
    var found: [ProcedureProblem] = []
    func tell(_ kind: ProcedureProblem.Kind) { found.append(ProcedureProblem(kind, at: step.step)) }
    for form in [step.form].compactMap(\.self) + step.outcomes.compactMap(\.form) where self.form(form) == nil { tell(.unknownForm(form)) }
    found += unknownSteps(step.targets + (step.needs ?? []) + (step.back ?? []), at: step.step)
    found += unknownSteps((step.notBy ?? []).filter { $0 != "start" }, at: step.step)
    found += effectProblems(step.effects, at: step.step)
    for escalation in step.escalate ?? [] { found += effectProblems(escalation.effects, at: step.step) }
    if step.mode == .end { return found }
    if step.actors.isEmpty { tell(.noActor) }
    // A deadline or a unit that a form names needs a form that asks for it.
    let named = [step.due?.field] + step.actors.map { $0.unit.hasPrefix("@data.") ? String($0.unit.dropFirst("@data.".count)) : nil }
    for field in named.compactMap(\.self) where !forms.contains(where: { $0.fields.contains { $0.field == field } }) {
      tell(.unknownField(field))
    }
    if step.outcomes.isEmpty { tell(.noWay) }
    var answers: Set<String> = []
    for outcome in step.outcomes {
      if !answers.insert(outcome.outcome).inserted { tell(.duplicate(outcome.outcome)) }
      let fields = form(outcome.form ?? step.form)?.fields.map(\.field) ?? []
      for field in outcome.requires ?? [] where !fields.contains(field) { tell(.unknownField(field)) }
      if step.mode == .one, outcome.to == nil { tell(.noWay) }
      found += effectProblems(outcome.effects, at: step.step)
    }
    if let lapse = step.lapse, !answers.contains(lapse) { tell(.unknownOutcome(lapse)) }
    if step.mode != .one {
      for rule in step.then ?? [] {
        if let answer = rule.answer, !answers.contains(answer) { tell(.unknownOutcome(answer)) }
        if rule.when != .otherwise, rule.answer == nil { tell(.missing("answer")) }
        found += effectProblems(rule.effects, at: step.step)
      }
      // Whatever is answered, some rule must hold.
      if step.then?.contains(where: { $0.when == .otherwise && $0.conditions == nil }) != true { tell(.uncounted) }
    }
    return found
  }

  private func effectProblems(_ effects: [Effect]?, at place: String?) -> [ProcedureProblem] {
    (effects ?? []).flatMap { effect in
      Effect.required(effect.effect).filter { effect.value($0) == nil }.map {
        ProcedureProblem(.missing("\(effect.effect.rawValue): \($0)"), at: place)
      }
    }
  }
}

extension FormField {
  /// The two fields of a formula.
  static func parts(_ formula: String) -> [String] {
    let words = formula.split(separator: " ").map(String.init)
    return words.count == 3 && words[1] == "/" ? [words[0], words[2]] : [formula]
  }
}

extension Effect {
  func value(_ key: String) -> String? {
    switch key {
    case "to": to
    case "cause": cause
    case "procedure": procedure
    case "kind": kind
    case "date": date
    case "evidence": evidence
    case "do": action
    case "unit": unit
    case "points": points
    case "text": text
    default: nil
    }
  }
}
