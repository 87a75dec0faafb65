import Allocation
import ArgumentParser
import Foundation
import Optimisation
import SampleCity

/// One pool changes: the new plan from the old one's awards and prices, beside a plan from nothing.
struct ResolveBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "One county's land changes: the new plan from the old one, beside a plan from nothing.")
  @Option(help: "Sizes of the cities, separated by commas.")
  var projects = "1000,10000,100000"
  @Option(help: "Proven gap of each tier.")
  var gap = 0.0005
  @Option(help: "Seeds 1...n; the median is shown.")
  var seeds = 3

  func run() throws {
    let solver = try HighsSolver()
    var limits = Scenario.Limits()
    limits.gap = gap
    for size in projects.split(separator: ",").compactMap({ Int($0) }) {
      var (again, whole, answer, gaps) = ([Double](), [Double](), [Double](), [Double]())
      for seed in 1...UInt64(seeds) {
        let snapshot = try SampleCity(seed: seed, projects: size, years: 1).snapshot()
        let planner = Planner(solver: solver, limits: limits)
        let plan = try planner.plan(snapshot)
        for (region, share) in [(1, Ratio(4, 5)), (2, Ratio(11, 10)), (3, Ratio(1, 2))] {
          var changed = snapshot
          for index in changed.pools.indices where changed.pools[index].region == region && changed.pools[index].factor == 0 {
            changed.pools[index].available = share.roundedDown(changed.pools[index].available)
          }
          let quick = try planner.plan(changed, after: (plan, snapshot))
          precondition(PlanCheck.check(quick, against: changed).isEmpty, "a plan failed the check")
          again.append(quick.statistics.seconds)
          let first = try Planner(solver: solver, limits: limits, method: .prices).plan(changed, after: (plan, snapshot))
          answer.append(first.statistics.seconds)
          let (value, bound) = first.tiers.reduce((0, 0)) { ($0.0 + $1.value, $0.1 + $1.bound) }
          gaps.append(Double(bound - value) / Double(max(bound, 1)))
          whole.append(try planner.plan(changed).statistics.seconds)
        }
      }
      print(
        String(
          format:
            "%d projects to %.3f %%: an answer in %.3f s (gap %.3f %%), again %.3f s (%.3f…%.3f), from nothing %.3f s: %.1f times as long",
          size,
          gap * 100, Bench.median(answer), Bench.median(gaps) * 100,
          Bench.median(again), again.min() ?? 0, again.max() ?? 0, Bench.median(whole), Bench.median(whole) / Bench.median(again)))
    }
  }
}
