import ArgumentParser
import Diagnostics
import Store

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Evaluations of a project (L28) beside its promises: landing, production, target, ratings; what stays open.",
    discussion: "yaosu evaluate LC-G-0006\nAn evaluation is given as a task of the delivery case: yaosu inbox, yaosu case act.")
  @Argument(help: "Project code; without it all that is late.")
  var project: String?
  @OptionGroup var officer: OfficerOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let reports = ReportStore(try officer.session(), city: officer.database.city)
      let output = ListingOutput(language: language, words: try reports.glossary())
      let filters = project.map { [("project", $0)] } ?? []
      if project != nil {
        Terminal.out(language("评价", "Evaluations"))
        output.show(listing(try reports.read("evaluation", where: filters)))
        Terminal.out("\n" + language("承诺账", "Promises"))
      }
      let promises = try reports.read("promise", where: project == nil ? [("is_late", "true")] : filters)
      output.show(listing(promises))
    }
  }

  private func listing(_ result: ReportStore.Result) -> Listing {
    Listing(columns: result.description.columns.map(\.name).filter { $0 != "city" }, rows: result.rows.map { Array($0.dropFirst()) })
  }
}
