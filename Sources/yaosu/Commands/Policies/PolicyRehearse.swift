import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Procedures
import Reporting
import ScenarioFiles

struct PolicyRehearse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract:
      "Runs a changed article on the books, library and work of past months: who would have been served, reclaimed, late. Writes nothing.",
    discussion: """
      The parameters are a scenario's `policy:`; terms and the idle rule of reclaims come from procedure files as they would be.
      yaosu policy rehearse coordination-40 --from 2026-01-01 --to 2026-11-20
      yaosu policy rehearse base --procedure reclaim-180.yaml --from 2026-01-01 --to 2026-11-20 --out rehearsal.html
      """)
  @Argument(help: "Name of a scenario, or the path of a file.")
  var scenario: String
  @Option(help: "First day of the months to replay (ISO).")
  var from: String
  @Option(help: "Last day (ISO); its year is the vintage that is given out again.")
  var to: String
  @Option(help: "YAML of a changed procedure; can be given again.")
  var procedure: [String] = []
  @Option(help: "Time limit of each of the two plans in seconds, instead of the scenario's.")
  var seconds: Double?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @Option(help: "A paper instead: a file that ends in .html or .xlsx.")
  var out: String?
  @OptionGroup var scenarios: ScenarioOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= 86_400) { throw ValidationError("--seconds: more than 0, at most 86400") }
    if let out, !out.hasSuffix(".html"), !out.hasSuffix(".xlsx") { throw ValidationError("--out: a file that ends in .html or .xlsx") }
  }

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      guard let period = Rehearsal.Period(from: from, to: to) else { throw CommandError.usage(Rehearsal.Period.expected(language)) }
      let session = try database.migratedSession()
      let found = try scenarios.files(session, city: database.city).scenarios(scenario)
      guard found.count == 1, var scenario = found.first else {
        throw CommandError.usage(language("预演一次只用一个情景，不用批次。", "A rehearsal takes one scenario, not a batch."))
      }
      let procedures = procedure.isEmpty ? [] : try ProcedureFiles.read(procedure)
      guard !scenario.policy.isEmpty || !procedures.isEmpty else {
        throw CommandError.usage(
          language(
            "情景“\(scenario.name)”没有改动政策参数，也没有给出 --procedure：没有可预演的内容。",
            "Scenario “\(scenario.name)” changes no parameter, and no --procedure is given: nothing to rehearse."))
      }
      if let seconds { scenario.limits.seconds = seconds }
      let watch = TerminalWatch()
      let rehearsal = Rehearsal(session: session, city: database.city) { progress in
        watch("\(progress.vintage) \(progress.tier + 1): \(progress.incumbent ?? 0) / \(progress.bound)")
      }
      try show(try rehearsal.run(scenario, procedures: procedures, over: period), scenario, period, language)
    }
  }

  private func show(_ outcome: Rehearsal.Outcome, _ scenario: Scenario, _ period: Rehearsal.Period, _ language: Language) throws {
    let paper = RehearsalPaper(outcome, title: language(scenario.title, scenario.englishTitle), period: period, language: language)
    if let out {
      if out.hasSuffix(".html") {
        try paper.document.html(language).write(toFile: out, atomically: true, encoding: .utf8)
      } else {
        try paper.document.writeWorkbook(to: out, language)
      }
      return Terminal.note(language("已写出 \(out)", "wrote \(out)"))
    }
    switch format {
    case .json: Terminal.out(JSONText.pretty(outcome))
    case .csv:
      Terminal.out((["kind"] + ["subject", "name", "region", "before", "after", "detail"]).joined(separator: ","))
      for row in outcome.differences {
        Terminal.out(
          [row.kind, row.subject, row.name, row.region, row.before, row.after, row.detail].map(CSVText.cell).joined(separator: ","))
      }
    case .table:
      let found = Exploration(paper, outcome, language)
      Terminal.out(found.table)
      Terminal.out(paper.summary)
    }
  }
}
