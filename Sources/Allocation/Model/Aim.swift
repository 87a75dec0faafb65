/// What a planner wants of each tier besides its score (目标), in the order of the scenario: each may give up a part of the score, and none
/// touches what the ones before it reached. What all of them leave open goes to the score again.
public struct Aim: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The county whose satisfied share is smallest gets as much as it can, then the next smallest, and so on (leximin).
    case fairness
    /// The largest and the smallest satisfied share of the counties are as close as they can be.
    case equalShares
    /// As little of the city's pools as possible is used.
    case cityPool
    /// As few projects as possible lose what an adopted plan gave them.
    case change
  }
  /// What a county's satisfied share is counted in.
  public enum Measure: String, Hashable, Sendable, Codable, CaseIterable { case score, projects, investment }

  public var kind: Kind
  /// Part of the tier's best score that this aim may give up, beyond what the aims before it may.
  public var give: Ratio
  /// Only of `fairness` and `equalShares`.
  public var measure: Measure

  public init(kind: Kind, give: Ratio = .zero, measure: Measure = .score) { (self.kind, self.give, self.measure) = (kind, give, measure) }
}

extension Aim.Kind {
  /// As scenario files and options name it.
  public var key: String {
    switch self {
    case .fairness: "fairness"
    case .equalShares: "equal_shares"
    case .cityPool: "city_pool"
    case .change: "change"
    }
  }
  public init?(key: String) {
    guard let kind = Self.allCases.first(where: { $0.key == key }) else { return nil }
    self = kind
  }
}

extension Aim {
  /// What a tier reached of an aim, in whole numbers.
  public struct Result: Hashable, Sendable, Codable {
    public var kind: Kind
    /// fairness: the smallest satisfied share; equalShares: largest less smallest; both in millionths of what the county's projects asked,
    /// this tier and those before it. cityPool: sum over the factors of the used part of the city's pool, in millionths.
    /// change: projects of this tier that keep what they had. Of years that are planned together: served in any of them; used in all of them, of what all
    /// bring the city; kept in the vintage of what they had or before.
    public var value: Int64
    /// No plan with as much score, and as much of the aims before, is better than this; nil when time ran out before anything was proved.
    public var bound: Int64?
    public init(kind: Kind, value: Int64, bound: Int64?) { (self.kind, self.value, self.bound) = (kind, value, bound) }
  }

  /// Shares are told in parts of this.
  public static let parts: Int64 = 1_000_000

  /// A larger value is better.
  public var isMaximised: Bool { kind == .fairness || kind == .change }
}
