public import Allocation
public import Diagnostics
import Foundation
import Optimisation
public import Postgres
import Store

/// Scenario → snapshot → plan → check → stored run.
public struct PlanRunner {
  let session: Session
  let city: String
  let actor: String
  let language: Language
  /// Told how far it is, in words; false ends the search with the best plan found.
  let watch: (String) -> Bool

  public init(session: Session, city: String, actor: String, language: Language, watch: @escaping (String) -> Bool) {
    (self.session, self.city, self.actor, self.language, self.watch) = (session, city, actor, language, watch)
  }

  public struct Outcome {
    public var run: Int
    public var scenario: Scenario
    public var snapshot: Snapshot
    public var plan: Plan
    public var assertions: [AssertionResult]
    public init(run: Int, scenario: Scenario, snapshot: Snapshot, plan: Plan, assertions: [AssertionResult]) {
      (self.run, self.scenario, self.snapshot, self.plan, self.assertions) = (run, scenario, snapshot, plan, assertions)
    }
  }

  /// `key`: a second run under the same key is the first. Throws what stops it before anything is stored: a scenario that doesn't fit, pins that contradict each other, no solver.
  public func run(_ scenario: Scenario, key: String? = nil) throws -> Outcome {
    let baseDate = scenario.baseDate ?? Today.date
    let vintage = scenario.vintage ?? baseDate.year
    let source = try SnapshotStore(session, city: city).read(
      baseDate: baseDate, vintage: vintage, lastYear: vintage + scenario.horizon - 1)
    let snapshot = try SnapshotBuilder.build(source: source, scenario: scenario)
    let plan = try solve(snapshot, scenario)
    let failures = PlanCheck.check(plan, against: snapshot)
    guard failures.isEmpty else { throw StoreError.planRefused(failures.map { "\($0)" }) }
    let assertions = AssertionResult.evaluate(scenario.assertions, of: plan, for: snapshot)
    let header = RunStore.Header(
      key: key ?? UUID().uuidString.lowercased(), actor: actor, scenario: scenario, ledgerBatch: source.ledgerBatch,
      hashes: Dictionary(uniqueKeysWithValues: source.projects.map { ($0.code, $0.contentHash) }),
      assertions: assertions.map {
        .init(subject: AssertionText.text($0.assertion, snapshot, language), holds: $0.holds, found: $0.actual?.decimal ?? "")
      })
    // Reading and storing are two transactions: solving in between may take minutes and must lock nothing.
    let run = try session.transaction { try RunStore($0, city: city).store(plan, of: snapshot, header: header) }
    return Outcome(run: run, scenario: scenario, snapshot: snapshot, plan: plan, assertions: assertions)
  }

  private func solve(_ snapshot: Snapshot, _ scenario: Scenario) throws -> Plan {
    do {
      return try Planner(solver: HighsSolver(), limits: scenario.limits).plan(snapshot) { progress in
        watch(Self.text(progress, snapshot, language))
      }
    } catch let error as PlanImpossible {
      throw ImpossiblePlan(error: error, snapshot: snapshot)
    }
  }

  private static func text(_ progress: PlanProgress, _ snapshot: Snapshot, _ language: Language) -> String {
    let tier = snapshot.tiers[progress.tier]
    let found = progress.incumbent.map(String.init) ?? "–"
    let gap = progress.gap.map { String(format: "%.3f%%", $0 * 100) } ?? "–"
    return language(
      "\(progress.vintage) 年 \(tier.name)：已得 \(found) 分，上界 \(progress.bound)，差距 \(gap)，\(String(format: "%.1f", progress.seconds)) 秒",
      "\(progress.vintage) \(tier.nameEnglish): found \(found), bound \(progress.bound), gap \(gap), \(String(format: "%.1f", progress.seconds)) s"
    )
  }
}

/// Today in the city's time, as a civil date.
public enum Today {
  public static var date: CivilDate {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    return CivilDate(year: parts.year ?? 2026, month: parts.month ?? 1, day: parts.day ?? 1) ?? CivilDate(year: 2026, month: 1, day: 1)!
  }
}

/// What a scenario's assertion says, in words.
public enum AssertionText {
  public static func text(_ assertion: Scenario.Assertion, _ snapshot: Snapshot, _ language: Language) -> String {
    func place(_ code: String?) -> String {
      guard let code else { return language("全市", "the city") }
      return snapshot.regions.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code
    }
    let subject: String
    switch assertion.subject {
    case .projects(let region): subject = language("\(place(region))获得保障的项目数", "projects served in \(place(region))")
    case .investment(let region):
      subject = language("\(place(region))获得保障的投资（万元）", "investment served in \(place(region)) (10k yuan)")
    case .left(let code, let region):
      let factor = snapshot.factors.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code
      subject = language("\(place(region))的\(factor)剩余", "\(factor) left in \(place(region))")
    case .awarded(let project): subject = language("项目 \(project) 获得保障", "project \(project) is served")
    }
    let least = assertion.atLeast.map { language(" 不少于 \($0.decimal)", " at least \($0.decimal)") } ?? ""
    let most = assertion.atMost.map { language(" 不多于 \($0.decimal)", " at most \($0.decimal)") } ?? ""
    return subject + least + most
  }
}
