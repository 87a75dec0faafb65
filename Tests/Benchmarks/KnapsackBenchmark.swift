import Allocation
import ArgumentParser
import Foundation
import Instances
import Optimisation

/// Multi-dimensional knapsacks: files of the OR-Library, and problems made as Chu and Beasley (1998) made theirs.
struct KnapsackBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knapsacks",
    abstract: "Knapsacks of the literature: distance to the linear bound and the best known value, beside HiGHS with the same time.")
  @Argument(help: "Files of the OR-Library.")
  var files: [String] = []
  @Option(help: "Sets that are made: rows x items, separated by commas; each has a third at tightness 1/4, 1/2 and 3/4.")
  var sets = "5x500,10x500,30x500"
  @Option(help: "Problems of each set.")
  var count = 6
  @Option(help: "Seconds for each plan.")
  var limit = 1.0
  @Option(help: "Seconds for the plan that stands for the best known value where a file names none; 0: none.")
  var reference = 10.0

  private struct Distances {
    var (linear, best, seconds, proven) = (0.0, 0.0, 0.0, 0)
  }

  func run() throws {
    for file in files { try measure(URL(filePath: file).lastPathComponent, try KnapsackFile.read(file)) }
    for set in sets.split(separator: ",") {
      let parts = set.split(separator: "x").compactMap { Int($0) }
      guard parts.count == 2 else { throw ValidationError("a set is rows x items, such as 10x500") }
      let file = FileManager.default.temporaryDirectory.appending(path: "knapsacks-\(ProcessInfo.processInfo.processIdentifier).txt")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(Self.made(rows: parts[0], items: parts[1], count: count).utf8).write(to: file)
      try measure(String(set), try KnapsackFile.read(file.path))
    }
  }

  private func measure(_ name: String, _ problems: [SolveInstance]) throws {
    let solver = try HighsSolver()
    var (ours, theirs) = (Distances(), Distances())
    for problem in problems {
      let linear = try plan(problem, solver, .prices, limit)
      let (mine, other) = (try plan(problem, solver, .auto, limit), try plan(problem, solver, .whole, limit))
      var best = max(mine.tiers[0].value, other.tiers[0].value)
      if let known = problem.known {
        best = Int64(known * Double(problem.scale)) - problem.free
      } else if mine.status != .proven, reference > 0 {
        best = max(best, try plan(problem, solver, .auto, reference).tiers[0].value)
      }
      add(mine, linear.tiers[0].bound, best, &ours)
      add(other, linear.tiers[0].bound, best, &theirs)
    }
    for (solverName, sum) in [("yaosu", ours), ("HiGHS", theirs)] {
      let count = Double(problems.count)
      print(
        String(
          format: "%@ %@: %.3f %% under the linear bound, %.4f %% under the best, %.2f s, %d of %d proven", name, solverName,
          sum.linear / count, sum.best / count, sum.seconds / count, sum.proven, problems.count))
    }
  }

  private func plan(_ problem: SolveInstance, _ solver: HighsSolver, _ method: SolveMethod, _ seconds: Double) throws -> Plan {
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds) = (0, seconds)
    let plan = try Planner(solver: solver, limits: limits, method: method).plan(problem.snapshot)
    precondition(PlanCheck.check(plan, against: problem.snapshot).isEmpty, "a plan failed the check")
    return plan
  }

  private func add(_ plan: Plan, _ linear: Int64, _ best: Int64, _ sum: inout Distances) {
    sum.linear += Double(linear - plan.tiers[0].value) / Double(linear) * 100
    sum.best += Double(best - plan.tiers[0].value) / Double(best) * 100
    sum.seconds += plan.statistics.seconds
    if plan.status == .proven { sum.proven += 1 }
  }

  /// Amounts 1…1,000, values near to their mean and up to 500 more, a quarter, a half or three quarters of the sums to spend.
  private static func made(rows: Int, items: Int, count: Int) -> String {
    var state: UInt64 = 88_172_645_463_325_252
    func number(_ below: Int) -> Int {
      // Marsaglia's generator of shifts, so that the problems are the same everywhere.
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(below))
    }
    var text = "\(count)\n"
    for problem in 0..<count {
      let amounts = (0..<rows).map { _ in (0..<items).map { _ in 1 + number(1_000) } }
      let values = (0..<items).map { item in amounts.reduce(0) { $0 + $1[item] } / rows + number(500) }
      let share = problem * 3 / count + 1
      text += "\(items) \(rows) 0\n" + values.map(String.init).joined(separator: " ") + "\n"
      for row in amounts { text += row.map(String.init).joined(separator: " ") + "\n" }
      text += amounts.map { String($0.reduce(0, +) * share / 4) }.joined(separator: " ") + "\n"
    }
    return text
  }
}
