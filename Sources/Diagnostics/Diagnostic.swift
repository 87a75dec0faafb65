/// One thing that is wrong with what somebody gave us: data, not a sentence. Import, scenarios and console share the catalogue.
public struct Diagnostic: Hashable, Sendable, Error {
  public enum Level: String, Hashable, Sendable, Comparable {
    case error, warning, note
    public static func < (a: Level, b: Level) -> Bool { a.order < b.order }
    private var order: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
  }

  /// Where it is: a cell of a sheet, or a line of a text file.
  public struct Place: Hashable, Sendable {
    public var file: String
    public var sheet: String?
    /// From 1, as people count; for sheets the row of the workbook, for text the line.
    public var row: Int?
    /// From 1.
    public var column: Int?
    public init(file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
      (self.file, self.sheet, self.row, self.column) = (file, sheet, row, column)
    }
  }

  public var code: DiagnosticCode
  public var level: Level
  public var place: Place
  /// What stands there, shortened to `Diagnostic.foundLimit` characters.
  public var found: String
  /// Values that fill the catalogue's sentence: what was expected, the name of the column, ….
  public var expected: String
  /// What to do, when more can be said than the catalogue says: "did you mean `horizon`?".
  public var suggestion: String?

  public static let foundLimit = 80

  public init(
    _ code: DiagnosticCode, level: Level? = nil, at place: Place, found: String = "", expected: String = "", suggestion: String? = nil
  ) {
    self.code = code
    self.level = level ?? code.level
    self.place = place
    self.found = found.count > Diagnostic.foundLimit ? found.prefix(Diagnostic.foundLimit) + "…" : found
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// Many diagnostics thrown at once: nothing was done.
public struct DiagnosticList: Error, Sendable {
  public var diagnostics: [Diagnostic]
  /// How many there were before the list was cut to its limit.
  public var total: Int
  public init(_ diagnostics: [Diagnostic], total: Int? = nil) { (self.diagnostics, self.total) = (diagnostics, total ?? diagnostics.count) }
}
