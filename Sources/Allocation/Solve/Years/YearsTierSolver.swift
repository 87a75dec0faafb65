/// Solves one tier over several years: prices by sifting, a plan from them, then the programs of the projects whose choice is least sure, then of all that
/// could still matter, until the gap is small enough or time is up.
struct YearsTierSolver {
  let solver: any ProgramSolver
  let control: Control
  let state: YearsTierState
  /// Seconds for this tier and the gap that is good enough.
  let seconds: Double
  let gap: Double
  let method: SolveMethod
  let nodes: Int?

  /// Projects whose choice is left free, at first and then.
  static let coreSizes = [300, 900, 2_700]
  /// A core is worth its time when the whole is so many times as large.
  static let coreShare = 3
  static let coreGap = 5e-5
  /// Options that are tried in each other's place.
  static let exchangeSize = 2_400

  let instance: Instance
  /// Options that can be added to what is fixed, as groups say; by project in billing order.
  let options: [YearOption]
  private let companions: [YearOption]
  var best = YearsTierOutcome(chosen: [], witness: [], value: -1, bound: .max)

  init(
    solver: any ProgramSolver, control: Control, state: YearsTierState, seconds: Double, gap: Double, method: SolveMethod, nodes: Int?
  ) {
    (self.solver, self.control, self.seconds, self.gap, self.method, self.nodes) = (solver, control, seconds, gap, method, nodes)
    instance = state.load.instance
    options = state.groups.open(state.options.filter { state.load.fits($0) })
    companions = state.groups.open(state.companions.filter { state.load.fits($0) && !state.groups.isTied($0.project) })
    var state = state
    state.options = options
    self.state = state
  }
  /// Every option that asks, whether it fits or not: what the certificate counts.
  private var asked: [YearOption] = []

  mutating func solve(asked: [YearOption]) throws -> YearsTierOutcome {
    self.asked = asked
    let began = control.seconds
    let total = mostOfAll()
    best.bound = total
    consider(YearsIncumbent(state))
    if !state.earlier.isEmpty { consider(YearsIncumbent(state, preferring: state.earlier)) }
    let isWanted = control.hear(progress)
    if best.value < total, isWanted { try optimise(until: began + seconds * (state.aims.isEmpty ? 1 : TierSolver.scoreShare)) }
    var polished = YearsIncumbent(state, preferring: best.chosen, fillsUp: false)
    polished.startEarlier()
    consider(polished, evenIfEqual: true)
    best.certificate = certificate(best.prices ?? YearsPrices(pools: state.load.pools, years: state.load.years))
    try priceAllThatFit(until: began + seconds)
    best.bound = max(min(best.bound, best.certificate.bound), best.value)
    best.aimsAreCut = !state.aims.isEmpty
    if !state.aims.isEmpty, isWanted { try reachAims(until: began + seconds) }
    _ = control.hear(progress)
    return best
  }

  private var progress: PlanProgress {
    PlanProgress(
      vintage: instance.snapshot.vintage, tier: state.tier, incumbent: max(best.value, 0), bound: best.bound, seconds: control.seconds)
  }

  private func certificate(_ prices: YearsPrices) -> Certificate { YearsCertifier(state, prices).certificate(asked) }

  /// Options that don't fit on what is fixed, but would if nothing had to be kept for later, count in what prices prove: where that is too little they are
  /// priced too.
  private mutating func priceAllThatFit(until end: Double) throws {
    let open = best.certificate.bound - best.bound
    guard Double(open) > gap * Double(best.bound), method != .whole, !control.isStopped else { return }
    let fitting = asked.filter(YearsRooms(state.load).fit)
    guard fitting.count > all.count else { return }
    let rows = YearsRows(state.load, options: fitting)
    // Limits that what is fixed has reached leave no interior.
    let found = hasLimits(rows) ? nil : relaxByPrices(rows, fitting, isHeld: true, until: end)
    guard let relaxation = try found ?? relaxAsProgram(rows, fitting, groups: nil, until: end) else { return }
    let proved = certificate(relaxation.prices)
    if proved.bound < best.certificate.bound { (best.certificate, best.prices) = (proved, relaxation.prices) }
  }

  /// Every project in its best year.
  private func mostOfAll() -> Int64 {
    var (sum, last) = (Int64(0), -1)
    for option in options where option.project != last {
      sum += state.worth(option)
      last = option.project
    }
    return sum
  }

  private func isCloseEnough() -> Bool { Double(best.bound - best.value) <= gap * Double(max(best.bound, 1)) }

