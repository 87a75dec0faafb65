import ArgumentParser
import Store

struct LedgerUse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "核销: granted quota is used up and never comes back.",
    discussion: """
      yaosu ledger use --project LC-G-0001 --factor land --region 莘县 --vintage 2026 --quantity 35
      """)
  @OptionGroup var what: ProjectAmountOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.use) { [try what.line($0)] } }
}
