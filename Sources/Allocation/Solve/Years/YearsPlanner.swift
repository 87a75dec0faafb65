/// Plans several years as one: pins and floors of the first year, then tier after tier, each over all years on top of what the tiers before it fixed.
struct YearsPlanner {
  let instance: Instance
  let solver: any ProgramSolver
  let control: Control
  let limits: Scenario.Limits
  let method: SolveMethod
  let together: YearsTogether
  /// Projects that an earlier plan awarded, with their years.
  var earlier: [YearOption] = []

  struct Result {
    var awarded: [YearOption]
    var load: YearsLoad
    var tiers: [Plan.TierResult] = []
    /// Value of one more unit, by `year × pools + pool`.
    var prices: [Double]
    var rows = 0
    var columns = 0
  }

  private var snapshot: Snapshot { instance.snapshot }
  var years: Int { min(max(snapshot.horizon, 1), Planner.horizonLimit) }

  /// Years in which a project may start, the earliest first.
  func options(of project: Int) -> [YearOption] {
    let first = max(0, snapshot.projects[project].from - snapshot.vintage)
    return (first..<max(first, years)).map { YearOption(project: project, year: $0) }
  }

  /// - Parameters:
  ///   - waiting: projects that compete, in billing order; without pinned ones.
  ///   - fixed: what is awarded already.
  ///   - first: the first tier that is solved; earlier ones are among `fixed`.
  func solve(waiting: [Int], fixed: [YearOption], first: Int = 0) throws -> Result {
    var load = YearsLoad(instance, years: years)
    var groups = YearsGroups(snapshot)
    try take(fixed, &load, &groups)
    var floors = Floors(instance, awarded: fixed.filter { $0.year == 0 }.map(\.project))
    var witness = try firstWitness(floors, waiting, fixed)
    var result = Result(awarded: fixed, load: load, prices: [Double](repeating: 0, count: load.pools * years))
    var byTier = [[Int]](repeating: [], count: snapshot.tiers.count)
    for project in waiting { byTier[snapshot.projects[project].tier].append(project) }
    let began = control.seconds
    var left = waiting.filter { snapshot.projects[$0].tier >= first }.count
    for tier in byTier.indices.dropFirst(first) {
      let options = byTier[tier].flatMap(options)
      let share =
        max(0, limits.seconds - (control.seconds - began)) * max(Double(byTier[tier].count) / Double(max(left, 1)), Control.leastShare)
      left -= byTier[tier].count
      let started = control.seconds
      let later = floors.missing.isEmpty ? [] : byTier[(tier + 1)...].flatMap { $0 }
      let companions = later.filter { floors.missing[snapshot.projects[$0].region] != nil }.flatMap { self.options(of: $0) }.filter {
        $0.year == 0
      }
      var state = YearsTierState(
        together: together, tier: tier, options: options, load: result.load, witness: witness, floors: floors.missing,
        companions: companions, groups: groups)
      state.earlier = earlier.filter { snapshot.projects[$0.project].tier == tier }
      if let aims = snapshot.rules.aims, !aims.isEmpty {
        func asking(_ projects: some Sequence<Int>) -> [Int] { projects.filter { !self.options(of: $0).isEmpty } }
        (state.aims, state.candidates) = (aims, asking(byTier[tier]))
        state.asked = fixed.map(\.project) + asking(byTier[first..<tier].joined())
        state.awarded = result.awarded.map(\.project)
      }
      var tierSolver = YearsTierSolver(
        solver: solver, control: control, state: state, seconds: share, gap: limits.gap, method: method, nodes: limits.nodes)
      let outcome = try tierSolver.solve(asked: options + companions)
      for option in outcome.chosen {
        result.load.add(option)
        groups.serve(option)
      }
      result.awarded += outcome.chosen
      witness = outcome.witness
      floors = Floors(instance, awarded: result.awarded.filter { $0.year == 0 }.map(\.project))
      note(outcome, &result)
      let pinned = fixed.filter { snapshot.projects[$0.project].tier == tier }
      let asking = Set(options.map { instance.library($0.project) }).count
      result.tiers.append(tierResult(tier, outcome, pinned, asking: asking, seconds: control.seconds - started))
    }
    return result
  }

  /// Pinned projects, which are of the first year: what they ask beyond its pools is told as of a plan of one year.
  private func take(_ fixed: [YearOption], _ load: inout YearsLoad, _ groups: inout YearsGroups) throws {
    var isFeasible = true
    for option in fixed {
      if isFeasible { isFeasible = load.addIfFits(option) }
      groups.serve(option)
    }
    guard !isFeasible || !groups.hold([]) else { return }
    var first = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let pins = fixed.filter { $0.year == 0 }.map(\.project)
    for pin in pins { first.add(pin) }
    throw Impossible(first, pins).error(snapshot.vintage, groups: groups.broken)
  }

  private func firstWitness(_ floors: Floors, _ waiting: [Int], _ fixed: [YearOption]) throws -> [YearOption] {
    guard !floors.missing.isEmpty else { return [] }
    var (load, groups) = (Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil)), Groups(snapshot))
    for option in fixed where option.year == 0 {
      load.add(option.project)
      groups.serve(option.project)
    }
    let open = groups.open(waiting.filter { snapshot.projects[$0].from <= snapshot.vintage && !groups.isTied($0) })
    return try floors.witness(
      load, waiting: open, groups: groups, vintage: snapshot.vintage, solver: solver, control: control, seconds: limits.seconds / 4
    ).map { YearOption(project: $0, year: 0) }
  }

  /// The last tier that competes for a pool says what one more whole unit is worth.
  private func note(_ outcome: YearsTierOutcome, _ result: inout Result) {
    (result.rows, result.columns) = (max(result.rows, outcome.rows), max(result.columns, outcome.columns))
    guard let prices = outcome.prices else { return }
    for place in result.prices.indices {
      let price = prices.every[place] + prices.own[place]
      if price > 0 { result.prices[place] = price * Double(Quantity.scale) }
    }
  }

  /// Pinned projects count in their tier's value and bound alike.
  private func tierResult(
    _ tier: Int, _ outcome: YearsTierOutcome, _ pinned: [YearOption], asking: Int, seconds: Double
  ) -> Plan.TierResult {
    let pinnedWorth = pinned.reduce(Int64(0)) { $0 + together.worth(instance.score($1.project), year: $1.year) }
    var result = Plan.TierResult(
      tier: tier, vintage: snapshot.vintage, value: outcome.value + pinnedWorth, bound: outcome.bound + pinnedWorth,
      awarded: outcome.chosen.count + pinned.count, candidates: asking + pinned.count, seconds: seconds, status: .proven,
      certificate: outcome.certificate)
    result.certificate?.bound += pinnedWorth
    result.through = snapshot.vintage + years - 1
    if !outcome.aims.isEmpty { (result.given, result.aims) = (outcome.given, outcome.aims) }
    if outcome.aimsAreCut { (result.status, result.aimsAreCut) = (.stopped, true) }
    let gap = outcome.bound - outcome.value - max(outcome.given, 0)
    if Double(gap) > limits.gap * Double(max(outcome.bound, 1)) { result.status = .stopped }
    return result
  }
}
