import ArgumentParser
import Store

struct ProjectHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "What changed of a project, when, by whom, from which file.",
    discussion: "yaosu project history LC-R-0001")
  @Argument(help: "Project code.")
  var code: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let listing = try ListStore(database.migratedSession(), city: database.city).projectHistory(code)
      ListingOutput(language: language.language).show(listing)
    }
  }
}
