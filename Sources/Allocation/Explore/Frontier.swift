/// What an aim reaches for what it costs: plans of one snapshot with more and more of the score to give up (Pareto front of score and aim).
public struct Frontier: Sendable, Encodable {
  public struct Point: Sendable, Encodable {
    /// Part of each tier's score that the aim may give up.
    public var give: Ratio
    /// Score of each tier of the first vintage.
    public var values: [Int64]
    public var awarded: Int
    /// `Aim.Result.value` and `bound` after the last tier; of `change`, of all tiers together.
    public var reached: Int64
    public var bound: Int64?
    /// No other point is as good in both, the scores in the order of the tiers, and better in one.
    public var isEfficient = true
  }
  public var aim: Aim.Kind
  public var points: [Point] = []

  public static let pointLimit = 100

  /// - Parameter solve: a plan of the snapshot; nil ends the front.
  public static func trace(_ snapshot: Snapshot, aim: Aim, gives: [Ratio], solve: (Snapshot) throws -> Plan?) rethrows -> Frontier {
    var front = Frontier(aim: aim.kind)
    for give in gives {
      var asked = snapshot
      asked.rules.aims = [Aim(kind: aim.kind, give: give, measure: aim.measure)]
      guard let plan = try solve(asked) else { break }
      let tiers = plan.tiers.filter { $0.vintage == snapshot.vintage }
      let results = tiers.compactMap { $0.aims?.first }
      guard let last = results.last else { break }
      let isSum = aim.kind == .change
      front.points.append(
        Point(
          give: give, values: tiers.map(\.value), awarded: tiers.reduce(0) { $0 + $1.awarded },
          reached: isSum ? results.reduce(0) { $0 + $1.value } : last.value,
          bound: isSum ? results.reduce(Int64?(0)) { sum, next in sum.flatMap { sum in next.bound.map { sum + $0 } } } : last.bound))
    }
    front.mark(aim)
    return front
  }

  private mutating func mark(_ aim: Aim) {
    let sign: Int64 = aim.isMaximised ? 1 : -1
    for index in points.indices {
      let point = points[index]
      points[index].isEfficient = !points.contains { other in
        let reached = sign * (other.reached - point.reached)
        guard reached >= 0, !other.values.lexicographicallyPrecedes(point.values) else { return false }
        return reached > 0 || other.values != point.values
      }
    }
  }
}
