/// One plan for several ways in which the yearly plans may come (L17.1): the best that the pools of today hold and that is kept, with nothing taken back, in
/// worlds of at least a given weight.
///
/// For each tier an integer program: the rows of the pools as they are; the rows of each world, given up when its binary column says that it isn't kept;
/// and one row, Σ weight × kept ≥ what is asked. Decisions of a finished tier are fixed, which worlds are kept is not.
public struct RobustPlan: Sendable {
  /// A way in which the pools of the first vintage may be.
  public struct World: Hashable, Sendable {
    public var name: String
    /// How likely it is beside the others.
    public var weight: Int64
    /// Parts of the pools that come, by factor (index into `Snapshot.factors`); of the others all.
    public var shares: [Int: Ratio]
    public init(name: String, weight: Int64, shares: [Int: Ratio]) { (self.name, self.weight, self.shares) = (name, weight, shares) }
  }

  public struct Outcome: Sendable {
    public struct Tier: Hashable, Sendable, Codable {
      public var tier: Int
      /// Sum of scores; no plan that is kept as widely has more, given the tiers before.
      public var value: Int64
      public var bound: Int64
      public var awarded: Int
    }
    /// What becomes of the plan in one world.
    public struct Fate: Hashable, Sendable, Codable {
      public var world: String
      public var weight: Int64
      /// Nothing must be taken back.
      public var isKept: Bool
      /// Awards that survive, and their score, where as much as can be of each tier in its order is kept.
      public var surviving: Int
      public var score: Int64
    }
    /// Projects, ascending.
    public var awarded: [Int]
    public var tiers: [Tier]
    public var fates: [Fate]
    /// Every tier within the asked gap.
    public var isProven: Bool
    /// Score that survives on the average of the worlds, by weight; rounded down.
    public var expectedScore: Int64 { RobustPlan.expectedScore(fates) }
    /// Weight of the worlds in which nothing is taken back.
    public var keptWeight: Int64 { fates.reduce(0) { $0 + ($1.isKept ? $1.weight : 0) } }
  }

  /// Score that survives on the average of the worlds, by weight; rounded down.
  public static func expectedScore(_ fates: [Outcome.Fate]) -> Int64 {
    let weight = fates.reduce(Int128(0)) { $0 + Int128($1.weight) }
    return weight > 0 ? Int64(fates.reduce(Int128(0)) { $0 + Int128($1.weight) * Int128($1.score) } / weight) : 0
  }

  /// Why there is no such plan.
  public enum Refusal: Error, Hashable, Sendable {
    /// The pinned projects alone are kept in worlds of no more than this weight.
    case pinsNotKept(weight: Int64, asked: Int64)
    /// The run's scenario wants what this program doesn't have: `floors`, `aims`.
    case notWith([String])
    /// Nothing was found in time.
    case timeIsUp
  }

  public static let worldLimit = 12
  public static let weightLimit: Int64 = 1_000_000

  public var worlds: [World]
  /// Part of the worlds' weight in which the plan must be kept.
  public var keep: Ratio

  public init(worlds: [World], keep: Ratio) { (self.worlds, self.keep) = (worlds, keep) }

  /// The least weight that must be kept: rounded up.
  public var asked: Int64 {
    let total = Int128(worlds.reduce(0) { $0 + $1.weight }) * Int128(keep.numerator)
    return Int64((total + Int128(keep.denominator) - 1) / Int128(keep.denominator))
  }

  /// The pools of the first vintage in a world; parts of a step are lost.
  public func pools(_ world: World, of snapshot: Snapshot) -> [Pool] {
    snapshot.pools.map { pool in
      guard pool.vintage == snapshot.vintage, let share = world.shares[pool.factor] else { return pool }
      var pool = pool
      pool.available = share.roundedDown(pool.available)
      return pool
    }
  }

