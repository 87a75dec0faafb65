/// What is filled in at a step, and printed.
public struct Form: Codable, Hashable, Sendable {
  public var form: String
  public var title: String
  public var titleEnglish: String
  /// Who signs, as the printed form says it.
  public var signature: String?
  public var signatureEnglish: String?
  /// Sentence above the signature.
  public var pledge: String?
  public var pledgeEnglish: String?
  public var fields: [FormField]
  public init(
    form: String, title: String, titleEnglish: String, signature: String? = nil, signatureEnglish: String? = nil, pledge: String? = nil,
    pledgeEnglish: String? = nil, fields: [FormField]
  ) {
    (self.form, self.title, self.titleEnglish, self.fields) = (form, title, titleEnglish, fields)
    (self.signature, self.signatureEnglish) = (signature, signatureEnglish)
    (self.pledge, self.pledgeEnglish) = (pledge, pledgeEnglish)
  }
  enum CodingKeys: String, CodingKey {
    case form, title, signature, pledge, fields
    case titleEnglish = "title_en"
    case signatureEnglish = "signature_en"
    case pledgeEnglish = "pledge_en"
  }
}

public struct FormField: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    case text, paragraph, number, integer, date, yes, choice
    /// Factor codes with quantities in their units.
    case factors
    /// Code or name of a unit.
    case unit
    /// Codes of people at work, separated by commas.
    case people
  }
  public var field: String
  public var title: String
  public var titleEnglish: String
  public var kind: Kind
  public var unit: String?
  public var required: Bool?
  public var choices: [String]?
  /// How English papers print them, in the same order; what is given and kept is the Chinese one.
  public var choicesEnglish: [String]?
  /// Fact of the project that fills it when nothing is given.
  public var from: String?
  /// One field over another: `fixed_investment / floor_area`.
  public var formula: String?
  /// Characters.
  public var most: Int?
  /// Heading above this field in the printed form.
  public var section: String?
  public var sectionEnglish: String?
  /// Of a day: it may not lie before the day of acting.
  public var ahead: Bool?
  public init(
    field: String, title: String, titleEnglish: String, kind: Kind, unit: String? = nil, required: Bool? = nil, choices: [String]? = nil,
    choicesEnglish: [String]? = nil, from: String? = nil, formula: String? = nil, most: Int? = nil, section: String? = nil,
    sectionEnglish: String? = nil, ahead: Bool? = nil
  ) {
    (self.field, self.title, self.titleEnglish, self.kind, self.unit) = (field, title, titleEnglish, kind, unit)
    (self.required, self.choices, self.from, self.formula, self.most, self.section) = (required, choices, from, formula, most, section)
    (self.choicesEnglish, self.sectionEnglish, self.ahead) = (choicesEnglish, sectionEnglish, ahead)
  }
  enum CodingKeys: String, CodingKey {
    case field, title, kind, unit, required, choices, from, formula, most, section, ahead
    case titleEnglish = "title_en"
    case choicesEnglish = "choices_en"
    case sectionEnglish = "section_en"
  }
}
