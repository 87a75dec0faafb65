import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Optimisation
import Store

struct PlanAlternatives: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alternatives",
    abstract: "Which projects are in every good plan, in some, in none: proved by forcing, not by sampling.",
    discussion: """
      yaosu plan alternatives 3 --within 0.5%
      yaosu plan alternatives 3 --standing some --format csv
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "A plan is good when each tier has at least the run's score less this part of it.")
  var within = "0.5%"
  @Option(help: "Only these: always, never, some or open (undecided when time ran out).")
  var standing: String?
  @Option(help: "Seconds.")
  var seconds = 60.0

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard let share = Ratio(within), share >= .zero, share <= .one else {
        throw CommandError.usage(language("--within 应为 0 到 100% 的比例。", "--within wants a share from 0 to 100%."))
      }
      let only = try standing.map(read)
      let (stored, _) = try options.open()
      let (interruption, line) = (Interruption(), ProgressLine())
      defer { line.end() }
      let found = try Alternatives.find(stored.plan, of: stored.snapshot, within: share, solver: HighsSolver(), seconds: seconds) {
        line.show(language("已确定 \($0) / \($1)", "\($0) of \($1) decided"))
        return !interruption.isAsked
      }
      line.end()
      show(found, only, stored.snapshot, language)
    }
  }

  private func read(_ text: String) throws -> Alternatives.Standing {
    guard let standing = Alternatives.Standing(rawValue: text) else {
      let language = options.language.language
      throw CommandError.usage(language("--standing 应为 always、never、some 或 open。", "--standing wants always, never, some or open."))
    }
    return standing
  }

  private struct Row: Encodable {
    var project: String, name: String
    var tier: Int
    var standing: Alternatives.Standing
    var isServed: Bool
  }

  private func show(_ found: Alternatives, _ only: Alternatives.Standing?, _ snapshot: Snapshot, _ language: Language) {
    // Where everything is asked for, a table tells only what isn't certain.
    let standings: Set<Alternatives.Standing> =
      only.map { [$0] } ?? (options.format == .table ? [.some, .open] : Set(Alternatives.Standing.allCases))
    let shown = found.entries.filter { standings.contains($0.standing) }
      .map { entry in
        let project = snapshot.projects[entry.project]
        return Row(project: project.code, name: project.name, tier: project.tier + 1, standing: entry.standing, isServed: entry.isServed)
      }
    options.show(Exploration(found, of: snapshot, only: standings, language), json: shown)
  }
}
