/// The linear relaxation of a tier over several years by its prices alone, as `DualSifting` has it for one: at given prices a project's choice is the year in
/// which it is worth most beyond its cost, if it is worth anything. Each round prices all projects, leaves the few thousand free whose choice is least
/// sure, and solves the program of those with every price held in a box around the present one.
struct YearsSifting {
  struct Outcome {
    /// Proven upper bound, but for rounding of sums.
    var bound: Double
    var prices: YearsPrices
    /// Of each option its points minus what its demand costs.
    var reduced: [Double]
    /// Of each option how much of it the last core program took; decided ones 1 or 0. Empty before the first round.
    var point: [Double] = []
  }

  static let coreSize = 1_500
  /// Below this many projects the whole relaxation is as quick.
  static let leastProjects = 2_500
  private static let sampleSize = 1_200
  private static let roundLimit = 60
  private static let patience = 5
  private static let crumbs = 2
  private static let leastGain = 1e-5
  private static let exactness = 1e-9
  /// A free project's year that is further from its best than so many times the core's margin can't be its choice.
  private static let reach = 4.0

  private let instance: Instance
  private let load: YearsLoad
  private let rows: YearsRows
  private let options: [YearOption]
  private let worth: [Double]
  /// Options of project number i are `start[i]..<start[i + 1]`.
  private let start: [Int]
  private var steepest: [Double]
  private let value: (YearOption) -> Int64
  private let run: (Program) throws -> ProgramSolution

  /// `options`: ascending by project, those of one project side by side.
  init(
    _ load: YearsLoad, rows: YearsRows, options: [YearOption], worth: @escaping (YearOption) -> Int64,
    run: @escaping (Program) throws -> ProgramSolution
  ) {
    (self.load, instance, self.rows, self.options, self.run) = (load, load.instance, rows, options, run)
    (value, self.worth) = (worth, options.map { Double(worth($0)) })
    var start: [Int] = []
    for index in options.indices where index == 0 || options[index].project != options[index - 1].project { start.append(index) }
    self.start = start + [options.count]
    steepest = [Double](repeating: 0, count: load.pools * load.years)
    for (index, option) in options.enumerated() {
      let home = instance.home(option.project)
      for entry in instance.demands(option.project) {
        let place = option.year * load.pools + instance.pool(home, instance.demandFactor[entry])
        let own = instance.ownPart(entry)
        steepest[place] = max(steepest[place], self.worth[index] / Double(own > 0 ? own : instance.amount[entry]))
      }
    }
  }

  private var count: Int { start.count - 1 }

  /// Prices until no round gains, or `isEnough` says so.
  func solve(gap: Double, isEnough: () -> Bool) throws -> Outcome? {
    guard let first = try sampled() else { return nil }
    var best = price(first.prices)
    var width = first.width
    var (failures, crumbs) = (0, 0)
    var wavering: Set<Int> = []
    let leastGain = min(Self.leastGain, max(gap / 10, Self.exactness))
    for _ in 0..<Self.roundLimit where failures < Self.patience && crumbs < Self.crumbs && !isEnough() {
      let core = core(best, and: wavering)
      guard let (found, program) = try solve(core, near: best.prices, width: width) else { break }
      var priced = price(program.prices(found.rowDuals))
      priced.point = [Double](repeating: 0, count: options.count)
      for option in core.decided { priced.point[option] = 1 }
      for (place, option) in core.open.enumerated() { priced.point[option] = found.values[place] }
      let isFree = found.values[program.firstElastic...].allSatisfy { $0 < 1e-9 }
      let reached = found.objective + core.decided.reduce(0) { $0 + worth[$1] }
      wavering = changed(best.reduced, priced.reduced)
      if priced.bound < best.bound {
        failures = 0
        crumbs = best.bound - priced.bound > leastGain * best.bound.magnitude ? 0 : crumbs + 1
        best = priced
        width = min(width * 1.5, 1)
      } else {
        failures += 1
        width *= 0.4
      }
      if isFree, best.bound - reached <= Self.exactness * best.bound.magnitude {
        best.point = priced.point
        break
      }
    }
    return best
  }

