import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Optimisation
import Store

struct PlanStress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stress",
    abstract: "Plans a run's projects again for many smaller yearly plans, and says which awards survive in what part of them (L17.1).",
    discussion: """
      yaosu plan stress 3 --doubt land=70%..100% --draws 50
      yaosu plan stress 3 --doubt land=80%..100% --doubt energy=60%..100% --seed 7 --format csv
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "factor=low..high: the part of its pools that may come, from the least to the most. Can be given again.")
  var doubt: [String]
  @Option(help: "Plans that are made.")
  var draws = 50
  @Option(help: "Seed of the draws.")
  var seed: UInt64 = 1
  @Option(help: "Proven gap at which a tier of a draw is good enough.")
  var gap = 0.001

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard (1...StressTest.drawLimit).contains(draws) else {
        throw CommandError.usage(language("--draws 应在 1 和 \(StressTest.drawLimit) 之间。", "--draws wants 1 to \(StressTest.drawLimit)."))
      }
      guard (0...1).contains(gap) else { throw CommandError.usage(language("--gap 应在 0 和 1 之间。", "--gap wants a number from 0 to 1.")) }
      let (stored, names) = try options.open()
      let test = StressTest(
        doubts: try DoubtReading(names: names, language: language).doubts(doubt, stored.snapshot), draws: draws, seed: seed)
      show(try run(test, stored, language), stored, test, language)
    }
  }

  private func run(_ test: StressTest, _ stored: RunStore.Stored, _ language: Language) throws -> StressTest.Outcome {
    let (solver, interruption, line) = (try HighsSolver(), Interruption(), ProgressLine())
    defer { line.end() }
    var limits = stored.scenario.limits
    limits.gap = gap
    return try test.run(stored.plan, of: stored.snapshot) { draw, snapshot in
      guard !interruption.isAsked else { return nil }
      line.show(language("第 \(draw + 1) 次，共 \(test.draws) 次", "draw \(draw + 1) of \(test.draws)"))
      return try Planner(solver: solver, limits: limits).plan(snapshot, after: (stored.plan, stored.snapshot)) { _ in !interruption.isAsked
      }
    }
  }

  private func show(_ outcome: StressTest.Outcome, _ stored: RunStore.Stored, _ test: StressTest, _ language: Language) {
    let snapshot = stored.snapshot
    let made = outcome.draws.count
    let awards = outcome.survived.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { project, count in
      Award(
        project: snapshot.projects[project].code, name: snapshot.projects[project].name, tier: snapshot.projects[project].tier + 1,
        survived: count, draws: made)
    }
    switch options.format {
    case .json: Terminal.out(JSONText.pretty(Told(awards: awards, draws: outcome.draws)))
    case .csv:
      Terminal.out("project,name,tier,survived,draws")
      for award in awards {
        Terminal.out([award.project, award.name, "\(award.tier)", "\(award.survived)", "\(made)"].map(CSVText.cell).joined(separator: ","))
      }
    case .table:
      let found = Exploration(outcome, of: stored.plan, for: snapshot, shown: Self.shownLimit, language)
      if !found.rows.isEmpty { Terminal.out(found.table) }
      for sentence in found.sentences { Terminal.out(sentence) }
    }
  }

  private struct Award: Encodable {
    var project: String
    var name: String
    var tier: Int
    var survived: Int
    var draws: Int
  }
  private struct Told: Encodable {
    var awards: [Award]
    var draws: [StressTest.Draw]
  }

  private static let shownLimit = 40
}
