/// Two plans side by side, matched by the codes of projects, factors and regions: what differs in what they were made from, then in
/// what they decide, then why, for each project that changed.
public struct Comparison: Hashable, Sendable, Codable {
  public var pools: [PoolChange]
  public var demands: [DemandChange]
  public var projects: [ProjectChange]
  /// Codes, ascending.
  public var gained: [String]
  public var lost: [String]
  /// Awarded in both, in another vintage.
  public var moved: [String]
  /// One for each project in the three lists above, by code.
  public var causes: [Cause]

  public struct PoolChange: Hashable, Sendable, Codable {
    public var region: String
    public var factor: String
    public var vintage: Int
    public var before: Quantity
    public var after: Quantity
    public init(region: String, factor: String, vintage: Int, before: Quantity, after: Quantity) {
      (self.region, self.factor, self.vintage, self.before, self.after) = (region, factor, vintage, before, after)
    }
  }
  /// What a project must get of a factor; zero where it doesn't ask.
  public struct DemandChange: Hashable, Sendable, Codable {
    public var project: String
    public var factor: String
    public var before: Quantity
    public var after: Quantity
    public init(project: String, factor: String, before: Quantity, after: Quantity) {
      (self.project, self.factor, self.before, self.after) = (project, factor, before, after)
    }
  }
  public struct ProjectChange: Hashable, Sendable, Codable {
    public enum Aspect: String, Hashable, Sendable, Codable, CaseIterable {
      case added, removed, tier, score, home, pin, cityPool
    }
    public var project: String
    public var aspect: Aspect
    public init(project: String, aspect: Aspect) { (self.project, self.aspect) = (project, aspect) }
  }
  /// Why a project's result changed; the first of these that is true.
  public struct Cause: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// It is in one of the libraries only.
      case membership
      /// A planner pinned it in one of them.
      case pin
      /// It asks more or less.
      case demand
      /// Its tier, score, home or right to the city pool changed.
      case standing
      /// A pool that it uses or waits for holds more or less.
      case supply
      /// A group of projects keeps it out of one of them.
      case group
      /// Nothing of its own changed: others took the place, or left it.
      case competition
    }
    public var project: String
    public var kind: Kind
    /// Factors in which its demand or its pools changed; codes in the snapshot's order.
    public var factors: [String]
    public init(project: String, kind: Kind, factors: [String]) { (self.project, self.kind, self.factors) = (project, kind, factors) }
  }
}

extension Comparison {
  public init(from a: (snapshot: Snapshot, plan: Plan), to b: (snapshot: Snapshot, plan: Plan)) {
    let (first, second) = (Side(a.snapshot, a.plan), Side(b.snapshot, b.plan))
    pools = Comparison.pools(first, second)
    let codes = Set(first.places.keys).union(second.places.keys).sorted()
    let touched = Comparison.touched(codes, first, second)
    demands = touched.flatMap { Comparison.demands($0, first, second) }
    projects = touched.flatMap { Comparison.aspects($0, first, second) }
    gained = codes.filter { first.vintage[$0] == nil && second.vintage[$0] != nil }
    lost = codes.filter { first.vintage[$0] != nil && second.vintage[$0] == nil }
    moved = codes.filter { code in
      guard let x = first.vintage[code], let y = second.vintage[code] else { return false }
      return x != y
    }
    causes = []
    let byProject = Dictionary(grouping: demands, by: \.project)
    let aspects = Dictionary(grouping: projects, by: \.project)
    let poolFactors = Dictionary(grouping: pools, by: \.region).mapValues { Set($0.map(\.factor)) }
    causes = (gained + lost + moved).sorted().map { code in
      Comparison.cause(code, first, second, byProject[code] ?? [], Set((aspects[code] ?? []).map(\.aspect)), poolFactors)
    }
  }

  /// One plan and its snapshot, by code.
  private struct Side {
    let snapshot: Snapshot
    /// Indices into the snapshot's projects.
    var places: [String: Int]
    var vintage: [String: Int] = [:]
    var pools: [[String]: Quantity] = [:]
    var heldByGroup: Set<String> = []

    init(_ snapshot: Snapshot, _ plan: Plan) {
      self.snapshot = snapshot
      places = Dictionary(minimumCapacity: snapshot.projects.count)
      for (place, project) in snapshot.projects.enumerated() { places[project.code] = place }
      for award in plan.awards { vintage[snapshot.projects[award.project].code] = award.vintage }
      for unmet in plan.unmet where unmet.cause == .heldByGroup { heldByGroup.insert(snapshot.projects[unmet.project].code) }
      for pool in snapshot.pools where pool.available > .zero {
        let vintage = String(pool.vintage)
        pools[[snapshot.regions[pool.region].code, snapshot.factors[pool.factor].code, vintage], default: .zero] += pool.available
      }
    }

