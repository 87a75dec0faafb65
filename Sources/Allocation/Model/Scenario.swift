/// What a planner asks: "what if …" (情景). Read from YAML by ScenarioFiles, applied when a snapshot is read.
public struct Scenario: Hashable, Sendable, Codable {
  /// File name without ending; also its name in the database.
  public var name: String
  public var title: String
  public var titleEnglish: String
  public var question: String
  public var baseDate: CivilDate?
  /// First vintage that is planned; nil: the year of the base date.
  public var vintage: Int?
  /// Years that are planned, one after the other; 1...3.
  public var horizon = 1
  /// The years are planned as one program, not one after the other; nil: one after the other.
  public var together: Bool?
  /// What a score is worth one year later, where years are planned together; nil: `YearsTogether.usual`.
  public var discount: Ratio?
  public var policy: [ParameterOverride] = []
  public var supply: [SupplyChange] = []
  public var filter = ProjectFilter()
  public var pins: [ProjectPin] = []
  public var standing = Standing.keep
  /// Quota of stalled projects counts as supply, as if it were reclaimed first.
  public var reclaimsStalled = false
  public var exchange = Exchange()
  public var floors: [RegionFloor] = []
  /// Most of the city's pool of a factor that one county may use; nil: no limit.
  public var cityLimit: Ratio?
  /// Most of what a project still needs of a factor that may come from the city's pool; the rest is its own pool's. nil: no cap.
  public var cityShares: [CityShare]?
  /// Projects that depend on each other; nil: none.
  public var groups: [Group]?
  /// Most quota that the projects of one county, or of one owner or group of owners, may hold; nil: no such limit.
  public var holdingLimits: [HoldingLimit]?
  /// Other forms of projects, of which a plan may choose one instead of the library's; nil: none.
  public var variants: [Variant]?
  /// What is wanted besides score, in strict order; nil: nothing.
  public var aims: [Aim]?
  /// Names of the policy's tiers in the order in which they are served; those of one list are served as one, and those that aren't named follow in
  /// the policy's order. nil: as the policy has them.
  public var tierOrder: [[String]]?
  public var limits = Limits()
  public var assertions: [Assertion] = []

  /// The title for readers of English: a scenario that has none in English is told by its title, or its name.
  public var englishTitle: String { [titleEnglish, title].first { !$0.isEmpty } ?? name }

  public init(name: String, title: String = "", titleEnglish: String = "", question: String = "") {
    (self.name, self.title, self.titleEnglish, self.question) = (name, title, titleEnglish, question)
  }

