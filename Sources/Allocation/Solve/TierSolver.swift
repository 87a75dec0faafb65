/// Solves one tier: linear relaxation for bound and prices, a plan by prices, then the integer program on the projects near the
/// margin, then on all that could still matter, until the gap is small enough or time is up.
struct TierSolver {
  let solver: any ProgramSolver
  let control: Control
  let instance: Instance
  let state: TierState
  /// Seconds for this tier and the gap that is good enough.
  let seconds: Double
  let gap: Double
  let method: SolveMethod
  /// Most nodes of each branch and bound; nil: time alone ends it.
  let nodes: Int?
  /// Threads of passes over all candidates.
  let threads: Int

  /// With more candidates than these, so many of them nearest to the margin are solved first.
  static let coreSizes = [400, 1_600, 6_400]
  /// A core is worth its time when the whole is so many times as large.
  static let coreShare = 4
  /// Nodes of a knapsack's first searches, and how many of them count as one of the general solver's.
  static let searchNodes = 500_000
  static let nodeWorth = 1_000
  /// A core is solved to a fifth of the gap, so that its best plan is near enough to the tier's; but not below this, which would take long, unless the
  /// gap is as small itself. It ends before when what it has is enough for the tier.
  static let coreGap = 5e-5
  /// Projects nearest to the margin that are tried in each other's place.
  static let exchangeSize = 2_400
  /// Programs of more projects than this are too wide for cuts and a search of our own.
  static let searchSize = 30_000
  /// Seconds between two reports of our own search.
  static let tick = 0.1
  /// Nodes of our own search that count as one of the general solver's.
  static let searchWorth = 100
  /// Columns beside one for each row that a knapsack's first searches leave free.
  static let searchCores = [12, 24, 36, 48]
  private static let integerTolerance = 1e-6

  /// What can't be added to what is fixed never gets in; what groups keep out doesn't either.
  private let fitting: [Int]
  private let fittingCompanions: [Int]
  let candidates: [Int]
  private let companions: [Int]
  var best = TierOutcome(chosen: [], witness: [], value: -1, bound: .max)
  /// The plan behind `best`; nil where nothing that was tried keeps the floors.
  private var plan: Incumbent?
  /// Bound and reduced costs of the relaxation, once there is one.
  private var relaxed: (bound: Double, reduced: [Double])?
  /// Rows that every choice of whole projects keeps, over the projects' columns.
  var cuts: [BinaryProgram.Row] = []
  /// Cores near the prices of very many candidates have been solved.
  var triedMany = false
  /// Part of a tier's time that the score may take where aims come after it.
  static let scoreShare = 0.5

  init(
    solver: any ProgramSolver, control: Control, state: TierState, seconds: Double, gap: Double, method: SolveMethod, nodes: Int? = nil,
    threads: Int = 1
  ) {
    (self.solver, self.control, self.state, self.method, self.nodes) = (solver, control, state, method, nodes)
    (self.instance, self.seconds, self.gap, self.threads) = (state.load.instance, seconds, gap, threads)
    fitting = state.load.isPlain ? state.load.fitting(state.candidates) : state.candidates.filter { state.load.fitsPools($0) }
    candidates = state.groups.open(state.load.isPlain ? fitting : fitting.filter { state.load.fits($0) })
    fittingCompanions = state.companions.filter { state.load.fitsPools($0) }
    companions = state.groups.open(fittingCompanions.filter { state.load.fits($0) && !state.groups.isTied($0) })
  }

