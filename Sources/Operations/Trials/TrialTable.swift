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
  /// Projects that compete today and didn't then: they take part where somebody pins them.
  private let newcomers: Set<String>
  private let start: Answer.Start
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
    let snapshot = try SnapshotBuilder.build(source: Self.books(source, without: newcomers, stored.scenario), scenario: stored.scenario)
    base = Held(
      snapshot: snapshot,
      plan: snapshot == stored.snapshot
        ? stored.plan : try Planner(solver: solver, limits: stored.scenario.limits).plan(snapshot, after: (stored.plan, stored.snapshot)))
    start = Self.start(stored, snapshot, newcomers: newcomers.count)
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

  /// `isQuick`: an answer from prices alone, at once, with the gap that it has.
  public func answer(_ wish: Wish, isQuick: Bool) throws -> Answer {
    let scenario = try wish.applied(to: stored.scenario)
    let books = Self.books(source, without: newcomers, scenario)
    let objections =
      (wish.lends ?? []).isEmpty
      ? [] : try wish.objections(in: SnapshotBuilder.build(source: books, scenario: wish.withoutLends.applied(to: stored.scenario)))
    let snapshot = try SnapshotBuilder.build(source: books, scenario: scenario)
    let plan: Plan
    do {
      plan = try Planner(solver: solver, limits: scenario.limits, method: isQuick ? .prices : .auto).plan(
        snapshot, after: (base.plan, base.snapshot))
    } catch let error as PlanImpossible {
      throw ImpossiblePlan(error: error, snapshot: snapshot)
    }
    let failures = PlanCheck.check(plan, against: snapshot)
    guard failures.isEmpty else { throw StoreError.planRefused(failures.map { "\($0)" }) }
    return tell(snapshot, plan, objections)
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
          factors: causes[code]?.factors ?? [])
      }
    }
    return Answer(
      served: plan.awards.count, servedBefore: base.plan.awards.count, investment: investment(snapshot, plan),
      investmentBefore: investment(base.snapshot, base.plan), gapPercent: (plan.tiers.map(\.gap).max() ?? 0) * 100,
      seconds: plan.statistics.seconds, gained: changes(comparison.gained), lost: changes(comparison.lost),
      moved: changes(comparison.moved),
      pools: pools(snapshot, plan), start: start, counties: counties(snapshot, plan), objections: objections)
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
