/// Cells of CSV (RFC 4180).
public enum CSVText {
  public static func cell(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// For files that people open in a spreadsheet: what it would take for a formula becomes text.
  public static func safeCell(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first), text.wholeMatch(of: /[+-]?[0-9][0-9.,]*%?/) == nil else { return cell(text) }
    return cell("'" + text)
  }
}
