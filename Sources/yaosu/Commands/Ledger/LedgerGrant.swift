import ArgumentParser
import Store

struct LedgerGrant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Grants what is reserved (核发); the rest stays reserved (L20.4).",
    discussion: """
      yaosu ledger grant --project LC-G-0001 --factor land --region 莘县 --vintage 2026 --quantity 35
      """)
  @Option(help: "Project code.")
  var project: String
  @Option(help: "Factor: code or name (land, 用地指标).")
  var factor: String
  @Option(help: "Region of the pool: code, name or old code.")
  var region: String
  @Option(help: "Vintage (指标年份).")
  var vintage: Int
  @Option(help: "Amount in the factor's unit, up to four decimals.")
  var quantity: String
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.grant) { names in
      var line = LedgerStore.Line()
      line.factor = try names.factor(factor)
      line.region = try names.region(region)
      line.vintage = vintage
      line.quantity = try names.quantity(quantity)
      line.project = project
      return [line]
    }
  }
}
