internal import Allocation

/// What a mapping of a scenario file may hold. One description drives reading, the JSON Schema and the reference page.
struct Shape: Sendable {
  var fields: [Field]
  var keys: [String] { fields.map(\.key) }
  subscript(key: String) -> Field? { fields.first { $0.key == key } }
}

/// One key: what its value is, and what it means in both languages.
struct Field: Sendable {
  var key: String
  var kind: Kind
  var isRequired = false
  var chinese: String
  var english: String

  init(_ key: String, _ kind: Kind, required: Bool = false, _ chinese: String, _ english: String) {
    (self.key, self.kind, isRequired, self.chinese, self.english) = (key, kind, required, chinese, english)
  }
}

/// What a value is.
indirect enum Kind: Sendable {
  case text(most: Int)
  case name(Vocabulary.NameKind)
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case ratio(least: Ratio, most: Ratio)
  case quantity(Measure, least: Quantity?)
  case date
  case flag
  case choice([String])
  case list(Kind, most: Int)
  case object(Shape)
  /// Names to values; `also` names a key that stands for none of them.
  case map(Vocabulary.NameKind, also: String?, Kind, most: Int)
  /// Parameter → value, or parameter → factor → value.
  case parameters(most: Int)
  /// A whole scenario's keys again, with a name: one choice of a batch.
  case overrides

  /// In which unit a quantity is counted.
  enum Measure: Sendable {
    case fixed(String)
    /// Of the mapping's own `factor`.
    case factor
    /// Of what an assertion is about.
    case subject
  }
}
