import Allocation

/// A city of any size, with the shape of real ones: few large projects in the first tiers, correlated demands, scarce pools.
enum Generator {
  static let tierShares: [Double] = [0.01, 0.06, 0.23, 0.70]
  static let countyShares: [Double] = [0.17, 0.12, 0.12, 0.13, 0.07, 0.11, 0.08, 0.12, 0.035, 0.03, 0.015]
  /// How often a project asks for each factor, and how much for 亿元 of investment.
  static let chances: [Double] = [0.85, 0.50, 0.35, 0.08, 0.45, 0.40, 0.22, 0.28, 0.40, 0.30, 0.30, 0.40]
  static let intensities: [Double] = [26, 15, 900, 400, 1.5, 0.1, 0.8, 1.6, 1.2, 0.9, 2_000, 1_500]

  static func snapshot(projects count: Int, seed: UInt64, factors: Int = 12) -> Snapshot {
    var random = Seeded(seed)
    let projects = (0..<count).map { project($0, factors: factors, &random) }
    var asked = [[Int64]](repeating: [Int64](repeating: 0, count: factors), count: countyShares.count + 1)
    for project in projects { for demand in project.demands { asked[project.home][demand.factor] += demand.needed.tenThousandths } }
    var pools: [Pool] = []
    for factor in 0..<factors {
      var city: Int64 = 0
      for county in 1...countyShares.count {
        let supply = Double(asked[county][factor]) * (random.chance(25) ? 1.2 : 0.25 + 0.3 * unit(&random))
        let part = Int64(supply * 0.3) / 100 * 100
        city += part
        pools.append(
          Pool(region: county, factor: factor, vintage: 2026, available: Quantity(tenThousandths: (Int64(supply) - part) / 100 * 100)))
      }
      pools.append(Pool(region: 0, factor: factor, vintage: 2026, available: Quantity(tenThousandths: city)))
    }
    return SmallCity.snapshot(counties: countyShares.count, factors: factors, tiers: 4, pools: pools, projects: projects)
  }

  static func unit(_ random: inout Seeded) -> Double { Double.random(in: 0..<1, using: &random) }

  /// About 2^((u₁+…+u₄−2)·width): bell-shaped in the logarithm, without a library of functions.
  static func spread(_ width: Double, _ random: inout Seeded) -> Double {
    var exponent = ((0..<4).reduce(0.0) { sum, _ in sum + unit(&random) } - 2) * width
    var value = 1.0
    while exponent >= 1 { (value, exponent) = (value * 2, exponent - 1) }
    while exponent < 0 { (value, exponent) = (value / 2, exponent + 1) }
    return value * (1 + exponent)
  }

  private static func pick(_ shares: [Double], _ random: inout Seeded) -> Int {
    var left = unit(&random) * shares.reduce(0, +)
    for (index, share) in shares.enumerated() {
      if left < share { return index }
      left -= share
    }
    return shares.count - 1
  }

  private static func project(_ index: Int, factors: Int, _ random: inout Seeded) -> Project {
    let tier = pick(tierShares, &random)
    let county = 1 + pick(countyShares, &random)
    let isHeavy = random.chance(10)
    // 亿元
    let investment = min(max(2.5 * spread(2.4, &random) * [6, 3, 1.6, 1][tier], 0.1), 300)
    var demands: [Demand] = []
    for factor in 0..<factors {
      let asks = unit(&random) < chances[factor] || (factor == 2 && isHeavy) || (factor == 0 && demands.isEmpty && factors == 1)
      let amount = investment * intensities[factor] * spread(2, &random) * (isHeavy && factor > 1 ? 3 : 1)
      guard asks, factor != 3 || isHeavy else { continue }
      // Two decimals, as forms have them.
      let quantity = Quantity(tenThousandths: max(1, Int64(amount * 100)) * 100)
      demands.append(Demand(factor: factor, asked: quantity, ratio: .one, needed: quantity, standing: .reported))
    }
    let score = max(1, Int64(1_000 * investment * spread(1, &random) * (isHeavy ? 0.8 : 1)))
    return Project(
      code: "P\(String(index + 1_000_000).dropFirst())", name: "项目\(index)", region: county, home: county, industry: "C", tier: tier,
      score: score, investment: Quantity(units: Int64(investment * 10_000)), demands: demands,
      mayUseCityPool: [Bool](repeating: tier <= 2, count: factors), entered: 20_000 + index % 700)
  }
}
