/// Makes a tier's plan better in what the scenario wants besides score, one aim after the other (`Aim`).
///
/// Each aim is a program over the tier's own rows, with the score that must be kept as one more row; what it reaches becomes rows of the
/// programs after it. Every plan is counted in whole numbers before it is taken, so that rounding can't undo what an aim reached.
struct AimSolver<Tier: AimedTier> {
  let tier: Tier
  /// Runs a program from a start until the tier's time is up, to a relative gap; columns of projects that can't matter at this score are decided.
  let run: (_ program: Program, _ start: [Double], _ score: Int64) throws -> ProgramSolution

  private let measure: AimMeasure<Tier>
  private var instance: Instance { tier.instance }
  private(set) var best: Tier.Awards
  private var held: AimProgram<Tier>
  /// What plans must keep, as questions in whole numbers: score and the aims before.
  private var kept: [(Tier.Awards) -> Bool] = []
  private(set) var results: [Aim.Result] = []
  /// Every program was solved to its end.
  private var isProved = true
  var isComplete: Bool { isProved && results.allSatisfy { $0.bound != nil } }

  /// Levels of the leximin order that are raised; beyond them the order of counties is left as it comes.
  static var mostLevels: Int { 40 }

  init(
    _ tier: Tier, best: Tier.Awards, run: @escaping (_ program: Program, _ start: [Double], _ score: Int64) throws -> ProgramSolution
  ) {
    (self.tier, self.best, self.run, measure) = (tier, best, run, AimMeasure(tier: tier))
    held = AimProgram(tier)
  }

  /// The plan after all aims.
  /// - Parameter last: makes it better still, with as much score and as much of all aims.
  mutating func solve(_ aims: [Aim], last: (inout AimSolver) throws -> Void = { _ in }) throws -> Tier.Awards {
    let value = best.value
    var floor = value
    for aim in aims {
      floor -= min(floor, aim.give.roundedDown(Quantity(tenThousandths: value)).tenThousandths)
      let least = floor
      kept = [{ $0.value >= least }] + kept.dropFirst(1)
      try reach(aim, least)
    }
    if !aims.isEmpty { try raiseScore(floor) }
    let reached = best.value
    kept.append { $0.value >= reached }
    try last(&self)
    for (place, aim) in aims.enumerated() { results[place].value = measure.value(aim, best) }
    return best
  }

  private mutating func reach(_ aim: Aim, _ floor: Int64) throws {
    switch aim.kind {
    case .fairness: try leximin(aim, floor)
    case .equalShares: try equalShares(aim, floor)
    case .cityPool: try cityPool(aim, floor)
    case .change: try change(aim, floor)
    }
  }

  // MARK: Programs

  /// `held` with the score that must be kept.
  func program(_ floor: Int64) -> AimProgram<Tier> {
    var program = held
    // Scores are whole, so half a point below the floor is the floor.
    program.row(lower: Double(floor) - 0.5, tier.terms { Double(tier.score($0)) })
    return program
  }

  /// Takes a plan that keeps all and is better.
  mutating func consider(_ found: Tier.Awards, isBetter: (Tier.Awards, Tier.Awards) throws -> Bool) rethrows {
    if found.keepsFloors, kept.allSatisfy({ $0(found) }), try isBetter(found, best) { best = found }
  }

  /// Solves and takes what is better in whole numbers. Returns the bound of the objective, if there is one.
  mutating func improve(
    _ program: AimProgram<Tier>, _ floor: Int64, isBetter: (Tier.Awards, Tier.Awards) throws -> Bool
  ) throws -> Double? {
    let solution = try run(program.program, program.point(Set(best.chosen + best.witness)), floor)
    if !solution.values.isEmpty {
      let choices = tier.choices
      let awarded = choices.indices.filter { solution.values[$0] > 0.5 }
      let (chosen, companions) = (awarded.prefix { $0 < tier.ownChoices }, awarded.drop { $0 < tier.ownChoices })
      try consider(tier.plan(chosen.map { choices[$0] }, witness: companions.map { choices[$0] }), isBetter: isBetter)
    }
    if solution.status != .optimal { isProved = false }
    switch solution.status {
    case .optimal, .feasible: return solution.bound.isFinite ? solution.bound : nil
    case .infeasible, .unbounded, .nothingFound: return nil
    }
  }

