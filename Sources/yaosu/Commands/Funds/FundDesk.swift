import Allocation

/// The city's instruments and pools on one day, and what each project of the library would get.
struct FundDesk {
  struct Line {
    var project: Project
    var combination: FundCombination
  }
  private(set) var plan: FundPlan
  private let snapshot: Snapshot
  private let library: [String: SnapshotSource.LibraryProject]

  init(_ source: SnapshotSource, _ snapshot: Snapshot) throws {
    plan = try FundPlan(snapshot, policy: PolicyTable(source.parameters))
    self.snapshot = snapshot
    library = Dictionary(source.projects.map { ($0.code, $0) }) { first, _ in first }
  }

  func factor(_ instrument: Int) -> Factor { snapshot.factors[plan.instruments[instrument].factor] }

  /// Everyone who asks for funds, in the order of tier, score and entry; or one project, on full pools.
  func lines(only code: String?, need: Quantity?) throws -> [Line] {
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
