import Diagnostics

/// Compares a file with the same file mended, cell by cell: rows and columns stand where they stood, as in a workbook that went back.
public struct RecipeFinder {
  private let finder: HeaderFinder
  private let codeField: Int?

  public init(mapping: ColumnMapping) {
    finder = HeaderFinder(mapping)
    codeField = mapping.fields.firstIndex { $0.field == "code" }
  }

  /// What was mended. Throws a `DiagnosticList` when a file can't be read, the mended one has no header, or the tables don't match.
  public func find(from old: RowSource, to new: RowSource) throws -> Recipe {
    let tables = try new.sheets.compactMap { name in try table(new, name).map { (name, $0) } }
    guard !tables.isEmpty else { throw DiagnosticList([Diagnostic(.noHeader, at: .init(file: new.file))]) }
    var changes: [Recipe.Mending] = []
    for (name, mended) in tables {
      // A text file has one table without a name, and so has the workbook that was made of it.
      let origin = old.sheets.contains(name) ? name : old.sheets.count == 1 ? old.sheets[0] : nil
      guard let origin else {
        throw DiagnosticList([Diagnostic(.sheetSkipped, level: .error, at: .init(file: new.file, sheet: name), expected: old.file)])
      }
      changes += try compare(old, origin, mended)
    }
    return Recipe(Self.shared(changes))
  }

  private struct Table {
    var plan: HeaderPlan
    var rows: [[String]]
  }

  /// A sheet with its header; nil for a sheet that has none.
  private func table(_ source: RowSource, _ sheet: String) throws -> Table? {
    var rows: [[String]] = []
    try source.rows(of: sheet) { _, cells in
      rows.append(cells)
      return rows.count <= AnnotatedWorkbook.rowLimit
    }
    let head = rows.prefix(source.limits.headerRows).enumerated().map { (number: $0.offset + 1, cells: $0.element) }
    return finder.find(in: head).map { Table(plan: $0, rows: rows) }
  }

  private func compare(_ old: RowSource, _ sheet: String, _ mended: Table) throws -> [Recipe.Mending] {
    var changes: [Recipe.Mending] = []
    let codeColumn = mended.plan.columns.first { column in codeField.map { column.target == .field($0) } ?? false }?.column
    let headers = Dictionary(mended.plan.columns.map { ($0.column, $0.header) }, uniquingKeysWith: { first, _ in first })
    try old.rows(of: sheet) { number, cells in
      guard number <= mended.rows.count else { return false }
      let row = mended.rows[number - 1]
      for column in 1...max(cells.count, row.count, 1) {
        let found = (column <= cells.count ? cells[column - 1] : "").trimmingWhitespace()
        let becomes = (column <= row.count ? row[column - 1] : "").trimmingWhitespace()
        guard found != becomes else { continue }
        if number <= mended.plan.row {
          changes.append(.init(header: "", found: found, becomes: becomes))
        } else if let header = headers[column] {
          let code = codeColumn.map { $0 <= row.count ? row[$0 - 1].trimmingWhitespace() : "" } ?? ""
          changes.append(.init(header: header, found: found, becomes: becomes, code: column == codeColumn ? "" : code))
        }
      }
      return true
    }
    return changes
  }

  /// A text that became the same thing wherever it was mended is a rule for every row; an empty cell never is: what stands there is the row's own.
  private static func shared(_ changes: [Recipe.Mending]) -> [Recipe.Mending] {
    struct Key: Hashable { var header: String, found: String }
    let groups = Dictionary(grouping: changes) { Key(header: $0.header, found: $0.found) }
    return groups.flatMap { key, group -> [Recipe.Mending] in
      let results = Set(group.map(\.becomes))
      guard results.count == 1, let becomes = results.first, !key.found.isEmpty else { return group.filter { !$0.code.isEmpty } }
      return [.init(header: key.header, found: key.found, becomes: becomes)]
    }
  }
}
