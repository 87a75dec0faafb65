import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Store

struct Estimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Estimates demand that nobody has reported, from norms of policy, and marks it as estimated.",
    discussion: "yaosu estimate            never runs by itself, never touches what is reported or verified")
  @Option(help: "Business date (ISO): norms of the policy in force. Default: today.")
  var date: String?
  @Option(help: "Lines that are listed.")
  var limit = 20
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = LibraryStore(try database.migratedSession(), city: database.city)
      let made = try store.estimate(actor: database.actorName, date: date ?? Today.date.iso)
      if !made.rows.isEmpty {
        ListingOutput(language: language).show(Listing(columns: made.columns, rows: Array(made.rows.prefix(limit))))
      }
      let projects = Set(made.rows.compactMap { $0[0] }).count
      Terminal.note(
        language(
          "估算了 \(projects) 个项目的 \(made.rows.count) 项需求，均注明为估算",
          "estimated \(made.rows.count) demands of \(projects) projects, marked as such"))
    }
  }
}
