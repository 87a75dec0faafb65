import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Store

struct PlanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One run: figures by tier, and where it stands.", discussion: "yaosu plan show 3")
  @Argument(help: ArgumentHelp("Number of the run.", valueName: "run"))
  var number: Int
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let stored = try RunStore(database.migratedSession(), city: database.city).read(number)
      let outcome = PlanRunner.Outcome(
        run: number, scenario: stored.scenario, snapshot: stored.snapshot, plan: stored.plan,
        assertions: AssertionResult.evaluate(stored.scenario.assertions, of: stored.plan, for: stored.snapshot))
      Terminal.out(PlanSummary(outcome: outcome, language: language).text)
      Terminal.out(language("运行：\(stored.createdAt) \(stored.createdBy)", "run by \(stored.createdBy) at \(stored.createdAt)"))
      if let at = stored.adoptedAt {
        Terminal.out(language("采纳：\(at) \(stored.adoptedBy ?? "")", "adopted at \(at) by \(stored.adoptedBy ?? "")"))
      }
      if let at = stored.publishedAt { Terminal.out(language("公布：\(at)", "published at \(at)")) }
      if stored.isStale {
        Terminal.out(language("注意：快照之后情况有变，见 plan check \(number)", "stale: books or library moved since; see plan check \(number)"))
      }
    }
  }
}
