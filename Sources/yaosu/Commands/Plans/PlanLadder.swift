import Allocation
import ArgumentParser
import Diagnostics
import Foundation
import Operations
import Reporting
import Store

struct PlanLadder: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ladder",
    abstract: "What the next units of one pool bring: the amounts at which the plan gets better, and who comes in.",
    discussion: """
      yaosu plan ladder 3 --factor land --region 莘县
      yaosu plan ladder 3 --factor energy --steps 10          the city's pool
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "Factor, code or name.")
  var factor: String
  @Option(help: "County or zone; default: the city's pool.")
  var region: String?
  @Option(help: "Steps that are sought.")
  var steps = 5

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard (1...Ladder.trialLimit).contains(steps) else {
        throw CommandError.usage(language("--steps 应在 1 和 \(Ladder.trialLimit) 之间。", "--steps wants 1 to \(Ladder.trialLimit)."))
      }
      let (stored, names) = try options.open()
      let snapshot = stored.snapshot
      let code = try names.factor(factor)
      let home = try region.map { try names.region($0) } ?? snapshot.city
      guard let pool = snapshot.regions.firstIndex(where: { $0.code == home }),
        let kind = snapshot.factors.firstIndex(where: { $0.code == code })
      else { throw CommandError.usage(language("方案里没有这个要素池。", "The run has no such pool.")) }
      let explorer = try Explorer(stored, language)
      defer { explorer.end() }
      var trials = 0
      let ladder = try Ladder.climb(stored.plan, of: snapshot, region: pool, factor: kind, most: steps) { raised in
        trials += 1
        return try explorer.plan(raised, language("第 \(trials) 次试算", "trial \(trials)"))
      }
      explorer.end()
      show(ladder, stored, snapshot.factors[kind], language)
    }
  }

  private func show(_ ladder: Ladder, _ stored: RunStore.Stored, _ factor: Factor, _ language: Language) {
    let snapshot = stored.snapshot
    let first = stored.plan.tiers.filter { $0.vintage == snapshot.vintage }.map(\.value)
    func names(_ projects: [Int]) -> String { projects.map { snapshot.projects[$0].code }.joined(separator: " ") }
    let rows = ladder.steps.map { step in
      let changes = zip(step.values, first).map { $0 == $1 ? "0" : String(format: "%+d", $0 - $1) }
      return [
        "+\(step.extra.decimal)", language(factor.unit, factor.unitEnglish), changes.joined(separator: " / "), names(step.gained),
        names(step.lost),
      ]
    }
    options.show(
      [
        language("多给", "more"), language("单位", "unit"), language("各级得分变化", "score by tier"), language("进入", "come in"),
        language("退出", "fall out"),
      ],
      [.right, .left, .right, .left, .left], rows, json: ladder)
    if rows.isEmpty, options.format == .table {
      Terminal.out(language("这个池再多也不会改变方案：没有项目只等它。", "More of this pool changes nothing: no project waits for it alone."))
    }
  }
}
