import ArgumentParser
import Store

struct LedgerAdvance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance", abstract: "预支: land quota before the year's plan is fixed, up to the cap of policy (L17.1).",
    discussion: """
      yaosu ledger advance --factor land --region 莘县 --vintage 2026 --quantity 300 --document …
      """)
  @OptionGroup var what: PoolAmountOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.advance) { [try what.line($0)] } }
}
