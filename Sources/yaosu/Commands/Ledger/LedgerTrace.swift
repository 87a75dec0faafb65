import ArgumentParser
import Diagnostics
import Operations
import Reporting
import Store

struct LedgerTrace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Where the quota of a project came from, or where a lot went.",
    discussion: "yaosu ledger trace --project LC-G-0001\nyaosu ledger trace --lot 12")
  @Option(help: "Project code.")
  var project: String?
  @Option(help: "Number of a lot.")
  var lot: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = LedgerStore(try database.migratedSession(), city: database.city)
      let listing: Listing
      switch (project, lot) {
      case (let project?, nil): listing = try store.sources(of: project)
      case (nil, let lot?): listing = try store.destinations(of: lot)
      default: throw CommandError.usage(language("给出 --project 或 --lot 之一。", "Name one of --project and --lot."))
      }
      ListingOutput(language: language).show(listing)
    }
  }
}
