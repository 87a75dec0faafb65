import Diagnostics

/// A short list with known headers, read row by row: the header's row is found, what is missing of it is told once.
///
/// For lists that an office keeps for this program alone; project files with headers of all kinds have their mapping.
struct PlainTable {
  let file: String
  let required: [String]
  let optional: [String]
  private(set) var diagnostics: [Diagnostic] = []
  private var columns: [String: Int]?
  /// Unit in the brackets behind a header: 累计完成投资（亿元） → 亿元.
  private(set) var units: [String: String] = [:]
  /// A header that isn't found within so many rows isn't there.
  private static let headerRows = 20
  /// More mistakes than this are counted, not told.
  private static let mostMistakes = 200

  init(file: String, required: [String], optional: [String]) { (self.file, self.required, self.optional) = (file, required, optional) }

  /// One row below the header.
  struct Row {
    let number: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: Int]
    let file: String

    /// Half width, without spaces around; empty where the file says nothing.
    subscript(_ title: String) -> String {
      guard let column = columns[title], column < cells.count else { return "" }
      return HeaderText.halfWidth(cells[column]).trimmingWhitespace()
    }
    func place(_ title: String) -> Diagnostic.Place { .init(file: file, row: number, column: columns[title].map { $0 + 1 }) }
  }

  /// Calls `each` for every row below the header that isn't empty. Throws all mistakes at once.
  static func read(
    _ source: RowSource, required: [String], optional: [String], mostRows: Int, each: (inout PlainTable, Row) -> Void
  ) throws {
    var table = PlainTable(file: source.file, required: required, optional: optional)
    for sheet in source.sheets {
      try source.rows(of: sheet) { number, cells in
        if number > mostRows {
          table.tell(Diagnostic(.tooManyRows, at: .init(file: source.file, row: number), expected: "≤ \(mostRows)"))
          return false
        }
        guard let columns = table.columns else {
          table.header(number, cells)
          // Rows without their columns would only repeat what is missing.
          return table.diagnostics.isEmpty
        }
        let row = Row(number: number, cells: cells, columns: columns, file: source.file)
        if !cells.allSatisfy({ $0.trimmingWhitespace().isEmpty }) {
          for title in required where row[title].isEmpty { table.tell(Diagnostic(.emptyRequired, at: row.place(title), expected: title)) }
          each(&table, row)
        }
        return true
      }
    }
    if table.columns == nil, table.diagnostics.isEmpty {
      table.tell(Diagnostic(.noHeader, at: .init(file: source.file), expected: required.joined(separator: ", ")))
    }
    if !table.diagnostics.isEmpty { throw DiagnosticList(Array(table.diagnostics.prefix(mostMistakes)), total: table.diagnostics.count) }
  }

  mutating func tell(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  private mutating func header(_ number: Int, _ cells: [String]) {
    var found: [String: Int] = [:]
    for (column, cell) in cells.enumerated() {
      let parts = HeaderText.parts(cell)
      guard let title = (required + optional).first(where: { parts.names.contains(HeaderText.normal($0)) }) else { continue }
      found[title] = column
      units[title] = parts.brackets.first
    }
    let missing = required.filter { found[$0] == nil }
    // Two known headers make a header row; titles above it have none.
    guard missing.isEmpty || found.count >= 2 else {
      if number >= Self.headerRows { tell(Diagnostic(.noHeader, at: .init(file: file), expected: required.joined(separator: ", "))) }
      return
    }
    columns = found
    for title in missing { tell(Diagnostic(.missingColumn, at: .init(file: file, row: number), expected: title)) }
  }
}
