extension Procedure {
  /// The same procedure of another name and other days.
  public func isSame(as other: Procedure) -> Bool {
    var other = other
    (other.version, other.from, other.until) = (version, from, until)
    return self == other
  }

  /// What of another version is not as in this one: `start`, `step report`, `form opinion`, …
  public func differences(from other: Procedure) -> [String] {
    var found: [String] = []
    if (title, titleEnglish, document, articles, subject, onChange) != (
      other.title, other.titleEnglish, other.document, other.articles, other.subject, other.onChange
    ) {
      found.append("head")
    }
    if start != other.start { found.append("start") }
    let codes = (forms + other.forms).map(\.form)
    found += Self.once(codes).filter { form($0) != other.form($0) }.map { "form \($0)" }
    let steps = (steps + other.steps).map(\.step)
    found += Self.once(steps).filter { step($0) != other.step($0) }.map { "step \($0)" }
    return found.isEmpty && !isSame(as: other) ? ["order"] : found
  }

  private static func once(_ codes: [String]) -> [String] {
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }
  }

  /// `2026-1` → `2026-2`; a name without a number at its end gets one.
  public static func nextVersion(after version: String, taken: Set<String>) -> String {
    let digits = String(version.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    let stem = digits.isEmpty ? version + "-" : String(version.dropLast(digits.count))
    var number = Int(digits) ?? 1
    repeat { number += 1 } while taken.contains("\(stem)\(number)")
    return "\(stem)\(number)"
  }
}
