/// Which projects are in every good plan of a run's first vintage, in some, in none: proved by forcing, not by sampling.
///
/// Tier by tier, with pins and earlier tiers as the run has them, a plan is good when it has at least the run's score less `within` of it.
public struct Alternatives: Sendable, Encodable {
  public enum Standing: String, Sendable, Encodable, CaseIterable {
    /// No good plan is without it, or with it.
    case always, never
    /// There are good plans with it and others without.
    case some
    /// Time ran out before it was decided.
    case open
  }
  public struct Entry: Sendable, Encodable {
    /// Index into `Snapshot.projects`.
    public var project: Int
    public var standing: Standing
    /// The run serves it.
    public var isServed: Bool
  }
  /// One for each project that competed, in the order of tier and score.
  public var entries: [Entry] = []
  /// Good plans that were found as witnesses.
  public var plans = 0

  /// - Parameter within: part of each tier's score that a good plan may have less.
  public static func find(
    _ plan: Plan, of snapshot: Snapshot, within: Ratio, solver: any ProgramSolver, seconds: Double = 60,
    progress: (_ decided: Int, _ of: Int) -> Bool = { _, _ in true }
  ) throws -> Alternatives {
    let instance = Instance(snapshot)
    let awarded = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    let competing = instance.order.filter {
      snapshot.projects[$0].pin == nil && snapshot.projects[$0].from <= snapshot.vintage && !instance.demands($0).isEmpty
    }
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    var fixed = awarded.filter { snapshot.projects[$0].pin == .must }
    for project in fixed { load.add(project) }
    var groups = Groups(snapshot)
    for project in fixed { groups.serve(project) }
    var result = Alternatives()
    let clock = Control(seconds: seconds) { _ in true }
    for tier in snapshot.tiers.indices {
      let candidates = competing.filter { snapshot.projects[$0].tier == tier }
      let served = awarded.filter { snapshot.projects[$0].tier == tier && snapshot.projects[$0].pin != .must }
      let missing = Floors(instance, awarded: fixed).missing
      let later = competing.filter { snapshot.projects[$0].tier > tier && missing[snapshot.projects[$0].region] != nil }
      let mayHelp = Set(later)
      let companions = missing.isEmpty ? [] : awarded.filter(mayHelp.contains)
      let state = TierState(
        vintage: snapshot.vintage, tier: tier, candidates: candidates, load: load, witness: companions, floors: missing,
        companions: groups.open(later.filter { !groups.isTied($0) }), groups: groups)
      var search = TierAlternatives(state, served: served, companions: companions, within: within)
      try search.solve(solver) { decided in progress(result.entries.count + decided, competing.count) ? clock.remaining : 0 }
      result.entries += search.entries
      result.plans += search.plans
      fixed += served
      for project in served {
        load.add(project)
        groups.serve(project)
      }
    }
    return result
  }
}

/// One tier: plans are sought that show as much as possible that no plan before has shown, until there are none.
private struct TierAlternatives {
  let state: TierState
  private let instance: Instance
  private let served: Set<Int>
  /// Least score of a good plan.
  private let floor: Int64
  private let fitting: [Int]
  private let companions: [Int]
  private let program: TierProgram
  private var seenIn: Set<Int>
  private var seenOut: Set<Int>
  private var isProved = false
  private(set) var plans = 0

  init(_ state: TierState, served: [Int], companions: [Int], within: Ratio) {
    (self.state, instance, self.served) = (state, state.load.instance, Set(served))
    fitting = state.groups.open(state.candidates.filter { state.load.fits($0) })
    self.companions = companions
    program = TierProgram(
      state.load, candidates: fitting, companions: state.companions.filter { state.load.fits($0) }, floors: state.floors,
      groups: state.groups)
    let value = served.reduce(0) { $0 + state.load.instance.score($1) }
    floor = value - within.roundedDown(Quantity(tenThousandths: value)).tenThousandths
    seenIn = self.served
    seenOut = Set(fitting).subtracting(served)
  }

