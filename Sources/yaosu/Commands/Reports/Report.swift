import ArgumentParser
import Diagnostics
import Store

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a report of schema `report`; without a name, or with `list`, all of them.",
    discussion: """
      yaosu report pool_balance
      yaosu report unmet_demand --where run=3 --where region=371522 --format csv
      yaosu report allocation --format xlsx --out 配置.xlsx
      yaosu report loans --columns lender_name,borrower_name,outstanding,due --format json
      """)
  @Argument(help: "Name of a report, or list.")
  var name: String = "list"
  @Option(name: .customLong("where"), help: "Only rows whose column equals a value: column=value. May be given several times.")
  var filters: [String] = []
  @Option(help: "Columns to show, separated by commas.")
  var columns: String = ""
  @Option(help: "table, csv, json or xlsx.")
  var format: ReportFormat = .table
  @Option(help: "File of an xlsx. Default: the report's name in the working directory.")
  var out: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = ReportStore(try database.migratedSession(), city: database.city)
      if name == "list" {
        for report in try store.list() { Console.out("\(report.name)\n  \(report.comment)") }
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
        columns: columns.split(separator: ",").map(String.init))
      let result = try store.read(name, where: pairs)
      try format == .xlsx ? output.write(result, to: out ?? "\(name).xlsx") : output.show(result)
    }
  }
}
