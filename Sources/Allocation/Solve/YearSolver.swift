/// Plans one vintage: pins, floors, then tier after tier, each on top of what the tiers before it fixed.
struct YearSolver {
  let instance: Instance
  let solver: any ProgramSolver
  let control: Control
  let vintage: Int
  let supply: Supply
  /// Seconds for this vintage, and the gap at which a tier is good enough.
  let seconds: Double
  let gap: Double
  var method = SolveMethod.auto
  var earlier: Earlier?
  var groups: Groups
  var nodes: Int?
  /// Threads of passes over all projects; the plan is the same with any number.
  var threads = 1

  /// What a vintage ends with.
  struct Result {
    var awarded: [Int]
    var load: Load
    var tiers: [Plan.TierResult] = []
    /// Value of one more unit, by pool.
    var prices: [Double]
    var rows = 0
    var columns = 0

    /// The last tier that competes for a pool says what one more whole unit is worth.
    mutating func note(_ prices: TierPrices) {
      for pool in self.prices.indices {
        let price = prices.pool[pool] + prices.ownOnly[pool]
        if price > 0 { self.prices[pool] = price * Double(Quantity.scale) }
      }
    }
  }

  /// - Parameters:
  ///   - waiting: projects that compete, in billing order; without pinned ones.
  ///   - fixed: projects that are awarded already: what `PlanImpossible` calls pins.
  ///   - first: the first tier that is solved; earlier ones are among `fixed`.
  func solve(waiting: [Int], fixed: [Int], floors keepsFloors: Bool, first: Int = 0) throws -> Result {
    var load = Load(instance, supply)
    for project in fixed { load.add(project) }
    var groups = groups
    for project in fixed { groups.serve(project) }
    guard load.isFeasible, groups.hold(fixed) else { throw Impossible(load, fixed).error(vintage, groups: groups.broken) }
    let began = control.seconds
    var result = Result(awarded: fixed, load: load, prices: [Double](repeating: 0, count: supply.available.count))
    var floors = keepsFloors ? Floors(instance, awarded: fixed) : nil
    var witness =
      try floors?.witness(
        load, waiting: groups.open(waiting.filter { !groups.isTied($0) }), groups: groups, vintage: vintage, solver: solver,
        control: control,
        seconds: seconds / 4)
      ?? []
    let byTier = tiers(waiting, fixed)
    let decided = decided
    var left = first == 0 ? waiting.count : waiting.count { instance.tier($0) >= first }
    for tier in byTier.indices.dropFirst(first) {
      let candidates = byTier[tier].waiting
      let share = max(0, seconds - (control.seconds - began)) * max(Double(candidates.count) / Double(max(left, 1)), Control.leastShare)
      left -= candidates.count
      let started = control.seconds
      let missing = floors?.missing ?? [:]
      let companions =
        missing.isEmpty ? [] : byTier[(tier + 1)...].flatMap { $0.waiting.filter { isMember($0, missing) } }
      var state = TierState(
        vintage: vintage, tier: tier, candidates: candidates, load: result.load, witness: witness, floors: missing, companions: companions,
        groups: groups)
      (state.decided, state.aims) = (decided, instance.snapshot.rules.aims ?? [])
      if !state.aims.isEmpty { (state.asked, state.awarded) = (fixed + byTier[first..<tier].flatMap(\.waiting), result.awarded) }
      state.isFewest = instance.snapshot.rules.fewestMoves == true
      state.earlier = earlier?.tier(tier, vintage: vintage)
      var tierSolver = TierSolver(
        solver: solver, control: control, state: state, seconds: share, gap: gap, method: method, nodes: nodes, threads: threads)
      let outcome = try tierSolver.solve()
      result.load.add(all: outcome.chosen)
      if !groups.isEmpty { for project in outcome.chosen { groups.serve(project) } }
      result.awarded += outcome.chosen
      witness = outcome.witness
      if floors != nil { floors = Floors(instance, awarded: result.awarded) }
      if let prices = outcome.prices { result.note(prices) }
      result.rows = max(result.rows, outcome.rows)
      result.columns = max(result.columns, outcome.columns)
      let asking = byTier[tier].waiting.count { !instance.isVariant($0) && !decided.contains($0) }
      result.tiers.append(tierResult(tier, outcome, byTier[tier].fixed, asking: asking, seconds: control.seconds - started))
    }
    return result
  }

  private func isMember(_ project: Int, _ floors: [Int: Int]) -> Bool { floors[instance.snapshot.projects[project].region] != nil }

  private func tiers(_ waiting: [Int], _ fixed: [Int]) -> [(waiting: [Int], fixed: [Int])] {
    var tiers = [(waiting: [Int], fixed: [Int])](repeating: ([], []), count: instance.snapshot.tiers.count)
    // In billing order each tier is one run; often all are of one tier, and nothing is copied.
    var first = 0
    for place in waiting.indices where place + 1 == waiting.count || instance.tier(waiting[place + 1]) != instance.tier(waiting[place]) {
      let (tier, run) = (instance.tier(waiting[place]), first...place)
      if run.count == waiting.count { tiers[tier].waiting = waiting } else { tiers[tier].waiting += waiting[run] }
      first = place + 1
    }
    for project in fixed { tiers[instance.tier(project)].fixed.append(project) }
    return tiers
  }

  /// Library's forms of projects that a variant of was served in an earlier vintage.
  private var decided: Set<Int> { Set(groups.served.filter(instance.isVariant).map(instance.library)) }

  /// Pinned projects count in their tier's value and bound alike.
  private func tierResult(
    _ tier: Int, _ outcome: TierOutcome, _ fixed: [Int], asking: Int, seconds: Double
  ) -> Plan.TierResult {
    let pinned = fixed.reduce(0) { $0 + instance.score($1) }
    var result = Plan.TierResult(
      tier: tier, vintage: vintage, value: outcome.value + pinned, bound: outcome.bound + pinned,
      awarded: outcome.chosen.count + fixed.count, candidates: asking + fixed.count, seconds: seconds,
      status: .proven, certificate: outcome.certificate)
    result.certificate?.bound += pinned
    if !outcome.aims.isEmpty { (result.given, result.aims) = (outcome.given, outcome.aims) }
    if outcome.aimsAreCut { (result.status, result.aimsAreCut) = (.stopped, true) }
    if Double(outcome.bound - outcome.value - max(outcome.given, 0)) > gap * Double(max(outcome.bound, 1)) { result.status = .stopped }
    return result
  }
}
