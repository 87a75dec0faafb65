import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Store

struct PlanFrontier: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: "What an aim reaches for what it costs: plans with more and more of the score to give up (Pareto front).",
    discussion: """
      yaosu plan frontier 3 --aim fairness --most 5% --points 6
      yaosu plan frontier 3 --aim city_pool --measure projects --format csv
      """)
  @OptionGroup var options: ExploreOptions
  @Option(help: "fairness, equal_shares, city_pool or change.")
  var aim = "fairness"
  @Option(help: "score, projects or investment: what satisfied shares are counted in.")
  var measure = "score"
  @Option(help: "The most of each tier's score that may be given up.")
  var most = "5%"
  @Option(help: "Plans that are made, from nothing given up to the most.")
  var points = 6

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard let kind = Aim.Kind(key: aim), let counted = Aim.Measure(rawValue: measure) else {
        throw CommandError.usage(
          language(
            "--aim 应为 fairness、equal_shares、city_pool 或 change；--measure 应为 score、projects 或 investment。",
            "--aim wants fairness, equal_shares, city_pool or change; --measure score, projects or investment."))
      }
      guard let share = Ratio(most), share > .zero, share <= .one, (2...Frontier.pointLimit).contains(points) else {
        throw CommandError.usage(
          language(
            "--most 应为 0 到 100% 的比例，--points 应在 2 和 \(Frontier.pointLimit) 之间。",
            "--most wants a share up to 100%, --points 2 to \(Frontier.pointLimit)."))
      }
      let gives = (0..<points).map { Ratio(share.numerator * Int64($0), share.denominator * Int64(points - 1)) }
      let (stored, _) = try options.open()
      let explorer = try Explorer(stored, language)
      defer { explorer.end() }
      var made = 0
      let front = try Frontier.trace(stored.snapshot, aim: Aim(kind: kind, measure: counted), gives: gives) { snapshot in
        made += 1
        return try explorer.plan(snapshot, language("第 \(made) 个方案，共 \(points) 个", "plan \(made) of \(points)"))
      }
      explorer.end()
      options.show(Exploration(front, language), json: front)
    }
  }

}
