extension Explainer {
  /// Forces `project` into each year that it may start in, keeps what is pinned and all earlier tiers, and solves its tier and the later ones again over
  /// all years; the year that leaves most to the tiers in their order is told.
  func displacement(
    _ project: Int, over together: YearsTogether, solver: any ProgramSolver, limits: Scenario.Limits, progress: (PlanProgress) -> Bool
  ) throws -> Displacement? {
    let before = snapshot.options(of: plan, in: snapshot)
    guard !instance.isFaulty[project], !instance.demands(project).isEmpty, !before.contains(where: { $0.project == project }) else {
      return nil
    }
    let tier = snapshot.projects[project].tier
    let kept = before.filter { snapshot.projects[$0.project].tier < tier || snapshot.projects[$0.project].pin == .must }
    return try withoutActuallyEscaping(progress) { progress in
      let control = Control(seconds: limits.seconds, report: progress)
      let planner = YearsPlanner(instance: instance, solver: solver, control: control, limits: limits, method: .auto, together: together)
      var best: (option: YearOption, result: YearsPlanner.Result)?
      for option in planner.options(of: project) {
        guard let fixed = with(option, kept, planner.years) else { continue }
        let isFixed = Set(fixed.map(\.project))
        let waiting = instance.order.filter { other in
          let candidate = snapshot.projects[other]
          return !isFixed.contains(other) && candidate.pin == nil && candidate.tier >= tier && !instance.demands(other).isEmpty
        }
        let result = try planner.solve(waiting: waiting, fixed: fixed, first: tier)
        let isBetter = best.map { $0.result.tiers.map(\.value).lexicographicallyPrecedes(result.tiers.map(\.value)) } ?? true
        if isBetter { best = (option, result) }
      }
      return best.map { compare($0.option, before: before, $0.result, together) }
    }
  }

  /// What is kept, with the project and all that must come with it; nil where that doesn't fit.
  private func with(_ option: YearOption, _ kept: [YearOption], _ years: Int) -> [YearOption]? {
    var (load, groups) = (YearsLoad(instance, years: years), YearsGroups(snapshot))
    for other in kept {
      load.add(other)
      groups.serve(other)
    }
    guard let unit = groups.unit(option, taken: { _ in nil }) else { return nil }
    for member in unit where !load.addIfFits(member) { return nil }
    for member in unit { groups.serve(member) }
    return groups.hold([]) ? kept + unit : nil
  }

  private func compare(
    _ option: YearOption, before: [YearOption], _ result: YearsPlanner.Result, _ together: YearsTogether
  ) -> Displacement {
    let (was, now) = (Set(before.map(\.project)), Set(result.awarded.map(\.project)))
    let changes = result.tiers.map { change in
      let members = before.filter { snapshot.projects[$0.project].tier == change.tier }
      return Displacement.TierChange(
        tier: change.tier, before: members.reduce(0) { $0 + together.worth(instance.score($1.project), year: $1.year) },
        after: change.value,
        bound: change.bound)
    }
    let own = changes.first { $0.tier == snapshot.projects[option.project].tier }
    return Displacement(
      project: option.project, vintage: snapshot.vintage + option.year, pushedOut: was.subtracting(now).sorted(),
      broughtIn: now.subtracting(was).subtracting([option.project]).sorted(), tiers: changes,
      cost: max(0, (own?.before ?? 0) - (own?.after ?? 0)))
  }
}
