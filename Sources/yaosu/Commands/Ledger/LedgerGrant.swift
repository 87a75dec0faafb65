import ArgumentParser
import Store

struct LedgerGrant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Grants what is reserved (核发); the rest stays reserved (L20.4).",
    discussion: """
      yaosu ledger grant --project LC-G-0001 --factor land --region 莘县 --vintage 2026 --quantity 35
      """)
  @OptionGroup var what: ProjectAmountOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.grant) { [try what.line($0)] } }
}