  private mutating func consider(_ incumbent: YearsIncumbent, evenIfEqual: Bool = false) {
    guard incumbent.keepsFloors, incumbent.value > best.value || evenIfEqual && incumbent.value == best.value else { return }
    (best.chosen, best.witness, best.value) = (incumbent.chosen, incumbent.witness, incumbent.value)
  }

  // MARK: Relaxation

  struct Relaxation {
    var bound: Double
    var prices: YearsPrices
    /// Of each option.
    var reduced: [Double]
    var point: [Double]
  }

  var all: [YearOption] { options + companions }
  /// The last relaxation: what its prices decide for plans that keep a score.
  private(set) var relaxed: Relaxation?

  private mutating func optimise(until end: Double) throws {
    let rows = YearsRows(state.load, options: all)
    if method == .whole {
      try solveWhole(rows, until: end)
      return
    }
    guard var relaxation = try relax(rows, until: end) else { return try solveWhole(rows, until: end) }
    relaxed = relaxation
    best.prices = relaxation.prices
    best.bound = min(best.bound, max(best.value, wholeBound(relaxation.bound)))
    round(relaxation)
    guard !isCloseEnough() else { return }
    // What is fixed has taken own pools first.
    if state.groups.isEmpty, state.load.use.every.contains(where: { $0 > 0 }),
      let held = relaxByPrices(rows, all, isHeld: true, until: end)
    {
      best.bound = min(best.bound, max(best.value, wholeBound(held.bound)))
      best.prices = held.prices
      round(held)
      relaxation = held
      relaxed = held
    }
    guard !isCloseEnough(), method != .prices else { return }
    for size in Self.coreSizes where projects > size * Self.coreShare {
      guard !isCloseEnough(), !control.isStopped, control.seconds < end else { return }
      try solveCore(rows, relaxation, size: size, until: end)
    }
    guard !isCloseEnough(), !control.isStopped else { return }
    try solveRest(rows, relaxation, until: end)
  }

  private var projects: Int { Set(options.map(\.project)).count }

  private func relax(_ rows: YearsRows, until end: Double) throws -> Relaxation? {
    if state.groups.isEmpty, let found = relaxByPrices(rows, all, isHeld: false, until: end) { return found }
    return try relaxAsProgram(rows, all, groups: state.groups, until: end)
  }

  private func hasLimits(_ rows: YearsRows) -> Bool { rows.limits.contains(true) || instance.snapshot.rules.cityLimit != nil }

  private func relaxAsProgram(
    _ rows: YearsRows, _ options: [YearOption], groups: YearsGroups?, until end: Double
  ) throws -> Relaxation? {
    let program = YearsProgram(
      state.load, use: state.load.use, rows: rows, options: options, worth: state.worth, floors: state.floors, groups: groups,
      isWhole: false)
    let solution = try run(program.program, until: end, gap: 0, start: nil, offset: 0)
    guard solution.status == .optimal, !solution.rowDuals.isEmpty else { return nil }
    let prices = program.prices(solution.rowDuals)
    // With rows of groups, prices of pools alone don't say what an option brings.
    let reduced = program.program.reducedCosts(solution.rowDuals)
    let choices =
      groups?.isEmpty ?? true ? options.map { Double(state.worth($0)) - prices.cost($0, instance) + bonus($0, prices) } : reduced
    return Relaxation(bound: solution.bound, prices: prices, reduced: Array(choices.prefix(options.count)), point: solution.values)
  }

  /// By an interior-point method; nil where it doesn't come near, or floors ask for more than prices of pools and limits.
  /// - Parameter isHeld: with what counties may pass on at most: a better bound, which prices alone don't prove.
  private func relaxByPrices(_ rows: YearsRows, _ options: [YearOption], isHeld: Bool, until end: Double) -> Relaxation? {
    let least = hasLimits(rows) ? YearsRelaxation.leastProjectsWithLimits : YearsRelaxation.leastProjects
    guard state.floors.isEmpty, projects >= least,
      let relaxation = YearsRelaxation(state.load, rows: rows, options: options, worth: state.worth, isHeld: isHeld)
    else { return nil }
    let found = relaxation.solve(tolerance: max(gap / 50, YearsRelaxation.exactness)) { control.isStopped || control.seconds > end }
    control.note(work: Int64(found.steps))
    guard found.gap < YearsRelaxation.worstGap else { return nil }
    let prices = relaxation.prices(found.prices)
    let priced = YearsPricing(state.load, options: options, worth: state.worth).price(prices, isHeld: isHeld)
    return Relaxation(bound: priced.bound, prices: prices, reduced: priced.reduced, point: relaxation.point(found.point))
  }

  private func bonus(_ option: YearOption, _ prices: YearsPrices) -> Double {
    option.year == 0 ? prices.floors[instance.snapshot.projects[option.project].region] ?? 0 : 0
  }

