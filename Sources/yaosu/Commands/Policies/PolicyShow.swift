import Allocation
import ArgumentParser
import Operations
import Store

struct PolicyShow: ParsableCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable { case parameters, versions, regions, factors }
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The parameters in force on a day; or versions, regions, factors.",
    discussion: "yaosu policy show --on 2026-07-01\nyaosu policy show regions")
  @Argument(help: "parameters, versions, regions or factors.")
  var subject: Subject = .parameters
  @Option(help: "Day (ISO). Default: today.")
  var on: String?
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    try Failure.report(language.language) {
      let store = ListStore(try database.migratedSession(), city: database.city)
      let listing =
        switch subject {
        case .parameters: try store.policyParameters(on: on ?? Today.date.iso)
        case .versions: try store.policyVersions()
        case .regions: try store.regions()
        case .factors: try store.factors()
        }
      ListingOutput(format: format, language: language.language).show(listing)
    }
  }
}
