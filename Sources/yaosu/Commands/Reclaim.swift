import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Postgres
import Store

struct Reclaim: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes back what a project holds and has not used, to the pools that it came from (L20.5, L29).",
    discussion: """
      yaosu reclaim LC-G-0031 --cause given_up --document 聊指办〔2026〕12号 --reason 企业放弃投资
      yaosu reclaim LC-G-0031 --cause stalled --factor land --region 莘县 --vintage 2026 --quantity 20 --document …
      yaosu reclaim LC-G-0031 --cause given_up --document … --land-price 3200 --land-years 50 --land-used-years 4 --appraisal 510.5
      """)
  @Argument(help: "Project code.")
  var project: String
  @Option(help: "given_up, false_information, stalled or other.")
  var cause: String
  @Option(help: "Only this factor: code or name. With --region, --vintage and --quantity: a part.")
  var factor: String?
  @Option(help: "Region of the pool that it came from.")
  var region: String?
  @Option(help: "Vintage (指标年份).")
  var vintage: Int?
  @Option(help: "Amount, in the factor's unit; default: all that is unused.")
  var quantity: String?
  @Option(help: "Transfer price of the land, 万元: compensation by P11 falls from it year by year.")
  var landPrice: String?
  @Option(help: "Years of use that were bought.")
  var landYears: Int?
  @Option(help: "Years that are used up.")
  var landUsedYears: Int?
  @Option(help: "Third party's appraisal of the buildings, 万元.")
  var appraisal: String?
  @Option(help: "Idempotency key. Default: made of project and document, so that the same decision is carried out once.")
  var key: String?
  @Option(help: "table (what went back, pool by pool), csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let names = LedgerNames(store: LedgerStore(session, city: database.city), language: language)
      var context = decision.context(actor: database.actorName)
      context["key"] = key ?? "reclaim:\(project):\(decision.document)"
      context["cause"] = cause
      context["land_price"] = try landPrice.map { "\(try names.quantity($0).tenThousandths)" }
      context["land_years"] = landYears.map(String.init)
      context["land_used_years"] = landUsedYears.map(String.init)
      context["appraisal"] = try appraisal.map { "\(try names.quantity($0).tenThousandths)" }
      let lines = try lines(names, language)
      let answer = try session.transaction { try RunStore($0, city: database.city).reclaim(project, context: context, lines: lines) }
      if format == .json { return Terminal.out(answer) }
      let reclaim = try EventAnswer(answer)
      guard reclaim.batch != nil else {
        return Terminal.note(language("\(project) 没有可收回的未使用指标。", "\(project) holds nothing unused to reclaim."))
      }
      try EventOutput(session: session, city: database.city, format: format, language: language).show(answer)
      if let compensation = reclaim.compensation {
        Terminal.note(language("补偿 \(compensation.decimal) 万元", "compensation \(compensation.decimal) × 10^4 yuan"))
      }
    }
  }

  private func lines(_ names: LedgerNames, _ language: Language) throws -> [LedgerStore.Line]? {
    guard factor != nil || region != nil || vintage != nil || quantity != nil else { return nil }
    guard let factor, let region, let vintage, let quantity else {
      throw CommandError.usage(
        language("部分收回需要 --factor、--region、--vintage 和 --quantity。", "A part wants --factor, --region, --vintage and --quantity."))
    }
    var line = LedgerStore.Line()
    line.project = project
    line.factor = try names.factor(factor)
    line.region = try names.region(region)
    line.vintage = vintage
    line.quantity = try names.quantity(quantity)
    return [line]
  }
}
