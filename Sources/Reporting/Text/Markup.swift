/// Small helpers for HTML and SVG text. Every text that comes from outside goes through `escaped`.
enum Markup {
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// A number with at most `digits` decimals and no trailing zeros; the same on every machine.
  static func number(_ value: Double, _ digits: Int = 2) -> String {
    guard value.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = (value * scale).rounded()
    guard abs(whole) < 9e15 else { return "\(Int64(clamping: Int(value)))" }
    let sign = whole < 0 ? "-" : ""
    let magnitude = Int64(abs(whole))
    let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: Int64(scale))
    guard rest > 0 else { return quotient == 0 ? "0" : "\(sign)\(quotient)" }
    var tail = String(rest)
    tail = String(repeating: "0", count: digits - tail.count) + tail
    while tail.last == "0" { tail.removeLast() }
    return "\(sign)\(quotient).\(tail)"
  }

  /// With thin thousands separators, for people.
  static func grouped(_ value: Double, _ digits: Int = 2) -> String {
    let text = number(value, digits)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let negative = parts[0].hasPrefix("-")
    let whole = Array(negative ? parts[0].dropFirst() : parts[0])
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (negative ? "-" : "") + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }
}
