public import Allocation
public import Diagnostics
import Optimisation
public import Postgres
public import Procedures
import Store

/// A new or changed article, run on the books, the library and the work of past months before it is in force: who would have been served, reclaimed, late.
///
/// Parameters come as a scenario's overrides, terms and the idle rule as procedure files. The year is replayed twice, from the pools before anything was given:
/// under the policy that was in force, and under the changed one; what differs is the article's doing. Nothing is written.
public struct Rehearsal {
  let session: Session
  let city: String
  /// Told how far it is; false ends a search with the best plan found.
  let watch: (PlanProgress) -> Bool

  public init(session: Session, city: String, watch: @escaping (PlanProgress) -> Bool) {
    (self.session, self.city, self.watch) = (session, city, watch)
  }

  /// First and last day of the months that are replayed.
  public struct Period: Hashable, Sendable {
    public var from: CivilDate
    public var to: CivilDate
    public init(from: CivilDate, to: CivilDate) { (self.from, self.to) = (from, to) }

    /// Days (ISO) of one year, the first not after the last; nil for others.
    public init?(from: String, to: String) {
      guard let first = CivilDate(from), let last = CivilDate(to), first <= last, first.year == last.year else { return nil }
      self.init(from: first, to: last)
    }
    public static func expected(_ language: Language) -> String {
      language("起止日期写成 2026-01-01，在同一年内，先后不颠倒。", "The first and the last day: of one year, as 2026-01-01, in their order.")
    }
  }

  /// One subject about which the changed policy would have decided otherwise.
  public struct Difference: Encodable, Hashable, Sendable {
    /// `served`, or a kind of `policy.rehearsal_facts`.
    public var kind: String
    public var subject: String
    public var name: String
    public var region: String
    public var before: String
    public var after: String
    public var detail: String
  }

  public struct Total: Encodable, Hashable, Sendable {
    public var projects: Int
    /// 万元.
    public var investment: Quantity
    public var isProven: Bool
  }

  public struct Outcome: Encodable, Sendable {
    public var before: Total
    public var after: Total
    public var differences: [Difference]
  }

  /// `procedures`: changed versions, of which only terms and the reclaim's idle rule are looked at.
  ///
  /// Throws what reading, building and solving throw.
  public func run(_ scenario: Scenario, procedures: [Procedure], over period: Period) throws -> Outcome {
    var standing = scenario
    standing.policy = []
    let (old, new) = try rules(procedures)
    let looks = try session.dryRun { session in
      // One moment for both looks: what others book meanwhile isn't the article's doing.
      try session.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
      return (
        try look(session, [], old, period, standing), try look(session, scenario.policy, new, period, scenario)
      )
    }
    let before = try plan(looks.0.snapshot, standing, after: nil)
    let after = try plan(looks.1.snapshot, scenario, after: (before, looks.0.snapshot))
    return Outcome(
      before: total(before, looks.0.snapshot), after: total(after, looks.1.snapshot),
      differences: served(before, looks.0.snapshot, after, looks.1.snapshot) + differ(looks.0.facts, looks.1.facts))
  }

  // MARK: One look

  private struct Look {
    var facts: [RehearsalStore.Fact]
    var snapshot: Snapshot
  }

  private func look(
    _ session: Session, _ changes: [Scenario.ParameterOverride], _ rules: RehearsalStore.Rules, _ period: Period, _ scenario: Scenario
  ) throws -> Look {
    let store = RehearsalStore(session, city: city)
    try store.putInForce(changes, day: period.to)
    let vintage = period.to.year
    let source = try SnapshotStore(session, city: city).read(
      baseDate: period.to, vintage: vintage, lastYear: vintage + scenario.horizon - 1)
    var replayed = scenario
    (replayed.vintage, replayed.baseDate) = (vintage, period.to)
    return Look(
      facts: try store.facts(from: period.from, to: period.to, rules: rules),
      snapshot: try SnapshotBuilder.build(source: source.beforeAllocation(since: vintage), scenario: replayed))
  }

