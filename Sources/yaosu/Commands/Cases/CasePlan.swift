import ArgumentParser
import Diagnostics
import Operations
import Store

struct CasePlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "The plan of a case computed from the departments' limits: each step's days, the critical path, planned against real, drift in days (L22).",
    discussion: "yaosu case plan 5 --as hq-1")
  @Argument(help: "Number of the case.")
  var number: Int
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try officer.session()
      let plan = try CasePlanListing(
        number, session: session, city: officer.database.city, person: try officer.personCode(language), language: language)
      let words = try ReportStore(session, city: officer.database.city).glossary()
      ListingOutput(format: format, language: language, words: words).show(plan.listing)
      Terminal.note(
        language("按时限全部办完：\(plan.ends)；★ 为关键路径。", "all done by \(plan.ends) when every limit is used; ★ critical path."))
    }
  }
}
