import ArgumentParser
import Diagnostics
import Store

struct ProjectShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One project: facts, classes of L2 with reasons, demand, where its quota came from.",
    discussion: "yaosu project show LC-R-0001")
  @Argument(help: "Project code.")
  var code: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let store = ListStore(session, city: database.city)
      let facts = try store.projectFacts(code)
      guard !facts.rows.isEmpty else { throw StoreError.noProject(code) }
      let output = ListingOutput(language: language)
      output.show(facts)
      Terminal.out("\n" + language("七类认定（第二条）", "Classes (L2)"))
      output.show(try store.projectClasses(code))
      Terminal.out("\n" + language("要素需求", "Demand"))
      output.show(try store.projectDemands(code))
      Terminal.out("\n" + language("指标来源", "Sources of quota"))
      output.show(try LedgerStore(session, city: database.city).sources(of: code))
    }
  }
}