  private func plan(_ snapshot: Snapshot, _ scenario: Scenario, after: (plan: Plan, snapshot: Snapshot)?) throws -> Plan {
    let plan: Plan
    do {
      // From the earlier plan: where two plans are equally good, what didn't have to change doesn't.
      plan = try Planner(solver: HighsSolver(), limits: scenario.limits).plan(snapshot, after: after, progress: watch)
    } catch let error as PlanImpossible {
      throw ImpossiblePlan(error: error, snapshot: snapshot)
    }
    let failures = PlanCheck.check(plan, against: snapshot)
    guard failures.isEmpty else { throw StoreError.planRefused(failures.map { "\($0)" }) }
    return plan
  }

  // MARK: Rules of procedures

  /// The rules in force, and the changed ones, over the same steps: those whose term differs.
  private func rules(_ changed: [Procedure]) throws -> (old: RehearsalStore.Rules, new: RehearsalStore.Rules) {
    let store = ProcedureStore(session, city: city)
    var old = RehearsalStore.Rules(idleDays: Self.idleDays(try standing("reclaim", store)), terms: [])
    var new = old
    for procedure in changed {
      let standing = try standing(procedure.procedure, store)
      if procedure.procedure == "reclaim" { new.idleDays = Self.idleDays(procedure) }
      for step in procedure.steps {
        guard let was = standing?.step(step.step)?.due, let becomes = step.due, was != becomes,
          let before = Self.term(procedure, step, was),
          let after = Self.term(procedure, step, becomes)
        else { continue }
        old.terms.append(before)
        new.terms.append(after)
      }
    }
    return (old, new)
  }

  /// nil: the city has none of this kind yet.
  private func standing(_ code: String, _ store: ProcedureStore) throws -> Procedure? {
    do { return try store.procedure(code) } catch StoreError.noProcedure { return nil }
  }

  private static func term(_ procedure: Procedure, _ step: Step, _ term: Term) -> RehearsalStore.Rules.StepTerm? {
    guard let amount = term.amount, let unit = term.unit else { return nil }
    return .init(procedure: procedure.procedure, step: step.step, amount: amount, unit: unit)
  }

  /// nil: reclaims don't begin by themselves.
  private static func idleDays(_ procedure: Procedure?) -> Int? {
    procedure?.start.automatic?.when?.first { $0.fact == "idle_days" }?.atLeast.flatMap { Int($0) }
  }

  // MARK: What differs

  private func total(_ plan: Plan, _ snapshot: Snapshot) -> Total {
    Total(
      projects: plan.awards.count, investment: plan.awards.reduce(.zero) { $0 + snapshot.projects[$1.project].investment },
      isProven: plan.status == .proven)
  }

  private func served(_ before: Plan, _ old: Snapshot, _ after: Plan, _ new: Snapshot) -> [Difference] {
    let was = Set(before.awards.map { old.projects[$0.project].code })
    let becomes = Set(after.awards.map { new.projects[$0.project].code })
    func difference(_ project: Project, _ snapshot: Snapshot) -> Difference {
      Difference(
        kind: "served", subject: project.code, name: project.name, region: snapshot.regions[project.region].name,
        before: was.contains(project.code) ? "served" : "left_out", after: becomes.contains(project.code) ? "served" : "left_out",
        detail: project.investment.decimal)
    }
    let lost = old.projects.filter { was.contains($0.code) && !becomes.contains($0.code) }.map { difference($0, old) }
    return lost + new.projects.filter { becomes.contains($0.code) && !was.contains($0.code) }.map { difference($0, new) }
  }

  private func differ(_ before: [RehearsalStore.Fact], _ after: [RehearsalStore.Fact]) -> [Difference] {
    struct Key: Hashable {
      var kind: String
      var subject: String
    }
    func keyed(_ facts: [RehearsalStore.Fact]) -> [Key: RehearsalStore.Fact] {
      Dictionary(facts.map { (Key(kind: $0.kind, subject: $0.subject), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (was, becomes) = (keyed(before), keyed(after))
    return Set(was.keys).union(becomes.keys).filter { was[$0]?.value != becomes[$0]?.value }
      .sorted { ($0.kind, $0.subject) < ($1.kind, $1.subject) }
      .compactMap { key in
        guard let fact = becomes[key] ?? was[key] else { return nil }
        return Difference(
          kind: key.kind, subject: key.subject, name: fact.name, region: fact.region, before: was[key]?.value ?? "",
          after: becomes[key]?.value ?? "", detail: fact.detail)
      }
  }
}
