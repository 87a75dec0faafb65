import ArgumentParser
import Store

struct LedgerReturn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Gives back a loan, whole or in part.",
    discussion: """
      yaosu ledger return --loan 3 --quantity 20
      """)
  @Option(help: "Number of the loan, as `yaosu report loans` shows it.")
  var loan: Int64
  @Option(help: "Amount in the factor's unit, up to four decimals.")
  var quantity: String
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.giveBack) { names in
      var line = LedgerStore.Line()
      line.loan = loan
      line.quantity = try names.quantity(quantity)
      return [line]
    }
  }
}
