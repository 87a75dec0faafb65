/// The least number of projects of some regions: what is still missing, and projects that make it up.
struct Floors {
  /// Further projects that each region must get, by region.
  private(set) var missing: [Int: Int] = [:]
  /// What the scenario says, by region.
  private var asked: [Int: Int] = [:]

  /// Projects that hold all they need from earlier plans count; those in `awarded` too.
  init(_ instance: Instance, awarded: [Int]) {
    let snapshot = instance.snapshot
    guard !snapshot.rules.floors.isEmpty else { return }
    for floor in snapshot.rules.floors { missing[floor.region] = max(missing[floor.region] ?? 0, floor.projects) }
    asked = missing
    for project in snapshot.projects where project.isServedAlready { missing[project.region]? -= 1 }
    for project in awarded { missing[snapshot.projects[project].region]? -= 1 }
    missing = missing.filter { $0.value > 0 }
  }

  /// Projects of `waiting` that keep all floors on top of `load`; throws what is missing when there are none.
  ///
  /// The smallest demands first; where that isn't enough, by an integer program for as many as possible.
  func witness(
    _ load: Load, waiting: [Int], groups: Groups, vintage: Int, solver: any ProgramSolver, control: Control, seconds: Double
  ) throws -> [Int] {
    guard !missing.isEmpty else { return [] }
    let snapshot = load.instance.snapshot
    let members = waiting.filter { missing[snapshot.projects[$0].region] != nil && load.fits($0) }
    let greedy = bySize(members, load, groups)
    if greedy.1.isEmpty { return greedy.0 }
    let solved = try most(members, load, groups, of: missing, solver, control, seconds)
    let short = shortfall(solved, snapshot)
    if short.isEmpty { return solved }
    let floors = try missing.sorted { $0.key < $1.key }.map { region, asked in
      let own = waiting.filter { snapshot.projects[$0].region == region }
      let alone = try most(own.filter(load.fits), load, groups, of: [region: asked], solver, control, seconds)
      let counted = (self.asked[region] ?? asked) - asked
      return PlanImpossible.FloorShortfall(
        region: region, asked: counted + asked, counted: counted, waiting: Set(own.map(load.instance.library)).count,
        possible: counted + asked - (short[region] ?? 0), possibleAlone: counted + min(alone.count, asked))
    }
    throw PlanImpossible(vintage: vintage, floors: floors.filter { $0.possible < $0.asked })
  }

  private func shortfall(_ chosen: [Int], _ snapshot: Snapshot) -> [Int: Int] {
    var short = missing
    for project in chosen { short[snapshot.projects[project].region]? -= 1 }
    return short.filter { $0.value > 0 }
  }

  /// The projects with the smallest largest share of what their pools have left, and what they leave missing.
  private func bySize(_ members: [Int], _ load: Load, _ groups: Groups) -> ([Int], [Int: Int]) {
    let instance = load.instance
    func share(_ project: Int) -> Double {
      instance.demands(project).map { entry in
        let pool = instance.pool(instance.home(project), instance.demandFactor[entry])
        let city = instance.pool(instance.city, instance.demandFactor[entry])
        let left = load.supply.available[pool] + min(load.supply.available[city], instance.cityPart(entry))
        return Double(instance.amount[entry]) / Double(max(left, 1))
      }.max() ?? 0
    }
    let shares = Dictionary(uniqueKeysWithValues: members.map { ($0, share($0)) })
    var (load, groups, short, taken) = (load, groups, missing, [Int]())
    for project in members.sorted(by: { (shares[$0]!, instance.place[$0]) < (shares[$1]!, instance.place[$1]) }) {
      let region = instance.snapshot.projects[project].region
      guard let count = short[region], groups.open([project]) == [project], load.addIfFits(project) else { continue }
      taken.append(project)
      groups.serve(project)
      short[region] = count > 1 ? count - 1 : nil
    }
    return (taken, short)
  }

  /// As many of `members` as count towards `floors`.
  private func most(
    _ members: [Int], _ load: Load, _ groups: Groups, of floors: [Int: Int], _ solver: any ProgramSolver, _ control: Control,
    _ seconds: Double
  ) throws -> [Int] {
    let snapshot = load.instance.snapshot
    let built = TierProgram(load, candidates: members, companions: [], floors: [:], groups: groups)
    var program = built.program
    for column in members.indices { program.cost[column] = 0 }
    for (region, asked) in floors.sorted(by: { $0.key < $1.key }) {
      let counted = program.column(cost: 1, upper: Double(asked))
      program.row(
        upper: 0, [(counted, 1)] + members.enumerated().filter { snapshot.projects[$0.element].region == region }.map { ($0.offset, -1) })
    }
    let solution = try solver.solve(program, seconds: min(seconds, max(control.remaining, 1)), gap: 0, start: nil) { _ in true }
    guard !solution.values.isEmpty else { return bySize(members, load, groups).0 }
    var load = load
    return members.enumerated().filter { solution.values[$0.offset] > 0.5 }.map(\.element).filter { load.addIfFits($0) }
  }
}