  var entries: [Alternatives.Entry] {
    let fits = Set(fitting)
    return state.candidates.map { project in
      let standing: Alternatives.Standing
      switch (seenIn.contains(project), seenOut.contains(project)) {
      case (true, true): standing = .some
      case (true, false): standing = isProved ? .always : .open
      default: standing = isProved || !fits.contains(project) ? .never : .open
      }
      return Alternatives.Entry(project: project, standing: standing, isServed: served.contains(project))
    }
  }

  /// - Parameter remaining: hears how many are decided; seconds that are left.
  mutating func solve(_ solver: any ProgramSolver, remaining: (Int) -> Double) throws {
    let decided = try decidedByPrices(solver, remaining(0))
    var doubtful = fitting.enumerated().filter { decided[$0.offset] == nil }
    while true {
      doubtful.removeAll { seenIn.contains($0.element) && seenOut.contains($0.element) }
      let left = remaining(fitting.count - doubtful.count)
      guard !doubtful.isEmpty else { break }
      guard left > 0 else { return }
      let restriction = Restriction(unseen(doubtful), fixing: decided)
      let start = restriction.reduced(program.point(awarding: served.union(companions)) + [1])
      let solution = restriction.whole(
        try solver.solve(restriction.program, seconds: left, gap: 0.5, start: start) { _ in remaining(fitting.count - doubtful.count) > 0 })
      if note(solution) { continue }
      guard solution.status == .optimal || solution.status == .infeasible || solution.bound < 0.5 else { return }
      break
    }
    isProved = true
  }

  /// One point for whatever a plan would show for the first time, among plans that are good.
  private func unseen(_ doubtful: [(offset: Int, element: Int)]) -> Program {
    var unseen = program.program
    unseen.cost = [Double](repeating: 0, count: unseen.cost.count)
    var constant = 0.0
    for (column, project) in doubtful {
      if !seenIn.contains(project) { unseen.cost[column] += 1 }
      if !seenOut.contains(project) { (unseen.cost[column], constant) = (unseen.cost[column] - 1, constant + 1) }
    }
    // A column at 1, so that nothing new is worth exactly 0.
    unseen.column(cost: constant, lower: 1, upper: 1)
    unseen.row(lower: Double(floor) - 0.5, fitting.enumerated().map { ($0.offset, Double(instance.score($0.element))) })
    return unseen
  }

  /// Takes a good plan's choices; false when it shows nothing new.
  private mutating func note(_ solution: ProgramSolution) -> Bool {
    guard !solution.values.isEmpty else { return false }
    let chosen = fitting.indices.filter { solution.values[$0] > 0.5 }.map { fitting[$0] }
    let witness = program.companions.enumerated().filter { solution.values[fitting.count + $0.offset] > 0.5 }.map(\.element)
    let plan = Incumbent(state, exactly: chosen, witness: witness)
    guard plan.keepsFloors, plan.value >= floor else { return false }
    let before = seenIn.count + seenOut.count
    seenIn.formUnion(plan.chosen)
    seenOut.formUnion(Set(fitting).subtracting(plan.chosen))
    plans += 1
    return seenIn.count + seenOut.count > before
  }

  /// Columns whose other choice no good plan can afford, by the prices of the relaxation.
  private func decidedByPrices(_ solver: any ProgramSolver, _ seconds: Double) throws -> [Int: Bool] {
    guard seconds > 0, !fitting.isEmpty else { return [:] }
    let solution = try solver.solve(program.relaxed, seconds: seconds, gap: 0, start: nil) { _ in true }
    guard solution.status == .optimal, !solution.rowDuals.isEmpty else { return [:] }
    let slack = solution.bound - Double(floor) + 1e-3 + 1e-7 * solution.bound.magnitude
    var decided: [Int: Bool] = [:]
    for (column, cost) in program.reducedCosts(solution.rowDuals).prefix(fitting.count).enumerated() where cost.magnitude > slack {
      decided[column] = cost > 0
    }
    return decided
  }
}
