import Allocation

extension TrialTable.Answer {
  public struct Tier: Encodable, Sendable {
    /// From 1.
    public var tier: Int
    public var name: String
    public var nameEnglish: String
    public var points: Int64
    public var pointsBefore: Int64
  }
  /// What one change makes of the plan when all others stand.
  public struct Price: Encodable, Sendable {
    public var change: Wish.Part
    /// More served with it than without.
    public var served: Int
    /// More points with it than without, by tier.
    public var points: [Int64]
    /// Without it nothing can be planned so.
    public var isNeeded: Bool
  }
}

extension TrialTable {
  /// Changes that are priced; more of them are only priced together.
  public static let priceLimit = 8

  /// A change's price is the difference to the plan without it. One change alone has the difference to the plan on the table.
  func prices(of wish: Wish, isQuick: Bool, served: Int, _ points: [Int64]) throws -> [Answer.Price] {
    try wish.parts.prefix(Self.priceLimit).map { part, rest in
      let without: (snapshot: Snapshot, plan: Plan)
      do { without = try planned(rest, isQuick: isQuick) } catch is ImpossiblePlan {
        return Answer.Price(change: part, served: 0, points: points.map { _ in 0 }, isNeeded: true)
      }
      let before = self.points(without.snapshot, without.plan)
      return Answer.Price(
        change: part, served: served - without.plan.awards.count, points: zip(points, before).map { $0 - $1 }, isNeeded: false)
    }
  }
}
