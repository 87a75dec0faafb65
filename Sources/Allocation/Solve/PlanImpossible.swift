/// There is no plan: what planners have pinned and the floors ask more than there is. Data, so that the edge can say which decision to take back.
public struct PlanImpossible: Error, Hashable, Sendable, Codable {
  /// The vintage that has to hold pins and floors.
  public var vintage: Int
  public var contradictions: [Contradiction]
  public var floors: [FloorShortfall]
  /// Pinned projects whose own data is faulty (indices into `Snapshot.projects`).
  public var faultyPins: [Int]
  /// Names of groups that the pinned projects don't keep.
  public var groups: [String]
  /// Holding limits that the pinned projects exceed.
  public var holdings: [HoldingExcess]

  /// Pinned projects that ask one pool for more than it has.
  public struct Contradiction: Hashable, Sendable, Codable {
    /// Which rule makes it short.
    public enum Reason: String, Hashable, Sendable, Codable {
      /// The county's own pool and what it may borrow: the pinned may not use the city pool.
      case ownPool
      /// So too; but without the cap on the city's share of a project it would do.
      case cityShare
      /// Own pool and what one county may use of the city's.
      case cityLimit
      /// The city's pool, and what counties may still lend.
      case cityPool
    }
    public var reason: Reason
    public var factor: Int
    /// The county whose pool is short, or the city when the counties' gaps exceed its pool.
    public var region: Int
    /// What the pinned projects ask of it, loans already counted.
    public var needed: Quantity
    public var available: Quantity
    public var missing: Quantity { needed - available }
    /// Pinned projects that ask for it (indices), largest demand first.
    public var pins: [Int]
    public init(reason: Reason, factor: Int, region: Int, needed: Quantity, available: Quantity, pins: [Int]) {
      (self.reason, self.factor, self.region) = (reason, factor, region)
      (self.needed, self.available, self.pins) = (needed, available, pins)
    }
  }

  /// Pinned projects that ask for more than a county or an owner may hold.
  public struct HoldingExcess: Hashable, Sendable, Codable {
    /// Index into `Snapshot.Rules.holdingLimits`.
    public var limit: Int
    public var needed: Quantity
    public var most: Quantity
    /// Largest demand first.
    public var pins: [Int]
    public init(limit: Int, needed: Quantity, most: Quantity, pins: [Int]) {
      (self.limit, self.needed, self.most, self.pins) = (limit, needed, most, pins)
    }
  }

  /// A region that can't have so many projects.
  public struct FloorShortfall: Hashable, Sendable, Codable {
    public var region: Int
    /// As the scenario says, and how many of them are served already or pinned.
    public var asked: Int
    public var counted: Int
    /// Projects there that could still be served: that compete and are in no group that ties them to others.
    public var waiting: Int
    /// What it gets, those counted and others, in a distribution that misses as few projects as possible over all floors.
    public var possible: Int
    /// What it could get if no other floor were asked.
    public var possibleAlone: Int
    public init(region: Int, asked: Int, counted: Int = 0, waiting: Int, possible: Int, possibleAlone: Int) {
      (self.region, self.asked, self.counted, self.waiting) = (region, asked, counted, waiting)
      (self.possible, self.possibleAlone) = (possible, possibleAlone)
    }
  }

  public init(
    vintage: Int, contradictions: [Contradiction] = [], floors: [FloorShortfall] = [], faultyPins: [Int] = [], groups: [String] = [],
    holdings: [HoldingExcess] = []
  ) {
    (self.vintage, self.contradictions, self.floors, self.faultyPins, self.groups) = (vintage, contradictions, floors, faultyPins, groups)
    self.holdings = holdings
  }
}
