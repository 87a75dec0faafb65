import Allocation

/// Days as cells write them.
enum DateText {
  /// `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, a month or a year alone (their first day), a time behind, or a bare
  /// number that counts days as spreadsheets do. nil when it is no date.
  static func date(_ cell: String, countsFrom1904: Bool) -> CivilDate? {
    let text = HeaderText.halfWidth(cell).trimmingWhitespace()
    if let number = serial(text, countsFrom1904) { return number }
    let day = text.prefix { $0 != "T" && !$0.isWhitespace }
    let rest = text.dropFirst(day.count)
    // Behind the day only a time may stand.
    guard rest.allSatisfy({ $0.isNumber || $0.isWhitespace || "T:.Z+-".contains($0) }) else { return nil }
    var parts: [Substring] = []
    var marks = ""
    var current = Substring(day)
    while !current.isEmpty {
      let digits = current.prefix { ("0"..."9").contains($0) }
      guard !digits.isEmpty else { return nil }
      parts.append(digits)
      current = current.dropFirst(digits.count)
      if let mark = current.first {
        marks.append(mark)
        current = current.dropFirst()
      }
    }
    return civil(parts, marks)
  }

  private static func civil(_ parts: [Substring], _ marks: String) -> CivilDate? {
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, let first = parts.first else { return nil }
    switch (numbers.count, marks) {
    case (1, "") where first.count == 8: return CivilDate(year: numbers[0] / 10_000, month: numbers[0] / 100 % 100, day: numbers[0] % 100)
    case (1, "") where first.count == 4, (1, "年"): return CivilDate(year: numbers[0], month: 1, day: 1)
    case (2, "-"), (2, "/"), (2, "."), (2, "年"), (2, "年月"): return CivilDate(year: numbers[0], month: numbers[1], day: 1)
    case (3, "--"), (3, "//"), (3, ".."), (3, "年月"), (3, "年月日"), (3, "年月号"):
      return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    default: return nil
    }
  }

  /// Five digits, with or without a time of day as a fraction: a day count of 1955 to 2119.
  private static func serial(_ text: String, _ countsFrom1904: Bool) -> CivilDate? {
    let whole = text.prefix { ("0"..."9").contains($0) }
    let fraction = text.dropFirst(whole.count)
    guard whole.count == 5, fraction.isEmpty || (fraction.first == "." && fraction.dropFirst().allSatisfy { ("0"..."9").contains($0) }),
      let days = Int(whole), (20_000...80_000).contains(days)
    else { return nil }
    // Day 1 is 1900-01-01, but spreadsheets count a 29 February 1900 that never was; day 0 of the other system is 1904-01-01.
    return CivilDate(daysSince1970: countsFrom1904 ? days - 24_107 : days - 25_569)
  }

  /// `2026`, `2026年`, `2026年度`.
  static func year(_ cell: String) -> Int? {
    var text = HeaderText.normal(cell)
    for suffix in ["年度", "年"] where text.hasSuffix(suffix) { text.removeLast(suffix.count) }
    if text.hasSuffix(".0") { text.removeLast(2) }
    guard text.utf8.count == 4, let year = Int(text), (1949...2999).contains(year) else { return nil }
    return year
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  func trimmingWhitespace() -> String {
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[start...end])
  }
}
