import Allocation
public import Intake
import Postgres

extension LibraryStore {
  /// The library as files have it, by code: for the form that a county gets back. Of all regions, or of one.
  public func records(region: String?) throws -> [ProjectRecord] {
    let fields = ProjectField.allCases
    let columns = fields.map { "\(quoted($0))::text AS \(quoted($0))" }.joined(separator: ", ")
    return try session.transaction(isolation: .repeatableRead, readOnly: true) { session in
      let demands = try demands(session)
      let rows = try session.query(
        "SELECT code::text AS code, \(columns) FROM library.project WHERE city = $1 AND ($2::text IS NULL OR region = $2) ORDER BY code",
        [.text(city), .optional(region)])
      return try (0..<rows.count).map { row in
        var record = ProjectRecord(code: try rows.string(row, "code"), sheet: "", row: row + 1)
        for field in fields {
          guard let text = try rows.optionalString(row, field.rawValue), let value = Self.value(text, field) else { continue }
          record.entries.append(.init(field, value))
        }
        record.demands = demands[record.code] ?? []
        return record
      }
    }
  }

  private func demands(_ session: Session) throws -> [String: [ProjectRecord.DemandLine]] {
    let rows = try session.prepared(Query("library_demands").text(), [.text(city)])
    var demands: [String: [ProjectRecord.DemandLine]] = [:]
    for row in 0..<rows.count {
      demands[try rows.string(row, "project"), default: []].append(
        .init(
          factor: try rows.string(row, "factor"), year: try rows.optionalInt32(row, "year").map(Int.init),
          phase: try rows.string(row, "phase"),
          quantity: Quantity(tenThousandths: try rows.int64(row, "quantity"))))
    }
    return demands
  }

  private func quoted(_ field: ProjectField) -> String { "\"\(field.rawValue)\"" }

  /// PostgreSQL's text of a column as a file's value; nil for what isn't one.
  private static func value(_ text: String, _ field: ProjectField) -> FieldValue? {
    switch field.storage {
    case .text: .text(text)
    case .quantity: Int64(text).map { .quantity(Quantity(tenThousandths: $0)) }
    case .integer: Int64(text).map { .integer($0) }
    case .date: CivilDate(text).map { .date($0) }
    case .flag: .flag(text == "true" || text == "t")
    case .degrees: Double(text).map { .degrees($0) }
    }
  }
}
