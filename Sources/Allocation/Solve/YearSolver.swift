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
    guard load.isFeasible else { throw PlanImpossible(vintage: vintage, contradictions: contradictions(load, fixed)) }
    var groups = groups
    for project in fixed { groups.serve(project) }
    guard groups.hold(fixed) else { throw PlanImpossible(vintage: vintage, groups: groups.broken) }
    let began = control.seconds
    var result = Result(awarded: fixed, load: load, prices: [Double](repeating: 0, count: supply.available.count))
    var floors = keepsFloors ? Floors(instance, awarded: fixed) : nil
    var witness =
      try floors?.witness(
        load, waiting: waiting.filter { !groups.isGrouped($0) }, vintage: vintage, solver: solver, control: control, seconds: seconds / 4)
      ?? []
    let byTier = tiers(waiting, fixed)
    var left = waiting.filter { instance.snapshot.projects[$0].tier >= first }.count
    for tier in byTier.indices.dropFirst(first) {
      let candidates = byTier[tier].waiting
      let share = max(0, seconds - (control.seconds - began)) * max(Double(candidates.count) / Double(max(left, 1)), Control.leastShare)
      left -= candidates.count
      let started = control.seconds
      let missing = floors?.missing ?? [:]
      let companions =
        missing.isEmpty ? [] : byTier[(tier + 1)...].flatMap { $0.waiting.filter { isMember($0, missing) && !groups.isGrouped($0) } }
      var state = TierState(
        vintage: vintage, tier: tier, candidates: candidates, load: result.load, witness: witness, floors: missing, companions: companions,
        groups: groups)
      state.asked = fixed + byTier[first..<tier].flatMap(\.waiting)
      (state.awarded, state.aims) = (result.awarded, instance.snapshot.rules.aims ?? [])
      state.earlier = earlier?.tier(tier, vintage: vintage)
      var tierSolver = TierSolver(solver: solver, control: control, state: state, seconds: share, gap: gap, method: method, nodes: nodes)
      let outcome = try tierSolver.solve()
      for project in outcome.chosen {
        result.load.add(project)
        groups.serve(project)
      }
      result.awarded += outcome.chosen
      witness = outcome.witness
      if floors != nil { floors = Floors(instance, awarded: result.awarded) }
      if let prices = outcome.prices { result.note(prices) }
      result.rows = max(result.rows, outcome.rows)
      result.columns = max(result.columns, outcome.columns)
      result.tiers.append(tierResult(tier, outcome, byTier[tier], seconds: control.seconds - started))
    }
    return result
  }

  private func isMember(_ project: Int, _ floors: [Int: Int]) -> Bool { floors[instance.snapshot.projects[project].region] != nil }

  private func tiers(_ waiting: [Int], _ fixed: [Int]) -> [(waiting: [Int], fixed: [Int])] {
    var tiers = [(waiting: [Int], fixed: [Int])](repeating: ([], []), count: instance.snapshot.tiers.count)
    for project in waiting { tiers[instance.snapshot.projects[project].tier].waiting.append(project) }
    for project in fixed { tiers[instance.snapshot.projects[project].tier].fixed.append(project) }
    return tiers
  }

  /// Pinned projects count in their tier's value and bound alike.
  private func tierResult(
    _ tier: Int, _ outcome: TierOutcome, _ members: (waiting: [Int], fixed: [Int]), seconds: Double
  ) -> Plan.TierResult {
    let pinned = members.fixed.reduce(0) { $0 + instance.score($1) }
    var result = Plan.TierResult(
      tier: tier, vintage: vintage, value: outcome.value + pinned, bound: outcome.bound + pinned,
      awarded: outcome.chosen.count + members.fixed.count, candidates: members.waiting.count + members.fixed.count, seconds: seconds,
      status: .proven, certificate: outcome.certificate)
    result.certificate?.bound += pinned
    if !outcome.aims.isEmpty { (result.given, result.aims) = (outcome.given, outcome.aims) }
    if Double(outcome.bound - outcome.value - max(outcome.given, 0)) > gap * Double(max(outcome.bound, 1)) { result.status = .stopped }
    return result
  }

  /// Which pools the pinned projects overdraw, and by how much.
  private func contradictions(_ load: Load, _ pins: [Int]) -> [PlanImpossible.Contradiction] {
    var found: [PlanImpossible.Contradiction] = []
    for factor in 0..<instance.factors where !load.holds(factor) {
      var beyondOwn: Int64 = 0
      var room: Int64 = 0
      let counties = (0..<instance.regions).filter { $0 != instance.city }
      for county in counties { room += load.gap(instance.pool(county, factor)).room }
      for county in counties {
        let pool = instance.pool(county, factor)
        let gap = load.gap(pool)
        beyondOwn += gap.excess
        if gap.excess > supply.cityLimit[factor] {
          found.append(
            contradiction(
              factor, county, needed: load.demand(pool), available: supply.available[pool] + supply.cityLimit[factor],
              asking(pins, county, factor) { _ in true }))
        }
        let lent = min(room, gap.mustBorrow)
        room -= lent
        guard gap.mustBorrow > lent else { continue }
        let asking = asking(pins, county, factor) { !instance.mayUseCity[$0] }
        found.append(contradiction(factor, county, needed: load.bound[pool], available: supply.available[pool] + lent, asking))
      }
      let cityPool = instance.pool(instance.city, factor)
      let needed = beyondOwn + load.demand(cityPool)
      let available = supply.available[cityPool] + room
      guard needed > available else { continue }
      let asking = pins.filter { pin in
        instance.demands(pin).contains {
          instance.demandFactor[$0] == factor && (instance.mayUseCity[$0] || instance.home(pin) == instance.city)
        }
      }
      found.append(contradiction(factor, instance.city, needed: needed, available: available, asking))
    }
    return found
  }

  private func asking(_ pins: [Int], _ county: Int, _ factor: Int, where isAsking: (Int) -> Bool) -> [Int] {
    pins.filter { pin in
      instance.home(pin) == county && instance.demands(pin).contains { instance.demandFactor[$0] == factor && isAsking($0) }
    }
  }

  private func contradiction(
    _ factor: Int, _ region: Int, needed: Int64, available: Int64, _ pins: [Int]
  ) -> PlanImpossible.Contradiction {
    func amount(_ pin: Int) -> Int64 {
      instance.demands(pin).first { instance.demandFactor[$0] == factor }.map { instance.amount[$0] } ?? 0
    }
    return PlanImpossible.Contradiction(
      factor: factor, region: region, needed: Quantity(tenThousandths: needed), available: Quantity(tenThousandths: available),
      pins: pins.sorted { (amount($1), $0) < (amount($0), $1) })
  }
}
