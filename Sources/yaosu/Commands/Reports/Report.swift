import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Store

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a report of schema `report`; without a name, or with `list`, all of them.",
    discussion: """
      yaosu report pool_balance
      yaosu report unmet_demand --where run=3 --where region=371522 --format csv
      yaosu report changes --from 2026-07-13 --to 2026-07-19 --format xlsx --out 周调度.xlsx
      yaosu report allocation --format xlsx --out 配置.xlsx
      yaosu report dispatch --as 371522-1 --today 2026-11-20
      yaosu report loans --columns lender_name,borrower_name,outstanding,due --format json
      """)
  @Argument(help: "Name of a report, or list.")
  var name: String = "list"
  @Option(name: .customLong("where"), help: "Only rows whose column equals a value: column=value. May be given several times.")
  var filters: [String] = []
  @Option(help: "Of changes: the first day (ISO).")
  var from: String?
  @Option(help: "Of changes: the last day (ISO). Default: today.")
  var to: String?
  @Option(help: "Columns to show, separated by commas.")
  var columns: String = ""
  @Option(help: "table, csv, json or xlsx.")
  var format: ReportFormat = .table
  @Option(help: "File of an xlsx. Default: the report's name in the working directory.")
  var out: String?
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = ReportStore(try reader.session(), city: reader.database.city)
      if name == "list" {
        for report in try store.list() { Terminal.out("\(report.name)\n  \(report.comment)") }
        Terminal.out(
          "changes --from DAY [--to DAY]\n  "
            + language("两日之间的全部变动（一周一调度的底稿）", "all that happened between two days (the weekly sheet's draft)"))
        return
      }
      let pairs = try filters.map { text -> (column: String, value: String) in
        guard let mark = text.firstIndex(of: "=") else {
          throw CommandError.usage(language("--where 应写成 列=值，读到“\(text)”。", "--where wants column=value, found “\(text)”."))
        }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
      }
      let output = ReportOutput(
        format: OutputFormat(rawValue: format.rawValue) ?? .table, language: language,
        columns: columns.split(separator: ",").map(String.init), words: try store.glossary())
      let result = try name == "changes" ? changes(store, language) : store.read(name, where: pairs)
      try format == .xlsx ? output.write(result, to: out ?? "\(name).xlsx") : output.show(result)
    }
  }

  private func changes(_ store: ReportStore, _ language: Language) throws -> ReportStore.Result {
    let last = to ?? reader.today ?? Today.date.iso
    guard let from, let first = CivilDate(from), let end = CivilDate(last), first <= end else {
      throw CommandError.usage(
        language(
          "changes 需要 --from 和 --to（日期，如 2026-07-13，起不晚于止）。",
          "changes wants --from and --to, days such as 2026-07-13, the first not after the last."))
    }
    return try store.changes(from: from, to: last)
  }
}