  /// A policy parameter with another value, for one factor or for all that have it.
  public struct ParameterOverride: Hashable, Sendable, Codable {
    public var key: String
    public var factor: String?
    public var value: String
    public init(key: String, factor: String? = nil, value: String) { (self.key, self.factor, self.value) = (key, factor, value) }
  }
  /// What pools hold, changed by a ratio (`0.6`) or by an amount (`-200`).
  public struct SupplyChange: Hashable, Sendable, Codable {
    public enum Change: Hashable, Sendable, Codable { case times(Ratio), plus(Quantity) }
    public var factor: String
    /// nil: every pool of the factor.
    public var region: String?
    public var vintage: Int?
    public var change: Change
    public init(factor: String, region: String? = nil, vintage: Int? = nil, change: Change) {
      (self.factor, self.region, self.vintage, self.change) = (factor, region, vintage, change)
    }
  }
  /// Which projects compete; empty lists mean all.
  public struct ProjectFilter: Hashable, Sendable, Codable {
    /// Classes of L2, 1...7.
    public var classes: [Int] = []
    public var regions: [String] = []
    public var industries: [String] = []
    public var libraries: [String] = []
    /// 万元.
    public var minimumInvestment: Quantity?
    public init() {}
  }
  public struct ProjectPin: Hashable, Sendable, Codable {
    public var project: String
    public var pin: Pin
    public init(project: String, pin: Pin) { (self.project, self.pin) = (project, pin) }
  }
  /// What happens to awards of earlier plans.
  public enum Standing: String, Hashable, Sendable, Codable {
    /// They keep what they have.
    case keep
    /// What is reserved and not granted goes back and competes again.
    case release
  }
  public struct Exchange: Hashable, Sendable, Codable {
    /// Codes of factors that counties may lend each other.
    public var loans: [String] = []
    /// Codes of factors that counties may sell each other.
    public var transfers: [String] = []
    /// Most of its pool that a county may give away.
    public var limit: Ratio?
    /// Among plans of equal score, and for what a plan awards, as few loans and transfers as can be; nil: as little quota as can be.
    public var isFewest: Bool?
    public init() {}
  }
  public struct RegionFloor: Hashable, Sendable, Codable {
    /// nil: every county and zone.
    public var region: String?
    public var projects: Int
    public init(region: String? = nil, projects: Int) { (self.region, self.projects) = (region, projects) }
  }
  public struct CityShare: Hashable, Sendable, Codable {
    /// Code; nil: every factor that isn't named.
    public var factor: String?
    public var share: Ratio
    public init(factor: String? = nil, share: Ratio) { (self.factor, self.share) = (factor, share) }
  }
  /// A `ProjectGroup` by the codes of its projects.
  public struct Group: Hashable, Sendable, Codable {
    public var name: String
    public var kind: ProjectGroup.Kind
    public var projects: [String]
    public init(name: String, kind: ProjectGroup.Kind, projects: [String]) {
      (self.name, self.kind, self.projects) = (name, kind, projects)
    }
  }
  public struct HoldingLimit: Hashable, Sendable, Codable {
    public enum Holder: Hashable, Sendable, Codable {
      /// The projects that stand in a region; by code.
      case region(String)
      /// The projects of these owners together; by credit code or name.
      case owners([String])
      /// One limit for each county and zone, or for each owner.
      case eachCounty, eachOwner
    }
    public enum Most: Hashable, Sendable, Codable {
      case quantity(Quantity)
      /// Of what all pools of the factor hold in the first planned vintage.
      case share(Ratio)
    }
    public var factor: String
    public var holder: Holder
    public var most: Most
    public init(factor: String, holder: Holder, most: Most) { (self.factor, self.holder, self.most) = (factor, holder, most) }
  }
  /// Another form of a project of the library: less demand, another site.
  public struct Variant: Hashable, Sendable, Codable {
    public struct Amount: Hashable, Sendable, Codable {
      public var factor: String
      public var quantity: Quantity
      public init(factor: String, quantity: Quantity) { (self.factor, self.quantity) = (factor, quantity) }
    }
    /// Code of the project, and what the form is called.
    public var project: String
    public var name: String
    /// nil: where the library has it.
    public var region: String?
    /// What it asks of these factors, zero for nothing; of all others what the library says.
    public var demands: [Amount]
    /// Of the library form's score.
    public var score: Ratio
    public init(project: String, name: String, region: String? = nil, demands: [Amount] = [], score: Ratio = .one) {
      (self.project, self.name, self.region, self.demands, self.score) = (project, name, region, demands, score)
    }
  }
  public struct Limits: Hashable, Sendable, Codable {
    /// For the whole run.
    public var seconds: Double = 60
    /// Proven gap at which a tier is good enough.
    public var gap: Double = 0.0001
    public var threads = 1
    /// Most nodes of each branch and bound: a limit that is the same on every machine. nil: time alone.
    public var nodes: Int?
    public init() {}
  }
  /// Something that must hold of the result: "莘县 at least 5 projects".
  public struct Assertion: Hashable, Sendable, Codable {
    public enum Subject: Hashable, Sendable, Codable {
      case projects(region: String?), investment(region: String?), left(factor: String, region: String?), awarded(project: String)
    }
    public var subject: Subject
    public var atLeast: Quantity?
    public var atMost: Quantity?
    public init(subject: Subject, atLeast: Quantity? = nil, atMost: Quantity? = nil) {
      (self.subject, self.atLeast, self.atMost) = (subject, atLeast, atMost)
    }
  }
}

extension Scenario {
  /// It changes policy or supply: a plan of it can't be adopted before that has become a fact.
  public var isRehearsal: Bool { !policy.isEmpty || tierOrder != nil || !supply.isEmpty || reclaimsStalled || standing == .release }
}
