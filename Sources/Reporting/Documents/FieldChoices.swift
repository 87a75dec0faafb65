public import Diagnostics
public import Procedures

/// What a reader sees of the choices of a field; what is given and kept is the choice itself.
public enum FieldChoices {
  public static func titles(_ field: FormField, _ language: Language, _ words: Glossary) -> [String] {
    let choices = field.choices ?? []
    if language == .english, let english = field.choicesEnglish, english.count == choices.count { return english }
    return choices.map { words.text(field.field, $0, language) }
  }
}
