/// Searches of our own, between the relaxation and the general solver.
extension TierSolver {
  /// A knapsack is searched, first near the margin for good plans, then to the end where its rows are few; true when that was done.
  mutating func search(_ program: TierProgram, _ relaxation: Relaxation, until end: Double) -> Bool {
    guard let whole = KnapsackSearch(program.program), !whole.isWide else { return false }
    let byDistance = relaxation.reduced.indices.sorted { (relaxation.reduced[$0].magnitude, $0) < (relaxation.reduced[$1].magnitude, $1) }
    let rows = program.program.rowUpper.count
    for size in TierSolver.searchCores where size + rows < program.projects.count && !control.isStopped {
      var fixed: [Int: Bool] = [:]
      for column in byDistance.dropFirst(size + rows) { fixed[column] = relaxation.reduced[column] > 0 }
      let now = control.seconds
      _ = search(Restriction(program.program, fixing: fixed), program, until: now + (end - now) * 0.2, nodes: TierSolver.searchNodes)
      guard !isCloseEnough() else { return true }
    }
    guard rows <= KnapsackSearch.fewRows else { return false }
    searchExactly(program, relaxation, until: end)
    return true
  }

  /// A knapsack is searched to the end. That nothing is lost to tolerances is what makes it the last resort where amounts of 1 and of 10^12 stand in one row.
  mutating func searchExactly(_ program: TierProgram, _ relaxation: Relaxation, until end: Double) {
    let slack = relaxation.bound - Double(best.value) + 1e-3 + 1e-7 * relaxation.bound.magnitude
    let bound = search(Restriction(program.program, fixing: decided(relaxation.reduced, slack)), program, until: end)
    if let bound { best.bound = min(best.bound, max(best.value, wholeBound(bound))) }
  }

  /// Cuts and a branch and bound of our own, where the program is projects and draws on the city's pools alone. Amounts that its linear programs hardly see
  /// are left to others.
  mutating func searchWithCuts(_ program: TierProgram, _ relaxation: Relaxation, until end: Double) {
    guard program.projects.count <= TierSolver.searchSize, KnapsackSearch(program.program)?.isWide != true,
      let binary = BinaryProgram(program.program, projects: program.projects.count)
    else { return }
    let (control, report) = (control, progress)
    let (value, bound, gap) = (best.value, best.bound, gap)
    let plan = program.point(awarding: Set(best.chosen + best.witness))
    var heard = control.seconds
    var search = TierSearch(
      binary, reduced: relaxation.reduced, plan: Array(plan.prefix(binary.count)), gap: gap,
      nodes: nodes.map { min($0, 1 << 32) * TierSolver.searchWorth }
    ) { proven, worth in
      guard control.seconds < end else {
        control.noteCutByClock()
        return false
      }
      let (least, most) = (max(value, Int64(worth)), min(bound, Self.wholeBound(proven)))
      guard Double(most - least) > gap * Double(max(most, 1)) else { return false }
      guard control.seconds - heard > TierSolver.tick else { return true }
      heard = control.seconds
      return control.hear(report(least, most))
    }
    search.run()
    control.note(work: search.work)
    take(ProgramSolution(status: .feasible, values: search.point, objective: 0, bound: 0), program)
    best.bound = min(best.bound, max(best.value, wholeBound(search.bound)))
    cuts = search.cuts
  }

  /// The bound of what a restriction leaves; better plans are taken on the way.
  private mutating func search(_ restriction: Restriction, _ program: TierProgram, until end: Double, nodes: Int? = nil) -> Double? {
    guard let search = KnapsackSearch(restriction.program) else { return nil }
    let (control, bound) = (control, best.bound)
    let report = progress
    let most = nodes ?? self.nodes.map { min($0, Int.max / TierSolver.nodeWorth) * TierSolver.nodeWorth }
    let outcome = search.solve(known: Double(best.value) - restriction.offset, gap: gap, nodes: most) { value in
      guard control.seconds < end else {
        control.noteCutByClock()
        return false
      }
      return control.hear(report(Int64(value + restriction.offset), bound))
    }
    if let chosen = outcome.chosen { take(restriction.whole(chosen), program) }
    return outcome.bound + restriction.offset
  }
}
