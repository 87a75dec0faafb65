import ArgumentParser
import Store

struct PolicyDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What differs between two policy versions (L31).", discussion: "yaosu policy diff LC-2024 LC-2026")
  @Argument(help: "Code of a version.")
  var first: String
  @Argument(help: "Code of another.")
  var second: String
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let listing = try ListStore(database.migratedSession(), city: database.city).policyDifference(first, second)
      ListingOutput(format: format, language: language.language).show(listing)
    }
  }
}
