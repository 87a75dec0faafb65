import Foundation

/// The shape of JSON, as OpenAPI 3.1 (JSON Schema 2020-12) has it.
indirect enum Schema: Encodable, Sendable {
  case text(format: String? = nil, pattern: String? = nil, most: Int? = nil)
  case choice([String])
  case integer(ClosedRange<Int>?)
  case number
  case flag
  case list(Schema, most: Int? = nil)
  /// Names with shapes; those in `required` must be there, and nothing else may be.
  case object([(name: String, shape: Schema)], required: [String], isOpen: Bool = false)
  /// Any names, all of one shape.
  case table(Schema)
  case named(String)
  case either(Schema, Schema)
  case null

  /// A decimal with at most four places, exact: 12.5, -3.0001.
  static let decimal = Schema.text(pattern: "^-?[0-9]{1,12}(\\.[0-9]{1,4})?$")
  static let day = Schema.text(format: "date")
  static func orNull(_ shape: Schema) -> Schema { .either(shape, .null) }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    switch self {
    case .text(let format, let pattern, let most):
      try box.encode("string", forKey: Key("type"))
      try box.encodeIfPresent(format, forKey: Key("format"))
      try box.encodeIfPresent(pattern, forKey: Key("pattern"))
      try box.encodeIfPresent(most, forKey: Key("maxLength"))
    case .choice(let all):
      try box.encode("string", forKey: Key("type"))
      try box.encode(all, forKey: Key("enum"))
    case .integer(let range):
      try box.encode("integer", forKey: Key("type"))
      try box.encodeIfPresent(range?.lowerBound, forKey: Key("minimum"))
      try box.encodeIfPresent(range?.upperBound, forKey: Key("maximum"))
    case .number: try box.encode("number", forKey: Key("type"))
    case .flag: try box.encode("boolean", forKey: Key("type"))
    case .list(let shape, let most):
      try box.encode("array", forKey: Key("type"))
      try box.encode(shape, forKey: Key("items"))
      try box.encodeIfPresent(most, forKey: Key("maxItems"))
    case .object(let parts, let required, let isOpen):
      try box.encode("object", forKey: Key("type"))
      var properties = box.nestedContainer(keyedBy: Key.self, forKey: Key("properties"))
      for part in parts {
        let isRequired = required.contains(part.name)
        try properties.encode(isRequired ? part.shape : .orNull(part.shape), forKey: Key(part.name))
      }
      if !required.isEmpty { try box.encode(required, forKey: Key("required")) }
      if !isOpen { try box.encode(false, forKey: Key("additionalProperties")) }
    case .table(let shape):
      try box.encode("object", forKey: Key("type"))
      try box.encode(shape, forKey: Key("additionalProperties"))
    case .named(let name): try box.encode("#/components/schemas/\(name)", forKey: Key("$ref"))
    case .either(let a, let b): try box.encode([a, b], forKey: Key("anyOf"))
    case .null: try box.encode("null", forKey: Key("type"))
    }
  }
}
