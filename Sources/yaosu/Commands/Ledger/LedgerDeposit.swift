import ArgumentParser
import Store

struct LedgerDeposit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deposit", abstract: "入库: quota enters; the city takes its share by policy, the county the rest (L15.2, L17.2, L18.1).",
    discussion: """
      yaosu ledger deposit --factor land --region 莘县 --vintage 2026 --quantity 1200 --source 省下达年度计划 --document 鲁自然资规〔2026〕3号
      """)
  @OptionGroup var amount: PoolAmountOptions
  @Option(help: "Where it comes from: enterprise, closed line, plan.")
  var source: String
  @Option(help: "First day on which it may be used (ISO).")
  var validFrom: String?
  @Option(help: "Last day on which it may be used (ISO).")
  var validTo: String?
  @Flag(help: "All of it stays with the region; nothing goes to the city pool.")
  var noCityShare = false
  @OptionGroup var event: LedgerEventOptions

  func run() throws {
    try event.post(.deposit) { names in
      var line = try amount.line(names)
      line.source = source
      line.validFrom = validFrom
      line.validTo = validTo
      if noCityShare { line.cityShare = "none" }
      return [line]
    }
  }
}
