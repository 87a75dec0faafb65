import Allocation
import Intake
import Postgres

/// Records as rows of the staging tables.
enum StagedRow {
  static func values(_ record: ProjectRecord) -> [Parameters.Value] {
    var values: [Parameters.Value] = [
      .text(record.sheet), .int4(Int32(record.row)), .text(record.code), record.libraries.map(Parameters.Value.textArray) ?? .null,
    ]
    var byField: [ProjectField: FieldValue] = [:]
    for entry in record.entries { byField[entry.field] = entry.value }
    for field in ProjectField.allCases { values.append(byField[field].map(value) ?? .null) }
    return values
  }

  static func values(_ demand: ProjectRecord.DemandLine, of code: String) -> [Parameters.Value] {
    [
      .text(code), .text(demand.factor), demand.year.map { .int2(Int16($0)) } ?? .null, .text(demand.phase),
      .int8(demand.quantity.tenThousandths), .text(demand.standing.rawValue), .optional(demand.basis),
    ]
  }

  private static func value(_ value: FieldValue) -> Parameters.Value {
    switch value {
    case .text(let text): .text(text)
    case .quantity(let quantity): .int8(quantity.tenThousandths)
    case .integer(let number): .int4(Int32(clamping: number))
    case .date(let date): .date(Int32(date.daysSince2000))
    case .flag(let flag): .bool(flag)
    case .degrees(let degrees): .float8(degrees)
    }
  }
}

extension CivilDate {
  /// As PostgreSQL counts days.
  fileprivate var daysSince2000: Int {
    // Days from civil date (era arithmetic of the proleptic Gregorian calendar).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 730_425
  }
}
