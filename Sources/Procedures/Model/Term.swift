/// How long something may take. The first day doesn't count.
public struct Term: Codable, Hashable, Sendable {
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    case workingDays = "working_days"
    case days, months
  }
  /// 1 to `Term.most`.
  public var amount: Int?
  public var unit: Unit?
  /// Field of the case's data that holds the day itself.
  public var field: String?

  public static let most = 1_000

  public init(_ amount: Int, _ unit: Unit) { (self.amount, self.unit) = (amount, unit) }
  public init(field: String) { self.field = field }

  /// Reads `10 working days`, `15 days`, `3 months`, `field due`. nil: not a term.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == "field" {
      self.init(field: words[1])
      return
    }
    guard let first = words.first, let amount = Int(first), (0...Term.most).contains(amount) else { return nil }
    switch words.dropFirst().joined(separator: " ") {
    case "working days", "working day": self.init(amount, .workingDays)
    case "days", "day": self.init(amount, .days)
    case "months", "month": self.init(amount, .months)
    default: return nil
    }
  }

  public var text: String {
    if let field { return "field \(field)" }
    let name =
      switch unit {
      case .workingDays: "working days"
      case .days: "days"
      case .months: "months"
      case nil: ""
      }
    return "\(amount ?? 0) \(name)"
  }
}
