import ArgumentParser
import Store

struct LedgerHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Entries and exits as they happened, with the running balance.",
    discussion: "yaosu ledger history --factor land --region 莘县\nyaosu ledger history --project LC-G-0001")
  @Option(help: "Only this region's pools: code, name or old code.")
  var region: String?
  @Option(help: "Only this factor: code or name.")
  var factor: String?
  @Option(help: "Only this project.")
  var project: String?
  @Option(help: "Only this batch.")
  var batch: Int64?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let session = try database.migratedSession()
      let names = LedgerNames(store: LedgerStore(session, city: database.city), language: language.language)
      var filters: [(column: String, value: String)] = []
      if let region { filters.append(("region", try names.region(region))) }
      if let factor { filters.append(("factor", try names.factor(factor))) }
      if let project { filters.append(("project", project)) }
      if let batch { filters.append(("batch", String(batch))) }
      let columns = [
        "batch", "business_date", "event", "account_kind", "region_name", "factor_name", "vintage", "project", "entry", "exit", "balance",
        "unit", "document",
      ]
      let output = ReportOutput(format: format, language: language.language, columns: format == .table ? columns : [])
      try output.show(ReportStore(session, city: database.city).read("ledger_statement", where: filters))
    }
  }
}