  private mutating func improve(_ program: AimProgram<Tier>, _ floor: Int64, _ aim: Aim) throws -> Double? {
    let measure = measure
    return try improve(program, floor) { measure.isBetter(aim, $0, $1) }
  }

  /// What the best plan reaches of an aim must be reached by all that come after it.
  private mutating func keep(_ aim: Aim) -> Int64 {
    let (measure, reached) = (measure, measure.value(aim, best))
    kept.append { measure.reaches(aim, $0, reached) }
    return reached
  }

  private mutating func note(_ aim: Aim, _ bound: Double?) {
    results.append(Aim.Result(kind: aim.kind, value: measure.value(aim, best), bound: bound.flatMap { measure.bound(aim, $0) }))
  }

  /// What the aims leave open goes to the score.
  private mutating func raiseScore(_ floor: Int64) throws {
    var program = program(max(floor, best.value))
    program.setCost(tier.terms { Double(tier.score($0)) })
    _ = try improve(program, max(floor, best.value)) { $0.value > $1.value }
  }

  // MARK: City pool and change

  private mutating func cityPool(_ aim: Aim, _ floor: Int64) throws {
    let draws = CityDraws(tier, into: &held)
    var program = program(floor)
    program.setCost(draws.terms.map { ($0.column, -$0.value) })
    let bound = try improve(program, floor, aim)
    let reached = Double(keep(aim)) / Double(Aim.parts)
    // Each factor's part was rounded down.
    held.row(upper: reached - draws.constant + Double(instance.factors) / Double(Aim.parts), draws.terms)
    note(aim, bound.map { $0 - draws.constant })
  }

  private mutating func change(_ aim: Aim, _ floor: Int64) throws {
    let terms = tier.terms { tier.keepsStanding($0) ? 1 : 0 }
    var program = program(floor)
    program.setCost(terms)
    let bound = try improve(program, floor, aim)
    held.row(lower: Double(keep(aim)) - 0.5, terms)
    note(aim, bound)
  }

  // MARK: Fairness

  /// Terms of a county's share: what its candidates would add to it.
  private func terms(_ region: Int, _ shares: SatisfiedShares) -> [(column: Int, value: Double)] {
    tier.terms {
      let project = tier.project($0)
      return shares.region(project) == region ? Double(shares.amount(project)) / Double(shares.asked[region]) : 0
    }
  }

  private func fixedShare(_ region: Int, _ shares: SatisfiedShares) -> Double {
    Double(shares.served[region]) / Double(shares.asked[region])
  }

  /// The smallest share as large as it can be; as few counties as can be on it; then the smallest share of those above it, and so on.
  ///
  /// Which counties are above a level is a choice of the program (a whole column for each), so the order is exact also where one of two
  /// counties can rise, but not both.
  private mutating func leximin(_ aim: Aim, _ floor: Int64) throws {
    let shares = measure.shares(aim.measure)
    // Where nobody asks, all are satisfied.
    guard !shares.regions.isEmpty else { return note(aim, 1) }
    var above = shares.regions.map { (region: $0, column: Int?.none) }
    var level: (region: Int, served: Int64)?
    var bound: Double?
    for round in 0..<Self.mostLevels where !above.isEmpty {
      let found = try raiseLeast(above, over: level, shares, floor)
      if round == 0 { bound = found }
      guard let next = lowest(over: level, shares) else { break }
      level = next
      above = try leaveLevel(next, above, shares, floor)
    }
    let (tier, chosen, regions) = (tier, best.chosen.map(tier.project), shares.regions)
    kept.append { !shares.isFairer(chosen, $0.chosen.map(tier.project), among: regions) }
    note(aim, bound)
  }

  /// The least satisfied county of those above `level` in the best plan.
  private func lowest(over level: (region: Int, served: Int64)?, _ shares: SatisfiedShares) -> (region: Int, served: Int64)? {
    let served = shares.served(with: best.chosen.map(tier.project))
    return shares.regions.map { (region: $0, served: served[$0]) }
      .filter { share in level.map { shares.isLess($0, share) } ?? true }.min(by: shares.isLess)
  }

