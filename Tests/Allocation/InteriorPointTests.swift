import Optimisation
import SampleCity
import Testing

@testable import Allocation

@Suite("Prices by an interior-point method") struct InteriorPointTests {
  /// A tier with all projects of a snapshot, and what it starts from.
  private struct Tier {
    var load: YearsLoad
    var rows: YearsRows
    var options: [YearOption]
    let worth: (YearOption) -> Int64

    init(_ snapshot: Snapshot, fixed: Int = 0) {
      let instance = Instance(snapshot)
      var load = YearsLoad(instance, years: snapshot.horizon)
      let asking = instance.order.filter { !instance.demands($0).isEmpty }
      // What earlier tiers hold makes counties draw on the city before anybody is asked.
      for project in asking.prefix(fixed) {
        let years = (0..<snapshot.horizon).map { YearOption(project: project, year: $0) }
        if let option = years.first(where: { load.fits($0) }) { load.add(option) }
      }
      var options: [YearOption] = []
      for project in asking.dropFirst(fixed) {
        let first = max(0, snapshot.projects[project].from - snapshot.vintage)
        for year in first..<max(first, snapshot.horizon) where load.fits(YearOption(project: project, year: year)) {
          options.append(YearOption(project: project, year: year))
        }
      }
      let together = snapshot.rules.together!
      worth = { together.worth(snapshot.projects[$0.project].score, year: $0.year) }
      (self.load, self.options, rows) = (load, options, YearsRows(load, options: options))
    }

    /// The whole relaxation by the general solver.
    func exact() throws -> Double {
      let program = YearsProgram(load, use: load.use, rows: rows, options: options, worth: worth, isHeld: false, isWhole: false)
      let solution = try HighsSolver().solve(program.program, seconds: 120, gap: 0, start: nil) { _ in true }
      try #require(solution.status == .optimal)
      return solution.objective
    }
  }

  private func expectBest(_ tier: Tier, _ name: String, within tolerance: Double = 1e-6) throws {
    guard let relaxation = YearsRelaxation(tier.load, rows: tier.rows, options: tier.options, worth: tier.worth) else { return }
    let found = relaxation.solve(tolerance: 1e-9) { false }
    let best = try tier.exact()
    let prices = relaxation.prices(found.prices)
    let proved = YearsPricing(tier.load, options: tier.options, worth: tier.worth).price(prices).bound
    #expect(found.gap <= 1e-8, "\(name)")
    #expect(proved >= best * (1 - 1e-9) - 1e-6 && proved <= best * (1 + tolerance) + 1e-3, "\(name): proved \(proved), best \(best)")
    let point = relaxation.point(found.point)
    let value = zip(point, tier.options).reduce(0) { $0 + $1.0 * Double(tier.worth($1.1)) }
    #expect((value - best).magnitude <= tolerance * best + 1e-3, "\(name): point \(value), best \(best)")
  }

  @Test("[L20.1] three years of a small city together: the optimum of the whole relaxation", arguments: [UInt64(1), 2, 3])
  func city(seed: UInt64) throws {
    var snapshot = try SampleCity(seed: seed, projects: 700, years: 3).snapshot()
    snapshot.rules.together = YearsTogether()
    try expectBest(Tier(snapshot), "seed \(seed)")
    try expectBest(Tier(snapshot, fixed: 300), "seed \(seed), after others")
  }

  @Test("the optimum of relaxations of every kind: pools that carry over or don't, caps, late starts", arguments: 1...40)
  func random(seed: UInt64) throws {
    var random = Seeded(seed &* 31)
    var snapshot = SmallCity.random(seed, projects: 30, tiers: 1, horizon: Int.random(in: 1...3, using: &random))
    snapshot.rules.together = YearsTogether(discount: [Ratio(23, 25), .one, Ratio(1, 2)][Int(seed % 3)])
    snapshot.rules.carriesOver = snapshot.factors.indices.map { _ in random.chance(60) }
    for index in snapshot.projects.indices where random.chance(20) {
      snapshot.projects[index].from = 2026 + Int.random(in: 0...2, using: &random)
    }
    if seed % 4 == 0 { snapshot.rules.cityShares = snapshot.factors.indices.map { _ in Ratio(Int64.random(in: 0...4, using: &random), 4) } }
    try expectBest(Tier(snapshot), "seed \(seed)", within: 1e-5)
    try expectBest(Tier(snapshot, fixed: 5), "seed \(seed), after others", within: 1e-5)
  }

