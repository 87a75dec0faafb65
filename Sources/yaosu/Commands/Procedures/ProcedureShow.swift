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
      let output = ListingOutput(language: language)
      Terminal.out("\(language(found.title, found.titleEnglish)) \(found.version) · \(found.document)\n")
      output.show(steps(found, language))
      for form in found.forms {
        Terminal.out("\n" + language("表单", "Form") + " \(form.form) \(language(form.title, form.titleEnglish))")
        output.show(fields(form, language))
      }
      if let out {
        let words = try ReportStore(session, city: database.city).glossary()
        let units = try OfficeStore(session, city: database.city).units().rows
        let names = Dictionary(units.map { ($0[0] ?? "", words.word($0[1] ?? "", language)) }, uniquingKeysWith: { first, _ in first })
        try ProcedureChart(found, language: language, unitNames: names).svg().write(toFile: out, atomically: true, encoding: .utf8)
        Terminal.note(language("已画出 \(out)", "drawn: \(out)"))
      }
    }
  }

  private func steps(_ procedure: Procedure, _ language: Language) -> Listing {
    Listing(
      columns: ["step", "title", "who", "due", "answers"],
      rows: procedure.steps.map { step in
        [
          step.step, language(step.title, step.titleEnglish), step.actors.map { "\($0.role)@\($0.unit)" }.joined(separator: " "),
          step.due.map { TermText.text($0, language) },
          step.outcomes.map { outcome in
            outcome.to.map { "\(outcome.outcome) → \($0.joined(separator: "+"))" } ?? outcome.outcome
          }.joined(separator: "; ") + (step.then ?? []).map { " [\($0.rule) → \($0.to.joined(separator: "+"))]" }.joined(),
        ]
      })
  }

  private func fields(_ form: Form, _ language: Language) -> Listing {
    Listing(
      columns: ["field", "title", "kind", "required"],
      rows: form.fields.map { field in
        [
          field.field, language(field.title, field.titleEnglish) + (field.unit.map { "（\($0)）" } ?? ""),
          field.choices.map { $0.joined(separator: "|") } ?? field.formula ?? field.kind.rawValue, field.required == true ? "✓" : nil,
        ]
      })
  }
}
