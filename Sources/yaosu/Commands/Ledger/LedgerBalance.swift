import ArgumentParser
import Store

struct LedgerBalance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "Balances of the pools, now or on a past day.",
    discussion: "yaosu ledger balance --region 莘县 --vintage 2026\nyaosu ledger balance --on 2026-06-30")
  @Option(help: "Only this region: code, name or old code.")
  var region: String?
  @Option(help: "Only this factor: code or name.")
  var factor: String?
  @Option(help: "Only this vintage.")
  var vintage: Int?
  @Option(help: "As of a business day (ISO).")
  var on: String?
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
      if let vintage { filters.append(("vintage", String(vintage))) }
      let store = ReportStore(session, city: database.city)
      let output = ReportOutput(format: format, language: language.language)
      try output.show(on.map { try store.balances(on: $0, where: filters) } ?? store.read("pool_balance", where: filters))
    }
  }
}