  mutating func solve() throws -> TierOutcome {
    let began = control.seconds
    let total = state.candidates.reduce(0) { $0 + instance.score($1) }
    best.bound = total
    // With very many candidates prices come first; a plan by score alone would be looked at once.
    let isMany = mayPriceMany && candidates.count >= PriceSearch.leastCandidates
    if isMany {
      consider(Incumbent(state, chosen: candidates, doubtful: []))
    } else {
      consider(Incumbent(state, preferring: state.candidates))
    }
    if let earlier = state.earlier {
      let isAsking = Set(candidates)
      consider(Incumbent(state, preferring: earlier.chosen.filter(isAsking.contains)))
    }
    let isWanted = control.hear(progress(best.value < 0 ? nil : best.value, best.bound))
    if isMany, best.value < total, isWanted { try optimiseMany(until: began + seconds) }
    if best.value < 0 { consider(Incumbent(state, preferring: state.candidates)) }
    if best.value < total, isWanted, best.bound == total || !isCloseEnough() && method != .prices {
      try optimise(until: began + seconds * (state.aims.isEmpty ? 1 : TierSolver.scoreShare))
    }
    if var polished = plan {
      polished.settleTies()
      consider(polished, evenIfEqual: true)
    }
    best.certificate = certificate(best.prices ?? TierPrices(pools: state.load.supply.available.count))
    if fitting.count > candidates.count, best.certificate.bound > best.bound { try priceAllThatFit(until: began + seconds) }
    best.bound = max(min(best.bound, best.certificate.bound), best.value)
    best.aimsAreCut = !state.aims.isEmpty
    if !state.aims.isEmpty || state.isFewest, isWanted { try reachAims(until: began + seconds) }
    _ = control.hear(progress(best.value, best.bound))
    return best
  }

  func certificate(_ prices: TierPrices) -> Certificate {
    Certifier(state.load, prices).certificate(candidates: fitting, companions: fittingCompanions, missing: state.floors)
  }

  /// Projects that only a limit or a group keeps out count in what prices prove, so they are priced too.
  private mutating func priceAllThatFit(until end: Double) throws {
    let program = TierProgram(state.load, candidates: fitting, companions: fittingCompanions, floors: state.floors)
    guard let relaxation = try relax(program, until: end) else { return }
    let prices = program.prices(relaxation.duals)
    let proved = certificate(prices)
    guard proved.bound < best.certificate.bound else { return }
    (best.certificate, best.prices) = (proved, prices)
  }

  /// What the scenario wants besides score; the bound of the score stays what it is.
  private mutating func reachAims(until end: Double) throws {
    let program = TierProgram(state.load, candidates: candidates, companions: companions, floors: state.floors, groups: state.groups)
    let (part, relaxed, count) = (self, relaxed, program.projects.count)
    let tier = AimedYear(state: state, tier: program)
    var aims = AimSolver(tier, best: tier.plan(best.chosen, witness: best.witness)) { aimed, start, score in
      // A plan with so much score can't decide these otherwise.
      let slack = relaxed.map { $0.bound - Double(score) + 1e-3 + 1e-7 * $0.bound.magnitude }
      let fixed = slack.map { part.decided(Array(relaxed!.reduced.prefix(count)), $0) } ?? [:]
      let restriction = Restriction(aimed, fixing: fixed)
      return restriction.whole(
        try part.run(restriction.program, until: end, start: restriction.reduced(start), gap: TierSolver.aimGap, isPart: true))
    }
    let before = best.value
    let plan = try aims.solve(state.aims) { if state.isFewest { try $0.reduceMoves(solver) } }
    (best.chosen, best.witness, best.value) = (plan.chosen.sorted { instance.place[$0] < instance.place[$1] }, plan.witness, plan.value)
    (best.given, best.aims, best.aimsAreCut) = (before - plan.value, aims.results, !aims.isComplete)
  }
  /// Relative gap at which an aim is reached.
  static let aimGap = 1e-4

  func isCloseEnough() -> Bool { isCloseEnough(best.value) }
  func isCloseEnough(_ value: Int64) -> Bool { Double(best.bound - value) <= gap * Double(max(best.bound, 1)) }

  func progress(_ value: Int64?, _ bound: Int64) -> PlanProgress {
    PlanProgress(vintage: state.vintage, tier: state.tier, incumbent: value, bound: max(bound, value ?? bound), seconds: control.seconds)
  }

