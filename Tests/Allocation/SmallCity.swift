import Allocation

/// Seeded numbers; the same on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Snapshots small enough to write down or to enumerate. Region 0 is the city.
enum SmallCity {
  static func snapshot(
    counties: Int = 2, factors: Int = 1, tiers: Int = 1, horizon: Int = 1, pools: [Pool] = [], projects: [Project] = [],
    rules: Snapshot.Rules = Snapshot.Rules()
  ) -> Snapshot {
    let categories: [Factor.Category] = [.land, .balance, .pollutant, .energy]
    var rules = rules
    if rules.carriesOver.isEmpty { rules.carriesOver = [Bool](repeating: false, count: factors) }
    return Snapshot(
      city: "000000", baseDate: CivilDate("2026-03-01")!, policyVersion: "test", vintage: 2026, horizon: horizon,
      factors: (0..<factors).map {
        Factor(
          code: "f\($0)", category: categories[$0 % 4], name: "要素\($0)", nameEnglish: "factor \($0)", unit: "亩", unitEnglish: "mu")
      },
      regions: (0...counties).map {
        Region(code: "r\($0)", name: "区\($0)", nameEnglish: "region \($0)", kind: $0 == 0 ? .city : .county)
      },
      cityRegion: 0, pools: pools, tiers: (0..<tiers).map { Snapshot.Tier(name: "第\($0)", nameEnglish: "tier \($0)") },
      projects: projects, rules: rules)
  }

  /// Another form of a project in a city of two counties: smaller, perhaps elsewhere, worth a little less.
  static func form(_ name: String, of own: Project, _ random: inout Seeded) -> Project {
    var form = own
    (form.code, form.variantOf) = ("\(own.code)·\(name)", own.code)
    for place in form.demands.indices where random.chance(60) {
      form.demands[place].needed = Quantity(tenThousandths: max(1, form.demands[place].needed.tenThousandths / 2))
    }
    if random.chance(40) { (form.region, form.home) = (3 - max(own.region, 1), 3 - max(own.region, 1)) }
    form.score = max(1, own.score - Int64.random(in: 0...3, using: &random))
    return form
  }

  static func pool(_ region: Int, _ factor: Int, _ units: Int64, vintage: Int = 2026) -> Pool {
    Pool(region: region, factor: factor, vintage: vintage, available: Quantity(units: units))
  }

  /// `needs`: whole units by factor.
  static func project(
    _ code: String, region: Int = 1, tier: Int = 0, score: Int64 = 10, needs: [Int: Int64], mayUseCity: Bool = false, factors: Int = 1,
    pin: Pin? = nil, entered: Int = 0, investment: Int64 = 100, holdings: [Holding] = [], isStalled: Bool = false
  ) -> Project {
    Project(
      code: code, name: code, region: region, home: region, industry: "C26", tier: tier, score: score,
      investment: Quantity(units: investment),
      demands: needs.sorted { $0.key < $1.key }.map {
        Demand(factor: $0.key, asked: Quantity(units: $0.value), ratio: .one, needed: Quantity(units: $0.value), standing: .verified)
      }, mayUseCityPool: [Bool](repeating: mayUseCity, count: factors), holdings: holdings, pin: pin, entered: entered, isStalled: isStalled
    )
  }

  /// A random snapshot of two or three counties; scarce enough that choices matter. Amounts are small so that ties and exact fits happen.
  static func random(_ seed: UInt64, projects: Int = 9, tiers: Int = 2, exchange: Bool = false, horizon: Int = 1) -> Snapshot {
    var random = Seeded(seed)
    let factors = Int.random(in: 2...3, using: &random)
    let counties = 2
    var pools: [Pool] = []
    for vintage in 0..<horizon {
      for region in 0...counties {
        for factor in 0..<factors where random.chance(90) {
          pools.append(
            Pool(
              region: region, factor: factor, vintage: 2026 + vintage,
              available: Quantity(tenThousandths: Int64.random(in: 0...(region == 0 ? 60_000 : 90_000), using: &random))))
        }
      }
    }
    let members = (0..<projects).map { index -> Project in
      let region = Int.random(in: random.chance(8) ? 0...0 : 1...counties, using: &random)
      let demands = (0..<factors).filter { _ in random.chance(65) }.map { factor -> Demand in
        let steps = random.chance(50) ? Int64.random(in: 1...5, using: &random) * 10_000 : Int64.random(in: 1...50_000, using: &random)
        let quantity = Quantity(tenThousandths: steps)
        return Demand(factor: factor, asked: quantity, ratio: .one, needed: quantity, standing: .reported)
      }
      return Project(
        code: "P\(index < 10 ? "0" : "")\(index)", name: "项目\(index)", region: region, home: region, industry: "C",
        tier: Int.random(in: 0..<tiers, using: &random), score: Int64.random(in: 1...20, using: &random), investment: Quantity(units: 1),
        demands: demands, mayUseCityPool: (0..<factors).map { _ in random.chance(50) }, entered: Int.random(in: 0...3, using: &random))
    }
    var rules = Snapshot.Rules()
    rules.carriesOver = (0..<factors).map { $0 % 2 == 0 }
    if exchange {
      rules.lendable = [0]
      rules.tradable = factors > 2 ? [0, 2] : [0]
      rules.lendingLimit = Ratio(1, 2)
    }
    return snapshot(
      counties: counties, factors: factors, tiers: tiers, horizon: horizon, pools: pools, projects: members, rules: rules)
  }
}
