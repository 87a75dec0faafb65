/// How much may be given out before the yearly plan is there, so that with a chosen probability nothing must be taken back (L17.1).
///
/// Each doubtful factor comes to a share of what its pools hold that is drawn evenly from its range, one factor independent of the other. Quota that
/// fits even at the share that comes with the wanted probability may go out now. With k factors each must hold with the k-th root of it, so that all hold
/// together.
public struct AdvanceLimit: Sendable {
  /// Share of each doubtful factor's pools that may be given out, in the order of the doubts.
  public var shares: [Ratio]
  /// Awards of the run that may be given now, and those that wait for the yearly plan; by project.
  public var now: [Int]
  public var later: [Int]
  /// Part of `draws` in which everything in `now` is covered.
  public var kept: Int
  public var draws: Int

  /// - Parameters:
  ///   - confidence: more than 0, at most 1.
  ///   - solve: a plan of the snapshot: chooses among the run's awards those that fit.
  public static func find(
    _ plan: Plan, of snapshot: Snapshot, doubts: [StressTest.Doubt], confidence: Ratio, draws: Int = 1_000, seed: UInt64 = 1,
    solve: (Snapshot) throws -> Plan
  ) rethrows -> AdvanceLimit {
    let each = root(confidence, doubts.count)
    let shares = doubts.map { $0.share(parts - each, of: parts) }
    let test = StressTest(doubts: doubts, draws: draws, seed: seed)
    var small = test.shrunk(snapshot, shares)
    let awarded = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    let isAwarded = Set(awarded)
    for index in small.projects.indices where !isAwarded.contains(index) { small.projects[index].pin = .never }
    (small.horizon, small.rules.aims) = (1, nil)
    let now = try solve(small).awards.map(\.project)
    let kept = test.shares().count { isCovered(now, test.shrunk(snapshot, $0)) }
    return AdvanceLimit(shares: shares, now: now, later: awarded.filter { !now.contains($0) }.sorted(), kept: kept, draws: draws)
  }

  private static func isCovered(_ projects: [Int], _ snapshot: Snapshot) -> Bool {
    let instance = Instance(snapshot)
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    for project in projects { load.add(project) }
    return load.isFeasible
  }

  /// Probabilities are counted in parts of this.
  private static let parts: Int64 = 1_000_000

  /// The smallest number of parts whose k-th power is at least `confidence`.
  private static func root(_ confidence: Ratio, _ k: Int) -> Int64 {
    let wanted = Double(confidence.numerator) / Double(confidence.denominator)
    var (low, high) = (Int64(0), parts)
    while low < high {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<max(k, 1) { power *= Double(middle) / Double(parts) }
      if power >= wanted - 1e-12 { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
