import Foundation
import HTTPTypes

/// The OpenAPI 3.1 document of the operations.
struct OpenAPIDocument: Encodable {
  let operations: [Operation]
  let components: [String: Schema]

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
  private typealias Box = KeyedEncodingContainer<Key>

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode("3.1.0", forKey: Key("openapi"))
    var info = box.nestedContainer(keyedBy: Key.self, forKey: Key("info"))
    try info.encode("要素保障 Yaosu", forKey: Key("title"))
    try info.encode("1", forKey: Key("version"))
    try info.encode(
      "Quantities are decimals as texts, in the unit that stands beside them; days are ISO dates. Errors are problem details (RFC 9457).",
      forKey: Key("description"))
    try box.encode([["url": "/api/v1"]], forKey: Key("servers"))
    try box.encode([["token": [String]()]], forKey: Key("security"))
    var paths = box.nestedContainer(keyedBy: Key.self, forKey: Key("paths"))
    for (path, all) in Dictionary(grouping: operations, by: \.path).sorted(by: { $0.key < $1.key }) {
      var item = paths.nestedContainer(keyedBy: Key.self, forKey: Key(path))
      for operation in all {
        var box = item.nestedContainer(keyedBy: Key.self, forKey: Key(operation.method.rawValue.lowercased()))
        try encode(operation, &box)
      }
    }
    var parts = box.nestedContainer(keyedBy: Key.self, forKey: Key("components"))
    try parts.encode(components, forKey: Key("schemas"))
    try parts.encode(["token": ["type": "http", "scheme": "bearer"]], forKey: Key("securitySchemes"))
  }

  private func encode(_ operation: Operation, _ box: inout Box) throws {
    try box.encode(operation.id, forKey: Key("operationId"))
    try box.encode(operation.about, forKey: Key("summary"))
    var list = box.nestedUnkeyedContainer(forKey: Key("parameters"))
    for parameter in operation.parameters {
      var item = list.nestedContainer(keyedBy: Key.self)
      try item.encode(parameter.name, forKey: Key("name"))
      try item.encode(parameter.place, forKey: Key("in"))
      try item.encode(parameter.isRequired || parameter.place == .path, forKey: Key("required"))
      try item.encode(parameter.about, forKey: Key("description"))
      try item.encode(parameter.shape, forKey: Key("schema"))
    }
    if let body = operation.body {
      var request = box.nestedContainer(keyedBy: Key.self, forKey: Key("requestBody"))
      try request.encode(true, forKey: Key("required"))
      try content("application/json", body, &request)
    } else if !operation.fileTypes.isEmpty {
      var request = box.nestedContainer(keyedBy: Key.self, forKey: Key("requestBody"))
      try request.encode(true, forKey: Key("required"))
      var types = request.nestedContainer(keyedBy: Key.self, forKey: Key("content"))
      for name in operation.fileTypes { try type(name, .text(format: "binary"), &types) }
    }
    var responses = box.nestedContainer(keyedBy: Key.self, forKey: Key("responses"))
    var fine = responses.nestedContainer(keyedBy: Key.self, forKey: Key(String(operation.status.code)))
    try fine.encode("done", forKey: Key("description"))
    var types = fine.nestedContainer(keyedBy: Key.self, forKey: Key("content"))
    if let answer = operation.answer { try type("application/json", answer, &types) }
    for name in operation.otherTypes { try type(name, .text(), &types) }
    if !operation.writes { try responses.encode(["description": "not changed since"], forKey: Key("304")) }
    var problem = responses.nestedContainer(keyedBy: Key.self, forKey: Key("default"))
    try problem.encode("a problem (RFC 9457)", forKey: Key("description"))
    try content("application/problem+json", .named("Problem"), &problem)
  }

  private func content(_ name: String, _ shape: Schema, _ box: inout Box) throws {
    var types = box.nestedContainer(keyedBy: Key.self, forKey: Key("content"))
    try type(name, shape, &types)
  }
  private func type(_ name: String, _ shape: Schema, _ box: inout Box) throws {
    var item = box.nestedContainer(keyedBy: Key.self, forKey: Key(name))
    try item.encode(shape, forKey: Key("schema"))
  }
}
