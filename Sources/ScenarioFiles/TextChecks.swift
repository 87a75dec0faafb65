internal import Diagnostics
internal import Foundation

/// What is checked on the bytes before any YAML reader sees them: size, encoding, tabs, depth, anchors. A hostile file ends here.
enum TextChecks {
  static let mostBytes = 1 << 20
  static let mostDepth = 32
  /// More mistakes than this are counted, not told.
  static let mostMistakes = 200

  /// The text, or what keeps it from being read.
  static func text(_ data: Data, file: String, _ diagnostics: inout [Diagnostic]) -> String? {
    guard data.count <= mostBytes else {
      diagnostics.append(Diagnostic(.fileTooLarge, at: .init(file: file), found: "\(data.count) B", expected: "≤ \(mostBytes) B"))
      return nil
    }
    let bytes = Array(data)
    guard let text = String(validatingUTF8: bytes) else {
      let line = bytes.prefix(validPrefix(bytes)).count { $0 == 0x0A } + 1
      diagnostics.append(Diagnostic(.fileEncoding, at: .init(file: file, row: line), expected: "UTF-8"))
      return nil
    }
    let before = diagnostics.count
    var scan = LineScan(file: file)
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      scan.look(at: Array(line.unicodeScalars), row: number + 1, &diagnostics)
      if diagnostics.count - before >= mostMistakes { break }
    }
    return diagnostics.count == before ? text : nil
  }

  /// Length of the part that is UTF-8.
  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var length = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { length += UTF8.width(scalar) }
    return length
  }
}

extension String {
  fileprivate init?(validatingUTF8 bytes: [UInt8]) {
    self.init(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
  }
}

/// Walks over lines and knows just enough YAML to see tabs, depth and anchors outside quotations, comments and block texts.
struct LineScan {
  let file: String
  private var indents: [Int] = []
  private var flow = 0
  /// The deepest that `flow` has been on this line.
  private var peak = 0
  private var quote: Unicode.Scalar?
  /// Indentation of the key that opened a block text (`|`, `>`).
  private var blockText: Int?
  private var toldDepth = false

  init(file: String) { self.file = file }

  mutating func look(at line: [Unicode.Scalar], row: Int, _ diagnostics: inout [Diagnostic]) {
    let indent = line.prefix { $0 == " " }.count
    if line.allSatisfy({ $0 == " " || $0 == "\t" }) { return }
    if let opened = blockText {
      if indent > opened { return }
      blockText = nil
    }
    if quote == nil, flow == 0, line[indent] == "\t" {
      diagnostics.append(Diagnostic(.tabIndent, at: place(row, indent), expected: "␠␠"))
      return
    }
    var start = indent
    if quote == nil, flow == 0 { start = enter(line, indent) }
    peak = flow
    walk(line, from: start, row: row, indent: indent, &diagnostics)
    if indents.count + peak > TextChecks.mostDepth, !toldDepth {
      toldDepth = true
      diagnostics.append(Diagnostic(.tooDeep, at: place(row, indent), expected: "≤ \(TextChecks.mostDepth)"))
    }
  }

  private func place(_ row: Int, _ index: Int) -> Diagnostic.Place { .init(file: file, row: row, column: index + 1) }

  /// Keeps the stack of block levels: one for each deeper column, whether by indentation or by `- - -` on one line.
  private mutating func enter(_ line: [Unicode.Scalar], _ indent: Int) -> Int {
    while let last = indents.last, last >= indent { indents.removeLast() }
    indents.append(indent)
    var index = indent
    while index + 1 < line.count, line[index] == "-" || line[index] == "?", line[index + 1] == " " {
      index += 2
      while index < line.count, line[index] == " " { index += 1 }
      indents.append(index)
    }
    return index
  }

  private mutating func walk(_ line: [Unicode.Scalar], from start: Int, row: Int, indent: Int, _ diagnostics: inout [Diagnostic]) {
    var previous: Unicode.Scalar?  // The last that isn't a space: where a value may begin.
    var index = start
    while index < line.count {
      let scalar = line[index]
      if let open = quote {
        if scalar == "\\", open == "\"" { index += 1 } else if scalar == open { quote = nil }
      } else if scalar == "#", index == start || line[index - 1] == " " {
        break
      } else {
        // A value begins at the line's start, or behind one of these marks.
        let begins = previous.map { "-:,[{?".unicodeScalars.contains($0) } ?? true
        if begins, scalar == "\"" || scalar == "'" { quote = scalar }
        if scalar == "[" || scalar == "{" {
          flow += 1
          peak = max(peak, flow)
        } else if scalar == "]" || scalar == "}" {
          flow = max(0, flow - 1)
        }
        if begins, scalar == "&" || scalar == "*", index + 1 < line.count, line[index + 1] != " " {
          diagnostics.append(Diagnostic(.aliasNotAllowed, at: place(row, index), expected: "extends: […]"))
        }
        if begins, flow == 0, scalar == "|" || scalar == ">" {
          blockText = indent
          return
        }
      }
      if scalar != " " { previous = scalar }
      index += 1
    }
  }
}
