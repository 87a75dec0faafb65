import ArgumentParser
import Diagnostics
import Store

struct ProjectStage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Moves projects to another stage on a decision (L11): planning → consultation → reserved, or out.",
    discussion: "yaosu project stage LC-R-0001 LC-R-0025 --to consultation --reason 发起会商 --document 聊指办〔2026〕2号")
  @Argument(help: "Project codes: all of them move, or none.")
  var codes: [String]
  @Option(help: "planning, consultation, reserved, construction, production or out.")
  var to: String
  @Option(help: "Reason, for the history.")
  var reason: String
  @Option(help: "Document that it rests on.")
  var document: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = LibraryStore(try database.migratedSession(), city: database.city)
      try store.setStage(to, of: codes, actor: database.actorName, reason: reason, document: document)
      Terminal.note(language("\(codes.count) 个项目转为 \(to)", "\(codes.count) projects are now \(to)"))
    }
  }
}
