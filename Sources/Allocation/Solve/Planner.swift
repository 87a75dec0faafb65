/// Makes a plan of a snapshot: the whole way from pools and projects to awards, moves, prices and reasons.
public struct Planner: Sendable {
  public var solver: any ProgramSolver
  public var limits: Scenario.Limits
  public var method: SolveMethod

  public init(solver: any ProgramSolver, limits: Scenario.Limits = Scenario.Limits(), method: SolveMethod = .auto) {
    (self.solver, self.limits, self.method) = (solver, limits, method)
  }

  /// Most vintages that are planned at once.
  public static let horizonLimit = 3

  /// Years that a snapshot's rules want planned together are one program, in which a project may start in any of them; else they are planned in their order.
  ///
  /// - Parameter progress: hears what is known now and then; false stops the run, which keeps the best plan found.
  /// - Throws: `PlanImpossible` when pins or floors can't be held, or what the solver throws.
  ///
  /// Pins and floors are held in the first vintage. A project without a pin that is left out there competes again in the next one.
  /// - Parameter earlier: a plan of nearly the same snapshot. Its awards and prices are where solving begins, which is many times quicker when
  ///   little has changed; what the new plan claims it proves itself.
  public func plan(
    _ snapshot: Snapshot, after earlier: (plan: Plan, snapshot: Snapshot)? = nil, progress: (PlanProgress) -> Bool = { _ in true }
  ) throws -> Plan {
    try withoutActuallyEscaping(progress) { progress in
      let control = Control(seconds: limits.seconds, report: progress)
      let instance = Instance(snapshot)
      if let together = snapshot.rules.together { return try plan(instance, control, together, after: earlier) }
      return try plan(instance, control, earlier.flatMap { Earlier($0.plan, of: $0.snapshot, for: instance) })
    }
  }

  private func plan(_ instance: Instance, _ control: Control, _ earlier: Earlier?) throws -> Plan {
    let snapshot = instance.snapshot
    let horizon = min(max(snapshot.horizon, 1), Planner.horizonLimit)
    var waiting = try waitingProjects(instance)
    var fixed = instance.order.filter { instance.isPinned($0) && !instance.demands($0).isEmpty }
    var plan = Plan(
      status: .proven, awards: [], moves: [], tiers: [], pools: [], unmet: [],
      statistics: Plan.Statistics(solver: solver.name, seconds: 0, rows: 0, columns: 0))
    var carried: [Int64]?
    var groups = Groups(snapshot)
    var served: [Int] = []
    for year in 0..<horizon {
      let vintage = snapshot.vintage + year
      let share = max(0, limits.seconds - control.seconds) * max(1 / Double(horizon - year), Control.leastShare)
      var supply = Supply(instance, vintage: vintage, carried: carried)
      if !instance.holdingLimits.isEmpty { supply.allowance = instance.allowance(after: served) }
      let solver = YearSolver(
        instance: instance, solver: solver, control: control, vintage: vintage, supply: supply,
        seconds: share, gap: limits.gap, method: method, earlier: earlier, groups: groups, nodes: limits.nodes,
        threads: limits.threads)
      let competing = waiting.keeping { instance.competes($0, in: vintage) }
      let result = try solver.solve(waiting: competing, fixed: fixed, floors: year == 0)
      let isFewest = snapshot.rules.fewestMoves == true
      let moves =
        isFewest
        ? try FewestMoves(result.load, vintage: vintage, solver: self.solver).moves() : Exchange.moves(result.load, vintage: vintage)
      carried = plan.append(result, moves, vintage: vintage)
      if !groups.isEmpty { for project in result.awarded { groups.serve(project) } }
      served += result.awarded
      fixed = []
      guard year + 1 < horizon else { break }
      var isServed = [Bool](repeating: false, count: instance.count)
      for project in result.awarded { isServed[project] = true }
      waiting.removeAll { isServed[$0] }
    }
    finish(&plan, instance, control)
    return plan
  }

