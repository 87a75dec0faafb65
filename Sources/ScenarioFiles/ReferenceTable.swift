internal import Allocation

/// Tables of keys for reference pages.
enum ReferenceTable {
  static func text(_ fields: [Field]) -> String {
    "| key | value | meaning | 含义 |\n| --- | --- | --- | --- |\n"
      + fields.map { field in
        "| `\(field.key)`\(field.isRequired ? " (required)" : "") | \(escaped(field.kind.form)) | \(escaped(field.english)) | \(field.chinese) |\n"
      }.joined()
  }

  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// The mapping that a key's value is, or is a list of.
  static func inner(_ kind: Kind) -> Shape? {
    switch kind {
    case .object(let shape): shape
    case .list(let element, _): inner(element)
    default: nil
    }
  }
}
