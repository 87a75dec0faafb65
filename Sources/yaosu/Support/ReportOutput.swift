import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

/// Reports also come as workbooks.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json, xlsx
}

/// Reads one report and prints it.
struct ReportOutput {
  var format: OutputFormat
  var language: Language
  /// Columns to show; empty: all.
  var columns: [String] = []
  /// What tables and workbooks say in place of codes and Chinese words; CSV and JSON keep what the view gives.
  var words = Glossary()
  /// Says the number of rows and the moment below a table.
  var saysCount = true

  func show(_ result: ReportStore.Result) throws {
    let chosen = try chosen(result)
    switch format {
    case .table: showTable(result, chosen)
    case .csv: showCSV(result, chosen)
    case .json: showJSON(result, chosen)
    }
    if result.isCut {
      Terminal.note(language("只显示前 \(ReportStore.rowLimit) 行。", "Only the first \(ReportStore.rowLimit) rows are shown."))
    }
  }

  private func chosen(_ result: ReportStore.Result) throws -> [Int] {
    let names = result.description.columns.map(\.name)
    return try columns.isEmpty
      ? Array(names.indices)
      : columns.map { name in
        guard let place = names.firstIndex(of: name) else { throw StoreError.noColumn(name, known: names) }
        return place
      }
  }

  /// Writes the report as a workbook: numbers as numbers, headings from the columns' comments, and a sheet that says what it is and as of when.
  func write(_ result: ReportStore.Result, to path: String) throws {
    let chosen = try chosen(result)
    let columns = chosen.map { result.description.columns[$0] }
    do {
      let book = try Workbook(path: path)
      try book.sheet(
        result.description.name,
        columns: columns.map { column in
          let kind: Workbook.Column.Kind = column.kind == .decimal ? .number : column.kind == .integer ? .plain : .text
          return .init(title(column), kind)
        }, rows: cells(result, chosen))
      let facts = [
        [language("报表", "report"), result.description.name], [language("说明", "what it is"), result.description.comment],
        [language("截至", "as of"), result.asOf], [language("行数", "rows"), String(result.rows.count)],
      ]
      try book.sheet(
        language("说明", "about"), columns: [.init(language("项", "item")), .init(language("内容", "content"))],
        rows: facts + columns.map { [$0.name, $0.comment] })
      try book.close()
    } catch let error as Workbook.Failure {
      throw CommandError.cannotWrite(error.path, error.reason)
    }
    Terminal.note(language("已写出 \(path)：\(result.rows.count) 行", "wrote \(path): \(result.rows.count) rows"))
  }

  private func cells(_ result: ReportStore.Result, _ chosen: [Int]) -> [[String]] {
    let columns = chosen.map { result.description.columns[$0] }
    return result.rows.map { row in
      zip(chosen, columns).map { $1.kind == .text ? words.text($1.name, row[$0] ?? "", language) : row[$0] ?? "" }
    }
  }

  /// What a comment says before its first mark is short enough for a heading.
  private func title(_ column: ReportStore.Column) -> String {
    language == .english || column.comment.isEmpty
      ? column.name : String(column.comment.prefix { !"（；：，".contains($0) })
  }

  private func showTable(_ result: ReportStore.Result, _ chosen: [Int]) {
    let columns = chosen.map { result.description.columns[$0] }
    let table = TextTable(
      titles: columns.map(title), alignments: columns.map { [.integer, .decimal].contains($0.kind) ? .right : .left },
      rows: cells(result, chosen))
    Terminal.out(table.text)
    guard saysCount else { return }
    Terminal.note(language("\(result.rows.count) 行，截至 \(result.asOf)", "\(result.rows.count) rows, as of \(result.asOf)"))
  }

  private func showCSV(_ result: ReportStore.Result, _ chosen: [Int]) {
    Terminal.out(chosen.map { CSVText.cell(result.description.columns[$0].name) }.joined(separator: ","))
    for row in result.rows { Terminal.out(chosen.map { CSVText.cell(row[$0] ?? "") }.joined(separator: ",")) }
  }

  private func showJSON(_ result: ReportStore.Result, _ chosen: [Int]) {
    let columns = result.description.columns
    let rows = result.rows.map { row in Dictionary(uniqueKeysWithValues: chosen.map { (columns[$0].name, row[$0]) }) }
    Terminal.out(JSONText.pretty(rows))
  }
}