  private func wholeBound(_ bound: Double) -> Int64 {
    let safe = bound + 1e-6 + 1e-9 * bound.magnitude
    return safe < Double(Int64.max / 2) ? Int64(safe.rounded(.down)) : .max
  }

  func run(
    _ program: Program, until end: Double, gap: Double, start: [Double]?, offset: Double, target: Double? = nil
  ) throws -> ProgramSolution {
    let left = min(end - control.seconds, control.remaining)
    guard left > 0 else {
      if !control.isStopped { control.noteCutByClock() }
      return ProgramSolution(status: .nothingFound, values: [], objective: 0, bound: .infinity)
    }
    let began = control.seconds
    let told = progress
    let solution = try solver.solve(program, limits: ProgramLimits(seconds: left, gap: gap, target: target, nodes: nodes), start: start) {
      _ in
      var told = told
      told.seconds = control.seconds
      return control.hear(told)
    }
    control.note(work: solution.work)
    if solution.status != .optimal, control.seconds - began >= left, !control.isStopped { control.noteCutByClock() }
    return solution
  }

  // MARK: Plans

  /// Plans from the relaxation: what it awards whole, then by what an option brings beyond its price.
  private mutating func round(_ relaxation: Relaxation) {
    let reduced = relaxation.reduced
    let byMargin = options.indices.sorted { (reduced[$0], -$0) > (reduced[$1], -$1) }
    consider(YearsIncumbent(state, preferring: byMargin.map { options[$0] }))
    guard !relaxation.point.isEmpty else { return }
    let whole = options.indices.filter { relaxation.point[$0] > 1 - 1e-6 }
    consider(YearsIncumbent(state, preferring: (whole + byMargin).map { options[$0] }))
    let byPart = options.indices.filter { relaxation.point[$0] > 1e-6 }.sorted { (relaxation.point[$0], -$0) > (relaxation.point[$1], -$1) }
    consider(YearsIncumbent(state, preferring: (byPart + byMargin).map { options[$0] }))
    guard !isCloseEnough() else { return }
    var exchanged = YearsIncumbent(state, preferring: best.chosen, fillsUp: false)
    exchanged.exchange(near: near(reduced).map { options[$0] })
    consider(exchanged)
  }

  /// Options whose projects lose least by another choice, those that bring most beyond their cost first.
  private func near(_ reduced: [Double]) -> [Int] {
    var near: [(option: Int, loss: Double)] = []
    for range in ranges() {
      let top = max(0, range.reduce(-Double.infinity) { max($0, reduced[$1]) })
      for option in range { near.append((option, top - reduced[option])) }
    }
    let nearest = near.sorted { ($0.loss, $0.option) < ($1.loss, $1.option) }
    // Of choices without any loss those matter that others come near to.
    let losing = nearest.lazy.filter { $0.loss > 0 }.prefix(Self.exchangeSize).map(\.option)
    let isNear = Set(losing.map { options[$0].project })
    let best = options.indices.filter { isNear.contains(options[$0].project) }
    let sure = reduced.indices.filter { reduced[$0] > 0 && !isNear.contains(options[$0].project) }
      .sorted { (reduced[$0], $0) < (reduced[$1], $1) }.prefix(Self.exchangeSize)
    return (best + sure).sorted { (reduced[$0], -$0) > (reduced[$1], -$1) }
  }

  private mutating func solveWhole(_ rows: YearsRows, until end: Double) throws {
    try solve(rows, open: all, decided: [], until: end, gap: gap, isAll: true)
  }

