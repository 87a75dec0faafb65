import HTTPTypes
import Hummingbird
import Operations
import Store

/// Lists that programs page through, or take whole as CSV or XLSX by the header Accept.
extension APIRoutes {
  static let projectCode = Operation.Parameter(name: "code", place: .path, about: "Project code.", shape: .text(most: 64))
  static let run = Operation.Parameter(name: "run", place: .path, about: "Number of the run.", shape: .integer(1...2_147_483_647))
  static let job = Schema.object([("job", .integer(nil))], required: ["job"])
  static let proposal = Schema.object([("proposal", .integer(nil))], required: ["proposal"])

  static func day(_ name: String, _ about: String, isRequired: Bool = false) -> Operation.Parameter {
    .init(name: name, place: .query, about: about, shape: .day, isRequired: isRequired)
  }
  static func query(_ name: String, _ about: String, _ shape: Schema = .text(most: 64), isRequired: Bool = false) -> Operation.Parameter {
    .init(name: name, place: .query, about: about, shape: shape, isRequired: isRequired)
  }

  /// Rows with these columns, all of them texts or null.
  static func row(_ columns: [String]) -> Schema { .object(columns.map { ($0, .orNull(.text())) }, required: columns) }
  static func items(of columns: [String]) -> Schema {
    .object([("items", .list(row(columns))), ("next", .orNull(.text()))], required: ["items", "next"])
  }

  /// A list with these columns, which `read` must bring in this order.
  static func list(
    _ path: String, _ id: String, _ about: String, columns: [String], _ parameters: [Operation.Parameter] = [],
    read: @escaping @Sendable (Visit, Operation.Asked) async throws -> Listing
  ) -> Operation {
    Operation(
      method: .get, path: path, id: id, about: about + " JSON, CSV or XLSX by the header Accept.", parameters: parameters + page,
      answer: items(of: columns), otherTypes: files
    ) { visit, asked in try items(try await read(visit, asked), asked, visit, id) }
  }

  /// Who sees the whole city; for others what belongs to it isn't there.
  static func requireCity(_ visit: Visit) async throws {
    guard try await visit.read({ $0.visitor.isCity }) else { throw ConsoleError.notFound }
  }

  /// A question that writes nothing is asked by POST because of its size; a browser's session shows the form's token all the same.
  static func checkQuestion(_ visit: Visit) throws {
    if Visit.bearer(visit.request) == nil { try visit.checkForm(nil) }
  }

  /// Asks for a job. The day is the desk's where none is given.
  static func begin(
    _ visit: Visit, _ asked: Operation.Asked, kind: String, title: String, payload: @Sendable (Visit.Desk) throws -> String
  ) async throws -> Response {
    let job = try await visit.write { desk in
      try desk.jobs.ask(caller(desk, asked), kind: kind, title: title, payload: try payload(desk))
    }
    return .json(["job": job], status: .accepted)
  }
}
