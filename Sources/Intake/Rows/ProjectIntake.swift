import Allocation
import Diagnostics

/// Reads projects from a file, row by row; nothing is kept but the codes that were seen.
public struct ProjectIntake: Sendable {
  private let mapping: ColumnMapping
  private let context: IntakeContext
  private let fields: [ProjectField?]
  private let recipe: Recipe

  /// Throws a `DiagnosticList` when the mapping names a field that a project does not have, or reads one in the wrong way.
  public init(mapping: ColumnMapping, context: IntakeContext, recipe: Recipe = Recipe()) throws {
    (self.mapping, self.context, self.recipe) = (mapping, context, recipe)
    fields = mapping.fields.map { ProjectField(rawValue: $0.field) }
    let extra: Set<String> = ["code", "libraries", "standing", "basis", "phase", "need_year"]
    for (field, known) in zip(mapping.fields, fields) {
      let isRight = known.map { ProjectIntake.storage(field.type) == $0.storage } ?? extra.contains(field.field)
      if !isRight {
        throw DiagnosticList([
          Diagnostic(.mappingInvalid, at: .init(file: mapping.title), found: field.field, expected: field.type.rawValue)
        ])
      }
    }
  }

  private static func storage(_ type: ColumnMapping.FieldType) -> ProjectField.Storage? {
    switch type {
    case .text, .choice, .code, .region, .creditCode: .text
    case .quantity: .quantity
    case .integer: .integer
    case .date: .date
    case .flag: .flag
    case .degrees: .degrees
    case .year, .choices, .factor, .unit: nil
    }
  }

  /// Reads all; `each` gets the records that are right. The caller must not keep them when the report has errors.
  /// Throws a `DiagnosticList` for faults of the file itself, and whatever `each` throws.
  public func read(_ source: RowSource, each: (ProjectRecord) throws -> Void) throws -> IntakeReport {
    var report = IntakeReport(file: source.file, hash: source.hash, bytes: source.bytes, format: source.format)
    var problems = DiagnosticCollector(limit: source.limits.shownDiagnostics)
    let sheets = SheetReader(source: source, mapping: mapping, recipe: recipe)
    let reader = CellReader(mapping: mapping, context: context, countsFrom1904: source.countsFrom1904)
    var seen: [String: Int] = [:]
    var count = 0
    report.sheets = try sheets.read(&problems) { row, columns, problems in
      let before = problems.errors
      let record = self.record(row, columns, reader, sheets, &problems)
      if let first = seen[record.code], !record.code.isEmpty {
        problems.add(
          Diagnostic(
            .duplicateCode, at: sheets.place(row.sheet, row.number, codeColumn(columns)), found: record.code, expected: "≠ \(first)"))
      }
      seen[record.code] = row.number
      if problems.errors == before {
        count += 1
        try each(record)
      }
    }
    report.records = count
    problems.write(to: &report)
    return report
  }

  /// Reads all into memory: for files of a county, and tests.
  public func records(_ source: RowSource) throws -> (records: [ProjectRecord], report: IntakeReport) {
    var records: [ProjectRecord] = []
    let report = try read(source) { records.append($0) }
    return (records, report)
  }

  private func codeColumn(_ columns: [ColumnPlan]) -> Int? {
    columns.first { if case .field(let i) = $0.target { mapping.fields[i].field == "code" } else { false } }?.column
  }

