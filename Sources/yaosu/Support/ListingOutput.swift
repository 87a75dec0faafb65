import Diagnostics
import Operations
import Reporting
import Store

/// Prints a list as a table, CSV or JSON; headings in Chinese where we have them.
struct ListingOutput {
  var format: OutputFormat = .table
  var language: Language
  /// What tables say in place of codes and of words of the other language; CSV and JSON keep what the list gives.
  var words = Glossary()

  func show(_ listing: Listing) {
    switch format {
    case .table:
      // Facts one below the other have their names before them.
      let isFacts = listing.columns == ["field", "value"]
      let table = TextTable(
        titles: listing.columns.map { ColumnTitle.text($0, language) },
        alignments: listing.columns.map { Self.numbers.contains($0) ? .right : .left },
        rows: listing.rows.map { row in
          zip(isFacts ? ["", row[0] ?? ""] : listing.columns, row).map { words.text($0, $1 ?? "", language) }
        })
      Terminal.out(table.text)
    case .csv:
      Terminal.out(listing.columns.map(CSVText.cell).joined(separator: ","))
      for row in listing.rows { Terminal.out(row.map { CSVText.cell($0 ?? "") }.joined(separator: ",")) }
    case .json:
      let rows = listing.rows.map { Dictionary(uniqueKeysWithValues: zip(listing.columns, $0)) }
      Terminal.out(JSONText.pretty(rows))
    }
  }

  private static let numbers: Set<String> = ["quantity", "investment", "expected", "found", "run"]
}
