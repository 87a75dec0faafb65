import ArgumentParser
import Store

struct LedgerLend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lend", abstract: "临时拆借: a loan between counties with a due date (L17.3).",
    discussion: """
      yaosu ledger lend --factor balance_quantity --vintage 2026 --from 冠县 --to 莘县 --quantity 35 --due 2026-12-31
      """)
  @Option(help: "Factor: code or name.")
  var factor: String
  @Option(help: "Vintage (指标年份).")
  var vintage: Int
  @Option(help: "Region that gives.")
  var from: String
  @Option(help: "Region that gets.")
  var to: String
  @Option(help: "Amount in the factor's unit, up to four decimals.")
  var quantity: String
  @Option(help: "Day by which it is returned (ISO).")
  var due: String
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.lend) { names in
      var line = LedgerStore.Line()
      line.factor = try names.factor(factor)
      line.vintage = vintage
      line.from = try names.region(from)
      line.to = try names.region(to)
      line.quantity = try names.quantity(quantity)
      line.due = due
      return [line]
    }
  }
}
