import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Store

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

/// Reads one report and prints it.
struct ReportOutput {
  var format: OutputFormat
  var language: Language
  /// Columns to show; empty: all.
  var columns: [String] = []

  func show(_ result: ReportStore.Result) throws {
    let all = result.description.columns
    let chosen = columns.isEmpty ? Array(all.indices) : columns.compactMap { name in all.firstIndex { $0.name == name } }
    switch format {
    case .table: showTable(result, chosen)
    case .csv: showCSV(result, chosen)
    case .json: showJSON(result, chosen)
    }
    if result.isCut {
      Console.note(language("只显示前 \(ReportStore.rowLimit) 行。", "Only the first \(ReportStore.rowLimit) rows are shown."))
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
      rows: result.rows.map { row in chosen.map { row[$0] ?? "" } })
    Console.out(table.text)
    Console.note(language("\(result.rows.count) 行，截至 \(result.asOf)", "\(result.rows.count) rows, as of \(result.asOf)"))
  }

  private func showCSV(_ result: ReportStore.Result, _ chosen: [Int]) {
    Console.out(chosen.map { CSVText.cell(result.description.columns[$0].name) }.joined(separator: ","))
    for row in result.rows { Console.out(chosen.map { CSVText.cell(row[$0] ?? "") }.joined(separator: ",")) }
  }

  private func showJSON(_ result: ReportStore.Result, _ chosen: [Int]) {
    let columns = result.description.columns
    let rows = result.rows.map { row in Dictionary(uniqueKeysWithValues: chosen.map { (columns[$0].name, row[$0]) }) }
    Console.out(JSONText.pretty(rows))
  }
}