  @Test(
    "[L17.2] holding limits of one county or of several, and a county's limit on the city's pool: the optimum and what its prices prove",
    arguments: 1...40)
  func limits(seed: UInt64) throws {
    var random = Seeded(seed &* 57)
    var snapshot = SmallCity.random(seed, projects: 30, tiers: 1, horizon: Int.random(in: 1...3, using: &random))
    snapshot.rules.together = YearsTogether(discount: [Ratio(23, 25), .one, Ratio(1, 2)][Int(seed % 3)])
    snapshot.rules.carriesOver = snapshot.factors.indices.map { _ in random.chance(60) }
    if seed % 3 != 0 {
      snapshot.rules.holdingLimits = (0..<3).map { index in
        Snapshot.HoldingLimit(
          name: "L\(index)", factor: index % 2,
          projects: snapshot.projects.indices.filter { index == 0 ? snapshot.projects[$0].region == 1 : random.chance(60) },
          most: Quantity(tenThousandths: .random(in: 20_000...150_000, using: &random)))
      }
    }
    if seed % 3 != 1 { snapshot.rules.cityLimit = Ratio(Int64.random(in: 0...6, using: &random), 7) }
    let tier = Tier(snapshot)
    try expectBest(tier, "seed \(seed)", within: 1e-5)
    // What is fixed draws on the city when it must; whoever comes after it may not draw earlier in its place, so that prices prove no less than that.
    let after = Tier(snapshot, fixed: 5)
    guard let relaxation = YearsRelaxation(after.load, rows: after.rows, options: after.options, worth: after.worth) else { return }
    let found = relaxation.solve(tolerance: 1e-9) { false }
    let proved = YearsPricing(after.load, options: after.options, worth: after.worth).price(relaxation.prices(found.prices)).bound
    #expect(proved >= (try after.exact()) * (1 - 1e-9) - 1e-6, "seed \(seed)")
  }

  @Test("[L20.1] three years together on prices and their rounding: a small gap, checked, the same on two threads")
  func plan() throws {
    var snapshot = try SampleCity(seed: 4, projects: 2_000, years: 3).snapshot()
    snapshot.rules.together = YearsTogether()
    snapshot.tiers = [snapshot.tiers[0]]
    for index in snapshot.projects.indices { snapshot.projects[index].tier = 0 }
    let plans = try [1, 2].map { threads in
      var limits = Scenario.Limits()
      (limits.gap, limits.seconds, limits.threads) = (0.01, 300, threads)
      return try Planner(solver: try HighsSolver(), limits: limits, method: .prices).plan(snapshot)
    }
    #expect(plans[0].timeless == plans[1].timeless && plans[0].tiers[0].gap < 0.05)
    #expect(PlanCheck.check(plans[0], against: snapshot) == [])
  }

  @Test("[L17.2] [L20.1] under limits, who only fits if nothing were kept for later is priced too: prices prove nearly what programs do")
  func provedUnderLimits() throws {
    var snapshot = try SampleCity(seed: 1, projects: 4_000, years: 3).snapshot()
    (snapshot.rules.together, snapshot.rules.cityLimit) = (YearsTogether(), Ratio(1, 5))
    var limits = Scenario.Limits()
    (limits.gap, limits.seconds) = (0.005, 300)
    let plan = try Planner(solver: try HighsSolver(), limits: limits, method: .prices).plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    for tier in plan.tiers { #expect(Double(tier.certificate!.bound) <= 1.06 * Double(tier.bound), "\(tier.tier)") }
  }

  @Test("a matrix of blocks and a border is solved as what it is") func arrow() {
    var random = Seeded(5)
    let (sizes, border) = ([3, 1, 4], 2)
    let count = sizes.reduce(border, +)
    var (matrix, dense) = (
      ArrowMatrix(sizes: sizes, border: border), [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    )
    func block(_ row: Int) -> Int { row < 3 ? 0 : row < 4 ? 1 : row < 8 ? 2 : 3 }
    for a in 0..<count {
      for b in 0...a where block(a) == block(b) || block(a) == 3 {
        let value = a == b ? 10 + Double(a) : Double.random(in: -1...1, using: &random)
        matrix.add(b, a, value)
        dense[a][b] += value
        if a != b { dense[b][a] += value }
      }
    }
    let solution = (0..<count).map { _ in Double.random(in: -3...3, using: &random) }
    let right = dense.map { zip($0, solution).reduce(0) { $0 + $1.0 * $1.1 } }
    matrix.factor()
    for (found, wanted) in zip(matrix.solve(right), solution) { #expect((found - wanted).magnitude < 1e-12) }
  }
}
