import ArgumentParser
import Store

struct LedgerRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Gives a reservation back to the pool that it came from.",
    discussion: """
      yaosu ledger release --project LC-G-0001 --factor land --region 莘县 --vintage 2026 --quantity 35
      """)
  @OptionGroup var what: ProjectAmountOptions
  @OptionGroup var event: LedgerEventOptions

  func run() throws { try event.post(.release) { [try what.line($0)] } }
}
