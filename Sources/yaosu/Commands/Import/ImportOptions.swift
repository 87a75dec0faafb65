import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Operations
import Reporting
import Store

/// What every import takes.
struct ImportOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var path: String
  @Flag(help: "The real import, rolled back: every mistake and every difference, and nothing stays.")
  var dryRun = false
  @Option(help: "Mapping of headers to fields (JSON). Default: Scenarios/mapping.")
  var mapping: String?
  @Option(help: "What was mended by hand in an earlier file (CSV from import recipe): the same is mended in this one.")
  var recipe: String?
  @Option(
    help: ArgumentHelp("Send the file back as a workbook with every fault on its cell, and lists to choose from.", valueName: "xlsx"))
  var annotate: String?
  @Option(help: "Business date (ISO). Default: today.")
  var date: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func columns(_ name: String) throws -> ColumnMapping {
    try ColumnMapping(path: mapping ?? ResourceFolder.scenarios().appending(path: "mapping/\(name).json").path)
  }

  func mendings() throws -> Recipe { try recipe.map { try Recipe(path: $0) } ?? Recipe() }

  /// Says the notes and warnings; throws everything at once when there are errors. Writes the annotated workbook in any case.
  func judge(_ report: IntakeReport, source: RowSource, mapping: ColumnMapping, context: IntakeContext) throws {
    let language = language.language
    if let annotate {
      let sheets = try AnnotatedWorkbook(source: source, report: report, mapping: mapping, context: context, language: language).sheets
      try AnnotatedOutput.write(sheets, to: annotate)
      Terminal.note(language("已写出标注后的工作簿 \(annotate)", "wrote the annotated workbook \(annotate)"))
    }
    if let failure = report.failure { throw failure }
    for diagnostic in report.diagnostics.prefix(20) { Terminal.note(diagnostic.text(language)) }
    if report.diagnostics.count > 20 {
      Terminal.note(language("……另有 \(report.warnings + report.notes - 20) 条提示", "… and \(report.warnings + report.notes - 20) more notes"))
    }
  }

  var businessDate: String { date ?? Today.date.iso }
}

enum AnnotatedOutput {
  /// Writes sheets as a workbook beside its place first, so that a failure leaves no half file.
  static func write(_ sheets: [AnnotatedSheet], to path: String) throws {
    let part = path + ".part"
    do {
      let book = try Workbook(path: part)
      for sheet in sheets { try book.sheet(sheet) }
      try book.close()
      guard rename(part, path) == 0 else { throw CommandError.cannotWrite(path, String(cString: strerror(errno))) }
    } catch let error as Workbook.Failure {
      unlink(part)
      throw CommandError.cannotWrite(path, error.reason)
    }
  }
}