  /// Plans the first vintage of a snapshot.
  /// - Throws: `Refusal`, or what the solver throws.
  public func plan(
    _ snapshot: Snapshot, solver: any ProgramSolver, limits: Scenario.Limits = Scenario.Limits(),
    progress: (PlanProgress) -> Bool = { _ in true }
  ) throws -> Outcome {
    var others: [String] = []
    if !snapshot.rules.floors.isEmpty { others.append("floors") }
    if !(snapshot.rules.aims ?? []).isEmpty { others.append("aims") }
    guard others.isEmpty else { throw Refusal.notWith(others) }
    return try withoutActuallyEscaping(progress) { progress in
      let control = Control(seconds: limits.seconds, report: progress)
      var solve = RobustSolve(self, snapshot, solver: solver, control: control, limits: limits)
      try solve.takePins()
      for tier in snapshot.tiers.indices { try solve.solve(tier) }
      let (tiers, isProven) = (solve.tiers, solve.isProven)
      return Outcome(
        awarded: solve.awarded.sorted(), tiers: tiers, fates: try fates(of: solve.awarded, snapshot, solver, limits), isProven: isProven)
    }
  }

  /// What becomes of awards of the first vintage in each world: where they don't all hold, those that survive are planned anew among themselves.
  public func fates(of awarded: [Int], _ snapshot: Snapshot, _ solver: any ProgramSolver, _ limits: Scenario.Limits) throws -> [Outcome
    .Fate]
  {
    let isAwarded = Set(awarded)
    return try worlds.map { world in
      var changed = snapshot
      (changed.pools, changed.horizon, changed.rules.floors, changed.rules.aims) = (pools(world, of: snapshot), 1, [], nil)
      changed.rules.together = nil
      let load = Load(Instance(changed), Supply(Instance(changed), vintage: changed.vintage, carried: nil))
      let isKept = Self.holds(awarded, on: load)
      func score(_ projects: [Int]) -> Int64 { projects.reduce(0) { $0 + snapshot.projects[$1].score } }
      if isKept {
        return Outcome.Fate(world: world.name, weight: world.weight, isKept: true, surviving: awarded.count, score: score(awarded))
      }
      for index in changed.projects.indices { changed.projects[index].pin = isAwarded.contains(index) ? nil : .never }
      let survivors = try Planner(solver: solver, limits: limits).plan(changed).awards.map(\.project)
      return Outcome.Fate(world: world.name, weight: world.weight, isKept: false, surviving: survivors.count, score: score(survivors))
    }
  }

  static func holds(_ projects: [Int], on load: Load) -> Bool {
    var load = load
    for project in projects { load.add(project) }
    return load.isFeasible
  }
}

/// One run of the tiers.
private struct RobustSolve {
  let robust: RobustPlan
  let solver: any ProgramSolver
  let control: Control
  let limits: Scenario.Limits
  let instance: Instance
  /// As things stand, and in each world; what is awarded is loaded.
  var load: Load
  var worlds: [Load]
  var groups: Groups
  var awarded: [Int] = []
  var tiers: [RobustPlan.Outcome.Tier] = []
  var isProven = true
  private var pinned: Set<Int> = []

  init(_ robust: RobustPlan, _ snapshot: Snapshot, solver: any ProgramSolver, control: Control, limits: Scenario.Limits) {
    (self.robust, self.solver, self.control, self.limits) = (robust, solver, control, limits)
    let instance = Instance(snapshot)
    self.instance = instance
    load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    worlds = robust.worlds.map { Load(instance, Supply(instance, pools: robust.pools($0, of: snapshot), vintage: snapshot.vintage)) }
    groups = Groups(snapshot)
  }

  private var snapshot: Snapshot { instance.snapshot }

  private mutating func take(_ project: Int) {
    load.add(project)
    for world in worlds.indices { worlds[world].add(project) }
    groups.serve(project)
    awarded.append(project)
  }

  mutating func takePins() throws {
    for project in instance.order where snapshot.projects[project].pin == .must && !instance.demands(project).isEmpty {
      take(project)
      pinned.insert(project)
    }
    let weight = weight(worlds.map(\.isFeasible))
    guard load.isFeasible, groups.hold(awarded), weight >= robust.asked else {
      throw RobustPlan.Refusal.pinsNotKept(weight: load.isFeasible ? weight : 0, asked: robust.asked)
    }
  }

  private func weight(_ kept: [Bool]) -> Int64 { zip(robust.worlds, kept).reduce(0) { $0 + ($1.1 ? $1.0.weight : 0) } }

