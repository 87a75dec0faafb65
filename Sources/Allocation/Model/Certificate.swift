/// Prices that prove a tier's bound by weak duality, in whole numbers: whoever has snapshot, plan and prices can add it up again.
///
/// For one tier of one vintage, with what pinned projects and earlier tiers hold taken as given, no choice of projects is worth more than
/// Σ price × room of the pools, less Σ price of a floor × projects still asked for, plus, of each project that fits, what its score has
/// beyond the price of its demand. docs/reference/mathematics.md has the proof; `report.plan_certificate` is the same sum in SQL.
public struct Certificate: Hashable, Sendable, Codable {
  /// Prices are whole multiples of 2^−40 points a ten-thousandth of the factor's unit (or a project, of floors).
  public static let fractionBits = 40

  public struct Price: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
      /// Of a pool, whoever draws on it; a county's is above the city's by no more than its `cityLimit`.
      case pool
      /// Of a county's pool, in addition, for demand that may not come from the city pool.
      case ownOnly
      /// Of what a county may use of the city's pool: its own pool's price may be so much above the city's.
      case cityLimit
      /// Of one project towards a region's floor.
      case floor
    }
    public var kind: Kind
    /// Index into `Snapshot.regions`.
    public var region: Int
    /// Index into `Snapshot.factors`; nil of floors.
    public var factor: Int?
    /// Positive; see `fractionBits`.
    public var price: Int64
    public init(kind: Kind, region: Int, factor: Int?, price: Int64) {
      (self.kind, self.region, self.factor, self.price) = (kind, region, factor, price)
    }
  }
  /// Of a holding limit: what is asked under it costs so much in addition.
  public struct LimitPrice: Hashable, Sendable, Codable {
    /// Index into `Snapshot.Rules.holdingLimits`.
    public var limit: Int
    /// Positive; see `fractionBits`.
    public var price: Int64
    public init(limit: Int, price: Int64) { (self.limit, self.price) = (limit, price) }
  }
  /// Of a pool in one of the years that are planned together, or of a floor.
  public struct YearPrice: Hashable, Sendable, Codable {
    public var vintage: Int
    public var kind: Price.Kind
    /// Index into `Snapshot.regions`.
    public var region: Int
    /// Index into `Snapshot.factors`; nil of floors.
    public var factor: Int?
    /// Positive; see `fractionBits`.
    public var price: Int64
    public init(vintage: Int, kind: Price.Kind, region: Int, factor: Int?, price: Int64) {
      (self.vintage, self.kind, self.region, self.factor, self.price) = (vintage, kind, region, factor, price)
    }
  }
  /// Of years that are planned together, instead of `prices`: only prices above zero, in the order kind, vintage, region, factor. nil: one vintage.
  public var yearPrices: [YearPrice]?
  /// Only prices above zero, by limit; nil: none.
  public var limitPrices: [LimitPrice]?
  /// Only prices above zero, in the order kind, region, factor.
  public var prices: [Price]
  /// What they prove: no plan of the tier has more points.
  public var bound: Int64
  public init(prices: [Price], bound: Int64) { (self.prices, self.bound) = (prices, bound) }
}
