import ArgumentParser
import Diagnostics
import Intake
import Postgres
import Store

struct ImportEnterprises: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enterprises",
    abstract:
      "Takes in enterprises' yearly figures and grades them: tax, added value and revenue by land, by energy, by emissions (B3.1, B3.4).",
    discussion: """
      Columns: 年份, 企业名称, 县市区, 行业; optional 统一社会信用代码, 从业人数, 用地（亩）, 营业收入（万元）, 工业增加值（万元）, 税收（万元）, 研发投入（万元）, 能耗（吨标准煤）, 污染物排放（吨）.
      yaosu import enterprises city/enterprises.csv --dry-run
      yaosu report enterprise_grade --where grade=D;  yaosu report input_output --where year=2025
      The same file twice changes nothing; another figure of an enterprise replaces the one before, which is kept.
      """)
  @Argument(help: "CSV or workbook.")
  var file: String
  @Flag(help: "Check and grade, write nothing.")
  var dryRun = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let regions = try LibraryStore(session, city: database.city).regionNames()
      let records = try EnterpriseIntake.read(try RowSource(file), regions: regions)
      let take = { (session: Session) in try EnterpriseStore(session, city: database.city).take(records, actor: database.actorName) }
      let taken = try dryRun ? session.dryRun(take) : take(session)
      Terminal.note(
        language(
          "\(dryRun ? "试运行，未写入：" : "")\(taken.taken) 行写入，\(taken.unchanged) 行无变化；\(taken.graded) 家企业有评价等次",
          "\(dryRun ? "dry run, nothing written: " : "")\(taken.taken) rows taken, \(taken.unchanged) unchanged; \(taken.graded) enterprises graded"
        ))
    }
  }
}
