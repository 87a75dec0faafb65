/// Everything that a plan is decided on, read in one transaction. The solver sees nothing else, so the same snapshot
/// and settings give the same plan.
public struct Snapshot: Sendable, Codable, Equatable {
  /// Division code of the city.
  public var city: String
  public var baseDate: CivilDate
  /// Code of the policy version in force on `baseDate`.
  public var policyVersion: String
  /// The vintage that is planned first; `horizon` years follow from it.
  public var vintage: Int
  public var horizon: Int
  public var factors: [Factor]
  /// The city is one of them.
  public var regions: [Region]
  /// Index into `regions` of the region whose pool coordinates (市级统筹).
  public var cityRegion: Int
  /// At most one a region, factor and vintage.
  public var pools: [Pool]
  /// Names of the tiers, served in this order.
  public var tiers: [Tier]
  /// Ascending by code.
  public var projects: [Project]
  public var rules: Rules

  public struct Tier: Hashable, Sendable, Codable {
    public var name: String
    public var nameEnglish: String
    public init(name: String, nameEnglish: String) { (self.name, self.nameEnglish) = (name, nameEnglish) }
  }

  /// What policy and scenario allow beyond own pool and city pool.
  public struct Rules: Hashable, Sendable, Codable {
    /// Factors (indices) that one county may lend to another (临时拆借, L17.3).
    public var lendable: [Int] = []
    /// Factors (indices) that one county may sell to another (有偿调剂, L17.3, L18.2).
    public var tradable: [Int] = []
    /// Most of its pool that a county may give away by loans and transfers together.
    public var lendingLimit = Ratio(1, 2)
    /// Plans of equal score are told apart by the number of loans and transfers that they need; nil: not so.
    public var fewestMoves: Bool?
    /// What a carried-over balance does at year end, one flag a factor: false means that it expires.
    public var carriesOver: [Bool] = []
    /// Least number of projects, or of score share, for each region.
    public var floors: [Floor] = []
    /// The years of the horizon are planned as one; nil: one after the other.
    public var together: YearsTogether?
    /// Days after the base date by which a project that is left out gets its answer (policy: `answer_days`).
    public var answerDays = 30
    /// Most of the city's pool of a factor that one county's projects may use; nil: all of it. Factors that counties lend each other have no such limit.
    public var cityLimit: Ratio?
    /// Most of what one project outside the city's own still needs that may come from the city's pool, one share a factor, 1 where there is no cap;
    /// rounded down, so that the rest is asked of its own pool. nil: no caps.
    public var cityShares: [Ratio]?
    /// Most that some projects may be given together; nil: no such limits.
    public var holdingLimits: [HoldingLimit]?
    /// What each tier's plan is made for besides score, in strict order; nil: nothing.
    public var aims: [Aim]?
    /// Projects that depend on each other; nil: none.
    public var groups: [ProjectGroup]?
    public init() {}
  }
  /// Most of one factor that some projects may be given by a plan, all vintages together.
  public struct HoldingLimit: Hashable, Sendable, Codable {
    /// Whose it is: a region or an owner.
    public var name: String
    /// The region whose projects they are; nil: an owner's.
    public var region: Int?
    public var factor: Int
    /// Indices into `projects`, ascending.
    public var projects: [Int]
    /// What is left of the limit beside what they hold already.
    public var most: Quantity
    public init(name: String, region: Int? = nil, factor: Int, projects: [Int], most: Quantity) {
      (self.name, self.region, self.factor, self.projects, self.most) = (name, region, factor, projects, most)
    }
  }
  /// "Give this county at least n of its projects."
  public struct Floor: Hashable, Sendable, Codable {
    /// Index into `regions`.
    public var region: Int
    public var projects: Int
    public init(region: Int, projects: Int) { (self.region, self.projects) = (region, projects) }
  }

  public init(
    city: String, baseDate: CivilDate, policyVersion: String, vintage: Int, horizon: Int = 1, factors: [Factor], regions: [Region],
    cityRegion: Int, pools: [Pool], tiers: [Tier], projects: [Project], rules: Rules = Rules()
  ) {
    self.city = city
    self.baseDate = baseDate
    self.policyVersion = policyVersion
    self.vintage = vintage
    self.horizon = horizon
    self.factors = factors
    self.regions = regions
    self.cityRegion = cityRegion
    self.pools = pools
    self.tiers = tiers
    self.projects = projects
    self.rules = rules
  }
}
