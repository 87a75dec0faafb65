import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Store

/// What every import takes.
struct ImportOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var path: String
  @Flag(help: "The real import, rolled back: every mistake and every difference, and nothing stays.")
  var dryRun = false
  @Option(help: "Mapping of headers to fields (JSON). Default: Scenarios/mapping.")
  var mapping: String?
  @Option(help: "Business date (ISO). Default: today.")
  var date: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func columns(_ name: String) throws -> ColumnMapping {
    try ColumnMapping(path: mapping ?? ResourceFolder.scenarios().appending(path: "mapping/\(name).json").path)
  }

  /// Says the notes and warnings; throws everything at once when there are errors.
  func judge(_ report: IntakeReport) throws {
    if let failure = report.failure { throw failure }
    let language = language.language
    for diagnostic in report.diagnostics.prefix(20) { Console.note(diagnostic.text(language)) }
    if report.diagnostics.count > 20 {
      Console.note(language("……另有 \(report.warnings + report.notes - 20) 条提示", "… and \(report.warnings + report.notes - 20) more notes"))
    }
  }

  var businessDate: String { date ?? Today.date.iso }
}
