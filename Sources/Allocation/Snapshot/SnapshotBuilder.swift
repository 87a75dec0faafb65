/// Facts + policy + scenario → snapshot. Pure, so that every rule can be tested without a database.
public struct SnapshotBuilder {
  let source: SnapshotSource
  let scenario: Scenario
  let policy: PolicyTable
  let factorIndex: [String: Int]
  let regionIndex: [String: Int]
  var pools: PoolLedger
  let tiers: TierOrder
  /// What projects give back to pools: of stalled ones, or of all that a plan may decide anew.
  var returned: [Library.Returned] = []

  public init(source: SnapshotSource, scenario: Scenario) throws {
    self.source = source
    self.scenario = scenario
    policy = PolicyTable(source.parameters, overrides: scenario.policy)
    factorIndex = Dictionary(uniqueKeysWithValues: source.factors.enumerated().map { ($0.element.code, $0.offset) })
    regionIndex = Dictionary(uniqueKeysWithValues: source.regions.enumerated().map { ($0.element.code, $0.offset) })
    pools = PoolLedger(source.pools)
    tiers = TierOrder(source.tiers, order: scenario.tierOrder ?? [])
    try checkNames()
  }

  /// Throws `PolicyError` when a parameter can't be read, `ScenarioError` when the scenario names what isn't there.
  ///
  /// - Parameter library: what `library` made of the same source and a scenario that makes the same of it (`asksForTheSameProjects`).
  public static func build(source: SnapshotSource, scenario: Scenario, library: Library? = nil) throws -> Snapshot {
    var builder = try SnapshotBuilder(source: source, scenario: scenario)
    return try builder.build(library)
  }

  /// What a scenario makes of the library.
  public struct Library: Sendable {
    var projects: [Project]
    var returned: [Returned]

    struct Returned: Sendable {
      var quantity: Quantity
      var region: Int
      var factor: Int
      var vintage: Int
    }
  }

  /// Most of the work of a snapshot, and the same for all scenarios that differ in their pools alone.
  public static func library(source: SnapshotSource, scenario: Scenario) throws -> Library {
    var builder = try SnapshotBuilder(source: source, scenario: scenario)
    guard let city = builder.regionIndex[source.city] else { throw ScenarioError.unknown(.region, source.city) }
    let homes = try builder.joinZones()
    return try builder.library(homes: homes, city: city)
  }

  private mutating func library(homes: [Int], city: Int) throws -> Library {
    var projects: [Project] = []
    for library in source.projects where isWanted(library) {
      let own = try project(library, homes: homes, city: city)
      projects.append(own)
      if scenario.variants != nil { projects += try variants(library, of: own, homes: homes, city: city) }
    }
    if scenario.variants != nil { projects.sort { $0.code < $1.code } }
    return Library(projects: projects, returned: returned)
  }

  mutating func build(_ known: Library? = nil) throws -> Snapshot {
    let vintage = scenario.vintage ?? source.baseDate.year
    guard let city = regionIndex[source.city] else { throw ScenarioError.unknown(.region, source.city) }
    try shareAgain(city: city)
    let homes = try joinZones()
    let library = if let known { known } else { try self.library(homes: homes, city: city) }
    for back in library.returned { pools.add(back.quantity, region: back.region, factor: back.factor, vintage: back.vintage) }
    let projects = library.projects
    changeSupply()
    try checkPins(projects)
    try checkPools()
    let competing = projects.filter { !$0.demands.isEmpty || !$0.holdings.isEmpty || $0.investment > .zero }
    var grouped = GroupBuilder(competing)
    let asking = Set(source.projects.filter { !$0.demands.isEmpty }.map(\.code))
    try grouped.add(groups(competing)) { !asking.contains($0) }
    var rules = try rules()
    rules.groups = grouped.groups.isEmpty ? nil : grouped.groups
    if scenario.holdingLimits != nil { rules.holdingLimits = holdingLimits(grouped.projects, vintage: vintage) }
    return Snapshot(
      city: source.city, baseDate: source.baseDate, policyVersion: source.policyVersion, vintage: vintage, horizon: scenario.horizon,
      factors: source.factors, regions: source.regions, cityRegion: city, pools: pools.sorted.filter { $0.vintage >= vintage },
      tiers: tiers.served,
      projects: grouped.projects, rules: rules)
  }

