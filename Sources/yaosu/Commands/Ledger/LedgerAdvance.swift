import ArgumentParser
import Store

struct LedgerAdvance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance", abstract: "预支: land quota before the year's plan is fixed, up to the cap of policy (L17.1).",
    discussion: """
      yaosu ledger advance --factor land --region 莘县 --vintage 2026 --quantity 300 --document …
      """)
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
    try event.post(.advance) { names in
      var line = LedgerStore.Line()
      line.factor = try names.factor(factor)
      line.region = try names.region(region)
      line.vintage = vintage
      line.quantity = try names.quantity(quantity)
      return [line]
    }
  }
}
