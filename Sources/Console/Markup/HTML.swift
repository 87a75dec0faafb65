/// A piece of a page. Text that is put into it is escaped; only another piece goes in as it is, so that nothing a user typed becomes markup.
///
///     let row: HTML = "<tr><td>\(project.name)</td></tr>"
///
/// Two literals in a choice inside an interpolation are texts, and escaped: name the choice with its type first.
struct HTML: Sendable, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }
  /// Markup that other code of ours has made and escaped.
  init(trusted text: String) { self.text = text }
  init(_ pieces: [HTML]) { text = pieces.map(\.text).joined() }

  static let empty: HTML = ""
  var isEmpty: Bool { text.isEmpty }

  static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }

  struct Interpolation: StringInterpolationProtocol {
    var text = ""
    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 16) }
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }
    mutating func appendInterpolation(_ value: String) { HTML.escape(value, into: &text) }
    mutating func appendInterpolation(_ value: String?) { HTML.escape(value ?? "", into: &text) }
    mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
  }

  private static func escape(_ value: String, into text: inout String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): return slowly(value, into: &text)
      default: continue
      }
    }
    text += value
  }

  private static func slowly(_ value: String, into text: inout String) {
    for character in value.unicodeScalars {
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(character)
      }
    }
  }
}

extension Sequence {
  func html(_ piece: (Element) throws -> HTML) rethrows -> HTML { HTML(try map(piece)) }
}
