import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird

/// One thing that programs may ask: the route, its description for the OpenAPI document, and what answers it. The document can't differ from the
/// service because both are made of this.
struct Operation: Sendable {
  enum Place: String, Encodable, Sendable { case path, query, header }
  struct Parameter: Sendable {
    var name: String
    var place: Place
    var about: String
    var shape: Schema
    var isRequired = false
  }

  var method: HTTPRequest.Method
  /// `/projects/{code}`, below `/api/v1`.
  var path: String
  /// Name for generated clients.
  var id: String
  var about: String
  var parameters: [Parameter] = []
  var body: Schema?
  /// Of bodies that are a file as a whole.
  var fileTypes: [String] = []
  var status: HTTPResponse.Status = .ok
  /// nil: the answer isn't JSON, or isn't described.
  var answer: Schema?
  var otherTypes: [String] = []
  /// Given again to the same token while nothing has changed: for what is read from the database alone and leaves no trace there.
  var isRemembered = false
  var handler: @Sendable (Visit, Asked) async throws -> Response

  var writes: Bool { method != .get }

  /// Parameters that have been looked at.
  struct Asked: Sendable {
    var values: [String: String]
    /// JSON that fits the operation's shape.
    var body = Data()
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try JSONDecoder().decode(type, from: body) }
    subscript(_ name: String) -> String? { values[name] }
    func number(_ name: String) -> Int? { values[name].flatMap(Int.init) }
  }

  /// Hummingbird's way to write the path.
  var route: String { "/api/v1" + path.replacing("{", with: ":").replacing("}", with: "") }

  /// Reads the body and holds it against its shape; all that is wrong is told at once.
  func withBody(_ asked: Asked, _ visit: Visit, _ components: [String: Schema]) async throws -> Asked {
    guard let shape = body else { return asked }
    var asked = asked
    asked.body = try await visit.jsonBody()
    let value: JSONValue
    do { value = try JSONDecoder().decode(JSONValue.self, from: asked.body) } catch {
      throw ConsoleError.invalid([.init(field: "", fault: visit.language("不是 JSON", "this isn't JSON"))])
    }
    let faults = shape.faults(of: value, at: "", components)
    if !faults.isEmpty { throw ConsoleError.invalid(Array(faults.prefix(Self.faultLimit))) }
    return asked
  }
  private static let faultLimit = 100

  /// Reads and checks what is asked: unknown names, missing ones and values of the wrong shape are told all at once.
  func asked(_ visit: Visit) throws -> Asked {
    var faults: [ConsoleError.FieldFault] = []
    var values: [String: String] = [:]
    let known = Set(parameters.filter { $0.place == .query }.map(\.name))
    for pair in visit.query.pairs {
      if !known.contains(pair.name) && !takesAnyFilter {
        faults.append(
          .init(
            field: pair.name, fault: visit.language("没有这个参数；可用：", "no such parameter; there are: ") + known.sorted().joined(separator: ", ")
          ))
      }
    }
    for parameter in parameters {
      let value: String? =
        switch parameter.place {
        case .path: try visit.part(parameter.name)
        case .query: visit.query.pairs.first { $0.name == parameter.name }?.value
        case .header: visit.request.headers[HTTPField.Name(parameter.name)!]
        }
      guard let value else {
        if parameter.isRequired { faults.append(.init(field: parameter.name, fault: visit.language("必须给出", "is required"))) }
        continue
      }
      if let expected = parameter.shape.misfit(value) {
        // A path that names nothing that can be is a place where nothing is.
        if parameter.place == .path { throw ConsoleError.notFound }
        faults.append(.init(field: parameter.name, fault: visit.language("应为 \(expected)", "expected \(expected)")))
      }
      values[parameter.name] = value
    }
    if !faults.isEmpty { throw ConsoleError.invalid(faults) }
    return Asked(values: values)
  }

  /// Reports take each of their columns as a filter.
  var takesAnyFilter: Bool { id == "readReport" }
}

extension Schema {
  /// What was expected of a text where it doesn't fit; nil where it does.
  func misfit(_ value: String) -> String? {
    switch self {
    case .choice(let all): all.contains(value) ? nil : all.joined(separator: ", ")
    case .integer(let range):
      // As JSON has integers: no sign of plus, no zeros in front.
      if let number = Int(value), String(number) == value, range?.contains(number) ?? true {
        nil
      } else {
        range.map { "\($0.lowerBound)…\($0.upperBound)" } ?? "integer"
      }
    case .flag: ["true", "false"].contains(value) ? nil : "true, false"
    case .text(_, _, let most): value.count <= most ?? 10_000 ? faults(of: .text(value), at: "", [:]).first?.fault : "≤ \(most ?? 10_000)"
    default: nil
    }
  }
}
