public import Diagnostics
public import Procedures

/// A term as people read it.
public enum TermText {
  public static func text(_ term: Term, _ language: Language) -> String {
    guard let amount = term.amount else { return language("按表单日期", "by the form's date") }
    let plural = amount == 1 ? "" : "s"
    return switch term.unit {
    case .workingDays: language("\(amount) 个工作日", "\(amount) working day\(plural)")
    case .months: language("\(amount) 个月", "\(amount) month\(plural)")
    default: language("\(amount) 天", "\(amount) day\(plural)")
    }
  }
}
