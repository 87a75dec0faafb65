public import Allocation
internal import CHighs
internal import Foundation

/// Linear and mixed-integer programs by HiGHS: one thread, fixed seed, so that the same program gives the same answer.
///
/// The time limit holds whatever HiGHS does: it runs on a thread of its own that is told to stop when time is up; if it doesn't hear
/// within `grace`, the best solution that it has reported is returned and the thread is left to end by itself.
public struct HighsSolver: ProgramSolver {
  public let library: HighsLibrary
  public let seed: Int32
  /// Seconds that HiGHS may take to hear that it should stop.
  public let grace: Double

  public init(library: HighsLibrary, seed: Int32 = 1, grace: Double = 2) {
    (self.library, self.seed, self.grace) = (library, seed, grace)
  }

  /// With the library where `HighsLibrary.find` finds it.
  public init() throws(HighsError) { self.init(library: try HighsLibrary.find()) }

  public var name: String { "HiGHS \(library.version)" }
  public var workers: any Workers { ThreadWorkers() }

  /// How often `progress` is asked.
  static let tick = 0.1

  public func solve(
    _ program: Program, limits: ProgramLimits, start: [Double]?, progress: (ProgramProgress) -> Bool
  ) throws -> ProgramSolution {
    try validate(program, start: start)
    guard !program.cost.isEmpty else { return emptyProgram(program) }
    let job = HighsJob(library: library, program: program, limits: limits, start: start, seed: seed)
    let began = ContinuousClock.now
    job.begin()
    let deadline = began + .seconds(limits.seconds)
    var giveUp: ContinuousClock.Instant?
    while !job.wait(seconds: HighsSolver.tick) {
      let now = ContinuousClock.now
      if let limit = giveUp {
        if now >= limit { return job.abandoned() }
        continue
      }
      let known = job.known
      let elapsed = began.duration(to: now)
      let isWanted = progress(ProgramProgress(seconds: elapsed.inSeconds, incumbent: known.incumbent, bound: known.bound))
      if !isWanted || now >= deadline {
        job.interrupt()
        giveUp = now + .seconds(grace)
      }
    }
    return try job.result()
  }

  /// HiGHS reads past the end of short arrays, so sizes and numbers are looked at before it sees them.
  private func validate(_ p: Program, start: [Double]?) throws(HighsError) {
    let columns = p.cost.count
    let rows = p.rowLower.count
    guard p.columnLower.count == columns, p.columnUpper.count == columns, p.isInteger.count == columns else {
      throw .malformed("column arrays differ in length")
    }
    guard p.rowUpper.count == rows, p.rowStart.count == rows + 1, p.columns.count == p.values.count else {
      throw .malformed("row arrays differ in length")
    }
    guard p.rowStart.first == 0, p.rowStart.last == Int32(p.columns.count), zip(p.rowStart, p.rowStart.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw .malformed("row starts are not ascending") }
    guard p.columns.allSatisfy({ $0 >= 0 && $0 < columns }) else { throw .malformed("a row names a column that isn't there") }
    guard p.cost.allSatisfy(\.isFinite), p.values.allSatisfy(\.isFinite) else { throw .malformed("a coefficient is not finite") }
    if let start, start.count != columns { throw .malformed("the start has \(start.count) values for \(columns) columns") }
  }

  private func emptyProgram(_ p: Program) -> ProgramSolution {
    let fits = zip(p.rowLower, p.rowUpper).allSatisfy { $0 <= 0 && 0 <= $1 }
    return ProgramSolution(
      status: fits ? .optimal : .infeasible, values: [], objective: 0, bound: 0, rowDuals: [Double](repeating: 0, count: p.rowLower.count))
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
