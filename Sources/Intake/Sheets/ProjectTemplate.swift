import Allocation
public import Diagnostics

/// An empty form, or one filled with what the library has: a county corrects and completes it, and it goes in again as it is.
public struct ProjectTemplate: Sendable {
  private let mapping: ColumnMapping
  private let context: IntakeContext

  public init(mapping: ColumnMapping, context: IntakeContext) { (self.mapping, self.context) = (mapping, context) }

  /// One column for each field and each factor, units in the headers, lists to choose from, the county's rows.
  public func sheet(_ records: [ProjectRecord], language: Language) -> AnnotatedSheet {
    // Who stands behind a number is not the county's to say in a form.
    let fields = mapping.fields.filter { !["standing", "basis"].contains($0.field) }
    let lists = ChoiceLists(mapping: mapping, context: context)
    let headers = fields.map(header) + mapping.demands.map { "\($0.names[0])（\(mapping.units[$0.dimension]?.base ?? "")）" }
    let rows = records.map { record in fields.map { cell(record, $0) } + mapping.demands.map { total(record, $0.factor) } }
    let last = 1 + rows.count + AnnotatedSheet.spareRows
    let choices = fields.enumerated().compactMap { i, field in
      lists.values(field.field).map { AnnotatedSheet.Choice(column: i + 1, firstRow: 2, lastRow: last, values: $0) }
    }
    let marks = fields.enumerated().compactMap { i, field -> AnnotatedSheet.Mark? in
      guard field.required == true else { return nil }
      return .init(row: 1, column: i + 1, level: .note, text: language("必填", "required"))
    }
    return AnnotatedSheet(
      name: language("重点项目", "Projects"), rows: [headers] + rows, headerRow: 1, marks: marks, choices: choices)
  }

  private func header(_ field: ColumnMapping.Field) -> String {
    let unit = field.dimension.flatMap { mapping.units[$0]?.base } ?? ""
    return unit.isEmpty || unit == "1" ? field.names[0] : "\(field.names[0])（\(unit)）"
  }

  private func cell(_ record: ProjectRecord, _ field: ColumnMapping.Field) -> String {
    switch field.field {
    case "code": return record.code
    case "need_year": return shared(record).flatMap(\.year).map(String.init) ?? ""
    case "phase": return shared(record)?.phase ?? ""
    case "libraries": return (record.libraries ?? []).map { field.choices?[$0]?.first ?? $0 }.joined(separator: "、")
    default: break
    }
    guard let known = ProjectField(rawValue: field.field), let value = record[known] else { return "" }
    switch value {
    case .text(let text):
      if field.type == .region { return context.regions.first { $0.code == text }?.name ?? text }
      return field.choices?[text]?.first ?? text
    case .quantity(let quantity): return quantity.decimal
    case .integer(let number): return String(number)
    case .date(let date): return date.iso
    case .flag(let flag): return flag ? "是" : "否"
    case .degrees(let degrees): return "\(degrees)"
    }
  }

  /// The line that says year and phase for all the project's demand; nil when they differ or there is none.
  private func shared(_ record: ProjectRecord) -> ProjectRecord.DemandLine? {
    guard let first = record.demands.first else { return nil }
    return record.demands.allSatisfy { $0.year == first.year && $0.phase == first.phase } ? first : nil
  }

  /// Demand of one factor. Empty where a row of one year and phase can't say it: an empty cell changes nothing.
  private func total(_ record: ProjectRecord, _ factor: String) -> String {
    guard shared(record) != nil else { return "" }
    return record.demands.first { $0.factor == factor }?.quantity.decimal ?? ""
  }
}
