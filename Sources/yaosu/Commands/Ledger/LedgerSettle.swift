import ArgumentParser
import Store

struct LedgerSettle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "The year's plan came: settles what was advanced; a shortfall says what must be returned (L17.1).",
    discussion: """
      yaosu ledger settle --factor land --region 莘县 --vintage 2026 --quantity 1150 --document …
      """)
  @OptionGroup var what: PoolAmountOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.settle) { [try what.line($0)] } }
}
