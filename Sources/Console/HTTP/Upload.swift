import Foundation

/// A form with a file (multipart/form-data, RFC 7578): its fields, and the one file that it may carry.
struct Upload: Sendable {
  var fields: Fields
  var file: (name: String, bytes: [UInt8])?
  private static let partLimit = 50

  /// nil where the body isn't what its content type says.
  init?(contentType: String, body: [UInt8]) {
    guard let range = contentType.range(of: "boundary=") else { return nil }
    let boundary = contentType[range.upperBound...].prefix { $0 != ";" }.trimmingPrefix("\"").reversed().drop { $0 == "\"" }.reversed()
    guard !boundary.isEmpty, boundary.count <= 70 else { return nil }
    let marker = Array("--\(String(boundary))".utf8)
    var pairs: [(name: String, value: String)] = []
    var parts = body.parts(between: marker)
    guard parts.count >= 1, parts.count <= Self.partLimit else { return nil }
    parts.removeAll { $0.isEmpty }
    for part in parts {
      guard let end = part.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
      let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
      let content = Array(part[end.upperBound...])
      guard let name = Self.attribute("name", head) else { return nil }
      if let file = Self.attribute("filename", head) {
        // Browsers of old send whole paths; only the last part is a name, and never one that leads elsewhere.
        let last = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        if !content.isEmpty { self.file = (last.isEmpty || last.allSatisfy { $0 == "." } ? "upload" : String(last.prefix(200)), content) }
      } else {
        pairs.append((name, String(decoding: content, as: UTF8.self)))
      }
    }
    fields = Fields(pairs: pairs)
  }

  private static func attribute(_ name: String, _ head: String) -> String? {
    guard let start = head.range(of: "\(name)=\""),
      start.lowerBound == head.startIndex || " ;".contains(head[head.index(before: start.lowerBound)])
    else { return nil }
    return String(head[start.upperBound...].prefix { $0 != "\"" && $0 != "\r" && $0 != "\n" })
  }
}

extension [UInt8] {
  /// What lies between one marker and the next, without the line ends around it.
  fileprivate func parts(between marker: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var rest = self[...]
    guard let first = rest.firstRange(of: marker) else { return [] }
    rest = rest[first.upperBound...]
    while let next = rest.firstRange(of: marker) {
      found.append(Array(rest[..<next.lowerBound].dropFirst(2).dropLast(2)))
      rest = rest[next.upperBound...]
    }
    return found
  }
}
