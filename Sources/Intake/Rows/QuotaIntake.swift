import Allocation
import Diagnostics

/// Reads deposits of quota from a file: one row a deposit with columns for factor, amount and unit, or one column a factor.
public struct QuotaIntake: Sendable {
  private let mapping: ColumnMapping
  private let context: IntakeContext
  private let recipe: Recipe
  private static let known: Set<String> = [
    "region", "factor", "vintage", "quantity", "unit", "source", "document", "valid_from", "valid_to", "remark", "kind",
    "project", "date",
  ]

  /// Throws a `DiagnosticList` when the mapping names a field that a deposit does not have.
  public init(mapping: ColumnMapping, context: IntakeContext, recipe: Recipe = Recipe()) throws {
    (self.mapping, self.context, self.recipe) = (mapping, context, recipe)
    if let field = mapping.fields.first(where: { !QuotaIntake.known.contains($0.field) }) {
      throw DiagnosticList([Diagnostic(.mappingInvalid, at: .init(file: mapping.title), found: field.field)])
    }
  }

  /// Reads all deposits of a file. They must not be posted when the report has errors.
  public func records(_ source: RowSource) throws -> (records: [QuotaRecord], report: IntakeReport) {
    var report = IntakeReport(file: source.file, hash: source.hash, bytes: source.bytes, format: source.format)
    var problems = DiagnosticCollector(limit: source.limits.shownDiagnostics)
    let sheets = SheetReader(source: source, mapping: mapping, recipe: recipe)
    let reader = CellReader(mapping: mapping, context: context, countsFrom1904: source.countsFrom1904)
    var records: [QuotaRecord] = []
    report.sheets = try sheets.read(&problems) { row, columns, problems in
      let before = problems.errors
      let found = self.row(row, columns, reader, sheets, &problems)
      if problems.errors == before { records.append(contentsOf: found) }
    }
    report.records = records.count
    problems.write(to: &report)
    return (records, report)
  }

  /// What one row says, before it is known which factors it is about.
  private struct Draft {
    var texts: [String: String] = [:]
    var dates: [String: CivilDate] = [:]
    var vintage: Int?
    var amounts: [(factor: String, quantity: Quantity, column: Int)] = []
    var long: (cell: String, plan: ColumnPlan)?
  }

  private func row(
    _ row: SheetReader.DataRow, _ columns: [ColumnPlan], _ reader: CellReader, _ sheets: SheetReader, _ problems: inout DiagnosticCollector
  ) -> [QuotaRecord] {
    var draft = Draft()
    for column in columns {
      let cell = row.cell(column.column)
      let place = sheets.place(row.sheet, row.number, column.column)
      do {
        switch column.target {
        case .ignored: continue
        case .factor(let i):
          let content = try reader.amount(cell.trimmingWhitespace(), dimension: mapping.demands[i].dimension, column)
          add(content, mapping.demands[i].factor, cell, place, &draft, &problems)
        case .field(let i) where mapping.fields[i].field == "quantity": draft.long = (cell, column)
        case .field(let i):
          let content = try reader.read(cell, i, column)
          if content == .empty, mapping.fields[i].required == true {
            problems.add(Diagnostic(.emptyRequired, at: place, expected: mapping.fields[i].names.first ?? ""))
          }
          take(content, mapping.fields[i].field, &draft)
        }
      } catch {
        problems.add(Diagnostic(error.code, level: error.level, at: place, found: cell, expected: error.expected))
      }
    }
    if let long = draft.long { readLong(long.cell, long.plan, row, reader, sheets, &draft, &problems) }
    return finish(draft, row, sheets, &problems)
  }

  private func take(_ content: CellReader.Content, _ field: String, _ draft: inout Draft) {
    switch content {
    case .value(.text(let text)): draft.texts[field] = text
    case .value(.date(let date)): draft.dates[field] = date
    case .value(.integer(let number)): draft.vintage = Int(number)
    default: break
    }
  }