    func project(_ code: String) -> Project? { places[code].map { snapshot.projects[$0] } }

    func needs(_ code: String) -> [String: Quantity] {
      var needs: [String: Quantity] = [:]
      for demand in project(code)?.demands ?? [] where snapshot.factors.indices.contains(demand.factor) {
        needs[snapshot.factors[demand.factor].code] = demand.needed
      }
      return needs
    }

    func home(_ project: Project) -> String? {
      snapshot.regions.indices.contains(project.home) ? snapshot.regions[project.home].code : nil
    }
    func tier(_ project: Project) -> String? { snapshot.tiers.indices.contains(project.tier) ? snapshot.tiers[project.tier].name : nil }
    func cityFactors(_ project: Project) -> Set<String> {
      Set(zip(snapshot.factors, project.mayUseCityPool).filter { $0.1 }.map { $0.0.code })
    }
  }

  /// Projects that aren't the same in both, where their indices mean the same: nothing else can have changed of them.
  private static func touched(_ codes: [String], _ a: Side, _ b: Side) -> [String] {
    guard a.snapshot.factors == b.snapshot.factors, a.snapshot.regions == b.snapshot.regions, a.snapshot.tiers == b.snapshot.tiers else {
      return codes
    }
    return codes.filter { a.project($0) != b.project($0) }
  }

  private static func pools(_ a: Side, _ b: Side) -> [PoolChange] {
    Set(a.pools.keys).union(b.pools.keys).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
      let (before, after) = (a.pools[key] ?? .zero, b.pools[key] ?? .zero)
      return before == after ? nil : PoolChange(region: key[0], factor: key[1], vintage: Int(key[2])!, before: before, after: after)
    }
  }

  private static func demands(_ code: String, _ a: Side, _ b: Side) -> [DemandChange] {
    guard a.project(code) != nil, b.project(code) != nil else { return [] }
    let (before, after) = (a.needs(code), b.needs(code))
    return Set(before.keys).union(after.keys).sorted().compactMap { factor in
      let (x, y) = (before[factor] ?? .zero, after[factor] ?? .zero)
      return x == y ? nil : DemandChange(project: code, factor: factor, before: x, after: y)
    }
  }

  private static func aspects(_ code: String, _ a: Side, _ b: Side) -> [ProjectChange] {
    guard let x = a.project(code) else { return [ProjectChange(project: code, aspect: .added)] }
    guard let y = b.project(code) else { return [ProjectChange(project: code, aspect: .removed)] }
    var aspects: [ProjectChange.Aspect] = []
    if a.tier(x) != b.tier(y) { aspects.append(.tier) }
    if x.score != y.score { aspects.append(.score) }
    if a.home(x) != b.home(y) { aspects.append(.home) }
    if x.pin != y.pin { aspects.append(.pin) }
    if a.cityFactors(x) != b.cityFactors(y) { aspects.append(.cityPool) }
    return aspects.map { ProjectChange(project: code, aspect: $0) }
  }

  private static func cause(
    _ code: String, _ a: Side, _ b: Side, _ demands: [DemandChange], _ aspects: Set<ProjectChange.Aspect>, _ pools: [String: Set<String>]
  ) -> Cause {
    if !aspects.isDisjoint(with: [.added, .removed]) { return Cause(project: code, kind: .membership, factors: []) }
    if aspects.contains(.pin) { return Cause(project: code, kind: .pin, factors: []) }
    if !demands.isEmpty { return Cause(project: code, kind: .demand, factors: demands.map(\.factor)) }
    if !aspects.isEmpty { return Cause(project: code, kind: .standing, factors: []) }
    if a.heldByGroup.contains(code) != b.heldByGroup.contains(code) { return Cause(project: code, kind: .group, factors: []) }
    let side = b.project(code) == nil ? a : b
    guard let project = side.project(code) else { return Cause(project: code, kind: .membership, factors: []) }
    let cityFactors = side.cityFactors(project)
    let city = pools[side.snapshot.regions[side.snapshot.cityRegion].code] ?? []
    let own = pools[side.home(project) ?? ""] ?? []
    let needs = side.needs(code)
    let changed = side.snapshot.factors.map(\.code).filter { factor in
      needs[factor] != nil && (own.contains(factor) || (cityFactors.contains(factor) && city.contains(factor)))
    }
    return Cause(project: code, kind: changed.isEmpty ? .competition : .supply, factors: changed)
  }
}
