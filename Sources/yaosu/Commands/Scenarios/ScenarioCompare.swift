import Allocation
import ArgumentParser
import Diagnostics
import Reporting
import Store

struct ScenarioCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Two runs side by side: what went in first, then what came out, then the cause for each project.",
    discussion: "yaosu scenario compare 1 4")
  @Argument(help: "Number of the first run.")
  var first: Int
  @Argument(help: "Number of the second run.")
  var second: Int
  @Option(help: "Projects that are listed.")
  var limit = 50
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let store = RunStore(try database.migratedSession(), city: database.city)
      let (a, b) = (try store.read(first), try store.read(second))
      let comparison = Comparison(from: (a.snapshot, a.plan), to: (b.snapshot, b.plan))
      Terminal.out(ComparisonText(comparison: comparison, names: names(a, b), language: language, limit: limit).text(first, second))
    }
  }

  private func names(_ runs: RunStore.Stored...) -> [String: String] {
    var names: [String: String] = [:]
    for run in runs { for project in run.snapshot.projects { names[project.code] = project.name } }
    return names
  }
}
