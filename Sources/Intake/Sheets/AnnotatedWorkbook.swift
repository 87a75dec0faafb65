import Allocation
public import Diagnostics

/// The clerk's own file, sent back: every cell as it was, the faults as comments on their cells, lists to choose from, and a summary in
/// front. When it is corrected it goes straight in again.
public struct AnnotatedWorkbook: Sendable, Equatable {
  public var sheets: [AnnotatedSheet]

  /// Most rows of a sheet that are sent back; longer files get the summary only.
  public static let rowLimit = 20_000

  /// Reads the file once more and puts the report's diagnostics on it. Throws a `DiagnosticList` when the file can't be read.
  public init(source: RowSource, report: IntakeReport, mapping: ColumnMapping, context: IntakeContext, language: Language) throws {
    sheets = [AnnotatedWorkbook.summary(report, language)]
    let choices = ChoiceLists(mapping: mapping, context: context)
    for (i, name) in source.sheets.enumerated() {
      var rows: [[String]] = []
      try source.rows(of: name) { _, cells in
        rows.append(cells)
        return rows.count <= AnnotatedWorkbook.rowLimit
      }
      guard rows.count <= AnnotatedWorkbook.rowLimit else { continue }
      let plan = report.sheets.first { $0.sheet == name }
      let last = rows.count + AnnotatedSheet.spareRows
      sheets.append(
        AnnotatedSheet(
          name: name.isEmpty ? language("数据", "Data") : name, rows: rows, headerRow: plan?.headerRow ?? 0,
          marks: AnnotatedWorkbook.marks(report, sheet: source.sheets.count == 1 && i == 0 && name.isEmpty ? nil : name, language),
          choices: (plan?.columns ?? []).compactMap { column in
            choices.values(column.field).map { .init(column: column.column, firstRow: plan!.headerRow + 1, lastRow: last, values: $0) }
          }))
    }
  }

  /// One mark a cell: several faults of a cell share its comment, the worst gives the colour.
  private static func marks(_ report: IntakeReport, sheet: String?, _ language: Language) -> [AnnotatedSheet.Mark] {
    var byCell: [Cell: AnnotatedSheet.Mark] = [:]
    for diagnostic in report.diagnostics where diagnostic.place.sheet == sheet {
      guard let row = diagnostic.place.row else { continue }
      let cell = Cell(row: row, column: diagnostic.place.column ?? 1)
      let text = sentence(diagnostic, language)
      if let mark = byCell[cell] {
        byCell[cell]?.text = mark.text + "\n" + text
        byCell[cell]?.level = min(mark.level, diagnostic.level)
      } else {
        byCell[cell] = .init(row: cell.row, column: cell.column, level: diagnostic.level, text: text)
      }
    }
    return byCell.values.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }
  private struct Cell: Hashable { var row: Int, column: Int }

  /// The diagnostic without its place, which the cell itself is.
  private static func sentence(_ diagnostic: Diagnostic, _ language: Language) -> String {
    var text = "[\(diagnostic.code.rawValue)] \(diagnostic.code.title(language))"
    if !diagnostic.expected.isEmpty { text += language("；应为：", "; expected: ") + diagnostic.expected }
    if let suggestion = diagnostic.suggestion { text += " " + suggestion }
    return text
  }

  /// How many faults of each kind, and every one that was kept with its cell.
  private static func summary(_ report: IntakeReport, _ language: Language) -> AnnotatedSheet {
    var rows = [
      [language("导入检查结果", "Import check"), report.file],
      [language("错误", "errors"), String(report.errors)], [language("警告", "warnings"), String(report.warnings)],
      [language("提示", "notes"), String(report.notes)], [language("可导入的行", "rows that can be taken"), String(report.records)],
    ]
    if report.diagnostics.count < report.errors + report.warnings + report.notes {
      rows.append([language("以下只列出前", "listed below"), String(report.diagnostics.count)])
    }
    rows.append([])
    rows.append(
      language("代码,问题,工作表,行,列,读到,应为", "code,fault,sheet,row,column,found,expected").split(separator: ",").map(String.init))
    let header = rows.count
    for diagnostic in report.diagnostics {
      let place = diagnostic.place
      rows.append([
        diagnostic.code.rawValue, diagnostic.code.title(language), place.sheet ?? "", place.row.map(String.init) ?? "",
        place.column.map(Diagnostic.columnLetters) ?? "", diagnostic.found, diagnostic.expected,
      ])
    }
    return AnnotatedSheet(name: language("检查结果", "Check result"), rows: rows, headerRow: header)
  }
}

/// What the cells of a column may be, for lists in workbooks.
struct ChoiceLists {
  private let byField: [String: [String]]

  init(mapping: ColumnMapping, context: IntakeContext) {
    var lists: [String: [String]] = [:]
    for field in mapping.fields {
      switch field.type {
      case .choice: lists[field.field] = (field.choices ?? [:]).sorted { $0.key < $1.key }.map { $0.value.first ?? $0.key }
      case .flag: lists[field.field] = ["是", "否"]
      case .region: lists[field.field] = context.regions.map(\.name)
      case .factor: lists[field.field] = context.factors.map(\.name)
      default: break
      }
    }
    byField = lists
  }

  func values(_ field: String) -> [String]? { byField[field] }
}