  /// All years of the horizon as one.
  private func plan(
    _ instance: Instance, _ control: Control, _ together: YearsTogether, after earlier: (plan: Plan, snapshot: Snapshot)?
  ) throws -> Plan {
    let snapshot = instance.snapshot
    guard snapshot.partsOfSingleYears.isEmpty else { throw YearsTogether.Refusal(parts: snapshot.partsOfSingleYears) }
    let waiting = try waitingProjects(instance)
    let fixed = instance.order.filter { instance.isPinned($0) && !instance.demands($0).isEmpty }.map { YearOption(project: $0, year: 0) }
    var years = YearsPlanner(
      instance: instance, solver: solver, control: control, limits: limits, method: method, together: together)
    if let earlier { years.earlier = snapshot.options(of: earlier.plan, in: earlier.snapshot) }
    let result = try years.solve(waiting: waiting, fixed: fixed)
    var plan = Plan(
      status: .proven, awards: [], moves: [], tiers: result.tiers, pools: [], unmet: [],
      statistics: Plan.Statistics(solver: solver.name, seconds: 0, rows: result.rows, columns: result.columns))
    var carried: [Int64]?
    let pools = result.load.pools
    for year in 0..<years.years {
      let vintage = snapshot.vintage + year
      var load = Load(instance, Supply(instance, vintage: vintage, carried: carried))
      let awarded = result.awarded.filter { $0.year == year }.map(\.project)
      for project in awarded { load.add(project) }
      let part = YearSolver.Result(
        awarded: awarded, load: load, prices: Array(result.prices[year * pools..<(year + 1) * pools]), rows: result.rows,
        columns: result.columns)
      carried = plan.append(part, [], vintage: vintage)
    }
    finish(&plan, instance, control)
    return plan
  }

  private func finish(_ plan: inout Plan, _ instance: Instance, _ control: Control) {
    if instance.snapshot.horizon > 1 { plan.awards.sort { $0.project < $1.project } }
    LoanCover.note(&plan, instance.snapshot)
    plan.status = !control.isStopped && plan.tiers.allSatisfy { $0.status == .proven } ? .proven : .stopped
    plan.statistics.seconds = control.seconds
    (plan.statistics.work, plan.statistics.isCutByClock) = (control.work, control.isCutByClock)
    plan.unmet = Explainer(instance, plan: plan).unmet()
  }

  /// Projects that compete, in billing order.
  private func waitingProjects(_ instance: Instance) throws -> [Int] {
    let projects = instance.snapshot.projects
    let faulty = projects.indices.filter { instance.isPinned($0) && instance.isFaulty[$0] }
    guard faulty.isEmpty else { throw PlanImpossible(vintage: instance.snapshot.vintage, faultyPins: faulty) }
    return instance.order.keeping { !instance.hasPin($0) && !instance.demands($0).isEmpty }
  }
}

extension Array {
  /// Those that `isKept` lets through; where that is all, this array and no copy: a million projects take 8 MB.
  func keeping(_ isKept: (Element) -> Bool) -> [Element] { allSatisfy(isKept) ? self : filter(isKept) }
}

extension Snapshot {
  /// What another plan awarded, as options of this snapshot's projects, by code.
  func options(of plan: Plan, in other: Snapshot) -> [YearOption] {
    let places = Dictionary(projects.enumerated().map { ($0.element.code, $0.offset) }) { first, _ in first }
    return plan.awards.compactMap { award in
      let year = award.vintage - vintage
      return year < 0 ? nil : places[other.projects[award.project].code].map { YearOption(project: $0, year: year) }
    }
  }
}

extension Plan {
  /// Adds one vintage's result; returns what its pools have left.
  fileprivate mutating func append(_ result: YearSolver.Result, _ moves: [Move], vintage: Int) -> [Int64] {
    let instance = result.load.instance
    let billed = Billing.awards(result.awarded, load: result.load, moves: moves, vintage: vintage)
    if awards.isEmpty { awards = billed } else { awards += billed }
    self.moves += moves
    tiers += result.tiers
    statistics.rows = max(statistics.rows, result.rows)
    statistics.columns = max(statistics.columns, result.columns)
    var (movedIn, movedOut) = ([Int: Quantity](), [Int: Quantity]())
    var given = [Quantity](repeating: .zero, count: result.load.supply.available.count)
    for move in moves {
      movedIn[instance.pool(move.to, move.factor), default: .zero] += move.quantity
      movedOut[instance.pool(move.from, move.factor), default: .zero] += move.quantity
    }
    for award in billed { for line in award.lines { given[instance.pool(line.region, line.factor)] += line.quantity } }
    var left: [Int64] = []
    for pool in result.load.supply.available.indices {
      let row = PoolResult(
        region: pool / instance.factors, factor: pool % instance.factors, vintage: vintage,
        before: Quantity(tenThousandths: result.load.supply.available[pool]), movedIn: movedIn[pool] ?? .zero,
        movedOut: movedOut[pool] ?? .zero, given: given[pool], shadowPrice: result.prices[pool])
      left.append(row.after.tenThousandths)
      if row.before > .zero || row.movedIn > .zero { pools.append(row) }
    }
    return left
  }
}
