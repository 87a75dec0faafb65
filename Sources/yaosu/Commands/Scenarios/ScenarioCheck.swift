import ArgumentParser
import Diagnostics
import ScenarioFiles

struct ScenarioCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds all mistakes of a scenario, by line, with a suggestion for a misspelt key.",
    discussion: "yaosu scenario check base\nyaosu scenario check mine.yaml")
  @Argument(help: "Names of scenarios, or paths of files.")
  var names: [String]
  @OptionGroup var scenarios: ScenarioOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let folder = try scenarios.files(database.migratedSession(), city: database.city)
      let found = names.flatMap(folder.check)
      if found.contains(where: { $0.level == .error }) { throw DiagnosticList(found) }
      for diagnostic in found { Terminal.note(diagnostic.text(language)) }
      Terminal.out(language("没有错误。", "No mistakes."))
    }
  }
}
