import Allocation
import Optimisation
public import Postgres
public import Store

/// A run on the table of a conference: what was planned, and what it was planned from, so that "what if" is answered while one looks.
public struct TrialTable: Sendable {
  public let stored: RunStore.Stored
  private let source: SnapshotSource
  /// The run's own scenario on the books that it saw, with the projects that it saw: the plan itself, unless some of them have changed since.
  private let base: Held
  /// The books of the run's own scenario, and what it makes of the library: a wish that changes pools alone changes nothing of these.
  private let books: SnapshotSource
  private let library: SnapshotBuilder.Library
  /// Projects that compete today and didn't then: they take part where somebody pins them.
  private let newcomers: Set<String>
  private let start: Answer.Start
  /// Where projects are, by code.
  private let places: [String: ListStore.Place]
  /// Tier and score of each project in the plan on the table.
  private let worth: [String: (tier: Int, score: Int64)]
  private let solver: HighsSolver

  private struct Held: Sendable {
    var snapshot: Snapshot
    var plan: Plan
  }

  /// Reads what trials need; takes as long as planning the run once.
  public init(_ run: Int, session: Session, city: String) throws {
    stored = try RunStore(session, city: city).read(run)
    source = try SnapshotStore(session, city: city).read(
      baseDate: stored.snapshot.baseDate, vintage: stored.snapshot.vintage, lastYear: stored.snapshot.vintage + stored.snapshot.horizon - 1,
      asSeenBy: run)
    solver = try HighsSolver()
    let planned = Set(stored.snapshot.projects.map(\.code))
    newcomers = Set(try SnapshotBuilder.build(source: source, scenario: stored.scenario).projects.map(\.code)).subtracting(planned)
    books = Self.books(source, without: newcomers, stored.scenario)
    library = try SnapshotBuilder.library(source: books, scenario: stored.scenario)
    let snapshot = try SnapshotBuilder.build(source: books, scenario: stored.scenario, library: library)
    base = Held(
      snapshot: snapshot,
      plan: snapshot == stored.snapshot
        ? stored.plan : try Planner(solver: solver, limits: stored.scenario.limits).plan(snapshot, after: (stored.plan, stored.snapshot)))
    start = Self.start(stored, snapshot, newcomers: newcomers.count)
    worth = Dictionary(snapshot.projects.map { ($0.code, ($0.tier, $0.score)) }) { first, _ in first }
    places = try ListStore(session, city: city).places()
  }

  /// The books without some projects, but for those that the scenario names.
  private static func books(_ source: SnapshotSource, without newcomers: Set<String>, _ scenario: Scenario) -> SnapshotSource {
    let named = Set(
      scenario.pins.map(\.project) + (scenario.groups ?? []).flatMap(\.projects) + (scenario.variants ?? []).map(\.project))
    var books = source
    books.projects.removeAll { newcomers.contains($0.code) && !named.contains($0.code) }
    return books
  }

  /// What a wish brings about.
  public struct Answer: Encodable, Sendable {
    public var served: Int
    public var servedBefore: Int
    /// 万元.
    public var investment: String
    public var investmentBefore: String
    /// The largest gap of a tier in per cent: how far from the best it may be.
    public var gapPercent: Double
    public var seconds: Double
    public var gained: [Change]
    public var lost: [Change]
    public var moved: [Change]
    public var pools: [Pool]
    /// Where trials begin, beside the plan as it was made.
    public var start: Start
    /// Sums of points by tier, at the plan's own scores and tiers, so that before and after are of one kind.
    public var tiers: [Tier]
    /// What each change of the wish costs or brings by itself; nil where that wasn't asked.
    public var prices: [Price]?
    /// Served of those that ask, by the county where they are, before and after.
    public var counties: [County]
    /// What of the wish an article doesn't allow.
    public var objections: [Wish.Objection]

    public struct Change: Encodable, Sendable {
      public var project: String
      public var name: String
      public var region: String
      public var cause: String
      public var factors: [String]
      /// Degrees; nil where nobody knows.
      public var longitude: Double?
      public var latitude: Double?
    }
    public struct Pool: Encodable, Sendable {
      public var region: String
      public var factor: String
      public var unit: String
      public var left: String
      public var leftBefore: String
    }
    /// Pools and projects are those that the plan saw, each project as the library has it today.
    public struct Start: Encodable, Sendable {
      /// In the plan as it was made.
      public var served: Int
      /// Projects that compete only since: they take no part but where they are pinned.
      public var come: Int
      public var gone: Int
      public var changed: Int
    }
    public struct County: Encodable, Sendable {
      public var region: String
      public var name: String
      public var nameEnglish: String
      public var served: Int
      public var servedBefore: Int
      public var asked: Int
    }
  }
  /// Changes that are told by name; the rest is counted in `served`.
  public static let changeLimit = 200

  /// `isQuick`: an answer from prices alone, at once, with the gap that it has. `isPriced`: also what each change by itself is worth, each planned anew.
  public func answer(_ wish: Wish, isQuick: Bool, isPriced: Bool = false) throws -> Answer {
    try wish.checkSupply(in: base.snapshot)
    let objections =
      (wish.lends ?? []).isEmpty
      ? []
      : try wish.objections(
        in: SnapshotBuilder.build(
          source: Self.books(source, without: newcomers, wish.applied(to: stored.scenario)),
          scenario: wish.withoutLends.applied(to: stored.scenario)))
    let (snapshot, plan) = try planned(wish, isQuick: isQuick)
    var answer = tell(snapshot, plan, objections)
    if isPriced { answer.prices = try prices(of: wish, isQuick: isQuick, served: plan.awards.count, points(snapshot, plan)) }
    return answer
  }

