import ArgumentParser
import Store

struct LedgerFreeze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Freezes a pool or a project.",
    discussion: """
      yaosu ledger freeze --factor land --region 莘县 --vintage 2026
      yaosu ledger freeze --project LC-G-0001
      """)
  @Option(help: "Project code, to freeze what one project holds.")
  var project: String?
  @Option(help: "Factor: code or name.")
  var factor: String?
  @Option(help: "Region of the pool.")
  var region: String?
  @Option(help: "Vintage (指标年份).")
  var vintage: Int?
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.freeze) { names in
      var line = LedgerStore.Line()
      line.project = project
      line.factor = try factor.map(names.factor)
      line.region = try region.map(names.region)
      line.vintage = vintage
      return [line]
    }
  }
}