  /// Pins, filters and changes must name what exists; all that don't are told at once.
  private func checkNames() throws {
    var unknown: [ScenarioError.Name] = []
    func check(_ kind: ScenarioError.Kind, _ name: String?, _ known: Bool) {
      if let name, !known { unknown.append(.init(kind: kind, name: name)) }
    }
    for change in scenario.supply {
      check(.factor, change.factor, factorIndex[change.factor] != nil)
      check(.region, change.region, change.region.map { regionIndex[$0] != nil } ?? true)
    }
    for code in scenario.exchange.loans + scenario.exchange.transfers + (scenario.cityShares ?? []).compactMap(\.factor) {
      check(.factor, code, factorIndex[code] != nil)
    }
    for code in scenario.filter.regions + scenario.floors.compactMap(\.region) { check(.region, code, regionIndex[code] != nil) }
    let codes = Set(source.projects.map(\.code))
    for name in tiers.unknown { check(.tier, name, false) }
    for limit in scenario.holdingLimits ?? [] {
      check(.factor, limit.factor, factorIndex[limit.factor] != nil)
      if case .region(let code) = limit.holder { check(.region, code, regionIndex[code] != nil) }
      guard case .owners(let names) = limit.holder else { continue }
      for name in names { check(.owner, name, source.projects.contains { $0.isOwned(by: [name]) }) }
    }
    for variant in scenario.variants ?? [] {
      check(.region, variant.region, variant.region.map { regionIndex[$0] != nil } ?? true)
      for amount in variant.demands { check(.factor, amount.factor, factorIndex[amount.factor] != nil) }
    }
    for code in scenario.pins.map(\.project) + (scenario.groups ?? []).flatMap(\.projects) + (scenario.variants ?? []).map(\.project) {
      check(.project, code, codes.contains(code))
    }
    if !unknown.isEmpty { throw ScenarioError(unknown: unknown) }
  }

  /// Who must be served has to compete: reserved in the library, inside the filter, and asking for something, or holding it already.
  private func checkPins(_ projects: [Project]) throws {
    let competing = Set(projects.filter { !$0.demands.isEmpty || !$0.holdings.isEmpty }.map(\.code))
    let idle = scenario.pins.filter { $0.pin == .must && !competing.contains($0.project) }
    if !idle.isEmpty { throw ScenarioError(unknown: idle.map { .init(kind: .idlePin, name: $0.project) }) }
  }

  private func checkPools() throws {
    let large = pools.tooLarge
    guard large.isEmpty else {
      throw ScenarioError(
        unknown: large.map {
          .init(kind: .largePool, name: "\(source.regions[$0.region].code) \(source.factors[$0.factor].code) \($0.vintage)")
        })
    }
  }

  private func isWanted(_ project: SnapshotSource.LibraryProject) -> Bool {
    let filter = scenario.filter
    return (filter.classes.isEmpty || project.classes.contains(where: filter.classes.contains))
      && (filter.regions.isEmpty || filter.regions.contains(source.regions[project.region].code))
      && (filter.industries.isEmpty || filter.industries.contains(project.industry))
      && (filter.libraries.isEmpty || project.libraries.contains(where: filter.libraries.contains))
      && (filter.minimumInvestment.map { project.investment >= $0 } ?? true)
  }

  /// Where policy lets a county's pool serve a zone inside it, the zone's pools join the county's. Returns each region's home.
  private mutating func joinZones() throws -> [Int] {
    var homes = Array(source.regions.indices)
    guard try policy.flag("zone_served_by_county", default: false) else { return homes }
    for (index, region) in source.regions.enumerated() where region.kind == .zone {
      guard let county = policy.value("zone_county", region: region.code), let home = regionIndex[county] else { continue }
      homes[index] = home
      pools.join(index, into: home)
    }
    return homes
  }

