import Allocation
import Foundation
import Instances

/// What `yaosu solve` says of one instance.
struct SolveResult: Encodable {
  var name: String
  /// In the file's own unit; of a snapshot the sum over its tiers.
  var objective: Double
  /// No plan is worth more; of a snapshot given the tiers before.
  var bound: Double
  /// (bound − objective) / bound.
  var gap: Double
  /// optimal: nothing better exists; proven: within the gap asked; stopped: a limit or Ctrl-C came first.
  var status: String
  /// The solve alone: after reading, before reasons are found for those left out.
  var seconds: Double
  /// Largest memory of the process so far.
  var peak: Double
  /// Time ended the search: another run may find another plan.
  var isCutByClock: Bool
  /// Of snapshots with several tiers, where asked for.
  var tiers: [Tier]?

  struct Tier: Encodable {
    var name: String
    var objective: Double
    var bound: Double
    var gap: Double
    var status: String
    var awarded: Int
    var candidates: Int
    var seconds: Double
  }
  enum CodingKeys: String, CodingKey {
    case name, objective, bound, gap, status, seconds, tiers
    case peak = "peak_mib"
  }

  init(_ instance: SolveInstance, _ plan: Plan, withTiers: Bool) {
    let (value, bound) = plan.tiers.reduce(into: (Int64(0), Int64(0))) { $0 = ($0.0 + $1.value, $0.1 + max($1.bound, $1.value)) }
    name = instance.name
    objective = instance.value(value)
    self.bound = instance.value(bound)
    gap = self.bound <= objective ? 0 : (self.bound - objective) / max(self.bound.magnitude, 1)
    status = Self.status(plan.status == .stopped, gap)
    seconds = plan.statistics.seconds
    peak = Self.peakMemory()
    isCutByClock = plan.statistics.isCutByClock == true
    if withTiers {
      tiers = plan.tiers.map {
        Tier(
          name: instance.snapshot.tiers[$0.tier].nameEnglish, objective: Double($0.value), bound: Double($0.bound), gap: $0.gap,
          status: Self.status($0.status == .stopped, $0.gap), awarded: $0.awarded, candidates: $0.candidates, seconds: $0.seconds)
      }
    }
  }

  private static func status(_ isStopped: Bool, _ gap: Double) -> String { isStopped ? "stopped" : gap == 0 ? "optimal" : "proven" }

  /// MiB, as the kernel counts resident pages.
  private static func peakMemory() -> Double {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return Double(usage.ru_maxrss) / 1_024
  }

  static let titles = ["name", "objective", "bound", "gap", "status", "seconds", "peak_mib"]
  /// A row of its own and one for each tier.
  var rows: [[String]] {
    [row(name, objective, bound, gap, status, seconds)]
      + (tiers ?? []).map { row("\(name) · \($0.name)", $0.objective, $0.bound, $0.gap, $0.status, $0.seconds) }
  }
  private func row(_ name: String, _ objective: Double, _ bound: Double, _ gap: Double, _ status: String, _ seconds: Double) -> [String] {
    [
      name, number(objective), number(bound), String(format: "%.6f%%", gap * 100), status, String(format: "%.3f", seconds),
      String(format: "%.0f", peak),
    ]
  }
  private func number(_ value: Double) -> String {
    value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.4f", value)
  }
}
