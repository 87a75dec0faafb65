import ArgumentParser
import Store

struct LedgerFreeze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Freezes a pool or a project.",
    discussion: """
      yaosu ledger freeze --factor land --region 莘县 --vintage 2026
      yaosu ledger freeze --project LC-G-0001
      """)
  @OptionGroup var what: FreezeOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.freeze) { [try what.line($0)] } }
}
