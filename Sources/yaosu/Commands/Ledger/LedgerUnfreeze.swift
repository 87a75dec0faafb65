import ArgumentParser
import Store

struct LedgerUnfreeze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unfreeze", abstract: "Unfreezes a pool or a project.",
    discussion: """
      yaosu ledger unfreeze --factor land --region 莘县 --vintage 2026
      yaosu ledger unfreeze --project LC-G-0001
      """)
  @OptionGroup var what: FreezeOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.unfreeze) { [try what.line($0)] } }
}
