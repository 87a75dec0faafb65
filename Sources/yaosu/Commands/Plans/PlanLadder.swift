import Allocation
import ArgumentParser
import Diagnostics
import Operations
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
      options.show(Exploration(ladder, of: stored.plan, for: snapshot, factor: snapshot.factors[kind], language), json: ladder)
    }
  }

}
