/// JSON that answers put together field by field, so that its names stand beside its shape.
extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    switch self {
    case .null: try box.encodeNil()
    case .flag(let flag): try box.encode(flag)
    case .number(let number):
      if let whole = Int64(exactly: number) { try box.encode(whole) } else { try box.encode(number) }
    case .text(let text): try box.encode(text)
    case .list(let items): try box.encode(items)
    case .object(let pairs): try box.encode(pairs)
    }
  }

  static func text(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }
  static func count(_ number: some BinaryInteger) -> JSONValue { .number(Double(number)) }
  static func texts(_ items: [String]) -> JSONValue { .list(items.map { .text($0) }) }
}
