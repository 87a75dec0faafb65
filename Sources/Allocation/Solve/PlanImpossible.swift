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

  /// Pinned projects that ask one pool for more than it has.
  public struct Contradiction: Hashable, Sendable, Codable {
    public var factor: Int
    /// The county whose pool is short, or the city when the counties' gaps exceed its pool.
    public var region: Int
    /// What the pinned projects ask of it, loans already counted.
    public var needed: Quantity
    public var available: Quantity
    public var missing: Quantity { needed - available }
    /// Pinned projects that ask for it (indices), largest demand first.
    public var pins: [Int]
    public init(factor: Int, region: Int, needed: Quantity, available: Quantity, pins: [Int]) {
      (self.factor, self.region, self.needed, self.available, self.pins) = (factor, region, needed, available, pins)
    }
  }

  /// A region that can't have so many projects.
  public struct FloorShortfall: Hashable, Sendable, Codable {
    public var region: Int
    public var asked: Int
    /// What it gets in a distribution that misses as few projects as possible over all floors.
    public var possible: Int
    /// What it could get if no other floor were asked.
    public var possibleAlone: Int
    public init(region: Int, asked: Int, possible: Int, possibleAlone: Int) {
      (self.region, self.asked, self.possible, self.possibleAlone) = (region, asked, possible, possibleAlone)
    }
  }

  public init(
    vintage: Int, contradictions: [Contradiction] = [], floors: [FloorShortfall] = [], faultyPins: [Int] = [], groups: [String] = []
  ) {
    (self.vintage, self.contradictions, self.floors, self.faultyPins, self.groups) = (vintage, contradictions, floors, faultyPins, groups)
  }
}