  mutating func solve(_ tier: Int) throws {
    let waiting = instance.order.filter { project in
      let candidate = snapshot.projects[project]
      return candidate.tier == tier && candidate.pin == nil && candidate.from <= snapshot.vintage && !instance.demands(project).isEmpty
        && load.fits(project)
    }
    let candidates = groups.open(waiting)
    let open = worlds.indices.filter { worlds[$0].isFeasible }
    let own = pinned.filter { snapshot.projects[$0].tier == tier }
    let base = own.reduce(Int64(0)) { $0 + instance.score($1) }
    var result = RobustPlan.Outcome.Tier(tier: tier, value: base, bound: base, awarded: own.count)
    if !candidates.isEmpty {
      let (program, switches) = program(candidates, open)
      let seconds = max(control.remaining, 0) / Double(snapshot.tiers.count - tier)
      let told = PlanProgress(
        vintage: snapshot.vintage, tier: tier, incumbent: nil, bound: candidates.reduce(base) { $0 + instance.score($1) },
        seconds: control.seconds)
      let solution = try solver.solve(
        program, limits: ProgramLimits(seconds: seconds, gap: limits.gap, nodes: limits.nodes), start: nil
      ) { _ in control.hear(told) }
      guard !solution.values.isEmpty else { throw RobustPlan.Refusal.timeIsUp }
      let kept = zip(open, switches).filter { solution.values[$0.1] > 0.5 }.map(\.0)
      let chosen = take(candidates.indices.filter { solution.values[$0] > 0.5 }.map { candidates[$0] }, of: candidates, keeping: kept)
      result.value += chosen.reduce(0) { $0 + instance.score($1) }
      result.awarded += chosen.count
      let bound = solution.bound + 1e-6 + 1e-9 * solution.bound.magnitude
      result.bound = max(result.value, bound.isFinite && bound < 1e18 ? base + Int64(bound.rounded(.down)) : told.bound)
    }
    if Double(result.bound - result.value) > limits.gap * Double(max(result.bound, 1)) { isProven = false }
    tiers.append(result)
  }

  /// Takes a solver's choice in billing order as far as it holds in whole numbers, now and in the worlds that are kept; then whatever else does.
  private mutating func take(_ preferred: [Int], of candidates: [Int], keeping kept: [Int]) -> [Int] {
    var (chosen, isTaken) = ([Int](), Set<Int>())
    for project in preferred + candidates where !isTaken.contains(project) {
      guard let unit = groups.unit(project, taken: isTaken.contains), unit.allSatisfy(candidates.contains) else { continue }
      let before = self
      for member in unit { take(member) }
      if load.isFeasible, kept.allSatisfy({ worlds[$0].isFeasible }) {
        chosen += unit
        isTaken.formUnion(unit)
      } else {
        self = before
      }
    }
    return chosen
  }

  /// The rows of the pools as they are, and those of each open world beside the column that keeps it.
  private func program(_ candidates: [Int], _ open: [Int]) -> (Program, switches: [Int]) {
    var program = TierProgram(load, candidates: candidates, companions: [], floors: [:], groups: groups).program
    var switches: [Int] = []
    for world in open {
      let part = TierProgram(worlds[world], candidates: candidates, companions: [], floors: [:]).program
      let isKept = program.column(cost: 0, isInteger: true)
      switches.append(isKept)
      // Projects are the same columns; draws and loans are the world's own.
      let place = part.cost.indices.map { column in
        column < candidates.count
          ? column
          : program.column(
            cost: part.cost[column], lower: part.columnLower[column], upper: part.columnUpper[column], isInteger: part.isInteger[column])
      }
      for row in part.rowUpper.indices {
        let entries = part.entries(row).map { (column: place[Int(part.columns[$0])], value: part.values[$0]) }
        // All projects at once exceed the row by no more than this.
        let excess = entries.reduce(-part.rowUpper[row]) { $0 + ($1.column < candidates.count ? max(0, $1.value) : 0) }
        let slack = max(0, excess)
        program.row(lower: part.rowLower[row], upper: part.rowUpper[row] + slack, entries + (slack > 0 ? [(isKept, slack)] : []))
      }
    }
    // Weights as shares, so that a row of them stays near 1.
    let total = Double(max(robust.worlds.reduce(0) { $0 + $1.weight }, 1))
    if robust.asked > 0 {
      program.row(
        lower: Double(robust.asked) / total - 1e-9, zip(open, switches).map { ($0.1, Double(robust.worlds[$0.0].weight) / total) })
    }
    return (program, switches)
  }
}
