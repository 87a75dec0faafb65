/// What is known while a plan is made, for one tier of one vintage.
public struct PlanProgress: Sendable {
  public var vintage: Int
  public var tier: Int
  /// Score of the best found; nil before there is one.
  public var incumbent: Int64?
  /// No plan has a higher score in this tier.
  public var bound: Int64
  /// Since the run began.
  public var seconds: Double
  public var gap: Double? { incumbent.map { bound <= $0 ? 0 : Double(bound - $0) / Double(max(bound, 1)) } }

  public init(vintage: Int, tier: Int, incumbent: Int64?, bound: Int64, seconds: Double) {
    (self.vintage, self.tier, self.incumbent, self.bound, self.seconds) = (vintage, tier, incumbent, bound, seconds)
  }
}

/// The clock and the listener of one run.
final class Control {
  /// Part of the time that is left that a tier or a vintage may take: what comes later needs less as a rule, and gets what is not used.
  static let leastShare = 0.5

  private let began = ContinuousClock.now
  private let limit: Double
  private let report: (PlanProgress) -> Bool
  private(set) var isStopped = false
  /// Time ended something that would have gone on: another run may find another plan.
  private(set) var isCutByClock = false
  /// Pivots so far.
  private(set) var work: Int64 = 0

  init(seconds: Double, report: @escaping (PlanProgress) -> Bool) { (limit, self.report) = (seconds, report) }

  /// Seconds since the run began.
  var seconds: Double {
    let parts = began.duration(to: ContinuousClock.now).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }
  /// Seconds that are left; 0 once somebody has said stop.
  var remaining: Double { isStopped ? 0 : max(0, limit - seconds) }

  func note(work: Int64) { self.work += work }
  func noteCutByClock() { isCutByClock = true }

  /// Tells the listener; false when it wants to stop, now or before.
  func hear(_ progress: PlanProgress) -> Bool {
    if !isStopped, !report(progress) { isStopped = true }
    return !isStopped
  }
}
