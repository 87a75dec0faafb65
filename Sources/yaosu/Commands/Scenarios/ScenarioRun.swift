import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import ScenarioFiles

struct ScenarioRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Plans a scenario: snapshot, solve, check, explain, store. Ctrl-C keeps the best plan found.",
    discussion: """
      yaosu scenario run base
      yaosu scenario run base+coordination-40 --seconds 20
      yaosu scenario run coordination-sweep        a batch: every combination, one line each
      """)
  @Argument(help: "Name of a scenario, names joined by +, a batch, or the path of a file.")
  var name: String
  @Option(help: "Time limit of the run in seconds, instead of the scenario's.")
  var seconds: Double?
  @Option(help: "Gap to prove, instead of the scenario's (0.0001 is 0.01 %).")
  var gap: Double?
  @OptionGroup var scenarios: ScenarioOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= 86_400) { throw ValidationError("--seconds: more than 0, at most 86400") }
    if let gap, !(gap >= 0 && gap < 1) { throw ValidationError("--gap: at least 0, below 1") }
  }

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let all = try scenarios.files(session, city: database.city).scenarios(name)
      let runner = PlanRunner(
        session: session, city: database.city, actor: database.actorName, language: language, watch: TerminalWatch().callAsFunction)
      for var scenario in all {
        if let seconds { scenario.limits.seconds = seconds }
        if let gap { scenario.limits.gap = gap }
        let outcome = try runner.run(scenario)
        Terminal.out(PlanSummary(outcome: outcome, language: language).text)
      }
    }
  }
}