  mutating func consider(_ incumbent: Incumbent?, evenIfEqual: Bool = false) {
    guard let incumbent, incumbent.keepsFloors else { return }
    guard incumbent.value > best.value || (evenIfEqual && incumbent.value == best.value) else { return }
    (best.chosen, best.witness, best.value) = (incumbent.chosen, incumbent.witness, incumbent.value)
    plan = incumbent
  }

  private mutating func optimise(until end: Double) throws {
    let program = TierProgram(state.load, candidates: candidates, companions: companions, floors: state.floors, groups: state.groups)
    (best.rows, best.columns) = (program.program.rowLower.count, program.program.cost.count)
    best.bound = min(best.bound, candidates.reduce(0) { $0 + instance.score($1) })
    guard !isCloseEnough() else { return }
    if method == .whole { return try solveRest(program, [], .infinity, until: end) }
    proveByEarlierPlan()
    guard !isCloseEnough() else { return }
    guard let relaxation = try relax(program, until: end) else { return }
    best.bound = min(best.bound, wholeBound(relaxation.bound))
    best.prices = program.prices(relaxation.duals)
    let reduced = relaxation.reduced
    relaxed = (relaxation.bound, reduced)
    round(relaxation, program)
    guard !isCloseEnough(), method != .prices else { return }
    if method == .auto || method == .search {
      if search(program, relaxation, until: end) { return }
      searchWithCuts(program, relaxation, until: end)
      guard !isCloseEnough(), !control.isStopped else { return }
    }
    if method == .counties { try solveByCounty(program, relaxation, until: end) }
    guard !isCloseEnough(), !control.isStopped else { return }
    // A wider core where the narrow one left a gap; all that could still matter is the last resort.
    // Prices of very many have led to all but the widest already.
    let sizes = triedMany ? TierSolver.coreSizes.suffix(1) : TierSolver.coreSizes[...]
    for size in sizes where program.projects.count > size * TierSolver.coreShare && method != .counties {
      try solveCore(program, reduced, size: size, until: end)
      guard !isCloseEnough(), !control.isStopped else { return }
    }
    try solveRest(program, reduced, relaxation.bound, until: end)
    if !isCloseEnough(), !control.isStopped { searchExactly(program, relaxation, until: end) }
  }

  /// An earlier plan's bound holds where no more is possible than was then. Its prices prove something in any case; where little has changed,
  /// nearly as much.
  mutating func proveByEarlierPlan() {
    guard let earlier = state.earlier else { return }
    let prices = earlier.prices
    if let rooms = earlier.rooms, rooms.contains(Earlier.Rooms(state.load, candidates: candidates), instance), earlier.bound < best.bound {
      (best.bound, best.prices) = (max(earlier.bound, best.value), prices)
    }
    let proved = certificate(prices)
    guard proved.bound < best.bound else { return }
    (best.bound, best.prices) = (max(proved.bound, best.value), prices)
  }

  /// Bound and prices of the linear relaxation, and its point where it was solved as a whole.
  struct Relaxation {
    var bound: Double
    var duals: [Double]
    var reduced: [Double]
    var values: [Double] = []
  }

  private func relax(_ program: TierProgram, until end: Double) throws -> Relaxation? {
    let sifting = DualSifting(program.program, projects: program.projects.count) { try run($0, until: end, start: nil) }
    let start = (best.prices ?? state.earlier?.prices).map(program.duals)
    if let sifting, let outcome = try sifting.solve(from: start, gap: gap, isEnough: { _ in control.isStopped || control.seconds > end }) {
      return Relaxation(bound: outcome.bound, duals: outcome.duals, reduced: outcome.reduced, values: outcome.point)
    }
    let solution = try run(program.relaxed, until: end, start: nil)
    guard solution.status == .optimal, !solution.rowDuals.isEmpty else { return nil }
    return Relaxation(
      bound: solution.bound, duals: solution.rowDuals, reduced: program.reducedCosts(solution.rowDuals), values: solution.values)
  }

  /// The whole numbers that a bound leaves: scores are whole.
  func wholeBound(_ bound: Double) -> Int64 { Self.wholeBound(bound) }

