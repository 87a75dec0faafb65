import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Optimisation
import Reporting
import Store

/// The run that is explored, and how.
struct ExploreOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func open() throws -> (stored: RunStore.Stored, names: LedgerNames) {
    let session = try database.migratedSession()
    let stored = try RunStore(session, city: database.city).read(number)
    return (stored, LedgerNames(store: LedgerStore(session, city: database.city), language: language.language))
  }

  /// A table with its sentences, or the same rows as CSV; JSON is `value`.
  func show(_ found: Exploration, json value: some Encodable) {
    switch format {
    case .json: Terminal.out(JSONText.pretty(value))
    case .csv: for row in [found.columns.map(\.title)] + found.rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
    case .table:
      if !found.rows.isEmpty { Terminal.out(found.table) }
      for sentence in found.sentences { Terminal.out(sentence) }
    }
  }

  /// A table, or the same rows as CSV; JSON is `value`.
  func show(_ titles: [String], _ alignments: [TextTable.Alignment], _ rows: [[String]], json value: some Encodable) {
    switch format {
    case .json: Terminal.out(JSONText.pretty(value))
    case .csv: for row in [titles] + rows { Terminal.out(row.map(CSVText.cell).joined(separator: ",")) }
    case .table: Terminal.out(TextTable(titles: titles, alignments: alignments, rows: rows).text)
    }
  }
}

/// Plans one snapshot after another, from the run's own plan, with a line that says how far it is. Ctrl-C ends it with what there is.
struct Explorer {
  let stored: RunStore.Stored
  let language: Language
  private let solver: HighsSolver
  private let interruption = Interruption()
  private let line = ProgressLine()
  private let limits: Scenario.Limits

  init(_ stored: RunStore.Stored, _ language: Language) throws {
    (self.stored, self.language, solver, limits) = (stored, language, try HighsSolver(), stored.scenario.limits)
  }

  /// nil once somebody has said stop.
  func plan(_ snapshot: Snapshot, _ step: String) throws -> Plan? {
    guard !interruption.isAsked else { return nil }
    line.show(step)
    return try Planner(solver: solver, limits: limits).plan(snapshot, after: (stored.plan, stored.snapshot)) { _ in !interruption.isAsked }
  }

  func end() { line.end() }
}
