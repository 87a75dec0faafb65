/// Whether something that a scenario claims holds of its plan.
public struct AssertionResult: Hashable, Sendable, Codable {
  public var assertion: Scenario.Assertion
  /// Projects as whole units, investment in 万元, what is left in the factor's unit, 1 or 0 for "awarded". nil: no such region,
  /// factor or project, so nothing can be said and the assertion doesn't hold.
  public var actual: Quantity?
  public var holds: Bool {
    guard let actual else { return false }
    return actual >= assertion.atLeast ?? actual && actual <= assertion.atMost ?? actual
  }
  public init(assertion: Scenario.Assertion, actual: Quantity?) { (self.assertion, self.actual) = (assertion, actual) }

  /// One result an assertion, in their order. A project counts when the plan awards it in any planned vintage, or when it holds all
  /// that it needs already; `left` is what the last planned vintage's pools keep.
  public static func evaluate(_ assertions: [Scenario.Assertion], of plan: Plan, for snapshot: Snapshot) -> [AssertionResult] {
    let awarded = Set(plan.awards.map(\.project))
    let served = snapshot.projects.indices.filter { index in
      let project = snapshot.projects[index]
      return awarded.contains(index) || (project.demands.isEmpty && !project.holdings.isEmpty)
    }
    return assertions.map { AssertionResult(assertion: $0, actual: actual($0.subject, served, plan, snapshot)) }
  }

  private static func actual(_ subject: Scenario.Assertion.Subject, _ served: [Int], _ plan: Plan, _ snapshot: Snapshot) -> Quantity? {
    func members(_ region: String?) -> [Project]? {
      guard let region else { return served.map { snapshot.projects[$0] } }
      guard let index = snapshot.regions.firstIndex(where: { $0.code == region }) else { return nil }
      return served.map { snapshot.projects[$0] }.filter { $0.region == index }
    }
    switch subject {
    case .projects(let region): return members(region).map { Quantity(units: Int64($0.count)) }
    case .investment(let region): return members(region).map { $0.reduce(.zero) { $0 + $1.investment } }
    case .awarded(let code):
      guard let index = snapshot.projects.firstIndex(where: { $0.code == code }) else { return nil }
      return Quantity(units: served.contains(index) ? 1 : 0)
    case .left(let factor, let region):
      guard let factor = snapshot.factors.firstIndex(where: { $0.code == factor }) else { return nil }
      var pools = plan.pools.filter { $0.factor == factor && $0.vintage == snapshot.vintage + max(snapshot.horizon, 1) - 1 }
      if let region {
        guard let index = snapshot.regions.firstIndex(where: { $0.code == region }) else { return nil }
        pools = pools.filter { $0.region == index }
      }
      return pools.reduce(.zero) { $0 + $1.after }
    }
  }
}
