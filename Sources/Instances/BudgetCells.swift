/// The cells of a line: separated by semicolons; one that holds a semicolon or a quotation mark stands in quotation marks, with those inside it doubled.
enum BudgetCells {
  static func split(_ line: some StringProtocol) -> [String] {
    var cells: [String] = []
    var rest = Substring(line)
    while true {
      let cell = next(&rest)
      cells.append(cell)
      guard rest.first == ";" else { return cells }
      rest = rest.dropFirst()
    }
  }

  /// A quotation mark that isn't closed before a semicolon or the end is one of the text.
  private static func next(_ rest: inout Substring) -> String {
    let start = rest.drop { $0 == " " || $0 == "\t" }
    if start.first == "\"", let quoted = quoted(start) {
      rest = quoted.rest
      return quoted.text
    }
    let end = rest.firstIndex(of: ";") ?? rest.endIndex
    defer { rest = rest[end...] }
    return trimmed(rest[..<end])
  }

  private static func quoted(_ cell: Substring) -> (text: String, rest: Substring)? {
    var (text, rest) = ("", cell.dropFirst())
    while let mark = rest.firstIndex(of: "\"") {
      text += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard rest.first == "\"" else {
        let after = rest.drop { $0 == " " || $0 == "\t" }
        return after.isEmpty || after.first == ";" ? (trimmed(text[...]), after) : nil
      }
      text += "\""
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
