import Allocation
import ArgumentParser
import Foundation
import Optimisation
import SampleCity

/// Why not, for all that are left out at once, and exactly for one.
struct WhyNotBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whynot",
    abstract: "What everyone who is left out lacks at the plan's prices, in one pass; and exactly for one, by solving again with it.")
  @Option(help: "Projects of the sample city; with the default about 100,000 are left out.")
  var projects = 240_000
  @Option(help: "Passes; the median is shown.")
  var passes = 9
  @Option(help: "Cities in which one project is explained exactly, separated by commas.")
  var exact = "350,1000,10000"
  @Option(help: "Projects that are explained exactly, of those left out, evenly spread.")
  var examples = 7

  func run() throws {
    let solver = try HighsSolver()
    var limits = Scenario.Limits()
    limits.gap = 0.001
    let snapshot = try SampleCity(seed: 1, projects: projects, years: 1).snapshot()
    let plan = try Planner(solver: solver, limits: limits, method: .prices).plan(snapshot)
    let explainer = Explainer(snapshot: snapshot, plan: plan)
    var count = 0
    let seconds = (0..<passes).map { _ in Bench.seconds { count = explainer.deficits().count } }
    Bench.row(
      "why not, \(count) left out, one pass (ms)", [("median", Bench.median(seconds) * 1_000), ("least", (seconds.min() ?? 0) * 1_000)])
    for size in exact.split(separator: ",").compactMap({ Int($0) }) { try explainOne(size, solver, limits) }
  }

  private func explainOne(_ size: Int, _ solver: HighsSolver, _ limits: Scenario.Limits) throws {
    let snapshot = try SampleCity(seed: 1, projects: size, years: 1).snapshot()
    let plan = try Planner(solver: solver, limits: limits).plan(snapshot)
    let explainer = Explainer(snapshot: snapshot, plan: plan)
    let waiting = plan.unmet.filter { $0.cause == .waitsForQuota }.map(\.project)
    let chosen = stride(from: 0, to: waiting.count, by: max(1, waiting.count / examples)).map { waiting[$0] }
    let seconds = try chosen.map { project in try Bench.seconds { _ = try explainer.displacement(project, solver: solver, limits: limits) }
    }
    Bench.row(
      "exactly for one of \(waiting.count), city of \(size) (s)",
      [("median", Bench.median(seconds)), ("least", seconds.min() ?? 0), ("most", seconds.max() ?? 0)])
  }
}
