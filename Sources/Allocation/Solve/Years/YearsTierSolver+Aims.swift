extension YearsTierSolver {
  /// What the scenario wants besides score; the bound of the score stays what it is.
  mutating func reachAims(until end: Double) throws {
    let program = YearsProgram(
      state.load, use: state.load.use, rows: YearsRows(state.load, options: all), options: all, worth: state.worth, floors: state.floors,
      groups: state.groups, isWhole: true)
    let (part, tier) = (self, AimedYears(state: state, tier: program, ownChoices: options.count))
    // Over years programs are wider: an aim is reached when it is as near as the score may be, and somewhat more.
    let aimGap = max(TierSolver.aimGap, gap / 5)
    var aims = AimSolver(tier, best: tier.plan(best.chosen, witness: best.witness)) { aimed, start, score in
      let restriction = Restriction(aimed, fixing: part.decided(score))
      return restriction.whole(
        try part.run(restriction.program, until: end, gap: aimGap, start: restriction.reduced(start), offset: 0))
    }
    let before = best.value
    let usesCity = state.aims.contains { $0.kind == .cityPool }
    let plan = try aims.solve(state.aims) { solver in
      var forward = solver.best
      forward.moveForward(mostOfCity: usesCity ? tier.cityUse(forward) : nil)
      solver.consider(forward) { _, _ in true }
    }
    best.chosen = plan.chosen.sorted { instance.place[$0.project] < instance.place[$1.project] }
    (best.witness, best.value) = (plan.witness, plan.value)
    (best.given, best.aims, best.aimsAreCut) = (before - plan.value, aims.results, !aims.isComplete)
  }

  /// Columns that no plan with so much score decides otherwise: options that are too far from their project's best choice. Rows of groups and floors are
  /// priced otherwise: nothing is decided there.
  private func decided(_ score: Int64) -> [Int: Bool] {
    guard let relaxed, state.groups.isEmpty, state.floors.isEmpty else { return [:] }
    let slack = relaxed.bound - Double(score) + 1e-3 + 1e-7 * relaxed.bound.magnitude
    var fixed: [Int: Bool] = [:]
    for range in ranges() {
      let top = max(0, range.map { relaxed.reduced[$0] }.max() ?? 0)
      let open = range.filter { top - relaxed.reduced[$0] <= slack }
      for option in range where top - relaxed.reduced[option] > slack { fixed[option] = false }
      if top > slack, open.count == 1 { fixed[open[0]] = true }
    }
    return fixed
  }
}
