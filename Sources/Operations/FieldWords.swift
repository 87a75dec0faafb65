public import Diagnostics

/// Facts of a project as people read them: a code, or several of them joined by `、`.
public enum FieldWords {
  public static func text(_ field: String, _ value: String, _ language: Language, _ words: Glossary) -> String {
    guard listed.contains(field) else { return words.text(field, value, language) }
    return value.split(separator: "、").map { words.text(field, String($0), language) }.joined(separator: language("、", ", "))
  }

  private static let listed: Set<String> = ["classes", "libraries"]
}
