import ArgumentParser
import Diagnostics
import Store

struct ProblemGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problem", abstract: "Problems that keep a project (L21, L24, J6): open one, list them; they are acted on as cases.",
    subcommands: [ProblemOpen.self, ProblemList.self])
}

struct ProblemOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Registers a problem; its unit reports every fifteen days until it is solved.",
    discussion: "yaosu problem open LC-G-0006 --problem 电力接入容量不足 --level 市级 --unit development --as KFQ-1")
  @Argument(help: "Project code.")
  var project: String
  @Option(help: "What has to be solved.")
  var problem: String
  @Option(help: "县级, 市级 or 联席会议.")
  var level: String
  @Option(help: "Unit that should solve it.")
  var unit: String
  @Option(help: "Measure that is proposed.")
  var measure: String?
  @Flag(help: "It is urgent.")
  var urgent = false
  @Option(help: "Key of this act, for retries.")
  var key: String?
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      var form = ["problem": problem, "level": level, "unit": unit, "urgent": urgent ? "true" : "false"]
      form["measure"] = measure
      let store = try officer.cases(language)
      let answer = try store.start(
        "problem", about: ["project": project], form: form.mapValues { .text($0) }, .init(date: officer.today, key: key))
      CaseText.show(answer, language, try store.glossary())
    }
  }
}

struct ProblemList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Problems that are open, with unit, people, reports due; --all: the solved ones too.")
  @Flag(help: "Also those that are solved.")
  var all = false
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let reports = ReportStore(try officer.session(), city: officer.database.city)
      let problems = try reports.read("problem")
      let names = [
        "number", "project_name", "region_name", "problem", "level", "unit_name", "in_charge", "reports", "report_missing", "next_due",
        "closed_on",
      ]
      let places = names.compactMap { name in problems.description.columns.firstIndex { $0.name == name } }
      let rows = problems.rows.map { row in places.map { row[$0] } }.filter { all || $0.last == .some(nil) }
      ListingOutput(format: format, language: language, words: try reports.glossary()).show(Listing(columns: names, rows: rows))
    }
  }
}
