internal import Allocation
internal import CHighs
internal import Foundation

/// One run of HiGHS on a thread of its own. Everything that both threads touch is behind `condition`.
final class HighsJob: @unchecked Sendable {
  private let library: HighsLibrary
  private let program: Program
  private let limits: ProgramLimits
  private let start: [Double]?
  private let seed: Int32
  private let isMixed: Bool

  private let condition = NSCondition()
  private var isInterrupted = false
  private var incumbent: Double?
  private var incumbentValues: [Double] = []
  private var bound = Double.infinity
  private var outcome: Result<ProgramSolution, HighsError>?

  /// HiGHS is not recursive beyond this.
  static let stackBytes = 16 << 20
  /// From here on HiGHS's presolve of a linear program costs more than it saves.
  static let presolveLimit = 500

  init(library: HighsLibrary, program: Program, limits: ProgramLimits, start: [Double]?, seed: Int32) {
    (self.library, self.program, self.limits) = (library, program, limits)
    (self.start, self.seed) = (start, seed)
    isMixed = program.isInteger.contains(true)
  }

  func begin() {
    let thread = Thread { self.run() }
    thread.stackSize = HighsJob.stackBytes
    thread.start()
  }

  /// True when the run has ended.
  func wait(seconds: Double) -> Bool {
    let until = Date(timeIntervalSinceNow: seconds)
    return condition.withLock {
      while outcome == nil, condition.wait(until: until) {}
      return outcome != nil
    }
  }

  func interrupt() { condition.withLock { isInterrupted = true } }

  var known: (incumbent: Double?, bound: Double) { condition.withLock { (incumbent, bound) } }

  func result() throws(HighsError) -> ProgramSolution { try condition.withLock { outcome }!.get() }

  /// What is known of a run that doesn't end.
  func abandoned() -> ProgramSolution {
    condition.withLock {
      if incumbentValues.isEmpty, let start, isMixed {
        return ProgramSolution(status: .feasible, values: start, objective: objective(start), bound: bound)
      }
      let status: ProgramSolution.Status = incumbentValues.isEmpty ? .nothingFound : .feasible
      return ProgramSolution(status: status, values: incumbentValues, objective: incumbent ?? -.infinity, bound: bound)
    }
  }

  private func run() {
    let outcome = Result { () throws(HighsError) in try solve() }
    condition.withLock {
      self.outcome = outcome
      condition.broadcast()
    }
  }

  private func solve() throws(HighsError) -> ProgramSolution {
    let api = library.api
    guard let highs = api.create() else { throw .failed(status: -1) }
    defer { api.destroy(highs) }
    setOptions(highs)
    try pass(highs)
    if isMixed, let start { _ = api.set_solution(highs, start, nil, nil, nil) }
    _ = api.set_callback(highs, HighsJob.callback, Unmanaged.passUnretained(self).toOpaque())
    for kind in [CHighsSimplexInterrupt, CHighsIpmInterrupt, CHighsImprovingSolution, CHighsMipLogging, CHighsMipInterrupt] {
      _ = api.start_callback(highs, Int32(kind))
    }
    // A warning (1) is what a limit gives; what was found is read from the statuses.
    guard api.run(highs) >= 0 else { throw .failed(status: Int(api.model_status(highs))) }
    return read(highs)
  }

  private func setOptions(_ highs: UnsafeMutableRawPointer) {
    let api = library.api
    _ = api.set_bool(highs, "output_flag", 0)
    _ = api.set_int(highs, "threads", 1)
    _ = api.set_int(highs, "random_seed", seed)
    _ = api.set_double(highs, "time_limit", max(limits.seconds, 0.001))
    _ = api.set_double(highs, "mip_rel_gap", limits.gap)
    if let target = limits.target, isMixed { _ = api.set_double(highs, "objective_target", -target) }
    if let nodes = limits.nodes { _ = api.set_int(highs, "mip_max_nodes", Int32(clamping: nodes)) }
    // Measured on tiers of 1,000 to 10,000 projects: starting again after the root costs more than it saves (1.7 times the seconds), and a point
    // without prices is never better than the ones that plans begin from.
    _ = api.set_bool(highs, "mip_allow_restart", 0)
    _ = api.set_bool(highs, "mip_heuristic_run_feasibility_jump", 0)
    if !isMixed, program.cost.count > HighsJob.presolveLimit { _ = api.set_string(highs, "presolve", "off") }
  }

