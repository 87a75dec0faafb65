public import Allocation

/// What a file or one choice of a batch says about a scenario; nil and empty where it says nothing. Scenarios compose by applying one
/// after the other.
public struct ScenarioOverrides: Hashable, Sendable {
  public var title: String?
  public var titleEnglish: String?
  public var question: String?
  public var baseDate: CivilDate?
  public var vintage: Int?
  public var horizon: Int?
  public var together: Bool?
  public var discount: Ratio?
  public var policy: [Scenario.ParameterOverride] = []
  public var tierOrder: [[String]]?
  public var supply: [Scenario.SupplyChange] = []
  public var classes: [Int]?
  public var regions: [String]?
  public var industries: [String]?
  public var libraries: [String]?
  public var minimumInvestment: Quantity?
  public var pins: [Scenario.ProjectPin] = []
  public var standing: Scenario.Standing?
  public var reclaimsStalled: Bool?
  public var loans: [String]?
  public var transfers: [String]?
  public var exchangeLimit: Ratio?
  public var isFewest: Bool?
  public var floors: [Scenario.RegionFloor] = []
  public var cityLimit: Ratio?
  public var cityShares: [Scenario.CityShare] = []
  public var groups: [Scenario.Group] = []
  public var holdingLimits: [Scenario.HoldingLimit] = []
  public var variants: [Scenario.Variant] = []
  public var aims: [Aim]?
  public var seconds: Double?
  public var gap: Double?
  public var threads: Int?
  public var nodes: Int?
  public var assertions: [Scenario.Assertion] = []

  public init() {}

  /// A parameter, pin, group, variant, floor or cap that both name is taken from here; lists that stand for a choice (classes, regions, loans, …) are replaced
  /// whole; changes of supply and assertions are added.
  public func apply(to scenario: inout Scenario) {
    scenario.title = title ?? scenario.title
    // A title of its own isn't told in the words of what it builds on.
    scenario.titleEnglish = titleEnglish ?? (title == nil ? scenario.titleEnglish : "")
    scenario.question = question ?? scenario.question
    scenario.baseDate = baseDate ?? scenario.baseDate
    scenario.vintage = vintage ?? scenario.vintage
    scenario.horizon = horizon ?? scenario.horizon
    scenario.together = together ?? scenario.together
    scenario.discount = discount ?? scenario.discount
    scenario.standing = standing ?? scenario.standing
    scenario.reclaimsStalled = reclaimsStalled ?? scenario.reclaimsStalled
    applyLists(to: &scenario)
    scenario.cityLimit = cityLimit ?? scenario.cityLimit
    scenario.aims = aims ?? scenario.aims
    scenario.tierOrder = tierOrder ?? scenario.tierOrder
    scenario.filter.classes = classes ?? scenario.filter.classes
    scenario.filter.regions = regions ?? scenario.filter.regions
    scenario.filter.industries = industries ?? scenario.filter.industries
    scenario.filter.libraries = libraries ?? scenario.filter.libraries
    scenario.filter.minimumInvestment = minimumInvestment ?? scenario.filter.minimumInvestment
    scenario.exchange.loans = loans ?? scenario.exchange.loans
    scenario.exchange.transfers = transfers ?? scenario.exchange.transfers
    scenario.exchange.limit = exchangeLimit ?? scenario.exchange.limit
    scenario.exchange.isFewest = isFewest ?? scenario.exchange.isFewest
    scenario.limits.seconds = seconds ?? scenario.limits.seconds
    scenario.limits.gap = gap ?? scenario.limits.gap
    scenario.limits.nodes = nodes ?? scenario.limits.nodes
    scenario.limits.threads = threads ?? scenario.limits.threads
  }

  private func applyLists(to scenario: inout Scenario) {
    for change in policy {
      // A value for all factors ends what was said for single ones before; a value for one factor stands beside them.
      scenario.policy.removeAll { $0.key == change.key && (change.factor == nil || $0.factor == change.factor) }
      scenario.policy.append(change)
    }
    scenario.supply += supply
    for pin in pins {
      scenario.pins.removeAll { $0.project == pin.project }
      scenario.pins.append(pin)
    }
    for group in groups {
      scenario.groups = (scenario.groups ?? []).filter { $0.name != group.name } + [group]
    }
    for floor in floors {
      scenario.floors.removeAll { $0.region == floor.region }
      scenario.floors.append(floor)
    }
    for limit in holdingLimits {
      scenario.holdingLimits =
        (scenario.holdingLimits ?? []).filter { $0.factor != limit.factor || $0.holder != limit.holder } + [limit]
    }
    for variant in variants {
      scenario.variants = (scenario.variants ?? []).filter { $0.project != variant.project || $0.name != variant.name } + [variant]
    }
    for share in cityShares {
      scenario.cityShares = (scenario.cityShares ?? []).filter { $0.factor != share.factor } + [share]
    }
    scenario.assertions += assertions
  }
}