  /// The smallest share of the counties above `level`, as large as it can be.
  private mutating func raiseLeast(
    _ above: [(region: Int, column: Int?)], over level: (region: Int, served: Int64)?, _ shares: SatisfiedShares, _ floor: Int64
  ) throws -> Double? {
    var program = program(floor)
    let tier = tier
    let least = program.column(cost: 1, upper: 1) { awarded in
      let served = shares.served(with: tier.projects(awarded))
      let rising = above.map(\.region).filter { region in level.map { shares.isLess($0, (region, served[region])) } ?? true }
      return rising.map { Double(served[$0]) / Double(shares.asked[$0]) }.min() ?? 1
    }
    for (region, column) in above {
      let share = terms(region, shares) + [(least, -1)]
      program.row(lower: -fixedShare(region, shares) - (column == nil ? 0 : 1), share + (column.map { [($0, -1)] } ?? []))
    }
    return try improve(program, floor) { shares.isFairer($0.chosen.map(tier.project), $1.chosen.map(tier.project), among: shares.regions) }
  }

  /// As many counties as can be get more than `level`; the programs after this keep the level, and that number. Returns the columns that choose them.
  private mutating func leaveLevel(
    _ level: (region: Int, served: Int64), _ above: [(region: Int, column: Int?)], _ shares: SatisfiedShares, _ floor: Int64
  ) throws -> [(region: Int, column: Int?)] {
    let tier = tier
    var next: [(region: Int, column: Int?)] = []
    for (region, column) in above {
      let share = terms(region, shares)
      let asked = Double(shares.asked[region])
      // In whole amounts: the least that is not below the level, and the least that is above it.
      let exact = Int128(level.served) * Int128(shares.asked[region])
      let most = exact / Int128(shares.asked[level.region])
      let reached = Double(most * Int128(shares.asked[level.region]) == exact ? most : most + 1)
      let more = held.column(upper: 1, isInteger: true) { awarded in
        let served = shares.served(with: tier.projects(awarded))
        return shares.isLess(level, (region, served[region])) ? 1 : 0
      }
      let fixed = Double(shares.served[region])
      if let column {
        held.row(lower: -fixed / asked, share + [(column, -(reached - 0.5) / asked)])
        held.row(upper: 0, [(more, 1), (column, -1)])
      } else {
        held.row(lower: (reached - 0.5 - fixed) / asked, share)
      }
      held.row(lower: -fixed / asked, share + [(more, -(Double(most + 1) - 0.5) / asked)])
      next.append((region, more))
    }
    var program = program(floor)
    program.setCost(next.map { ($0.column!, 1) })
    _ = try improve(program, floor) { shares.isFairer($0.chosen.map(tier.project), $1.chosen.map(tier.project), among: shares.regions) }
    let served = shares.served(with: best.chosen.map(tier.project))
    let rising = next.filter { shares.isLess(level, ($0.region, served[$0.region])) }
    held.row(lower: Double(rising.count) - 0.5, next.map { ($0.column!, 1) })
    return rising.isEmpty ? [] : next
  }

  // MARK: Equal shares

  private mutating func equalShares(_ aim: Aim, _ floor: Int64) throws {
    let shares = measure.shares(aim.measure)
    let regions = shares.regions
    let tier = tier
    func extreme(_ awarded: Set<Tier.Choice>, _ pick: ([Double]) -> Double?) -> Double {
      let served = shares.served(with: tier.projects(awarded))
      return pick(regions.map { Double(served[$0]) / Double(shares.asked[$0]) }) ?? 0
    }
    let highest = held.column(upper: 1) { extreme($0) { $0.max() } }
    let lowest = held.column(upper: 1) { extreme($0) { $0.min() } }
    for region in regions {
      let share = terms(region, shares)
      held.row(upper: -fixedShare(region, shares), share + [(highest, -1)])
      held.row(lower: -fixedShare(region, shares), share + [(lowest, -1)])
    }
    var program = program(floor)
    program.setCost([(highest, -1), (lowest, 1)])
    let bound = try improve(program, floor, aim)
    let reached = keep(aim)
    held.row(upper: Double(reached + 1) / Double(Aim.parts), [(highest, 1), (lowest, -1)])
    note(aim, bound)
  }
}