  /// As a minimisation of the negated objective, so that no number of HiGHS depends on the sense.
  private func pass(_ highs: UnsafeMutableRawPointer) throws(HighsError) {
    let rowWise: Int32 = 2
    let minimise: Int32 = 1
    let status = library.api.pass_mip(
      highs, Int32(program.cost.count), Int32(program.rowLower.count), Int32(program.columns.count), rowWise, minimise, 0,
      program.cost.map { -$0 }, program.columnLower, program.columnUpper, program.rowLower, program.rowUpper, program.rowStart,
      program.columns, program.values, program.isInteger.map { $0 ? 1 : 0 })
    guard status >= 0 else { throw .programRefused }
  }

  private func read(_ highs: UnsafeMutableRawPointer) -> ProgramSolution {
    let api = library.api
    var values = [Double](repeating: 0, count: program.cost.count)
    var duals = [Double](repeating: 0, count: program.rowLower.count)
    var columnDuals = values
    var activities = duals
    _ = api.solution(highs, &values, &columnDuals, &activities, &duals)
    var feasibility: Int32 = 0
    _ = api.int_info(highs, "primal_solution_status", &feasibility)
    let status = Int(api.model_status(highs))
    var dualBound = 0.0
    _ = api.double_info(highs, "mip_dual_bound", &dualBound)
    let isOptimal = status == CHighsOptimal
    let found = isOptimal || feasibility == 2
    let objective = found ? objective(values) : -.infinity
    // Where presolve leaves nothing to branch on there is no bound of a search: the optimum is one.
    let bound = isMixed && (dualBound.isFinite || !isOptimal) ? -dualBound : (isOptimal ? objective : .infinity)
    let ending: ProgramSolution.Status =
      switch status {
      case CHighsOptimal: .optimal
      case CHighsInfeasible: .infeasible
      // Presolve couldn't tell which; our programs are bounded.
      case CHighsUnboundedOrInfeasible: .infeasible
      case CHighsUnbounded: .unbounded
      default: found ? .feasible : .nothingFound
      }
    let hasDuals = !isMixed && isOptimal
    var solution = ProgramSolution(
      status: ending, values: found ? values : [], objective: objective, bound: bound, rowDuals: hasDuals ? duals.map { -$0 } : [])
    var pivots: Int32 = 0
    _ = api.int_info(highs, "simplex_iteration_count", &pivots)
    solution.work = Int64(max(pivots, 0))
    return solution
  }

  private func objective(_ values: [Double]) -> Double {
    var sum = 0.0
    for (cost, value) in zip(program.cost, values) { sum += cost * value }
    return sum
  }

  // MARK: What HiGHS says while it runs

  private static let callback: CHighsCallback = { kind, _, out, answer, data in
    guard let data, let out else { return }
    let job = Unmanaged<HighsJob>.fromOpaque(data).takeUnretainedValue()
    job.hear(kind: Int(kind), out: out)
    // Only these kinds read the answer.
    let mayStop = [CHighsSimplexInterrupt, CHighsIpmInterrupt, CHighsMipInterrupt].contains(Int(kind))
    if mayStop, let answer, job.condition.withLock({ job.isInterrupted }) { answer.pointee.interrupt = 1 }
  }

  private func hear(kind: Int, out: UnsafeRawPointer) {
    func number(_ item: String) -> Double? { library.api.callback_item(out, item)?.load(as: Double.self) }
    guard isMixed, kind != CHighsSimplexInterrupt, kind != CHighsIpmInterrupt else { return }
    if let dual = number("mip_dual_bound"), dual.isFinite { condition.withLock { bound = min(bound, -dual) } }
    guard kind == CHighsImprovingSolution, let solution = library.api.callback_item(out, "mip_solution") else { return }
    let count = program.cost.count
    let values = Array(UnsafeBufferPointer(start: solution.assumingMemoryBound(to: Double.self), count: count))
    let value = objective(values)
    condition.withLock {
      guard value > incumbent ?? -.infinity else { return }
      incumbent = value
      incumbentValues = values
    }
  }
}
