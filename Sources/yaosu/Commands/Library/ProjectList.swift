import ArgumentParser
import Store

struct ProjectList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Projects by part of a name or code, region, stage.",
    discussion: "yaosu project list --search 轴承\nyaosu project list --region 临清 --stage reserved --format csv")
  @Option(help: "Part of a name or code.")
  var search: String?
  @Option(help: "Region: code, name or old code.")
  var region: String?
  @Option(help: "planning, consultation, reserved, allocated, construction, production or out.")
  var stage: String?
  @Option(help: "Rows at the most.")
  var limit = 200
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let session = try database.migratedSession()
      let names = LedgerNames(store: LedgerStore(session, city: database.city), language: language.language)
      let listing = try ListStore(session, city: database.city).projects(
        search: search, region: region.map(names.region), stage: stage, limit: limit)
      ListingOutput(format: format, language: language.language).show(listing)
    }
  }
}
