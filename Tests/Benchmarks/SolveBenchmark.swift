import Allocation
import ArgumentParser
import Foundation
import Optimisation
import SampleCity

/// Whole plans of the sample generator's cities, in four tiers, against the general solver alone on the same programs.
struct SolveBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Plans of sample cities, tier by tier to a proven gap, against HiGHS alone on each tier's whole program.")
  @Option(help: "Sizes of the cities, separated by commas.")
  var projects = "1000,2000,10000"
  @Option(help: "Proven gaps of each tier, separated by commas.")
  var gaps = "0.001,0.0001"
  @Option(help: "Seeds 1...n; the median is shown.")
  var seeds = 5
  @Option(help: "1 or 3.")
  var years = 1
  @Flag(help: "Years planned as one program, a year later at 0.92 of the score; else one after the other.")
  var together = false
  @Flag(help: "All projects in one tier.")
  var oneTier = false
  @Option(help: "Seconds for each plan.")
  var limit = 120.0
  @Option(help: "Cities larger than this aren't given to HiGHS alone.")
  var peerProjects = 10_000

  private struct Measured {
    var seconds: [Double] = []
    var gaps: [Double] = []
    var stopped = 0
    /// Of the first seed: each tier's part of the value, gap and seconds.
    var tiers = ""
    var median: Double { Bench.median(seconds) }
    var text: String {
      let span = String(format: "%.2f s (%.2f…%.2f)", median, seconds.min() ?? 0, seconds.max() ?? 0)
      let whole = String(format: ", whole plan's gap %.4f %%", Bench.median(gaps) * 100)
      return span + whole + (stopped > 0 ? ", \(stopped) of \(seconds.count) stopped at the limit" : "") + tiers
    }
  }

  func run() throws {
    let solver = try HighsSolver()
    for size in projects.split(separator: ",").compactMap({ Int($0) }) {
      var snapshots = try (1...UInt64(seeds)).map { try SampleCity(seed: $0, projects: size, years: years).snapshot() }
      if together { for index in snapshots.indices { snapshots[index].rules.together = YearsTogether() } }
      if oneTier { for index in snapshots.indices { snapshots[index].joinTiers() } }
      if together { try measureRelaxation(snapshots, solver, size) }
      for gap in gaps.split(separator: ",").compactMap({ Double($0) }) {
        let ours = try measure(snapshots, solver, gap, .auto)
        print("\(size) projects, each tier proven to \(gap * 100) %: yaosu \(ours.text)")
        guard size <= peerProjects else { continue }
        let peer = try measure(snapshots, solver, gap, .whole)
        print("  \(solver.name) alone \(peer.text): \(String(format: "%.1f", peer.median / ours.median)) times as long")
      }
    }
  }

  /// Prices, and what they round to.
  private func measureRelaxation(_ snapshots: [Snapshot], _ solver: HighsSolver, _ size: Int) throws {
    let first = try measure(snapshots, solver, 1e-6, .prices)
    print("\(size) projects, years together, prices alone: \(first.text)")
  }

  private func measure(_ snapshots: [Snapshot], _ solver: HighsSolver, _ gap: Double, _ method: SolveMethod) throws -> Measured {
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds) = (gap, limit)
    var measured = Measured()
    for snapshot in snapshots {
      let plan = try Planner(solver: solver, limits: limits, method: method).plan(snapshot)
      precondition(PlanCheck.check(plan, against: snapshot).isEmpty, "a plan failed the check")
      let (value, bound) = plan.tiers.reduce((0, 0)) { ($0.0 + $1.value, $0.1 + $1.bound) }
      measured.seconds.append(plan.statistics.seconds)
      measured.gaps.append(Double(bound - value) / Double(max(bound, 1)))
      if plan.status != .proven { measured.stopped += 1 }
      guard together, measured.tiers.isEmpty else { continue }
      measured.tiers = plan.tiers.map { tier in
        let certified = Double((tier.certificate?.bound ?? 0) - tier.value) / Double(max(tier.value, 1))
        return String(
          format: "\n  tier %d: %.1f %% of the value, gap %.4f %% (by prices alone %.4f %%), %.2f s", tier.tier + 1,
          100 * Double(tier.value) / Double(max(value, 1)), tier.gap * 100, certified * 100, tier.seconds)
      }.joined()
    }
    return measured
  }
}

extension Snapshot {
  /// Every project in one tier.
  fileprivate mutating func joinTiers() {
    tiers = [tiers[0]]
    for index in projects.indices { projects[index].tier = 0 }
  }
}
