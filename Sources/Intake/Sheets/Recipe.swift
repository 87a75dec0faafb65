import Diagnostics

/// What a clerk mended by hand in one month's file, to be done again on the next month's: texts of headers and cells, and what they became.
///
/// A mending is for every row, unless the same text of a column became different things in different rows; then it is for the row's code.
public struct Recipe: Sendable, Equatable {
  public struct Mending: Sendable, Hashable {
    /// As the mended file has it; empty when the mending is of a header itself.
    public var header: String
    public var found: String
    public var becomes: String
    /// Code of the row that it is for; empty for every row.
    public var code: String
    public init(header: String, found: String, becomes: String, code: String = "") {
      (self.header, self.found, self.becomes, self.code) = (header, found, becomes, code)
    }
  }
  /// Ascending by header, code and text.
  public let mendings: [Mending]
  private let byKey: [Key: String]
  private struct Key: Hashable { var header: String, code: String, found: String }

  /// Most mendings of one recipe.
  public static let limit = 20_000
  public static let columns = ["表头", "读到", "改为", "项目代码"]

  public init(_ mendings: [Mending] = []) {
    self.mendings = mendings.sorted { ($0.header, $0.code, $0.found) < ($1.header, $1.code, $1.found) }
    byKey = Dictionary(
      mendings.map { (Key(header: HeaderText.normal($0.header), code: $0.code, found: Recipe.normal($0.found)), $0.becomes) },
      uniquingKeysWith: { _, last in last })
  }

  /// What a header cell becomes; nil when nothing is said of it.
  func header(_ text: String) -> String? { byKey[Key(header: "", code: "", found: Recipe.normal(text))] }

  /// What a cell of the column becomes; nil when nothing is said of it. The row's own code comes before the rule for all rows.
  func cell(_ text: String, header: String, code: String) -> String? {
    let column = HeaderText.normal(header)
    let found = Recipe.normal(text)
    return byKey[Key(header: column, code: code, found: found)] ?? byKey[Key(header: column, code: "", found: found)]
  }

  var isEmpty: Bool { mendings.isEmpty }

  /// Spaces at the ends don't count.
  private static func normal(_ text: String) -> String { text.trimmingWhitespace() }
}

extension Recipe {
  /// The recipe as a CSV file that people can read and edit.
  public var csv: String {
    let rows = [Recipe.columns] + mendings.map { [$0.header, $0.found, $0.becomes, $0.code] }
    return "\u{FEFF}" + rows.map { $0.map(Recipe.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) }
      ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : text
  }

  /// Reads what `csv` wrote. Throws a `DiagnosticList` for a file that is something else.
  public init(path: String) throws {
    let source = try RowSource(path)
    var mendings: [Mending] = []
    var problems: [Diagnostic] = []
    try source.rows(of: source.sheets.first ?? "") { number, cells in
      let place = Diagnostic.Place(file: source.file, row: number)
      if number == 1 {
        let header = cells.map(HeaderText.normal)
        if header != Recipe.columns { problems.append(Diagnostic(.noHeader, at: place, expected: Recipe.columns.joined(separator: ","))) }
        return problems.isEmpty
      }
      if cells.allSatisfy(\.isEmpty) { return true }
      guard cells.count >= 3 else {
        problems.append(Diagnostic(.missingColumn, at: place, expected: Recipe.columns.joined(separator: ",")))
        return problems.count < source.limits.shownDiagnostics
      }
      guard mendings.count < Recipe.limit else {
        problems.append(Diagnostic(.tooManyRows, at: place, expected: "≤ \(Recipe.limit)"))
        return false
      }
      mendings.append(
        Mending(header: cells[0], found: cells[1], becomes: cells[2], code: cells.count > 3 ? cells[3].trimmingWhitespace() : ""))
      return true
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    self.init(mendings)
  }
}
