import Allocation
import Diagnostics

/// Walks over the sheets of a file: finds each header, skips what is no data, and hands the data rows on.
struct SheetReader {
  let source: RowSource
  let mapping: ColumnMapping
  let finder: HeaderFinder
  private let recipe: Recipe
  private let totalWords: Set<String>

  init(source: RowSource, mapping: ColumnMapping, recipe: Recipe = Recipe()) {
    (self.source, self.mapping, self.finder, self.recipe) = (source, mapping, HeaderFinder(mapping), recipe)
    totalWords = Set(mapping.totalWords.map(HeaderText.normal))
  }

  /// A row of data below a header.
  struct DataRow {
    var sheet: String
    var number: Int
    var cells: [String]
    func cell(_ column: Int) -> String { column <= cells.count ? cells[column - 1] : "" }
  }

  /// Reads the sheets; `each` gets data rows with the columns of their sheet. Returns what was found of each sheet's header.
  func read(
    _ problems: inout DiagnosticCollector, each: (DataRow, [ColumnPlan], inout DiagnosticCollector) throws -> Void
  ) throws -> [IntakeReport.SheetReport] {
    var reports: [IntakeReport.SheetReport] = []
    var skipped: [(String, Int?)] = []
    for sheet in source.sheets {
      var pending: [(number: Int, cells: [String])] = []
      var plan: HeaderPlan?
      var isUsable = false
      func start(_ problems: inout DiagnosticCollector) throws {
        let mended = recipe.isEmpty ? pending : pending.map { ($0.number, $0.cells.map { recipe.header($0) ?? $0 }) }
        guard let found = finder.find(in: mended) else { return }
        plan = found
        isUsable = check(found, sheet, &problems)
        reports.append(report(found, sheet))
        guard isUsable else { return }
        for row in pending where row.number > found.row { try take(row, sheet, found, &problems, each) }
      }
      try source.rows(of: sheet) { number, cells in
        if let plan {
          if isUsable { try take((number, cells), sheet, plan, &problems, each) }
          return isUsable
        }
        pending.append((number, cells))
        if pending.count == source.limits.headerRows {
          try start(&problems)
          return plan != nil
        }
        return true
      }
      if plan == nil, pending.count < source.limits.headerRows { try start(&problems) }
      if plan == nil, pending.contains(where: { !$0.cells.allSatisfy(\.isEmpty) }) { skipped.append((sheet, pending.first?.number)) }
    }
    for (sheet, _) in skipped {
      // A sheet of notes beside the tables is nothing wrong; a file without any table is.
      let code: DiagnosticCode = reports.isEmpty ? .noHeader : .sheetSkipped
      problems.add(Diagnostic(code, at: place(sheet), expected: requiredNames))
    }
    if reports.isEmpty, skipped.isEmpty { problems.add(Diagnostic(.noHeader, at: place(""), expected: requiredNames)) }
    return reports
  }

  private var requiredNames: String { mapping.fields.filter { $0.required == true }.compactMap(\.names.first).joined(separator: "、") }

  func place(_ sheet: String, _ row: Int? = nil, _ column: Int? = nil) -> Diagnostic.Place {
    Diagnostic.Place(file: source.file, sheet: sheet.isEmpty ? nil : sheet, row: row, column: column)
  }

  /// Says what is wrong with a header; true when its rows can be read. An unknown column stops the import, but not the look at the others:
  /// the clerk gets all faults at once.
  private func check(_ plan: HeaderPlan, _ sheet: String, _ problems: inout DiagnosticCollector) -> Bool {
    for text in plan.unknown {
      let nearest = finder.nearest(text.text)
      problems.add(
        Diagnostic(.unknownHeader, at: place(sheet, plan.row, text.column), found: text.text, suggestion: nearest.map { "→ \($0)?" }))
    }
    let before = problems.errors
    var seen: [String: String] = [:]
    for column in plan.columns where column.target != .ignored {
      let key = "\(column.target) \(column.year ?? 0)"
      if let other = seen[key] {
        problems.add(Diagnostic(.duplicateColumn, at: place(sheet, plan.row, column.column), found: column.header, expected: other))
      }
      seen[key] = column.header
    }
    for (i, field) in mapping.fields.enumerated() where field.required == true && !plan.columns.contains(where: { $0.target == .field(i) })
    {
      problems.add(Diagnostic(.missingColumn, at: place(sheet, plan.row), expected: field.names.prefix(3).joined(separator: "、")))
    }
    return problems.errors == before
  }

  private func take(
    _ row: (number: Int, cells: [String]), _ sheet: String, _ plan: HeaderPlan, _ problems: inout DiagnosticCollector,
    _ each: (DataRow, [ColumnPlan], inout DiagnosticCollector) throws -> Void
  ) throws {
    var filled = 0
    var first = ""
    for cell in row.cells where !cell.isEmpty && !cell.allSatisfy(\.isWhitespace) {
      if filled == 0 { first = cell }
      filled += 1
    }
    if filled == 0 { return }
    if isSummary(first, filled: filled, columns: plan.columns.count) {
      problems.add(Diagnostic(.rowSkipped, at: place(sheet, row.number), found: first))
      return
    }
    let cells = recipe.isEmpty ? row.cells : mended(row, sheet, plan, &problems)
    try each(DataRow(sheet: sheet, number: row.number, cells: cells), plan.columns, &problems)
  }

  /// The row as the recipe has it; each mending is a note.
  private func mended(
    _ row: (number: Int, cells: [String]), _ sheet: String, _ plan: HeaderPlan, _ problems: inout DiagnosticCollector
  ) -> [String] {
    var cells = row.cells
    func mend(_ column: ColumnPlan, code: String) {
      while cells.count < column.column { cells.append("") }
      let found = cells[column.column - 1]
      guard let becomes = recipe.cell(found, header: column.header, code: code) else { return }
      cells[column.column - 1] = becomes
      problems.add(Diagnostic(.mended, at: place(sheet, row.number, column.column), found: found, expected: becomes))
    }
    // The code first: other mendings may be for this code only.
    let codes = plan.columns.filter { if case .field(let i) = $0.target { mapping.fields[i].field == "code" } else { false } }
    for column in codes { mend(column, code: "") }
    let code = codes.first.map { cells[$0.column - 1].trimmingWhitespace() } ?? ""
    for column in plan.columns where !codes.contains(column) && column.target != .ignored { mend(column, code: code) }
    return cells
  }

  /// Sums, headings between blocks ("一、在建项目") and footnotes are no data.
  private func isSummary(_ first: String, filled: Int, columns: Int) -> Bool {
    let text = HeaderText.normal(first)
    if totalWords.contains(text) { return true }
    if totalWords.contains(where: { text.hasPrefix($0 + ":") || text.hasPrefix($0 + "(") }) { return true }
    return filled == 1 && columns > 2 && text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  private func report(_ plan: HeaderPlan, _ sheet: String) -> IntakeReport.SheetReport {
    IntakeReport.SheetReport(
      sheet: sheet, headerRow: plan.row,
      columns: plan.columns.map { column in
        let field =
          switch column.target {
          case .field(let i): mapping.fields[i].field
          case .factor(let i): "demand.\(mapping.demands[i].factor)"
          case .ignored: ""
          }
        return .init(column: column.column, header: column.header, field: field, unit: column.unit)
      })
  }
}
