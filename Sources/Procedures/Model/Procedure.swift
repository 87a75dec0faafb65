/// How cases of a kind run: steps, who acts, terms, forms, outcomes and what they bring about. Data that a city changes without code.
///
/// One version of it holds on each day; a case ends under the version that it began with. Its JSON is what the database keeps.
public struct Procedure: Codable, Hashable, Sendable {
  public enum Subject: String, Codable, Hashable, Sendable, CaseIterable { case project, unit, none }

  public var procedure: String
  public var version: String
  public var title: String
  public var titleEnglish: String
  /// The policy that it carries out.
  public var document: String
  /// Requirement ids of that policy.
  public var articles: [String]
  /// First day, ISO.
  public var from: String
  /// Last day; nil: until the next version begins.
  public var until: String?
  public var subject: Subject
  /// Step to which an open case returns when the project's content changes in a way that matters (L12).
  public var onChange: String?
  public var start: Start
  public var forms: [Form]
  public var steps: [Step]

  public init(
    procedure: String, version: String, title: String, titleEnglish: String, document: String, articles: [String], from: String,
    until: String? = nil, subject: Subject, onChange: String? = nil, start: Start, forms: [Form] = [], steps: [Step]
  ) {
    (self.procedure, self.version, self.title, self.titleEnglish) = (procedure, version, title, titleEnglish)
    (self.document, self.articles, self.from, self.until) = (document, articles, from, until)
    (self.subject, self.onChange, self.start, self.forms, self.steps) = (subject, onChange, start, forms, steps)
  }

  enum CodingKeys: String, CodingKey {
    case procedure, version, title, document, articles, from, until, subject, start, forms, steps
    case titleEnglish = "title_en"
    case onChange = "on_change"
  }

  public func step(_ code: String) -> Step? { steps.first { $0.step == code } }
  public func form(_ code: String?) -> Form? { code.flatMap { code in forms.first { $0.form == code } } }

  /// Who begins a case, when, and where it begins.
  public struct Start: Codable, Hashable, Sendable {
    /// Roles.
    public var by: [String]
    /// Units whose people may begin it; nil: any.
    public var units: [String]?
    public var form: String?
    /// Stages in which the project must be; nil: any.
    public var stages: [String]?
    /// What must hold, each with the sentence that refuses.
    public var scope: [Scope]?
    /// Several open cases of this kind for one project.
    public var many: Bool?
    public var to: [String]
    public var effects: [Effect]?
    public var automatic: Automatic?

    public init(
      by: [String], units: [String]? = nil, form: String? = nil, stages: [String]? = nil, scope: [Scope]? = nil, many: Bool? = nil,
      to: [String],
      effects: [Effect]? = nil, automatic: Automatic? = nil
    ) {
      (self.by, self.units, self.form, self.stages, self.scope, self.many) = (by, units, form, stages, scope, many)
      (self.to, self.effects, self.automatic) = (to, effects, automatic)
    }
    enum CodingKeys: String, CodingKey {
      case by, units, form, stages, scope, many, to, automatic
      case effects = "do"
    }
  }

  public struct Scope: Codable, Hashable, Sendable {
    public var when: [Condition]
    public var text: String
    /// The same in English.
    public var textEnglish: String?
    public init(when: [Condition], text: String, textEnglish: String? = nil) {
      (self.when, self.text, self.textEnglish) = (when, text, textEnglish)
    }
    enum CodingKeys: String, CodingKey {
      case when, text
      case textEnglish = "text_en"
    }
  }

  /// Cases that the daily job begins.
  public struct Automatic: Codable, Hashable, Sendable {
    public enum Period: String, Codable, Hashable, Sendable, CaseIterable { case once, again, month, quarter, year }
    /// Of projects.
    public var stages: [String]?
    /// Of units.
    public var kinds: [String]?
    public var when: [Condition]?
    public var every: Period
    /// After a case of this kind was closed, none begins for so long.
    public var pause: Term?
    public init(stages: [String]? = nil, kinds: [String]? = nil, when: [Condition]? = nil, every: Period, pause: Term? = nil) {
      (self.stages, self.kinds, self.when, self.every, self.pause) = (stages, kinds, when, every, pause)
    }
  }
}
