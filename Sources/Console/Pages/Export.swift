import Foundation
import Hummingbird
import Operations
import Reporting

/// Tables as files that offices open.
enum Export {
  static func response(columns: [String], rows: [[String?]], name: String, format: String) throws -> Response {
    switch format {
    case "xlsx": try workbook(columns, rows, name)
    default:
      .file(ByteBuffer(string: csv(columns, rows)), type: "text/csv; charset=utf-8", name: "\(name).csv")
    }
  }

  /// With a byte order mark: without it Excel takes UTF-8 for something else.
  static func csv(_ columns: [String], _ rows: [[String?]]) -> String {
    var text = "\u{FEFF}" + columns.map(CSVText.safeCell).joined(separator: ",") + "\r\n"
    for row in rows { text += row.map { CSVText.safeCell($0 ?? "") }.joined(separator: ",") + "\r\n" }
    return text
  }

  private static func workbook(_ columns: [String], _ rows: [[String?]], _ name: String) throws -> Response {
    try Paper.workbook(name) { path in
      let book = try Workbook(path: path)
      // Texts, never formulas: what looks like a number is written as one.
      try book.sheet(name, columns: columns.map { .init($0, .plain) }, rows: rows.map { $0.map { $0 ?? "" } })
      try book.close()
    }
  }
}
