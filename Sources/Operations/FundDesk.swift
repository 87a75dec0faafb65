public import Allocation
public import Diagnostics
public import Postgres
import Store

/// The city's instruments and pools on one day, and what each project of the library would get.
public struct FundDesk: Sendable {
  public struct Line: Sendable {
    public var project: Project
    public var combination: FundCombination
  }
  public let plan: FundPlan
  private let snapshot: Snapshot
  private let library: [String: SnapshotSource.LibraryProject]

  /// Rules of the policy in force on the day, pools of its year.
  public init(_ session: Session, city: String, on day: CivilDate) throws {
    let source = try SnapshotStore(session, city: city).read(baseDate: day, vintage: day.year, lastYear: day.year)
    var scenario = Scenario(name: "funds")
    (scenario.baseDate, scenario.vintage) = (day, day.year)
    snapshot = try SnapshotBuilder.build(source: source, scenario: scenario)
    plan = try FundPlan(snapshot, policy: PolicyTable(source.parameters))
    library = Dictionary(source.projects.map { ($0.code, $0) }) { first, _ in first }
  }

  public func factor(_ instrument: Int) -> Factor { snapshot.factors[plan.instruments[instrument].factor] }

  /// Everyone who asks for funds, in the order of tier, score and entry; or one project, on full pools.
  public func lines(only code: String?, need: Quantity?) throws -> [Line] {
    var plan = plan
    let wanted = snapshot.projects.filter { code == nil ? asked($0) > .zero : $0.code == code }
    return wanted.sorted { $0.goesBefore($1) }.map { project in
      let asks = asked(project)
      let need = need ?? (asks > .zero ? asks : plan.total.roundedDown(project.investment))
      return Line(
        project: project,
        combination: plan.serve(
          need: need, investment: project.investment, classes: library[project.code]?.classes ?? [], region: project.home))
    }
  }

  /// What it asks of all funds together.
  private func asked(_ project: Project) -> Quantity {
    project.demands.filter { snapshot.factors[$0.factor].category == .fund }.reduce(.zero) { $0 + $1.asked }
  }
}

extension FundCombination.Refusal {
  /// Why an instrument has no part, in words.
  public func text(_ language: Language) -> String {
    switch self {
    case .notEligible: language("项目类别不符", "not for its class")
    case .exhausted: language("资金池已空或不足起点", "pools exhausted, or below its least amount")
    case .tooSmall: language("投资规模不足起点", "the investment is too small for it")
    case .notNeeded: language("更便宜的已够，或同组已用", "cheaper ones suffice, or one of its group is in")
    }
  }
}
