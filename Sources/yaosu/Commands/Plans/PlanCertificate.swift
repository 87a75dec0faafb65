import ArgumentParser
import Diagnostics
import Operations
import Reporting
import Store

struct PlanCertificate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate",
    abstract: "Lets the database prove a run again: awards, pools, and each tier's bound by its prices, in whole numbers.",
    discussion: "yaosu plan certificate 3")
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let tiers = try RunStore(database.migratedSession(), city: database.city).certificate(number)
      show(tiers, language)
      guard tiers.allSatisfy(\.holds) else {
        throw CommandError.refused(language("方案 \(number) 的证书不成立。", "The certificate of run \(number) doesn't hold."))
      }
    }
  }

  private func show(_ tiers: [RunStore.ProvenTier], _ language: Language) {
    if format == .json { return Terminal.out(JSONText.pretty(tiers)) }
    let titles = [
      language("年份", "vintage"), language("级别", "tier"), language("得分", "value"), language("证明的上界", "proven bound"),
      language("差距", "gap"), language("求解上界", "solver's bound"), language("结论", "verdict"),
    ]
    let rows = tiers.map { tier in
      [
        "\(tier.vintage)", tier.name, "\(tier.value)", tier.certified.map(String.init) ?? "–", tier.gapPercent.map { "\($0)%" } ?? "–",
        "\(tier.statedBound)", tier.holds ? language("成立", "holds") : tier.problem,
      ]
    }
    if format == .csv {
      for row in [titles] + rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
    } else {
      Terminal.out(TextTable(titles: titles, alignments: [.right, .left, .right, .right, .right, .right, .left], rows: rows).text)
    }
  }
}
