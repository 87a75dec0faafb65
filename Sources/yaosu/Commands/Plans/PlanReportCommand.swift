import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct PlanReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes a run as one self-contained page (HTML) and as an Excel workbook.",
    discussion: "yaosu plan report 3\nyaosu plan report 3 --out reports --lang en")
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @Option(help: "Folder for plan-N.html and plan-N.xlsx.")
  var out = "."
  @Option(help: "Boundaries of the regions (GeoJSON with the property code or adcode). Default: the sample city's schematic map.")
  var map: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    // A report is for the meeting: Chinese unless asked otherwise, whatever the terminal's language.
    let language = language.lang ?? .chinese
    try Failure.report(self.language.language) {
      let stored = try RunStore(database.migratedSession(), city: database.city).read(number)
      let report = PlanReport(stored, shapes: try shapes(), language: language)
      try write(report)
    }
  }

  private func write(_ report: PlanReport) throws {
    let folder = URL(filePath: out, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let page = folder.appending(path: "plan-\(number).html")
      try Data(report.html().utf8).write(to: page, options: .atomic)
      let book = folder.appending(path: "plan-\(number).xlsx")
      try report.writeWorkbook(to: book.path)
      Terminal.out(page.path)
      Terminal.out(book.path)
    } catch let error as CocoaError {
      throw CommandError.cannotWrite(out, error.localizedDescription)
    } catch let error as Workbook.Failure {
      throw CommandError.cannotWrite(error.path, error.reason)
    }
  }

  private func shapes() throws -> [MapShape] {
    let url = try map.map { URL(filePath: $0) } ?? ResourceFolder.scenarios().appending(path: "liaocheng/boundaries.geojson")
    return try MapShape.read(geoJSON: Data(contentsOf: url))
  }
}
