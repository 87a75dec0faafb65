public import Diagnostics
public import Procedures

/// A paper that an office prints: title, what it is about, and blocks one after the other. One description makes the A4 page and the workbook.
public struct Document: Sendable {
  public enum Block: Sendable {
    case heading(String)
    case paragraph(String)
    /// A form as it is laid out on paper: field and its value.
    case form(Form, values: [String: String])
    case table(Table)
    /// A drawing, already SVG.
    case picture(String)
    /// Lines for names and seals.
    case signature([String])
  }
  public struct Table: Sendable {
    public var title: String
    public var columns: [String]
    /// Places of columns that hold numbers.
    public var numbers: Set<Int>
    public var rows: [[String]]
    public init(title: String, columns: [String], numbers: Set<Int> = [], rows: [[String]]) {
      (self.title, self.columns, self.numbers, self.rows) = (title, columns, numbers, rows)
    }

    public var withoutEmptyColumns: Table {
      let filled = columns.indices.filter { place in rows.contains { !$0[place].isEmpty } }
      return Table(
        title: title, columns: filled.map { columns[$0] }, numbers: Set(filled.indices.filter { numbers.contains(filled[$0]) }),
        rows: rows.map { row in filled.map { row[$0] } })
    }
  }

  public var title: String
  /// Above the title: who issues it.
  public var issuer: String
  /// Below the title: number, day, case.
  public var facts: [String]
  public var blocks: [Block]
  /// At the foot: hash of what was frozen, version of the contents.
  public var footnote: String
  public var isLandscape: Bool
  /// What choices and units of forms are called in the reader's language.
  public var words = Glossary()

  public init(title: String, issuer: String, facts: [String], blocks: [Block], footnote: String = "", isLandscape: Bool = false) {
    (self.title, self.issuer, self.facts, self.blocks) = (title, issuer, facts, blocks)
    (self.footnote, self.isLandscape) = (footnote, isLandscape)
  }
}
