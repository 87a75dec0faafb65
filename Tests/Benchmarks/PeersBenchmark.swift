import Allocation
import ArgumentParser
import Foundation
import Optimisation
import SampleCity

/// One objective, no tiers: what a general solver is given as a file, and the same from our planner. `peers.py` runs the others on the files.
struct PeersBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "Cities without tiers: our seconds, own memory and gap, and MPS files of the same programs for peers.py.")
  @Option(help: "size:gap, separated by commas.")
  var cases = "1000:0.001,1000:0,2000:0.001,10000:0.001,10000:0.0001,100000:0.0001"
  @Option(help: "Seeds 1...n; the median is shown.")
  var seeds = 5
  @Option(help: "Folder for the programs of seed 1; nothing is written without it.")
  var out: String?
  @Option(help: "Seconds for each plan.")
  var limit = 120.0

  func run() throws {
    let solver = try HighsSolver()
    for item in cases.split(separator: ",") {
      let parts = item.split(separator: ":")
      guard parts.count == 2, let size = Int(parts[0]), let gap = Double(parts[1]) else { throw ValidationError("a case is size:gap") }
      var limits = Scenario.Limits()
      (limits.gap, limits.seconds) = (gap, limit)
      var (seconds, processor, own, gaps, stopped) = ([Double](), [Double](), [Double](), [Double](), 0)
      for seed in 1...UInt64(seeds) {
        let snapshot = try oneTier(seed, size)
        if seed == 1, let out { try write(snapshot, to: URL(filePath: out).appending(path: "\(size).mps")) }
        let (before, began) = (Bench.residentMiB(), Bench.processorSeconds())
        var searched = (seconds: 0.0, peak: 0.0)
        Bench.forgetPeak()
        // The last that is heard is the end of the search; awards and reasons, which are the plan, come after it.
        let plan = try Planner(solver: solver, limits: limits).plan(snapshot) { _ in
          searched = (Bench.processorSeconds() - began, Bench.peakMiB() - before)
          return true
        }
        precondition(PlanCheck.check(plan, against: snapshot).isEmpty, "a plan failed the check")
        seconds.append(plan.statistics.seconds)
        processor.append(searched.seconds)
        own.append(searched.peak)
        gaps.append(plan.tiers[0].gap)
        if plan.status != .proven { stopped += 1 }
      }
      print(
        String(
          format:
            "%d projects to %.3f %%: %.3f s (%.3f…%.3f), of the processor %.3f s (%.3f…%.3f), gap %.5f %%, %d of %d stopped at the limit, %.0f MiB beside the snapshot",
          size, gap * 100, Bench.median(seconds), seconds.min() ?? 0, seconds.max() ?? 0, Bench.median(processor), processor.min() ?? 0,
          processor.max() ?? 0, Bench.median(gaps) * 100, stopped, seconds.count, own.max() ?? 0))
    }
  }

  private func oneTier(_ seed: UInt64, _ size: Int) throws -> Snapshot {
    var snapshot = try SampleCity(seed: seed, projects: size, years: 1).snapshot()
    snapshot.tiers = [snapshot.tiers[0]]
    for index in snapshot.projects.indices { snapshot.projects[index].tier = 0 }
    return snapshot
  }

  /// The planner hands its whole program to a solver that only writes it down.
  private func write(_ snapshot: Snapshot, to file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let recorder = Recorder(file: file)
    _ = try Planner(solver: recorder, method: .whole).plan(snapshot)
  }
}

/// Writes a program as MPS, minimising the negated objective.
private struct Recorder: ProgramSolver {
  let file: URL
  var name: String { "recorder" }

  func solve(_ p: Program, limits: ProgramLimits, start: [Double]?, progress: (ProgramProgress) -> Bool) throws -> ProgramSolution {
    var text = "NAME city\nROWS\n N COST\n"
    for row in p.rowUpper.indices {
      text += " \(p.rowUpper[row] == .infinity ? "G" : p.rowLower[row] == p.rowUpper[row] ? "E" : "L") R\(row)\n"
    }
    var entries = [[(row: Int, value: Double)]](repeating: [], count: p.cost.count)
    for row in p.rowUpper.indices {
      for entry in Int(p.rowStart[row])..<Int(p.rowStart[row + 1]) { entries[Int(p.columns[entry])].append((row, p.values[entry])) }
    }
    text += "COLUMNS\n M1 'MARKER' 'INTORG'\n"
    let whole = p.cost.indices.filter { p.isInteger[$0] }
    let parts = p.cost.indices.filter { !p.isInteger[$0] }
    func column(_ c: Int) -> String {
      (p.cost[c] == 0 ? "" : " C\(c) COST \(-p.cost[c])\n") + entries[c].map { " C\(c) R\($0.row) \($0.value)\n" }.joined()
    }
    text += whole.map(column).joined() + " M2 'MARKER' 'INTEND'\n" + parts.map(column).joined() + "RHS\n"
    for row in p.rowUpper.indices { text += " RHS R\(row) \(p.rowUpper[row] == .infinity ? p.rowLower[row] : p.rowUpper[row])\n" }
    text += "BOUNDS\n"
    for c in p.cost.indices where p.columnUpper[c].isFinite { text += " UP BND C\(c) \(p.columnUpper[c])\n" }
    try Data((text + "ENDATA\n").utf8).write(to: file)
    return ProgramSolution(status: .nothingFound, values: [], objective: 0, bound: .infinity)
  }
}