  func planned(_ wish: Wish, isQuick: Bool) throws -> (snapshot: Snapshot, plan: Plan) {
    let scenario = try wish.applied(to: stored.scenario)
    let isOfPools = scenario.asksForTheSameProjects(as: stored.scenario)
    let snapshot = try SnapshotBuilder.build(
      source: isOfPools ? books : Self.books(source, without: newcomers, scenario), scenario: scenario, library: isOfPools ? library : nil
    )
    let plan: Plan
    do {
      plan = try Planner(solver: solver, limits: scenario.limits, method: isQuick ? .prices : .auto).plan(
        snapshot, after: (base.plan, base.snapshot))
    } catch let error as PlanImpossible {
      throw ImpossiblePlan(error: error, snapshot: snapshot)
    }
    let failures = PlanCheck.check(plan, against: snapshot)
    guard failures.isEmpty else { throw StoreError.planRefused(failures.map { "\($0)" }) }
    return (snapshot, plan)
  }

  /// Points of who is served, by tier: those of the plan on the table, whatever the wish makes of weights and tiers; of who wasn't in it, as they are now.
  func points(_ snapshot: Snapshot, _ plan: Plan) -> [Int64] {
    plan.awards.reduce(into: [Int64](repeating: 0, count: base.snapshot.tiers.count)) { sums, award in
      let project = snapshot.projects[award.project]
      let worth = worth[project.variantOf ?? project.code] ?? (project.tier, project.score)
      if sums.indices.contains(worth.tier) { sums[worth.tier] += worth.score }
    }
  }

  private func tell(_ snapshot: Snapshot, _ plan: Plan, _ objections: [Wish.Objection]) -> Answer {
    let comparison = Comparison(from: (base.snapshot, base.plan), to: (snapshot, plan))
    let projects = Dictionary((base.snapshot.projects + snapshot.projects).map { ($0.code, $0) }) { $1 }
    let causes = Dictionary(comparison.causes.map { ($0.project, $0) }) { $1 }
    func changes(_ codes: [String]) -> [Answer.Change] {
      codes.prefix(Self.changeLimit).map { code in
        let home = projects[code].map { snapshot.regions[$0.home].code } ?? ""
        return .init(
          project: code, name: projects[code]?.name ?? "", region: home, cause: causes[code]?.kind.rawValue ?? "",
          factors: causes[code]?.factors ?? [], longitude: places[code]?.longitude, latitude: places[code]?.latitude)
      }
    }
    let (now, before) = (points(snapshot, plan), points(base.snapshot, base.plan))
    let tiers = base.snapshot.tiers.enumerated().map { place, tier in
      Answer.Tier(tier: place + 1, name: tier.name, nameEnglish: tier.nameEnglish, points: now[place], pointsBefore: before[place])
    }
    return Answer(
      served: plan.awards.count, servedBefore: base.plan.awards.count, investment: investment(snapshot, plan),
      investmentBefore: investment(base.snapshot, base.plan), gapPercent: (plan.tiers.map(\.gap).max() ?? 0) * 100,
      seconds: plan.statistics.seconds, gained: changes(comparison.gained), lost: changes(comparison.lost),
      moved: changes(comparison.moved),
      pools: pools(snapshot, plan), start: start, tiers: tiers, counties: counties(snapshot, plan), objections: objections)
  }

  private func investment(_ snapshot: Snapshot, _ plan: Plan) -> String {
    plan.awards.reduce(Quantity.zero) { $0 + snapshot.projects[$1.project].investment }.decimal
  }

  private func pools(_ snapshot: Snapshot, _ plan: Plan) -> [Answer.Pool] {
    let before = Dictionary(
      base.plan.pools.map { ([base.snapshot.regions[$0.region].code, base.snapshot.factors[$0.factor].code, "\($0.vintage)"], $0.after) }
    ) { $1 }
    return plan.pools.filter { $0.vintage == snapshot.vintage }.map { pool in
      let (region, factor) = (snapshot.regions[pool.region], snapshot.factors[pool.factor])
      return .init(
        region: region.code, factor: factor.code, unit: factor.unit, left: pool.after.decimal,
        leftBefore: (before[[region.code, factor.code, "\(pool.vintage)"]] ?? .zero).decimal)
    }
  }

  private func counties(_ snapshot: Snapshot, _ plan: Plan) -> [Answer.County] {
    func count(_ snapshot: Snapshot, _ projects: [Int]) -> [String: Int] {
      projects.reduce(into: [:]) { $0[snapshot.regions[snapshot.projects[$1].region].code, default: 0] += 1 }
    }
    let (now, before) = (count(snapshot, plan.awards.map(\.project)), count(base.snapshot, base.plan.awards.map(\.project)))
    let asked = count(snapshot, plan.awards.map(\.project) + plan.unmet.map(\.project))
    return snapshot.regions.filter { asked[$0.code] != nil }.map {
      .init(
        region: $0.code, name: $0.name, nameEnglish: $0.nameEnglish, served: now[$0.code] ?? 0, servedBefore: before[$0.code] ?? 0,
        asked: asked[$0.code] ?? 0)
    }
  }

  /// What has happened to the library since the plan was made.
  private static func start(_ stored: RunStore.Stored, _ base: Snapshot, newcomers: Int) -> Answer.Start {
    let then = Dictionary(stored.snapshot.projects.map { ($0.code, $0) }) { $1 }
    let now = Dictionary(base.projects.map { ($0.code, $0) }) { $1 }
    return .init(
      served: stored.plan.awards.count, come: newcomers, gone: then.keys.count { now[$0] == nil },
      changed: now.count { code, project in then[code].map { $0 != project } ?? false })
  }
}
