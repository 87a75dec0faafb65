import ArgumentParser
import Store

struct PlanList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "All runs, newest first.")
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let listing = try ListStore(database.migratedSession(), city: database.city).runs()
      ListingOutput(format: format, language: language.language).show(listing)
    }
  }
}
