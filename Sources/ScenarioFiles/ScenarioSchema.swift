internal import Allocation

/// The JSON Schema of a scenario file, for editors. Made from the description that also drives reading.
public enum ScenarioSchema {
  /// docs/reference/scenario.schema.json, with a newline at the end.
  public static func json() -> String {
    let overrides = object(ScenarioShape.choice)
    let file = object(ScenarioShape.file)
    let head: [(String, JSON)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text("yaosu scenario")),
      ("$comment", .text("Made by the program; see docs/reference/scenario.md.")),
    ]
    guard case .object(let keys) = file else { return "" }
    return JSON.object(head + keys + [("$defs", .object([("overrides", overrides)]))]).text(indent: 0) + "\n"
  }

  private static func object(_ shape: Shape) -> JSON {
    var keys: [(String, JSON)] = [
      ("type", .text("object")),
      ("properties", .object(shape.fields.map { ($0.key, described(schema($0.kind), $0)) })),
      ("additionalProperties", .flag(false)),
    ]
    let required = shape.fields.filter(\.isRequired).map(\.key)
    if !required.isEmpty { keys.append(("required", .list(required.map(JSON.text)))) }
    return .object(keys)
  }

  private static func described(_ json: JSON, _ field: Field) -> JSON {
    guard case .object(let keys) = json else { return json }
    return .object([("description", .text("\(field.english) \(field.chinese)"))] + keys)
  }

  /// Decimals with four places, as the ledger has them.
  private static let decimal = "[-+]?[0-9]+(\\.[0-9]{1,4})?"

  private static func schema(_ kind: Kind) -> JSON {
    switch kind {
    case .text(let most): .object([("type", .text("string")), ("maxLength", .number(most))])
    // A division code is a number to YAML.
    case .name: .object([("type", .list([.text("string"), .text("integer")]))])
    case .integer(let range):
      .object([("type", .text("integer")), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))])
    case .number(let range):
      .object([("type", .text("number")), ("minimum", .real(range.lowerBound)), ("maximum", .real(range.upperBound))])
    case .ratio:
      .object([("type", .list([.text("string"), .text("number")])), ("pattern", .text("^(\(decimal)%?|[0-9]+/[0-9]+)$"))])
    case .quantity: .object([("type", .list([.text("string"), .text("number")])), ("pattern", .text("^\(decimal) ?[^0-9]*$"))])
    case .date: .object([("type", .text("string")), ("pattern", .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))])
    case .flag: .object([("type", .text("boolean"))])
    case .choice(let choices): .object([("enum", .list(choices.map(JSON.text)))])
    case .list(let element, let most): .object([("type", .text("array")), ("items", schema(element)), ("maxItems", .number(most))])
    case .object(let shape): object(shape)
    case .map(_, _, let element, let most):
      .object([("type", .text("object")), ("additionalProperties", schema(element)), ("maxProperties", .number(most))])
    case .parameters(let most): .object([("type", .text("object")), ("maxProperties", .number(most))])
    case .overrides: .object([("$ref", .text("#/$defs/overrides"))])
    }
  }
}

/// Just enough JSON to write a schema with keys in the order of the description.
indirect enum JSON {
  case text(String), number(Int), real(Double), flag(Bool), list([JSON]), object([(String, JSON)])

  func text(indent: Int) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .text(let text): return JSON.quoted(text)
    case .number(let number): return String(number)
    case .real(let number): return String(number)
    case .flag(let flag): return String(flag)
    case .list(let items): return "[" + items.map { $0.text(indent: indent) }.joined(separator: ", ") + "]"
    case .object(let pairs):
      if pairs.isEmpty { return "{}" }
      return "{\n" + pairs.map { "\(inner)\(JSON.quoted($0)): \($1.text(indent: indent + 2))" }.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
