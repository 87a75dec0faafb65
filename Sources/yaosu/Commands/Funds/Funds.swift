import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct Funds: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The cheapest lawful combination of fund policies and instruments for each project, by the rules of policy (L19).",
    discussion: """
      yaosu funds                          every project, in the order of tier and score, each on what is left
      yaosu funds LC-G-0412                one project, with the reason for each instrument that has no part
      yaosu funds LC-G-0412 --need 5000    万元, instead of what it asks
      """)
  @Argument(help: "Project code; without it, all that ask for funds.")
  var project: String?
  @Option(help: "What it needs, in 万元. Default: the funds that it asks for; else all that funds may cover of its investment.")
  var need: String?
  @Option(help: "Day of decision (ISO): rules of the policy in force, pools of that year. Default: today.")
  var date: String?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      guard let day = date.map({ CivilDate($0) }) ?? Today.date else {
        throw CommandError.usage(language("--date 应写作 2026-07-01。", "--date wants the form 2026-07-01."))
      }
      let asked = try need.map(read)
      let desk = try FundDesk(database.migratedSession(), city: database.city, on: day)
      if let project {
        guard let line = try desk.lines(only: project, need: asked).first else {
          throw CommandError.usage(language("储备中没有项目 \(project)。", "No project \(project) in reserve."))
        }
        return one(line, desk, language)
      }
      guard asked == nil else { throw CommandError.usage(language("--need 要和一个项目代码一起用。", "--need goes with one project code.")) }
      all(try desk.lines(only: nil, need: nil), desk, language)
    }
  }

  private func read(_ text: String) throws -> Quantity {
    let language = language.language
    guard let quantity = Quantity(decimal: text), quantity > .zero else {
      throw CommandError.usage(language("--need 应为大于 0 的数（万元）。", "--need wants a number above 0, in 万元."))
    }
    return quantity
  }

  private struct Told: Encodable {
    var project: String, name: String, need: String, covered: String, cost: String
    var parts: [String: String]
  }

  private func told(_ line: FundDesk.Line, _ desk: FundDesk) -> Told {
    let parts = line.combination.parts.map { (desk.factor($0.instrument).code, $0.quantity.decimal) }
    return Told(
      project: line.project.code, name: line.project.name, need: line.combination.need.decimal, covered: line.combination.covered.decimal,
      cost: line.combination.cost.decimal, parts: Dictionary(uniqueKeysWithValues: parts))
  }

  private func one(_ line: FundDesk.Line, _ desk: FundDesk, _ language: Language) {
    if format == .json { return Terminal.out(JSONText.pretty(told(line, desk))) }
    let rows = desk.plan.instruments.indices.map { index -> [String] in
      let factor = desk.factor(index)
      let part = line.combination.parts.first { $0.instrument == index }
      let why = line.combination.refusals[index].map { $0.text(language) } ?? ""
      return [
        language(factor.name, factor.nameEnglish), Self.percent(desk.plan.instruments[index].cost), part?.quantity.decimal ?? "–", why,
      ]
    }
    let titles = [
      language("资金政策或工具", "instrument"), language("年成本", "yearly cost"), language("万元", "10k yuan"), language("未用原因", "why not"),
    ]
    if format == .csv {
      for row in [titles] + rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
      return
    }
    Terminal.out(TextTable(titles: titles, alignments: [.left, .right, .right, .left], rows: rows).text)
    let combination = line.combination
    Terminal.out(
      language(
        "\(line.project.name)：需 \(combination.need.decimal) 万元，组合 \(combination.covered.decimal) 万元，每年成本 \(combination.cost.decimal) 万元",
        "\(line.project.name): needs \(combination.need.decimal), combined \(combination.covered.decimal), costs \(combination.cost.decimal) a year (10k yuan)"
      ))
  }

  private func all(_ lines: [FundDesk.Line], _ desk: FundDesk, _ language: Language) {
    if format == .json { return Terminal.out(JSONText.pretty(lines.map { told($0, desk) })) }
    let instruments = desk.plan.instruments.indices
    let titles =
      [
        language("项目", "project"), language("名称", "name"), language("需要", "needs"), language("组合", "combined"),
        language("年成本", "yearly cost"),
      ]
      + instruments.map { language(desk.factor($0).name, desk.factor($0).nameEnglish) }
    let rows = lines.map { line in
      [
        line.project.code, line.project.name, line.combination.need.decimal, line.combination.covered.decimal,
        line.combination.cost.decimal,
      ] + instruments.map { index in line.combination.parts.first { $0.instrument == index }?.quantity.decimal ?? "" }
    }
    if format == .csv {
      for row in [titles] + rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
      return
    }
    let sides: [TextTable.Alignment] = [.left, .left] + titles.dropFirst(2).map { _ in .right }
    Terminal.out(TextTable(titles: titles, alignments: sides, rows: rows).text)
    let whole = lines.count { $0.combination.covered == $0.combination.need }
    Terminal.out(language("\(lines.count) 个项目，\(whole) 个全额组合；单位万元", "\(lines.count) projects, \(whole) covered in full; in 10k yuan"))
  }

  private static func percent(_ ratio: Ratio) -> String {
    String(format: "%.2f%%", Double(ratio.numerator) / Double(ratio.denominator) * 100)
  }
}
