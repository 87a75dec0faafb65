/// What the next units of one pool bring, step by step: each step is the least amount at which the plan gets better.
///
/// Amounts that are tried are those that some project left out lacks of the pool; between them nobody could come in without another's leaving.
/// A step's plan is made anew, so it may also exchange projects.
public struct Ladder: Sendable, Encodable {
  public struct Step: Sendable, Encodable {
    /// So much more than the pool holds now.
    public var extra: Quantity
    /// Projects (indices) that come in and that fall out, beside the step before.
    public var gained: [Int]
    public var lost: [Int]
    /// Score of each tier of the first vintage.
    public var values: [Int64]
  }
  public var steps: [Step] = []

  /// Most amounts that are tried.
  public static let trialLimit = 200

  /// - Parameters:
  ///   - region, factor: the pool; the city's too.
  ///   - most: steps after which it ends.
  ///   - solve: a plan of the snapshot; nil ends the ladder.
  public static func climb(
    _ plan: Plan, of snapshot: Snapshot, region: Int, factor: Int, most: Int, solve: (Snapshot) throws -> Plan?
  ) rethrows -> Ladder {
    var ladder = Ladder()
    var values = Self.values(plan, snapshot)
    var served = Self.served(plan, snapshot)
    for extra in amounts(plan, of: snapshot, region: region, factor: factor).prefix(trialLimit) where ladder.steps.count < most {
      guard let better = try solve(raised(snapshot, region, factor, extra)) else { break }
      let reached = Self.values(better, snapshot)
      guard values.lexicographicallyPrecedes(reached) else { continue }
      let now = Self.served(better, snapshot)
      ladder.steps.append(
        Step(extra: extra, gained: now.subtracting(served).sorted(), lost: served.subtracting(now).sorted(), values: reached))
      (values, served) = (reached, now)
    }
    return ladder
  }

  private static func values(_ plan: Plan, _ snapshot: Snapshot) -> [Int64] {
    plan.tiers.filter { $0.vintage == snapshot.vintage }.map(\.value)
  }
  private static func served(_ plan: Plan, _ snapshot: Snapshot) -> Set<Int> {
    Set(plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project))
  }

  /// What projects that are left out and may use the pool lack of the factor, smallest first.
  private static func amounts(_ plan: Plan, of snapshot: Snapshot, region: Int, factor: Int) -> [Quantity] {
    let missing = plan.unmet.flatMap { unmet in
      unmet.shortages.filter { $0.factor == factor && (snapshot.projects[unmet.project].home == region || $0.region == region) }.map(
        \.missing)
    }
    return Set(missing).filter { $0 > .zero }.sorted()
  }

  private static func raised(_ snapshot: Snapshot, _ region: Int, _ factor: Int, _ extra: Quantity) -> Snapshot {
    var snapshot = snapshot
    let place = snapshot.pools.firstIndex { $0.region == region && $0.factor == factor && $0.vintage == snapshot.vintage }
    if let place {
      snapshot.pools[place].available += extra
    } else {
      snapshot.pools.append(Pool(region: region, factor: factor, vintage: snapshot.vintage, available: extra))
    }
    return snapshot
  }
}
