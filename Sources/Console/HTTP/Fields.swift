import Foundation
import Hummingbird

/// What a form or a query says: names with values, in order. Decoded here because forms of procedures have fields that no type knows.
struct Fields: Sendable {
  private(set) var pairs: [(name: String, value: String)] = []
  private static let limit = 1_000

  init(_ encoded: some StringProtocol) throws {
    for part in encoded.split(separator: "&", omittingEmptySubsequences: true) {
      guard pairs.count < Self.limit else { throw HTTPError(.contentTooLarge, message: "more than \(Self.limit) fields") }
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0]), let value = Self.decoded(sides.count > 1 ? sides[1] : "") else {
        throw HTTPError(.badRequest, message: "a field isn't UTF-8 in URL encoding")
      }
      pairs.append((name, value))
    }
  }
  init(pairs: [(name: String, value: String)]) { self.pairs = pairs }

  /// The first value, nil where there is none or it is empty.
  subscript(_ name: String) -> String? {
    pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  /// Values whose names begin with `prefix`, without it.
  func under(_ prefix: String) -> [String: String] {
    var found: [String: String] = [:]
    for pair in pairs where pair.name.hasPrefix(prefix) && !pair.value.isEmpty {
      found[String(pair.name.dropFirst(prefix.count))] = pair.value
    }
    return found
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    guard let decoded = String(text.map { $0 == "+" ? " " : $0 }).removingPercentEncoding, !decoded.unicodeScalars.contains("\0") else {
      return nil
    }
    return decoded
  }
}

extension StringProtocol {
  /// For a query or a path: everything but letters, digits and -._~ of ASCII is encoded.
  var queryEncoded: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
