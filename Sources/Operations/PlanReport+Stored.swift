import Allocation
public import Diagnostics
public import Reporting
public import Store

extension PlanReport {
  /// The report of a run as it is stored, its assertions held against the plan.
  public init(_ stored: RunStore.Stored, shapes: [MapShape], language: Language) {
    self.init(
      run: stored.run, scenario: stored.scenario, snapshot: stored.snapshot, plan: stored.plan, createdBy: stored.createdBy,
      createdAt: stored.createdAt, adoptedAt: stored.adoptedAt, publishedAt: stored.publishedAt,
      assertions: AssertionResult.evaluate(stored.scenario.assertions, of: stored.plan, for: stored.snapshot).map {
        (AssertionText.text($0.assertion, stored.snapshot, language), $0.holds, $0.actual?.decimal ?? "–")
      }, shapes: shapes, language: language)
  }
}
