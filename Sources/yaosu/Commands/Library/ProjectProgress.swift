import Allocation
import ArgumentParser
import Diagnostics
import Intake
import Operations
import Store

struct ProjectProgress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract:
      "Reports monthly figures of a county's projects, from a file or one by one, all or none; a month that the city has accepted is closed.",
    discussion: """
      yaosu project progress --file 三月.xlsx --as 371522-1          columns 项目代码, 月份, 年内累计完成投资（万元）, 形象进度
      yaosu project progress LC-G-0006 --month 2026-03 --invested 1200 --picture 主体封顶 --as KFQ-1
      """)
  @Argument(help: "Project code, without a file.")
  var code: String?
  @Option(help: "CSV or workbook.")
  var file: String?
  @Option(help: "Month: 2026-03.")
  var month: String?
  @Option(help: "Invested this year up to the month's end, 万元.")
  var invested: String?
  @Option(help: "How far it is, in words.")
  var picture: String = ""
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let records = try file.map { try ProgressIntake.read(try RowSource($0)) } ?? [single(language)]
      let taken = try officer.cases(language).reportProgress(records, .init(date: officer.today))
      Terminal.note(language("已填报 \(taken) 个项目月", "\(taken) monthly figures taken"))
    }
  }

  private func single(_ language: Language) throws -> ProgressRecord {
    guard let code, let month = month.flatMap({ CivilDate("\($0.prefix(7))-01") }),
      let amount = invested.flatMap({ Quantity(decimal: $0) }), amount >= .zero
    else {
      throw CommandError.usage(
        language(
          "给出 --file，或项目代码、--month 2026-03 和 --invested 万元。", "Name a --file, or a project code with --month 2026-03 and --invested in 万元.")
      )
    }
    return .init(project: code, month: month, invested: amount, picture: picture)
  }
}
