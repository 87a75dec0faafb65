/// Why a project is not in the plan, and what would bring it in (L20.2). Data, not sentences: Reporting says it in words.
public struct Unmet: Hashable, Sendable, Codable {
  /// In order of precedence: a fault in the data comes before what can never fit, before what waits for quota, before what waits
  /// for a decision.
  public enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
    /// The project's own data stops it.
    case fault
    /// It asks more than all pools it may use hold, even empty of others.
    case neverFits
    /// Others with an earlier tier or a better score took what it needs.
    case waitsForQuota
    /// A group keeps it out: a variant is served, or a mate or leader is not.
    case heldByGroup
    /// A pin or a filter keeps it out.
    case waitsForDecision
  }
  /// Index into `Snapshot.projects`.
  public var project: Int
  public var cause: Cause
  /// Every factor that is short for it on top of this plan, largest share first.
  public var shortages: [Shortage]
  /// Cheapest first.
  public var ways: [Way]
  /// Place among the waiting projects that need a short pool of this one; 1 is next.
  public var rank: Int
  /// What its demand is worth at the prices of its tier: with so many points it would have been served, but for what wholeness leaves over. nil when
  /// earlier tiers left too little for any number of points, and in runs without prices.
  public var pointsNeeded: Int64?
  /// The day by which an answer is due or quota is expected, and what it rests on.
  public var date: CivilDate?
  public var dateBasis: DateBasis?
  /// Name of the group that keeps it out, and the member that decides it: the variant that is served, the mate or leader that is not.
  public var group: String?
  public var groupMember: Int?

  public enum DateBasis: String, Hashable, Sendable, Codable {
    /// A later vintage of the three-year plan serves it.
    case nextVintage
    /// Someone decides by then (policy: days to answer).
    case decisionDue
  }

  /// One pool that is short.
  public struct Shortage: Hashable, Sendable, Codable {
    public var factor: Int
    /// The pool that is asked first; the city's when that one would have to add.
    public var region: Int
    public var vintage: Int
    public var needed: Quantity
    /// What own pool and (if it may) city pool have left together.
    public var left: Quantity
    public var missing: Quantity { needed - left }
    /// The holding limit that leaves no more, where that is what is short; index into the rules' limits.
    public var limit: Int?
    public init(factor: Int, region: Int, vintage: Int, needed: Quantity, left: Quantity) {
      (self.factor, self.region, self.vintage, self.needed, self.left) = (factor, region, vintage, needed, left)
    }
  }

  /// Something that would bring the project in.
  public struct Way: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// Ask at most `quantity` of `factor` instead.
      case smallerDemand
      /// A later vintage has room: `vintage`.
      case nextVintage
      /// The city pool would cover it if the project were eligible.
      case cityPool
      /// `region` has room to lend `quantity`.
      case loan
      /// `region` has room to sell `quantity`.
      case paidTransfer
      /// `other` is stalled and holds `quantity`.
      case reclaim
      /// It would push out `others`, at `cost` of score.
      case displacement
    }
    public var kind: Kind
    public var factor: Int?
    public var region: Int?
    public var vintage: Int?
    public var quantity: Quantity?
    /// Indices into `Snapshot.projects`: who is pushed out, or whose quota is reclaimed.
    public var others: [Int]
    /// Score that the plan loses; 0 where nobody loses.
    public var cost: Int64
    /// Alone it is enough; else it closes this shortage only.
    public var isSufficient: Bool
    public init(
      kind: Kind, factor: Int? = nil, region: Int? = nil, vintage: Int? = nil, quantity: Quantity? = nil, others: [Int] = [],
      cost: Int64 = 0,
      isSufficient: Bool
    ) {
      (self.kind, self.factor, self.region, self.vintage) = (kind, factor, region, vintage)
      (self.quantity, self.others, self.cost, self.isSufficient) = (quantity, others, cost, isSufficient)
    }
  }

  public init(
    project: Int, cause: Cause, shortages: [Shortage], ways: [Way] = [], rank: Int = 0, date: CivilDate? = nil, dateBasis: DateBasis? = nil
  ) {
    (self.project, self.cause, self.shortages, self.ways) = (project, cause, shortages, ways)
    (self.rank, self.date, self.dateBasis) = (rank, date, dateBasis)
  }
}