  static func wholeBound(_ bound: Double) -> Int64 {
    let safe = bound + 1e-6 + 1e-9 * bound.magnitude
    return safe < Double(Int64.max / 2) ? Int64(safe.rounded(.down)) : .max
  }

  func run(
    _ program: Program, until end: Double, start: [Double]?, gap: Double? = nil, offset: Double = 0, isPart: Bool = false,
    nodes most: Int? = nil
  ) throws -> ProgramSolution {
    let left = min(end - control.seconds, control.remaining)
    guard left > 0 else {
      if !control.isStopped { control.noteCutByClock() }
      return ProgramSolution(status: .nothingFound, values: [], objective: 0, bound: .infinity)
    }
    let (value, bound) = (best.value, best.bound)
    // Good enough for the tier is good enough for its part.
    let enough = Double(bound) - self.gap * Double(max(bound, 1)) - offset
    let limits = ProgramLimits(
      seconds: left, gap: gap ?? self.gap, target: isPart || gap == nil ? nil : enough,
      nodes: [nodes, most].compactMap(\.self).min())
    let began = control.seconds
    let solution = try solver.solve(program, limits: limits, start: start) { heard in
      // What is heard of a part says nothing about the tier.
      guard !isPart else { return control.hear(progress(value, bound)) }
      let incumbent = heard.incumbent.map { max(value, Int64(max(($0 + offset).rounded(), 0))) } ?? value
      let heardBound = heard.bound + offset
      return control.hear(progress(incumbent, heardBound.isFinite ? min(bound, max(wholeBound(heardBound), incumbent)) : bound))
    }
    control.note(work: solution.work)
    if solution.status != .optimal, control.seconds - began >= left, !control.isStopped { control.noteCutByClock() }
    return solution
  }

  /// Plans from the relaxation: what it awards whole, then by the value that a project adds at the prices.
  private mutating func round(_ relaxation: Relaxation, _ program: TierProgram) {
    let (columns, reduced) = (program.candidates.indices, relaxation.reduced)
    let byMargin = columns.sorted { (reduced[$0], -$0) > (reduced[$1], -$1) }
    consider(Incumbent(state, preferring: byMargin.map { program.candidates[$0] }))
    if !relaxation.values.isEmpty {
      let whole = columns.filter { relaxation.values[$0] > 1 - TierSolver.integerTolerance }
      let rest = byMargin.filter { relaxation.values[$0] <= 1 - TierSolver.integerTolerance }
      consider(Incumbent(state, preferring: (whole + rest).map { program.candidates[$0] }))
    }
    let byReturn = columns.sorted {
      let (a, b) = (program.program.cost[$0], program.program.cost[$1])
      // Value per price paid, compared without dividing: the price is cost − reduced cost.
      return (a * (b - reduced[$1]), -$0) > (b * (a - reduced[$0]), -$1)
    }
    consider(Incumbent(state, preferring: byReturn.map { program.candidates[$0] }))
    guard !isCloseEnough() else { return }
    let nearest = columns.sorted { (reduced[$0].magnitude, $0) < (reduced[$1].magnitude, $1) }.prefix(TierSolver.exchangeSize)
    var exchanged = Incumbent(state, chosen: best.chosen, witness: best.witness)
    exchanged.exchange(near: nearest.sorted { (reduced[$0], -$0) > (reduced[$1], -$1) }.map { program.candidates[$0] })
    consider(exchanged)
  }

  /// Columns whose other choice costs more than `slack`.
  func decided(_ reduced: [Double], _ slack: Double) -> [Int: Bool] {
    var fixed: [Int: Bool] = [:]
    for (column, cost) in reduced.enumerated() where cost.magnitude > slack { fixed[column] = cost > 0 }
    return fixed
  }

