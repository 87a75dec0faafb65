import Allocation
import ArgumentParser
import Store

struct LedgerTransfer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer", abstract: "有偿调剂: quota goes from one county's pool to another's for a price (L17.3, L18.2).",
    discussion: """
      yaosu ledger transfer --factor balance_quantity --vintage 2026 --from 冠县 --to 莘县 --quantity 35 --price 100000
      yaosu ledger transfer --factor cod --vintage 2026 --from 冠县 --to 莘县 --quantity 100 --up-to --price 8000
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
  @Option(help: "Price in 元 per unit, up to four decimals.")
  var price: String
  @Flag(help: "All that the pool has, up to the quantity.")
  var upTo = false
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.transfer) { names in
      var line = LedgerStore.Line()
      line.factor = try names.factor(factor)
      line.vintage = vintage
      line.from = try names.region(from)
      line.to = try names.region(to)
      line.quantity = try names.quantity(quantity)
      line.price = try names.quantity(price).tenThousandths
      if upTo { line.upTo = true }
      return [line]
    }
  }
}
