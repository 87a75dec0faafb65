/// One demand of a project, as the pools feel it.
public struct Demand: Hashable, Sendable, Codable {
  /// Who stands behind the number.
  public enum Standing: String, Hashable, Sendable, Codable { case reported, verified, estimated }
  /// Index into `Snapshot.factors`.
  public var factor: Int
  /// What the project itself will consume.
  public var asked: Quantity
  /// Replacement ratio (替代比例) by policy; 1 where none applies.
  public var ratio: Ratio
  /// What must still leave a pool: `ratio.roundedUp(asked)` minus what the project holds already.
  public var needed: Quantity
  public var standing: Standing

  public init(factor: Int, asked: Quantity, ratio: Ratio, needed: Quantity, standing: Standing) {
    self.factor = factor
    self.asked = asked
    self.ratio = ratio
    self.needed = needed
    self.standing = standing
  }
}

/// Quota that a project holds from an earlier adoption: reserved or granted, not used.
public struct Holding: Hashable, Sendable, Codable {
  public var factor: Int
  /// Region of the pool that it came from, and to which it would go back.
  public var region: Int
  public var vintage: Int
  public var quantity: Quantity
  public init(factor: Int, region: Int, vintage: Int, quantity: Quantity) {
    self.factor = factor
    self.region = region
    self.vintage = vintage
    self.quantity = quantity
  }
}

/// What a planner has decided before the solver runs.
public enum Pin: String, Hashable, Sendable, Codable {
  /// Must be served; a plan without it is no plan.
  case must
  /// Must not be served in this plan.
  case never
}

/// A project of the library (重点项目库) in a snapshot.
public struct Project: Hashable, Sendable, Codable {
  /// 项目代码.
  public var code: String
  public var name: String
  /// Index into `Snapshot.regions`: where it stands.
  public var region: Int
  /// Index into `Snapshot.regions`: whose pool serves it first (its own, or its county's where policy says so).
  public var home: Int
  public var industry: String
  /// 0 is served first. Index into `Snapshot.tiers`.
  public var tier: Int
  /// Worth within the tier; at least 1. What it is made of is policy data (`score.*`).
  public var score: Int64
  /// Total investment in 万元.
  public var investment: Quantity
  /// Ascending by factor, each factor once, `needed` > 0.
  public var demands: [Demand]
  /// One flag a factor of `Snapshot.factors`: may draw on the city pool (L17.2: a key project with a gap).
  public var mayUseCityPool: [Bool]
  public var holdings: [Holding]
  public var pin: Pin?
  /// First vintage in which it competes: the year that it needs quota; 0 for as soon as possible.
  public var from: Int
  /// Days since 1970-01-01 of its entry in the library; earlier goes first among equals.
  public var entered: Int
  /// Stalled by the reclaim rules (domain.md §2.1): what it holds can be proposed for reclaim.
  public var isStalled: Bool
  /// Made by the sample generator, not a real project.
  public var isGenerated: Bool
  /// Of a scenario's variant: code of the project in the library. nil: the library's own form.
  public var variantOf: String?
  /// An adopted plan serves it, and this plan may take that back; nil: not so.
  public var isReleased: Bool?
  /// Last vintage of what it had so; nil where nothing is released, or a snapshot doesn't say.
  public var releasedVintage: Int?
  var isStanding: Bool { isReleased == true }

  public init(
    code: String, name: String, region: Int, home: Int, industry: String, tier: Int, score: Int64, investment: Quantity, demands: [Demand],
    mayUseCityPool: [Bool], holdings: [Holding] = [], pin: Pin? = nil, from: Int = 0, entered: Int = 0, isStalled: Bool = false,
    isGenerated: Bool = false
  ) {
    self.code = code
    self.name = name
    self.region = region
    self.home = home
    self.industry = industry
    self.tier = tier
    self.score = score
    self.investment = investment
    self.demands = demands
    self.mayUseCityPool = mayUseCityPool
    self.holdings = holdings
    self.pin = pin
    self.from = from
    self.entered = entered
    self.isStalled = isStalled
    self.isGenerated = isGenerated
  }
}
