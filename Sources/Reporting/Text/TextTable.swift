/// Rows of text in aligned columns for a terminal, where a Han character is two columns wide.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }
  public var titles: [String]
  public var alignments: [Alignment]
  public var rows: [[String]]

  public init(titles: [String], alignments: [Alignment], rows: [[String]]) {
    precondition(titles.count == alignments.count)
    (self.titles, self.alignments, self.rows) = (titles, alignments, rows)
  }

  /// Lines with two spaces between columns, none at their end.
  public var text: String {
    let widths = titles.indices.map { column in
      rows.reduce(TextTable.width(titles[column])) { max($0, TextTable.width($1[column])) }
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(titles, widths), rule] + rows.map { line($0, widths) }).joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - TextTable.width(cells[column]))
      return alignments[column] == .left ? cells[column] + space : space + cells[column]
    }
    var line = padded.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Columns that a text takes on a terminal: wide and full-width characters take two (Unicode, East Asian Width).
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : $1.properties.canonicalCombiningClass == .notReordered ? 1 : 0) }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
