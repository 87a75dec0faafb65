/// What it would take to bring one project in, found by solving again with the project forced in.
public struct Displacement: Hashable, Sendable, Codable {
  public var project: Int
  public var vintage: Int
  /// Projects that lose their award, and projects besides `project` that get one; ascending.
  public var pushedOut: [Int]
  public var broughtIn: [Int]
  /// Its own tier and those after it, before and after; each with what was proven.
  public var tiers: [TierChange]
  /// Score that its own tier loses; 0 when it only pushes out later tiers or nobody.
  public var cost: Int64

  public struct TierChange: Hashable, Sendable, Codable {
    public var tier: Int
    public var before: Int64
    public var after: Int64
    /// No plan with the project has more in this tier.
    public var bound: Int64
    public init(tier: Int, before: Int64, after: Int64, bound: Int64) {
      (self.tier, self.before, self.after, self.bound) = (tier, before, after, bound)
    }
  }
}

extension Explainer {
  /// Forces `project` into the first vintage of the plan, keeps what is pinned and all earlier tiers, and solves its tier and the
  /// later ones again; where years are planned together over all of them, in the year that costs least. nil when it doesn't fit beside those, needs nothing, or is awarded already.
  public func displacement(
    _ project: Int, solver: any ProgramSolver, limits: Scenario.Limits = Scenario.Limits(), progress: (PlanProgress) -> Bool = { _ in true }
  ) throws -> Displacement? {
    if let together = snapshot.rules.together {
      return try displacement(project, over: together, solver: solver, limits: limits, progress: progress)
    }
    let before = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    guard !instance.isFaulty[project], !instance.demands(project).isEmpty, !before.contains(project) else { return nil }
    let tier = snapshot.projects[project].tier
    var fixed = before.filter { snapshot.projects[$0].tier < tier || snapshot.projects[$0].pin == .must }
    var groups = Groups(snapshot)
    for project in fixed { groups.serve(project) }
    guard let unit = groups.unit(project, taken: { _ in false }) else { return nil }
    fixed += unit.filter { !fixed.contains($0) }
    guard groups.hold(fixed) else { return nil }
    let supply = Supply(instance, vintage: snapshot.vintage, carried: nil)
    var load = Load(instance, supply)
    for project in fixed { load.add(project) }
    guard load.isFeasible else { return nil }
    let isFixed = Set(fixed)
    let waiting = instance.order.filter { other in
      let candidate = snapshot.projects[other]
      return !isFixed.contains(other) && candidate.pin == nil && candidate.tier >= tier && !instance.demands(other).isEmpty
    }
    let result = try withoutActuallyEscaping(progress) { progress in
      try YearSolver(
        instance: instance, solver: solver, control: Control(seconds: limits.seconds, report: progress), vintage: snapshot.vintage,
        supply: supply, seconds: limits.seconds, gap: limits.gap, groups: Groups(snapshot)
      ).solve(waiting: waiting, fixed: fixed, floors: true, first: tier)
    }
    return compare(project, before: Set(before), result)
  }

  private func compare(_ project: Int, before: Set<Int>, _ result: YearSolver.Result) -> Displacement {
    let after = Set(result.awarded)
    let tier = snapshot.projects[project].tier
    let changes = result.tiers.map { change in
      Displacement.TierChange(
        tier: change.tier, before: before.filter { snapshot.projects[$0].tier == change.tier }.reduce(0) { $0 + instance.score($1) },
        after: change.value, bound: change.bound)
    }
    let own = changes.first { $0.tier == tier }
    return Displacement(
      project: project, vintage: snapshot.vintage, pushedOut: before.subtracting(after).sorted(),
      broughtIn: after.subtracting(before).subtracting([project]).sorted(), tiers: changes,
      cost: max(0, (own?.before ?? 0) - (own?.after ?? 0)))
  }
}