  /// Options of each project, as ranges of `options`.
  func ranges() -> [Range<Int>] {
    var (ranges, start) = ([Range<Int>](), 0)
    for index in options.indices where index + 1 == options.count || options[index + 1].project != options[index].project {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    return ranges
  }

  /// The projects that the best plan decides against the prices and those whose choice is least sure are left free, all others stay as in the best plan.
  private mutating func solveCore(_ rows: YearsRows, _ relaxation: Relaxation, size: Int, until end: Double) throws {
    let reduced = relaxation.reduced
    let yearOf = Dictionary(uniqueKeysWithValues: best.chosen.map { ($0.project, $0) })
    let ranked = ranges().map { range -> (range: Range<Int>, loss: Double) in
      let sorted = range.map { max(reduced[$0], -.infinity) }
      let top = max(0, sorted.max() ?? 0)
      let has = yearOf[options[range.lowerBound].project].flatMap { has in range.first { options[$0] == has } }
      let held = has.map { reduced[$0] } ?? 0
      // What the plan loses by its choice; else how little the next best choice would lose, as no loss at all.
      if held < top - 1e-9 * max(1, top) { return (range, held - top) }
      let others = range.filter { $0 != has }.map { reduced[$0] } + (has == nil ? [] : [0])
      return (range, top - (others.max() ?? -.infinity))
    }.sorted { ($0.loss, $0.range.lowerBound) < ($1.loss, $1.range.lowerBound) }
    let open = ranked.prefix(size).map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    let isOpen = Set(open.map { options[$0.lowerBound].project })
    let decided = (best.chosen + best.witness).filter { !isOpen.contains($0.project) }
    let now = control.seconds
    try solve(
      rows, open: open.flatMap { $0.map { options[$0] } }, decided: decided, until: now + (end - now) * 0.3,
      gap: max(gap / 5, min(gap / 2, Self.coreGap)), isAll: false)
  }

  /// Options that are so far from their project's best choice that taking them can't beat what is known are left out; that loses nothing.
  private mutating func solveRest(_ rows: YearsRows, _ relaxation: Relaxation, until end: Double) throws {
    // Rows of groups and floors are priced otherwise: nothing is left out there.
    guard state.groups.isEmpty, state.floors.isEmpty else { return try solveWhole(rows, until: end) }
    let slack = relaxation.bound - Double(best.value) + 1e-3 + 1e-7 * relaxation.bound.magnitude
    var (open, decided) = ([YearOption](), [YearOption]())
    for range in ranges() {
      let top = max(0, range.map { relaxation.reduced[$0] }.max() ?? 0)
      let kept = range.filter { top - relaxation.reduced[$0] <= slack }
      if top > slack, kept.count == 1 {
        decided.append(options[kept[0]])
      } else {
        open += kept.map { options[$0] }
      }
    }
    try solve(rows, open: open, decided: decided, until: end, gap: gap, isAll: true)
  }

  /// Solves the program of `open` beside what is decided.
  private mutating func solve(
    _ rows: YearsRows, open: [YearOption], decided: [YearOption], until end: Double, gap: Double, isAll: Bool
  ) throws {
    var use = state.load.use
    for option in decided { use.add(option, instance) }
    let open = state.groups.isEmpty ? open : groups(decided).open(open)
    let offset = decided.reduce(0) { $0 + Double(state.worth($1)) }
    let program = YearsProgram(
      state.load, use: use, rows: rows, options: open, worth: state.worth, floors: isAll || !state.floors.isEmpty ? missing(decided) : [:],
      groups: state.groups.isEmpty ? nil : groups(decided), isWhole: true)
    best.rows = max(best.rows, program.program.rowUpper.count)
    best.columns = max(best.columns, program.program.cost.count)
    let share = max(Double(best.bound) - offset, 1) / max(Double(best.bound), 1)
    let enough = Double(best.bound) - self.gap * Double(max(best.bound, 1)) - offset
    let start = startingPoint(program, open, decided)
    let solution = try run(
      program.program, until: end, gap: min(gap / max(share, 1e-6), 0.5), start: start, offset: offset, target: enough)
    if !solution.values.isEmpty {
      let taken = open.indices.filter { solution.values[$0] > 0.5 }.map { open[$0] }
      // In the order of years, or a follower would bring its leader into its own.
      let found = (taken + decided).sorted { ($0.year, instance.place[$0.project]) < ($1.year, instance.place[$1.project]) }
      consider(YearsIncumbent(state, preferring: found))
    }
    guard isAll else { return }
    switch solution.status {
    case .infeasible: best.bound = max(best.value, 0)
    case .unbounded, .nothingFound: break
    case .optimal, .feasible: best.bound = min(best.bound, max(best.value, wholeBound(solution.bound + offset)))
    }
  }

  /// The best plan as a point of the program; nil where it decides otherwise.
  private func startingPoint(_ program: YearsProgram, _ open: [YearOption], _ decided: [YearOption]) -> [Double]? {
    guard best.value >= 0 else { return nil }
    let has = Set(best.chosen + best.witness)
    guard decided.allSatisfy(has.contains) else { return nil }
    let isOpen = Set(open)
    guard has.subtracting(decided).isSubset(of: isOpen) else { return nil }
    return program.point(awarding: has.intersection(isOpen))
  }

  private func missing(_ decided: [YearOption]) -> [Int: Int] {
    var missing = state.floors
    for option in decided where option.year == 0 { missing[instance.snapshot.projects[option.project].region]? -= 1 }
    return missing.filter { $0.value > 0 }
  }

  private func groups(_ decided: [YearOption]) -> YearsGroups {
    var groups = state.groups
    for option in decided { groups.serve(option) }
    return groups
  }
}
