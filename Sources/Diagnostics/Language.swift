/// The language in which sentences are made, at the edge.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// Chooses by a locale name as `LANG` has it; English unless it says Chinese.
  public init(locale: String?) { self = locale?.lowercased().hasPrefix("zh") == true ? .chinese : .english }

  /// Picks the sentence of this language.
  public func callAsFunction(_ chinese: String, _ english: String) -> String { self == .chinese ? chinese : english }
}