  private func record(
    _ row: SheetReader.DataRow, _ columns: [ColumnPlan], _ reader: CellReader, _ sheets: SheetReader, _ problems: inout DiagnosticCollector
  ) -> ProjectRecord {
    var record = ProjectRecord(code: "", sheet: row.sheet, row: row.number)
    var shared = Shared()
    record.entries.reserveCapacity(columns.count)
    for column in columns {
      let cell = row.cell(column.column)
      let place = sheets.place(row.sheet, row.number, column.column)
      do {
        switch column.target {
        case .ignored: continue
        case .factor(let i):
          let content = try reader.amount(cell.trimmingWhitespace(), dimension: mapping.demands[i].dimension, column)
          guard let quantity = ProjectIntake.quantity(content, cell, place, &problems) else { continue }
          record.demands.append(.init(factor: mapping.demands[i].factor, year: column.year, quantity: quantity))
        case .field(let i):
          let content = try reader.read(cell, i, column)
          if content == .empty, mapping.fields[i].required == true {
            problems.add(Diagnostic(.emptyRequired, at: place, expected: mapping.fields[i].names.first ?? ""))
          }
          take(content, i, cell, place, &record, &shared, &problems)
        }
      } catch {
        problems.add(Diagnostic(error.code, level: error.level, at: place, found: cell, expected: error.expected))
      }
    }
    shared.apply(to: &record)
    checkTogether(record, columns, row, sheets, &problems)
    return record
  }

  /// What a row says about all its demand.
  private struct Shared {
    var standing: String?
    var basis: String?
    var phase: String?
    var year: Int?

    func apply(to record: inout ProjectRecord) {
      for i in record.demands.indices {
        record.demands[i].standing = standing.flatMap { Demand.Standing(rawValue: $0) } ?? .reported
        record.demands[i].phase = phase ?? ""
        record.demands[i].year = record.demands[i].year ?? year
        record.demands[i].basis = basis ?? (record.demands[i].standing == .estimated ? "文件注明为估算" : nil)
      }
    }
  }

  private static func quantity(
    _ content: CellReader.Content, _ cell: String, _ place: Diagnostic.Place, _ problems: inout DiagnosticCollector
  ) -> Quantity? {
    switch content {
    case .value(.quantity(let quantity)): return quantity
    case .rounded(let quantity):
      problems.add(Diagnostic(.rounded, at: place, found: cell, expected: quantity.decimal))
      return quantity
    default: return nil
    }
  }

  private func take(
    _ content: CellReader.Content, _ index: Int, _ cell: String, _ place: Diagnostic.Place, _ record: inout ProjectRecord,
    _ shared: inout Shared, _ problems: inout DiagnosticCollector
  ) {
    if let field = fields[index] {
      if case .value(let value) = content {
        record.entries.append(.init(field, value))
      } else if let quantity = ProjectIntake.quantity(content, cell, place, &problems) {
        record.entries.append(.init(field, .quantity(quantity)))
      }
      return
    }
    switch (mapping.fields[index].field, content) {
    case ("code", .value(.text(let code))): record.code = code
    case ("libraries", .list(let names)): record.libraries = names
    case ("standing", .value(.text(let value))): shared.standing = value
    case ("basis", .value(.text(let value))): shared.basis = value
    case ("phase", .value(.text(let value))): shared.phase = value
    case ("need_year", .value(.integer(let value))): shared.year = Int(value)
    default: break
    }
  }

  /// What only several columns together can say.
  private func checkTogether(
    _ record: ProjectRecord, _ columns: [ColumnPlan], _ row: SheetReader.DataRow, _ sheets: SheetReader,
    _ problems: inout DiagnosticCollector
  ) {
    func complain(_ field: ProjectField, _ found: String, _ expected: String) {
      let column = columns.first { if case .field(let i) = $0.target { fields[i] == field } else { false } }?.column
      problems.add(Diagnostic(.inconsistent, at: sheets.place(row.sheet, row.number, column), found: found, expected: expected))
    }
    if let start = record.date(.plannedStart), let finish = record.date(.plannedFinish), finish < start {
      complain(.plannedFinish, finish.iso, "≥ \(start.iso)")
    }
    if let fixed = record.quantity(.fixedInvestment), let total = record.quantity(.investment), fixed > total {
      complain(.fixedInvestment, fixed.decimal, "≤ \(total.decimal)")
    }
  }
}
