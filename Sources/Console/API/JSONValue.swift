import Foundation

/// JSON as it came, to be held against a shape before anything is made of it.
enum JSONValue: Decodable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .null
    } else if let value = try Self.value(Bool.self, box) {
      self = .flag(value)
    } else if let value = try Self.value(Double.self, box) {
      self = .number(value)
    } else if let value = try Self.value(String.self, box) {
      self = .text(value)
    } else if let value = try Self.value([JSONValue].self, box) {
      self = .list(value)
    } else {
      self = .object(try box.decode([String: JSONValue].self))
    }
  }

  /// nil where it is of another kind, which is how the kind is found; a number that is too large or a text that isn't UTF-8 is told.
  private static func value<T: Decodable>(_ type: T.Type, _ box: any SingleValueDecodingContainer) throws -> T? {
    do { return try box.decode(type) } catch DecodingError.typeMismatch { return nil }
  }
}

extension Schema {
  /// Everything in which the value differs from the shape: where, and what was expected. `components`: the shapes that have names.
  func faults(of value: JSONValue, at place: String, _ components: [String: Schema]) -> [ConsoleError.FieldFault] {
    func fault(_ expected: String) -> [ConsoleError.FieldFault] { [.init(field: place, fault: expected)] }
    switch (self, value) {
    case (.named(let name), _): return components[name].map { $0.faults(of: value, at: place, components) } ?? fault(name)
    case (.either(let a, let b), _):
      let first = a.faults(of: value, at: place, components)
      return first.isEmpty || b.faults(of: value, at: place, components).isEmpty ? [] : first
    case (.null, .null): return []
    case (.text(let format, let pattern, let most), .text(let text)):
      if let most, text.unicodeScalars.count > most { return fault("≤ \(most)") }
      // A NUL is no text to the database.
      if text.unicodeScalars.contains("\0") { return fault("text without NUL") }
      if let pattern, text.range(of: pattern, options: .regularExpression) == nil { return fault(pattern) }
      if format == "date", text.range(of: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", options: .regularExpression) == nil { return fault("2026-07-01") }
      return []
    case (.choice(let all), .text(let text)): return all.contains(text) ? [] : fault(all.joined(separator: ", "))
    case (.integer(let range), .number(let number)):
      guard number.rounded() == number, abs(number) < 9e15 else { return fault("integer") }
      return range.map { $0.contains(Int(number)) ? [] : fault("\($0.lowerBound)…\($0.upperBound)") } ?? []
    case (.number, .number), (.flag, .flag): return []
    case (.list(let shape, let most), .list(let items)):
      if let most, items.count > most { return fault("≤ \(most)") }
      return items.enumerated().flatMap { shape.faults(of: $0.element, at: Self.join(place, "\($0.offset)"), components) }
    case (.table(let shape), .object(let pairs)):
      return pairs.sorted { $0.key < $1.key }.flatMap { shape.faults(of: $0.value, at: Self.join(place, $0.key), components) }
    case (.object(let parts, let required, let isOpen), .object(let pairs)):
      var found = required.filter { pairs[$0] == nil }.map { ConsoleError.FieldFault(field: Self.join(place, $0), fault: "required") }
      for (name, value) in pairs.sorted(by: { $0.key < $1.key }) {
        if let part = parts.first(where: { $0.name == name }) {
          // null says of a part that may be left out that it was.
          if case .null = value, !required.contains(name) { continue }
          found += part.shape.faults(of: value, at: Self.join(place, name), components)
        } else if !isOpen {
          found.append(
            .init(field: Self.join(place, name), fault: "no such field; there are: " + parts.map(\.name).joined(separator: ", ")))
        }
      }
      return found
    default: return fault(kind)
    }
  }

  private static func join(_ place: String, _ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  private var kind: String {
    switch self {
    case .text, .choice: "text"
    case .integer: "integer"
    case .number: "number"
    case .flag: "true, false"
    case .list: "list"
    case .object, .table, .named: "object"
    case .null: "null"
    case .either(let a, let b): "\(a.kind) | \(b.kind)"
    }
  }
}
