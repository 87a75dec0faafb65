/// One share or one supply through several values, everything else as a run had it.
public struct Sweep: Sendable, Encodable {
  /// What is changed, by the factor's place in the snapshot.
  public enum Axis: Hashable, Sendable, Encodable {
    /// The part of the counties' deposits that the city coordinates. `asPlanned`: the share that the run was planned with; nil: as booked.
    case share(factor: Int, asPlanned: Ratio?)
    /// All pools of the factor, times the value.
    case supply(factor: Int)
  }
  public struct Point: Sendable, Encodable {
    public var value: Ratio
    public var awarded: Int
    public var investment: Quantity
    /// Sum of the scores of all tiers of the first vintage.
    public var score: Int64
    public var isProven: Bool
  }
  public var axis: Axis
  public var points: [Point] = []

  public static let pointLimit = 100

  /// - Parameters:
  ///   - deposits: those that the run's pools came from.
  ///   - solve: a plan of a changed snapshot; nil ends the sweep.
  public static func trace(
    _ snapshot: Snapshot, deposits: [SnapshotSource.Deposit], axis: Axis, values: [Ratio], solve: (Snapshot) throws -> Plan?
  ) rethrows -> Sweep {
    var sweep = Sweep(axis: axis)
    for value in values.prefix(pointLimit) {
      let changed = changed(snapshot, deposits, axis, value)
      guard let plan = try solve(changed) else { break }
      let awards = plan.awards.filter { $0.vintage == changed.vintage }
      sweep.points.append(
        Point(
          value: value, awarded: awards.count, investment: awards.reduce(.zero) { $0 + changed.projects[$1.project].investment },
          score: plan.tiers.filter { $0.vintage == changed.vintage }.reduce(0) { $0 + $1.value }, isProven: plan.status == .proven))
    }
    return sweep
  }

  /// The snapshot with one value in place. A pool gives no more than it holds: what was awarded before the run stays where it is.
  static func changed(_ snapshot: Snapshot, _ deposits: [SnapshotSource.Deposit], _ axis: Axis, _ value: Ratio) -> Snapshot {
    var pools = PoolLedger(snapshot.pools)
    switch axis {
    case .supply(let factor): pools.change(.times(value), factor: factor, region: nil, vintage: nil)
    case .share(let factor, let asPlanned):
      for deposit in deposits where deposit.factor == factor && deposit.region != snapshot.cityRegion {
        let present = asPlanned?.roundedDown(deposit.quantity) ?? deposit.cityPart
        pools.share(deposit, city: snapshot.cityRegion, from: present, to: value.roundedDown(deposit.quantity))
      }
    }
    var result = snapshot
    // A vintage that is over has no pool in the snapshot, and gets none.
    result.pools = pools.sorted.filter { $0.vintage >= snapshot.vintage }
    return result
  }
}
