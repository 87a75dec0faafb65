import ArgumentParser
import Diagnostics
import Store

struct CaseList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Cases that this person may see, the newest first.",
    discussion: "yaosu case list --procedure problem --status open")
  @Option(help: "Only of this procedure.")
  var procedure: String?
  @Option(help: "Only of this project.")
  var project: String?
  @Option(help: "open, suspended or closed.")
  var status: String?
  @Option(help: "Most rows.")
  var limit: Int = 50
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = try officer.cases(language)
      ListingOutput(format: format, language: language, words: try store.glossary()).show(
        try store.cases(procedure: procedure, project: project, status: status, limit: limit))
    }
  }
}

struct CaseShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One case: where it stands, its tasks, its documents.", discussion: "yaosu case show 3 --as hq-1")
  @Argument(help: "Number of the case.")
  var number: Int
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = try officer.cases(language)
      let facts = try store.facts(number)
      guard !facts.rows.isEmpty else { throw StoreError.noCase(number) }
      let output = ListingOutput(language: language, words: try store.glossary())
      output.show(facts)
      Terminal.out("\n" + language("任务", "Tasks"))
      output.show(try store.tasks(number))
      Terminal.out("\n" + language("冻结的文书", "Frozen documents"))
      output.show(try store.documents(number))
    }
  }
}

struct CaseHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Everything that happened in a case, with who and why.", discussion: "yaosu case history 3 --as hq-1")
  @Argument(help: "Number of the case.")
  var number: Int
  @Option(help: "table, csv or json.")
  var format: OutputFormat = .table
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = try officer.cases(language)
      let history = try store.history(number)
      guard !history.rows.isEmpty else { throw StoreError.noCase(number) }
      ListingOutput(format: format, language: language, words: try store.glossary()).show(history)
    }
  }
}
