import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Optimisation
import Reporting
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
    case .table: tell(awards, outcome, stored, language)
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

  /// Awards that waver, the least sure first, and how many are how sure.
  private func tell(_ awards: [Award], _ outcome: StressTest.Outcome, _ stored: RunStore.Stored, _ language: Language) {
    let made = outcome.draws.count
    guard made > 0 else { return Terminal.out(language("一次也没有算完。", "Not one draw was finished.")) }
    func part(_ count: Int) -> String { String(format: "%.0f%%", Double(count) / Double(made) * 100) }
    let wavering = awards.filter { $0.survived < made }
    let titles = [language("项目", "project"), language("名称", "name"), language("级别", "tier"), language("仍获保障", "still served")]
    let rows = wavering.prefix(Self.shownLimit).map { [$0.project, $0.name, "\($0.tier)", part($0.survived)] }
    if !rows.isEmpty { Terminal.out(TextTable(titles: titles, alignments: [.left, .left, .right, .right], rows: rows).text) }
    if wavering.count > rows.count {
      Terminal.out(
        language("……另有 \(wavering.count - rows.count) 个，用 --format csv 查看全部", "… \(wavering.count - rows.count) more; --format csv has all")
      )
    }
    let sure = awards.count - wavering.count
    let likely = wavering.count { $0.survived * 10 >= made * 9 }
    Terminal.out(
      language(
        "\(made) 次中：\(awards.count) 项配置里 \(sure) 项每次都保住，\(likely) 项九成以上，\(wavering.count - likely) 项不足九成。",
        "Of \(awards.count) awards, in \(made) draws: \(sure) survive every one, \(likely) nine in ten or more, \(wavering.count - likely) fewer."
      ))
    let values = outcome.draws.map(\.value).sorted()
    let counts = outcome.draws.map(\.awarded).sorted()
    let value = stored.plan.tiers.filter { $0.vintage == stored.snapshot.vintage }.reduce(0) { $0 + $1.value }
    Terminal.out(
      language(
        "得分 \(values[0])…\(values[made / 2])…\(values[made - 1])（最少、中位、最多；原方案 \(value)）；保障项目 \(counts[0])…\(counts[made / 2])…\(counts[made - 1])",
        "points \(values[0])…\(values[made / 2])…\(values[made - 1]) (least, median, most; the run itself \(value)); projects served \(counts[0])…\(counts[made / 2])…\(counts[made - 1])"
      ))
  }
  private static let shownLimit = 40
}