  private func add(
    _ content: CellReader.Content, _ factor: String, _ cell: String, _ place: Diagnostic.Place, _ draft: inout Draft,
    _ problems: inout DiagnosticCollector
  ) {
    switch content {
    // A column of zeros beside the factor that the row is about says nothing.
    case .value(.quantity(let quantity)) where quantity > .zero: draft.amounts.append((factor, quantity, place.column ?? 1))
    case .rounded(let quantity) where quantity > .zero:
      problems.add(Diagnostic(.rounded, at: place, found: cell, expected: quantity.decimal))
      draft.amounts.append((factor, quantity, place.column ?? 1))
    default: break
    }
  }

  /// The amount of a row that names its factor and unit in other cells.
  private func readLong(
    _ cell: String, _ plan: ColumnPlan, _ row: SheetReader.DataRow, _ reader: CellReader, _ sheets: SheetReader, _ draft: inout Draft,
    _ problems: inout DiagnosticCollector
  ) {
    let place = sheets.place(row.sheet, row.number, plan.column)
    guard let factor = draft.texts["factor"] else {
      if !cell.isEmpty { problems.add(Diagnostic(.emptyRequired, at: place, found: cell, expected: "要素")) }
      return
    }
    guard let dimension = mapping.demands.first(where: { $0.factor == factor })?.dimension, let group = mapping.units[dimension] else {
      problems.add(Diagnostic(.unknownFactor, at: place, found: factor, expected: mapping.demands.map(\.factor).joined(separator: "、")))
      return
    }
    var plan = plan
    if let unit = draft.texts["unit"].map({ HeaderText.unitText(HeaderText.normal($0)) }) ?? plan.unit {
      guard let worth = group.units[unit].flatMap({ Ratio($0) }) else {
        problems.add(Diagnostic(.unknownUnit, at: place, found: unit, expected: group.units.keys.sorted().joined(separator: "、")))
        return
      }
      plan.worth = worth
    }
    do {
      let content = try reader.amount(cell.trimmingWhitespace(), dimension: dimension, plan)
      if content == .empty { problems.add(Diagnostic(.emptyRequired, at: place, expected: "数量")) }
      if content == .value(.quantity(.zero)) { problems.add(Diagnostic(.absurd, at: place, found: cell, expected: "> 0")) }
      add(content, factor, cell, place, &draft, &problems)
    } catch {
      problems.add(Diagnostic(error.code, level: error.level, at: place, found: cell, expected: error.expected))
    }
  }

  private func finish(
    _ draft: Draft, _ row: SheetReader.DataRow, _ sheets: SheetReader, _ problems: inout DiagnosticCollector
  ) -> [QuotaRecord] {
    if let from = draft.dates["valid_from"], let to = draft.dates["valid_to"], to < from {
      problems.add(Diagnostic(.inconsistent, at: sheets.place(row.sheet, row.number), found: to.iso, expected: "≥ \(from.iso)"))
    }
    if draft.amounts.isEmpty, draft.long == nil {
      problems.add(Diagnostic(.emptyRequired, at: sheets.place(row.sheet, row.number), expected: "数量"))
    }
    let kind = draft.texts["kind"].flatMap(QuotaRecord.Kind.init(rawValue:)) ?? .deposit
    let place = sheets.place(row.sheet, row.number)
    let project = draft.texts["project"]
    if (kind == .reserved || kind == .granted || kind == .used) != (project != nil) {
      problems.add(Diagnostic(.inconsistent, at: place, found: project ?? "", expected: "已预留、已核发、已使用的指标有项目代码，其余没有"))
    }
    // A deposit rests on a paper and names its source; what stood in the books before may have lost both.
    for (field, name) in [("source", "来源"), ("document", "文号")] where kind == .deposit && draft.texts[field] == nil {
      problems.add(Diagnostic(.emptyRequired, at: place, expected: name))
    }
    guard let region = draft.texts["region"], let vintage = draft.vintage else { return [] }
    let document = draft.texts["document"] ?? ""
    return draft.amounts.map { amount in
      QuotaRecord(
        sheet: row.sheet, row: row.number, column: amount.column, region: region, factor: amount.factor, vintage: vintage,
        quantity: amount.quantity, source: draft.texts["source"] ?? "", document: document, validFrom: draft.dates["valid_from"],
        validTo: draft.dates["valid_to"], remark: draft.texts["remark"], kind: kind, project: project, date: draft.dates["date"])
    }
  }
}
