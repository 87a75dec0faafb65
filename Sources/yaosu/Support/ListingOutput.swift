import Diagnostics
import Operations
import Reporting
import Store

/// Prints a list as a table, CSV or JSON; headings in Chinese where we have them.
struct ListingOutput {
  var format: OutputFormat = .table
  var language: Language

  func show(_ listing: Listing) {
    switch format {
    case .table:
      let table = TextTable(
        titles: listing.columns.map { ColumnTitle.text($0, language) },
        alignments: listing.columns.map { Self.numbers.contains($0) ? .right : .left },
        rows: listing.rows.map { $0.map { $0 ?? "" } })
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