  /// Another coordination share, rehearsed: what each deposit would have given the city at the new share, as far as pools still hold it.
  private mutating func shareAgain(city: Int) throws {
    guard scenario.policy.contains(where: { $0.key == "coordination_share" }) else { return }
    for deposit in source.deposits where deposit.region != city {
      let code = source.factors[deposit.factor].code
      let share = try policy.ratio("coordination_share", factor: code, region: source.regions[deposit.region].code, default: .zero)
      pools.share(deposit, city: city, from: deposit.cityPart, to: share.roundedDown(deposit.quantity))
    }
  }

  private mutating func changeSupply() {
    for change in scenario.supply {
      guard let factor = factorIndex[change.factor] else { continue }
      let region = change.region.flatMap { regionIndex[$0] }
      pools.change(change.change, factor: factor, region: region, vintage: change.vintage)
    }
  }

  private func cityShare(_ factor: Factor, _ shares: [Scenario.CityShare]) -> Ratio {
    (shares.first { $0.factor == factor.code } ?? shares.first { $0.factor == nil })?.share ?? .one
  }

  private func rules() throws -> Snapshot.Rules {
    var rules = Snapshot.Rules()
    rules.lendable = scenario.exchange.loans.compactMap { factorIndex[$0] }.sorted()
    rules.tradable = scenario.exchange.transfers.compactMap { factorIndex[$0] }.sorted()
    rules.lendingLimit = try scenario.exchange.limit ?? policy.ratio("loan_limit", default: Ratio(1, 2))
    rules.fewestMoves = scenario.exchange.isFewest == true ? true : nil
    rules.answerDays = try policy.integer("answer_days", default: rules.answerDays)
    rules.carriesOver = source.factors.map { policy.value("year_end", factor: $0.code) == "carry_over" }
    (rules.aims, rules.cityLimit) = (scenario.aims, scenario.cityLimit)
    if scenario.together == true { rules.together = YearsTogether(discount: scenario.discount ?? YearsTogether.usual) }
    rules.cityShares = scenario.cityShares.map { shares in source.factors.map { cityShare($0, shares) } }
    for floor in scenario.floors {
      if let region = floor.region.flatMap({ regionIndex[$0] }) {
        rules.floors.append(.init(region: region, projects: floor.projects))
      } else {
        for (index, region) in source.regions.enumerated() where region.kind == .county || region.kind == .zone {
          rules.floors.append(.init(region: index, projects: floor.projects))
        }
      }
    }
    return rules
  }
}

extension Scenario {
  /// Whether another scenario makes the same of the same library: supply, exchange between counties, aims, floors and the shares
  /// of the city say nothing of projects.
  public func asksForTheSameProjects(as other: Scenario) -> Bool {
    var same = self
    same.supply = other.supply
    same.exchange = other.exchange
    same.policy = other.policy
    (same.aims, same.floors) = (other.aims, other.floors)
    func ofProjects(_ policy: [ParameterOverride]) -> [ParameterOverride] { policy.filter { $0.key != "coordination_share" } }
    return same == other && ofProjects(policy) == ofProjects(other.policy)
  }
}

/// A scenario that names what the city doesn't have, pins what doesn't compete, or fills a pool beyond what any may hold.
public struct ScenarioError: Error, Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case region, factor, project, owner, tier, idlePin, largePool }
  public struct Name: Hashable, Sendable {
    public var kind: Kind
    public var name: String
    public init(kind: Kind, name: String) { (self.kind, self.name) = (kind, name) }
  }
  public var unknown: [Name]
  public init(unknown: [Name]) { self.unknown = unknown }
  static func unknown(_ kind: Kind, _ name: String) -> ScenarioError { ScenarioError(unknown: [Name(kind: kind, name: name)]) }
}