  /// Counties one by one with the city's pools for sale: a better bound, and plans, where the program falls apart.
  private mutating func solveByCounty(_ program: TierProgram, _ relaxation: Relaxation, until end: Double) throws {
    guard let blocks = Blocks(program.program, linking: program.cityRows) else { return }
    let part = self
    var decomposition = Decomposition(
      blocks, columns: program.program.cost.count, point: program.point(awarding: Set(best.chosen + best.witness)),
      prices: program.cityRows.map { max(0, relaxation.duals[$0]) }
    ) { try part.run($0, until: end, start: $2, gap: $1, isPart: true) }
    let tolerance = gap * Double(max(best.bound, 1)) / 4
    try decomposition.solve(tolerance: tolerance) { bound in
      best.bound = min(best.bound, max(best.value, wholeBound(bound)))
      return isCloseEnough() || control.isStopped || control.seconds > end
    } found: { point in
      take(ProgramSolution(status: .feasible, values: point, objective: 0, bound: 0), program)
      return Double(best.value)
    }
  }

  /// The projects that the best plan decides against the prices and those nearest to the margin are left free, all others stay as in the best plan:
  /// better plans quickly, no bound.
  private mutating func solveCore(_ program: TierProgram, _ reduced: [Double], size: Int, until end: Double) throws {
    let awarded = Set(best.chosen + best.witness)
    let isAwarded = program.projects.map(awarded.contains)
    func isDoubtful(_ column: Int) -> Bool { isAwarded[column] != (reduced[column] > 0) }
    let byDistance = reduced.indices.sorted {
      (isDoubtful($0) ? 0 : 1, reduced[$0].magnitude, $0) < (isDoubtful($1) ? 0 : 1, reduced[$1].magnitude, $1)
    }
    var fixed: [Int: Bool] = [:]
    for column in byDistance.dropFirst(size) { fixed[column] = isAwarded[column] }
    let now = control.seconds
    take(
      try run(
        Restriction(program.program, fixing: fixed), program, until: now + (end - now) * 0.25,
        gap: max(gap / 5, min(gap / 2, TierSolver.coreGap))), program
    )
  }

  /// Projects that are so far from the margin that the other choice can't beat what is known are fixed; that loses nothing.
  private mutating func solveRest(_ program: TierProgram, _ reduced: [Double], _ relaxedBound: Double, until end: Double) throws {
    let slack = relaxedBound.isFinite ? relaxedBound - Double(best.value) + 1e-3 + 1e-7 * relaxedBound.magnitude : .infinity
    var tightened = program.program
    for cut in cuts { tightened.row(upper: cut.limit, zip(cut.columns, cut.values).map { (Int($0), $1) }) }
    let solution = try run(Restriction(tightened, fixing: decided(reduced, slack)), program, until: end)
    take(solution, program)
    switch solution.status {
    case .infeasible: best.bound = best.value
    case .unbounded, .nothingFound: break
    case .optimal, .feasible: best.bound = min(best.bound, max(best.value, wholeBound(solution.bound)))
    }
  }

  /// Solves what a restriction leaves, beginning from the best plan if it agrees with what is decided.
  private func run(_ restriction: Restriction, _ program: TierProgram, until end: Double, gap: Double? = nil) throws -> ProgramSolution {
    let start = restriction.reduced(program.point(awarding: Set(best.chosen + best.witness)))
    // A gap is a share of the whole tier's value, of which the part that is left may be little.
    let share = max(Double(best.bound) - restriction.offset, 1) / max(Double(best.bound), 1)
    return restriction.whole(
      try run(
        restriction.program, until: end, start: start, gap: min((gap ?? self.gap) / max(share, 1e-6), 0.5), offset: restriction.offset))
  }

  /// Rounds a solution, checks it in whole numbers, drops what doesn't fit, fills what is left.
  mutating func take(_ solution: ProgramSolution, _ program: TierProgram) {
    guard !solution.values.isEmpty else { return }
    let awarded = program.projects.indices.filter { solution.values[$0] > 0.5 }
    let companions = awarded.filter { $0 >= program.candidates.count }.map { program.projects[$0] }
    let chosen = awarded.filter { $0 < program.candidates.count }.map { program.projects[$0] }
    consider(Incumbent(state, chosen: chosen, witness: companions))
  }
}
