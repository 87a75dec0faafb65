/// A sheet to be written: cells, marks on cells with a comment, and lists to choose from. Reporting makes a workbook of it.
public struct AnnotatedSheet: Sendable, Equatable {
  /// A comment on a cell, coloured by its level.
  public struct Mark: Sendable, Equatable {
    /// Both from 1.
    public var row: Int
    public var column: Int
    public var level: Diagnostic.Level
    public var text: String
    public init(row: Int, column: Int, level: Diagnostic.Level, text: String) {
      (self.row, self.column, self.level, self.text) = (row, column, level, text)
    }
  }
  /// Cells of a column that take one of these values.
  public struct Choice: Sendable, Equatable {
    public var column: Int
    public var firstRow: Int
    public var lastRow: Int
    public var values: [String]
    public init(column: Int, firstRow: Int, lastRow: Int, values: [String]) {
      (self.column, self.firstRow, self.lastRow, self.values) = (column, firstRow, lastRow, values)
    }
  }
  public var name: String
  /// Cells as text, row by row; short rows end early.
  public var rows: [[String]]
  /// Last row of the header; 0 when there is none.
  public var headerRow: Int
  /// Ascending by row and column, one a cell.
  public var marks: [Mark]
  public var choices: [Choice]
  public init(name: String, rows: [[String]], headerRow: Int = 0, marks: [Mark] = [], choices: [Choice] = []) {
    (self.name, self.rows, self.headerRow, self.marks, self.choices) = (name, rows, headerRow, marks, choices)
  }

  /// Rows below the last one that lists reach, for what a clerk adds.
  public static let spareRows = 200
}
