import Allocation
import Foundation
public import Reporting

/// What exploring a plan found, as people read it: charts, rows, sentences. One description makes the page, the table of the command line and the workbook.
public struct Exploration: Codable, Sendable {
  public struct Column: Codable, Sendable {
    public var title: String
    public var isNumber: Bool
  }
  public enum Picture: Codable, Sendable {
    case line(LineChart), bars(BarChart)
    public var svg: String {
      switch self {
      case .line(let chart): chart.svg
      case .bars(let chart): chart.svg
      }
    }
  }

  public var title: String
  public var columns: [Column]
  public var rows: [[String]]
  public var pictures: [Picture]
  public var sentences: [String]
  /// Place of the column that holds project codes.
  public var projectColumn: Int?

  /// Columns as text or, with `#` before their title, as numbers.
  init(title: String, columns: [String], rows: [[String]], pictures: [Picture] = [], sentences: [String] = [], projectColumn: Int? = nil) {
    (self.title, self.rows, self.pictures, self.sentences, self.projectColumn) = (title, rows, pictures, sentences, projectColumn)
    self.columns = columns.map { Column(title: $0.hasPrefix("#") ? String($0.dropFirst()) : $0, isNumber: $0.hasPrefix("#")) }
  }

  static func percent(_ ratio: Ratio, _ digits: Int = 2) -> String {
    String(format: "%.\(digits)f%%", Double(ratio.numerator) / Double(ratio.denominator) * 100)
  }

  /// Most rows that are kept of one: a result is read by people, and a job's result has a limit.
  public static let rowLimit = 5_000

  /// Columns and rows for a terminal.
  public var table: String {
    TextTable(titles: columns.map(\.title), alignments: columns.map { $0.isNumber ? .right : .left }, rows: rows).text
  }

  /// The same as a paper, for print and workbooks.
  public func document(issuer: String) -> Document {
    Document(
      title: title, issuer: issuer, facts: [],
      blocks: sentences.map { .paragraph($0) } + pictures.map { .picture($0.svg) } + [
        .table(
          .init(
            title: "", columns: columns.map(\.title), numbers: Set(columns.indices.filter { columns[$0].isNumber }), rows: rows))
      ], isLandscape: true)
  }
}
