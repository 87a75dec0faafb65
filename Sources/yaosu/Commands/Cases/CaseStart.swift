import ArgumentParser
import Diagnostics
import Store

struct CaseStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begins a case of a procedure, about a project or a unit.",
    discussion: """
      yaosu case start consultation --project LC-R-0003 --as XX-clerk --set policy_basis=鼓励类第十九条
      Which fields a form has: yaosu procedure show consultation
      """)
  @Argument(help: "Code of the procedure.")
  var procedure: String
  @Option(help: "Project code.")
  var project: String?
  @Option(help: "Unit that the case is about. Default: the starter's own.")
  var unit: String?
  @Option(help: "Title. Default: the procedure's and the project's.")
  var title: String?
  @OptionGroup var act: ActOptions
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      var about: [String: String] = [:]
      (about["project"], about["unit"], about["title"]) = (project, unit, title)
      let store = try officer.cases(language)
      let answer = try store.start(procedure, about: about, form: act.content(language), act.context(officer))
      CaseText.show(answer, language, try store.glossary())
    }
  }
}
