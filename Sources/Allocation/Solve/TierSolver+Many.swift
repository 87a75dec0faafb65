extension TierSolver {
  /// Floors, groups and aims need the whole program; all else that prices don't know of, `PriceSearch` refuses itself.
  var mayPriceMany: Bool {
    [.auto, .cores, .prices, .search].contains(method) && state.floors.isEmpty && state.groups.isEmpty && state.aims.isEmpty
      && !state.isFewest
  }

  /// Prices from samples, a plan that rounds them, and cores around it, all without the program of the whole tier.
  mutating func optimiseMany(until end: Double) throws {
    proveByEarlierPlan()
    guard !isCloseEnough() else { return }
    let candidates = instance.inOrder(candidates)
    guard let found = try priceMany(candidates, until: end) else { return }
    best.certificate = certificate(found.prices)
    (best.bound, best.prices) = (min(best.bound, best.certificate.bound), found.prices)
    (best.rows, best.columns, triedMany) = (found.rows, found.columns, true)
    guard var many = ManyCandidates(state, candidates: candidates, found) else { return }
    consider(many.plan)
    guard !isCloseEnough() else { return }
    many.exchange(TierSolver.exchangeSize)
    consider(many.plan)
    // What cuts and a search of our own can hold goes there, prices and plan in hand.
    guard method != .prices, method == .cores || candidates.count > TierSolver.searchSize else { return }
    for part in many.parts where !isCloseEnough(many.plan.value) && !control.isStopped && control.seconds < end {
      let members = many.core(part)
      let core = TierCore(many.plan, members: members)
      let worth = many.plan.value - core.value
      let (now, bound) = (control.seconds, Double(max(best.bound, 1)))
      let enough = gap / 5 * bound / max(bound - Double(worth), 1)
      let solution = try run(
        core.program.program, until: now + (end - now) * 0.25, start: core.start, gap: min(enough, 0.5), offset: Double(worth),
        nodes: part.nodes)
      if !solution.values.isEmpty { many.decide(members, as: core.chosen(solution)) }
    }
    many.complete()
    consider(many.plan)
  }

  /// The table of all candidates is gone when this ends: with a million it takes a third of what the search holds.
  private func priceMany(_ candidates: [Int], until end: Double) throws -> PriceSearch.Outcome? {
    let (part, control) = (self, control)
    let search = PriceSearch(state.load, candidates: candidates, workers: solver.workers, threads: threads) {
      try part.run($0, until: end, start: nil)
    }
    return try search?.solve(from: state.earlier?.prices, gap: gap) { control.isStopped || control.seconds > end }
  }
}
