import ArgumentParser
import Diagnostics
import Store

struct ProjectDistricts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "districts",
    abstract:
      "Counties and zones ranked for a project (B5): positioning by industry, what the pools still hold, entry standard; each with its reason.",
    discussion: "yaosu project districts LC-G-0039")
  @Argument(help: "Project code.")
  var code: String
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = ListStore(try database.migratedSession(), city: database.city)
      guard try !store.projectFacts(code).rows.isEmpty else { throw StoreError.noProject(code) }
      ListingOutput(format: format, language: language).show(try store.projectDistricts(code))
    }
  }
}
