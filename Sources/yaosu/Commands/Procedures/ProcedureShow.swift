import ArgumentParser
import Diagnostics
import Foundation
import Postgres
import Procedures
import Reporting
import Store

struct ProcedureShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One procedure: steps, who acts, terms, answers, forms; --out draws it as SVG.",
    discussion: "yaosu procedure show consultation --out 会商.svg")
  @Argument(help: "Code of the procedure.")
  var procedure: String
  @Option(help: "Day (ISO) of the version. Default: today.")
  var on: String?
  @Option(help: "File of the drawing (SVG).")
  var out: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let found = try ProcedureStore(session, city: database.city).procedure(procedure, on: on)
      let words = try ReportStore(session, city: database.city).glossary()
      let output = ListingOutput(language: language, words: words)
      let offices = OfficeStore(session, city: database.city)
      let units = Dictionary(
        try offices.units().rows.map { ($0[0] ?? "", words.word($0[1] ?? "", language)) }, uniquingKeysWith: { first, _ in first })
      let roles = Dictionary(
        try offices.roles().rows.map { ($0[0] ?? "", language($0[1] ?? "", $0[2] ?? "")) }, uniquingKeysWith: { first, _ in first })
      Terminal.out("\(language(found.title, found.titleEnglish)) \(found.version) · \(found.document)\n")
      output.show(steps(found, language) { actor in "\(roles[actor.role] ?? actor.role) · \(unit(actor.unit, units, language))" })
      for form in found.forms {
        Terminal.out("\n" + language("表单", "Form") + " \(form.form) \(language(form.title, form.titleEnglish))")
        output.show(fields(form, language, words))
      }
      if let out {
        try ProcedureChart(found, language: language, unitNames: units).svg().write(toFile: out, atomically: true, encoding: .utf8)
        Terminal.note(language("已画出 \(out)", "drawn: \(out)"))
      }
    }
  }

  /// A unit by its name; one that only a case knows by what it is to the case.
  private func unit(_ code: String, _ names: [String: String], _ language: Language) -> String {
    guard code.hasPrefix("@") else { return names[code] ?? code }
    return switch code {
    case "@starter": language("发起单位", "who began it")
    case "@county": language("项目所在县市区", "the project's county")
    case "@owner": language("建设单位", "the project's owner")
    case "@steward": language("项目管家", "the project's steward")
    case _ where code.hasPrefix("@data."): language("表单所填单位（\(code.dropFirst(6))）", "the form's unit (\(code.dropFirst(6)))")
    default: language("按事项确定（\(code)）", "by the case (\(code))")
    }
  }

  /// Codes stand beside the words, since `case start`, `task act` and procedure files name steps and answers by them.
  private func steps(_ procedure: Procedure, _ language: Language, who: (Actor) -> String) -> Listing {
    let titles = Dictionary(procedure.steps.map { ($0.step, language($0.title, $0.titleEnglish)) }) { first, _ in first }
    func names(_ steps: [String]) -> String { steps.map { titles[$0] ?? $0 }.joined(separator: "+") }
    return Listing(
      columns: ["step", "title", "who", "due", "answers"],
      rows: procedure.steps.map { step in
        [
          step.step, language(step.title, step.titleEnglish), step.actors.map(who).joined(separator: language("、", ", ")),
          step.due.map { TermText.text($0, language) },
          step.outcomes.map { outcome in
            let name = "\(language(outcome.title, outcome.titleEnglish)) (\(outcome.outcome))"
            return outcome.to.map { "\(name) → \(names($0))" } ?? name
          }.joined(separator: "; ") + (step.then ?? []).map { " [\($0.rule) → \(names($0.to))]" }.joined(),
        ]
      })
  }

  private func fields(_ form: Form, _ language: Language, _ words: Glossary) -> Listing {
    Listing(
      columns: ["field", "title", "kind", "required"],
      rows: form.fields.map { field in
        [
          field.field, language(field.title, field.titleEnglish) + (field.unit.map { "（\($0)）" } ?? ""),
          field.choices == nil ? field.formula ?? kind(field.kind, language) : choices(field, language, words),
          field.required == true ? "✓" : nil,
        ]
      })
  }

  /// What is written into a form is the choice itself; what it means stands beside it.
  private func choices(_ field: FormField, _ language: Language, _ words: Glossary) -> String {
    zip(field.choices ?? [], FieldChoices.titles(field, language, words)).map { $0 == $1 ? $0 : "\($0) (\($1))" }.joined(separator: " | ")
  }

  private func kind(_ kind: FormField.Kind, _ language: Language) -> String {
    switch kind {
    case .text: language("文字", "text")
    case .paragraph: language("段落", "paragraph")
    case .number: language("数字", "number")
    case .integer: language("整数", "whole number")
    case .date: language("日期", "day")
    case .yes: language("是否", "true or false")
    case .choice: language("选项", "choice")
    case .factors: language("要素数量", "factors with quantities")
    case .unit: language("单位", "unit")
    case .people: language("人员", "people")
    }
  }
}
