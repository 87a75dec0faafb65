import ArgumentParser
import Store

struct LedgerExpire: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire", abstract: "Year end: what a vintage has left is carried over or expires, as policy says for each factor.",
    discussion: """
      yaosu ledger expire --vintage 2026 --document …
      """)
  @Option(help: "Only this factor: code or name. Default: all.")
  var factor: String?
  @Option(help: "Vintage that ends.")
  var vintage: Int
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.expire) { names in
      var line = LedgerStore.Line()
      line.factor = try factor.map(names.factor)
      line.vintage = vintage
      return [line]
    }
  }
}