  /// Prices of every so many projects on as large a part of the pools, and how far they may be off.
  private func sampled() throws -> (prices: YearsPrices, width: Double)? {
    let size = min(count, Self.sampleSize)
    let stride = Double(count) / Double(size)
    let sample = (0..<size).map { Int((Double($0) + 0.5) * stride) }
    var program = program(sample.flatMap { Array(start[$0]..<start[$0 + 1]) }, use: load.use)
    program.shrink(to: Double(size) / Double(count))
    program.hold(nil, width: 0, steepest: steepest)
    let solution = try run(program.program)
    guard solution.status == .optimal, !solution.rowDuals.isEmpty else { return nil }
    let rows = program.program.rowUpper.count
    return (program.prices(solution.rowDuals), 1.5 * (Double(rows - size) / Double(size)).squareRoot())
  }

  private func program(_ open: [Int], use: YearsUse) -> YearsProgram {
    YearsProgram(load, use: use, rows: rows, options: open.map { options[$0] }, worth: value, isWhole: false)
  }

  /// What prices prove: their own worth of what there is, and what each project's best year brings beyond its cost.
  private func price(_ found: YearsPrices) -> Outcome {
    var prices = found
    prices.repair(instance, years: load.years, carries: load.carries)
    var bound = 0.0
    for place in prices.every.indices where prices.every[place] > 0 || prices.own[place] > 0 {
      bound += prices.every[place] * Double(load.supply[place] - load.use.every[place])
      bound += prices.own[place] * Double(load.supply[place] - load.use.own[place])
    }
    var reduced = [Double](repeating: 0, count: options.count)
    for project in 0..<count {
      var best = 0.0
      for option in start[project]..<start[project + 1] {
        reduced[option] = worth[option] - prices.cost(options[option], instance)
        best = max(best, reduced[option])
      }
      bound += best
    }
    return Outcome(bound: bound, prices: prices, reduced: reduced)
  }

  /// The year that prices choose for a project; nil: none.
  private func choice(_ project: Int, _ reduced: [Double]) -> Int? {
    var best: Int?
    for option in start[project]..<start[project + 1] where reduced[option] > best.map({ reduced[$0] }) ?? 0 { best = option }
    return best
  }

  /// Projects whose choice two sets of prices disagree on.
  private func changed(_ a: [Double], _ b: [Double]) -> Set<Int> {
    Set((0..<count).lazy.filter { choice($0, a) != choice($0, b) }.prefix(Self.coreSize))
  }

  private struct Core {
    /// Options that are free, and those that are decided to be taken.
    var open: [Int] = []
    var decided: [Int] = []
    var use: YearsUse
  }

  /// The projects whose choice is least sure for their size, and those of which the last round was unsure.
  private func core(_ best: Outcome, and wavering: Set<Int>) -> Core {
    let margins = (0..<count).map { margin($0, best.reduced) }
    let limit = margins.sorted()[min(Self.coreSize, count) - 1]
    var core = Core(use: load.use)
    for project in 0..<count {
      let choice = choice(project, best.reduced)
      if margins[project] <= limit || wavering.contains(project) {
        let top = choice.map { best.reduced[$0] } ?? 0
        let reach = max(limit, 1e-9) * Self.reach * worth[start[project]]
        for option in start[project]..<start[project + 1] where wavering.contains(project) || top - best.reduced[option] <= reach {
          core.open.append(option)
        }
      } else if let choice {
        core.decided.append(choice)
        core.use.add(options[choice], instance)
      }
    }
    return core
  }

  /// What the second best choice of a project brings less, for its size.
  private func margin(_ project: Int, _ reduced: [Double]) -> Double {
    var (best, second) = (0.0, -Double.infinity)
    for option in start[project]..<start[project + 1] {
      let value = reduced[option]
      if value > best { (best, second) = (value, best) } else { second = max(second, value) }
    }
    return (best - second) / max(worth[start[project]], 1)
  }

  private func solve(_ core: Core, near prices: YearsPrices, width: Double) throws -> (ProgramSolution, YearsProgram)? {
    var program = program(core.open, use: core.use)
    program.hold(prices, width: width, steepest: steepest)
    let solution = try run(program.program)
    guard solution.status == .optimal, !solution.rowDuals.isEmpty else { return nil }
    return (solution, program)
  }
}
