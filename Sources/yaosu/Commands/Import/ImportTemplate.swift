import ArgumentParser
import Diagnostics
import Foundation
import Intake
import Store

struct ImportTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Writes the form that a county fills in: every field with its unit, lists to choose from, and the projects that are there.",
    discussion: """
      yaosu import template 莘县.xlsx --region 莘县
      yaosu import template empty.xlsx --empty
      Corrected and completed, the file goes in by import projects as it is.
      """)
  @Argument(help: ArgumentHelp("The workbook to write.", valueName: "xlsx"))
  var path: String
  @Option(help: "Only this region's projects: code, name or old code.")
  var region: String?
  @Flag(help: "Without projects.")
  var empty = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let store = LibraryStore(session, city: database.city)
      let names = LedgerNames(store: LedgerStore(session, city: database.city), language: language)
      let records = try empty ? [] : store.records(region: region.map(names.region))
      let mapping = try ColumnMapping(path: ResourceFolder.scenarios().appending(path: "mapping/projects.json").path)
      let sheet = try ProjectTemplate(mapping: mapping, context: store.intakeContext()).sheet(records, language: language)
      try AnnotatedOutput.write([sheet], to: path)
      Terminal.note(language("已写出 \(path)：\(records.count) 个项目", "wrote \(path): \(records.count) projects"))
    }
  }
}
