/// What Store reads from the database in one transaction: facts, before policy and scenario are applied to them.
public struct SnapshotSource: Sendable {
  public var city: String
  public var policyVersion: String
  public var baseDate: CivilDate
  public var factors: [Factor]
  public var regions: [Region]
  /// Index of the region that a region lies in; nil at the root.
  public var parents: [Int?]
  public var parameters: [PolicyTable.Row]
  public var tiers: [TierRule]
  public var deposits: [Deposit]
  public var pools: [Pool]
  /// Ascending by code.
  public var projects: [LibraryProject]
  /// Last batch of the city's ledger that was seen.
  public var ledgerBatch: Int64

  public init(
    city: String, policyVersion: String, baseDate: CivilDate, factors: [Factor], regions: [Region], parents: [Int?],
    parameters: [PolicyTable.Row], tiers: [TierRule], deposits: [Deposit], pools: [Pool], projects: [LibraryProject], ledgerBatch: Int64
  ) {
    (self.city, self.policyVersion, self.baseDate, self.factors) = (city, policyVersion, baseDate, factors)
    (self.regions, self.parents, self.parameters, self.tiers) = (regions, parents, parameters, tiers)
    (self.deposits, self.pools, self.projects, self.ledgerBatch) = (deposits, pools, projects, ledgerBatch)
  }

  /// One deposit that was split by policy; another coordination share is rehearsed from these.
  public struct Deposit: Hashable, Sendable {
    public var region: Int
    public var factor: Int
    public var vintage: Int
    public var quantity: Quantity
    public var cityPart: Quantity
    public init(region: Int, factor: Int, vintage: Int, quantity: Quantity, cityPart: Quantity) {
      (self.region, self.factor, self.vintage, self.quantity, self.cityPart) = (region, factor, vintage, quantity, cityPart)
    }
  }

  /// A project as the library has it.
  public struct LibraryProject: Hashable, Sendable {
    public var code: String
    public var name: String
    public var region: Int
    public var industry: String
    /// national, provincial, municipal, county.
    public var level: String
    /// Classes of L2 that it is in.
    public var classes: [Int]
    public var libraries: [String]
    public var investment: Quantity
    /// Evaluation A, B, C, D or T (none yet).
    public var grade: String
    public var isTwoHigh: Bool
    /// Days since 1970-01-01.
    public var entered: Int
    public var daysSinceProgress: Int?
    public var isGenerated: Bool
    public var contentHash: String
    /// Name and credit code of its owner, where the library has them.
    public var owner: String?
    public var ownerCode: String?
    /// Ascending by factor, each once.
    public var demands: [Asked]
    public var holdings: [Held]
    public init(
      code: String, name: String, region: Int, industry: String, level: String, classes: [Int], libraries: [String], investment: Quantity,
      grade: String, isTwoHigh: Bool, entered: Int, daysSinceProgress: Int?, isGenerated: Bool, contentHash: String, demands: [Asked] = [],
      holdings: [Held] = []
    ) {
      (self.code, self.name, self.region, self.industry, self.level) = (code, name, region, industry, level)
      (self.classes, self.libraries, self.investment, self.grade) = (classes, libraries, investment, grade)
      (self.isTwoHigh, self.entered, self.daysSinceProgress) = (isTwoHigh, entered, daysSinceProgress)
      (self.isGenerated, self.contentHash, self.demands, self.holdings) = (isGenerated, contentHash, demands, holdings)
    }
  }
  public struct Asked: Hashable, Sendable {
    public var factor: Int
    public var quantity: Quantity
    public var standing: Demand.Standing
    /// Year in which it is needed first; nil: as soon as possible.
    public var year: Int?
    public init(factor: Int, quantity: Quantity, standing: Demand.Standing, year: Int? = nil) {
      (self.factor, self.quantity, self.standing, self.year) = (factor, quantity, standing, year)
    }
  }
  /// What a project has from one pool.
  public struct Held: Hashable, Sendable {
    public var factor: Int
    public var region: Int
    public var vintage: Int
    public var reserved: Quantity
    public var granted: Quantity
    public var used: Quantity
    public init(factor: Int, region: Int, vintage: Int, reserved: Quantity, granted: Quantity, used: Quantity) {
      (self.factor, self.region, self.vintage) = (factor, region, vintage)
      (self.reserved, self.granted, self.used) = (reserved, granted, used)
    }
  }
}

/// Who is served before whom: a project belongs to the first tier of which one condition holds.
public struct TierRule: Hashable, Sendable, Codable {
  public enum Condition: Hashable, Sendable {
    case level(String), projectClass(Int), everyone

    /// `level:national`, `class:1`, `*`.
    public init?(_ text: String) {
      if text == "*" {
        self = .everyone
      } else if text.hasPrefix("level:") {
        self = .level(String(text.dropFirst(6)))
      } else if text.hasPrefix("class:"), let number = Int(text.dropFirst(6)) {
        self = .projectClass(number)
      } else {
        return nil
      }
    }
  }
  public var name: String
  public var nameEnglish: String
  public var any: [String]

  enum CodingKeys: String, CodingKey {
    case name, any
    case nameEnglish = "name_en"
  }
  public init(name: String, nameEnglish: String, any: [String]) { (self.name, self.nameEnglish, self.any) = (name, nameEnglish, any) }

  func holds(for project: SnapshotSource.LibraryProject) -> Bool {
    any.contains { text in
      switch Condition(text) {
      case .level(let level)?: level == project.level
      case .projectClass(let number)?: project.classes.contains(number)
      case .everyone?: true
      case nil: false
      }
    }
  }
}
