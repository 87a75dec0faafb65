/// Turns a tier's prices into whole numbers and adds up what they prove. `Checker` does the sum again from the plan alone.
struct Certifier {
  private let load: Load
  private let instance: Instance
  private var pool: [Int64]
  private var ownOnly: [Int64]
  /// What a county's price is above the city's, where policy limits what it may use of the city's pool.
  private var cityLimit: [Int64]
  private var floors: [Int: Int64] = [:]
  private var limits: [Int: Int64] = [:]

  private static let one = Int128(1) << Certificate.fractionBits

  init(_ load: Load, _ prices: TierPrices) {
    (self.load, instance) = (load, load.instance)
    pool = prices.pool.map(Self.fixed)
    ownOnly = prices.ownOnly.map(Self.fixed)
    floors = prices.floors.mapValues(Self.fixed)
    limits = prices.limits.mapValues(Self.fixed).filter { $0.value > 0 }
    cityLimit = [Int64](repeating: 0, count: pool.count)
    // Quota may flow from the city to a county freely, so the city's price is at least each county's; up to a limit, that has a price itself.
    for factor in 0..<instance.factors {
      let city = instance.pool(instance.city, factor)
      ownOnly[city] = 0
      for region in 0..<instance.regions where region != instance.city {
        let county = instance.pool(region, factor)
        if load.supply.cityLimit[factor] < .max {
          cityLimit[county] = max(0, pool[county] - pool[city])
        } else {
          pool[city] = max(pool[city], pool[county])
        }
      }
    }
  }

  private static func fixed(_ price: Double) -> Int64 {
    guard price > 0 else { return 0 }
    let scaled = price * Double(sign: .plus, exponent: Certificate.fractionBits, significand: 1)
    return scaled < 9e18 ? Int64(scaled.rounded()) : 9_000_000_000_000_000_000
  }

  /// - Parameters:
  ///   - candidates: projects of the tier that fit on what is fixed.
  ///   - companions: projects of later tiers that help to keep `missing` floors and fit.
  func certificate(candidates: [Int], companions: [Int], missing: [Int: Int]) -> Certificate {
    var sum = rooms()
    for (region, count) in missing { sum -= Int128(floors[region] ?? 0) * Int128(count) }
    sum += gains(candidates)
    for project in companions { sum += max(0, bonus(project) - cost(project)) }
    for (limit, price) in limits { sum += Int128(price) * Int128(load.supply.allowance[limit] - load.allotted[limit]) }
    // Every sum is of points, which are whole.
    var certificate = Certificate(prices: prices(), bound: Int64(clamping: sum >> Certificate.fractionBits))
    if !limits.isEmpty { certificate.limitPrices = limits.sorted { $0.key < $1.key }.map { .init(limit: $0.key, price: $0.value) } }
    return certificate
  }

  /// What the scores of `candidates` have beyond the price of their demand.
  private func gains(_ candidates: [Int]) -> Int128 {
    guard floors.isEmpty, limits.isEmpty, instance.hasNoCaps else {
      return candidates.reduce(0) { $0 + max(0, Int128(instance.score($1)) * Self.one + bonus($1) - cost($1)) }
    }
    // In the order of the arrays, each of which is read once.
    var isCandidate = [Bool](repeating: false, count: instance.count)
    for project in candidates { isCandidate[project] = true }
    let ownPrices = zip(pool, ownOnly).map { Int128($0) + Int128($1) }
    let isSmall = ownPrices.allSatisfy { $0 <= Int128(Int64.max) }
    let own = isSmall ? ownPrices.map { Int64($0) } : []
    guard isSmall else {
      return candidates.reduce(0) { $0 + max(0, Int128(instance.score($1)) * Self.one - cost($1)) }
    }
    var sum: Int128 = 0
    for project in isCandidate.indices where isCandidate[project] {
      let base = instance.home(project) * instance.factors
      var cost: Int128 = 0
      for entry in instance.demands(project) {
        let place = base + instance.demandFactor[entry]
        let price = instance.mayUseCity[entry] ? pool[place] : own[place]
        if price > 0 { cost += Int128(truncatingIfNeeded: price) &* Int128(truncatingIfNeeded: instance.amount[entry]) }
      }
      let gain = Int128(instance.score(project)) * Self.one - cost
      if gain > 0 { sum += gain }
    }
    return sum
  }

  private func bonus(_ project: Int) -> Int128 {
    floors.isEmpty ? 0 : Int128(floors[instance.snapshot.projects[project].region] ?? 0)
  }

  private func cost(_ project: Int) -> Int128 {
    let home = instance.home(project)
    var cost: Int128 = 0
    for entry in instance.demands(project) {
      let pool = instance.pool(home, instance.demandFactor[entry])
      cost += Int128(self.pool[pool]) * Int128(instance.amount[entry]) + Int128(ownOnly[pool]) * Int128(instance.ownPart(entry))
    }
    guard !limits.isEmpty else { return cost }
    return instance.holdings(project).reduce(cost) { $0 + Int128(limits[$1.limit] ?? 0) * Int128($1.amount) }
  }

  /// What all that the pools have left is worth.
  private func rooms() -> Int128 {
    var sum: Int128 = 0
    for factor in 0..<instance.factors {
      var market: Int128 = 0
      for region in 0..<instance.regions {
        let pool = instance.pool(region, factor)
        sum += Int128(self.pool[pool]) * Int128(load.supply.available[pool] - load.demand(pool))
        sum += Int128(ownOnly[pool]) * Int128(load.supply.available[pool] - load.bound[pool])
        if cityLimit[pool] > 0 { sum += Int128(cityLimit[pool]) * Int128(load.supply.cityLimit[factor]) }
        if region != instance.city { market = max(market, Int128(self.pool[pool]) + Int128(ownOnly[pool])) }
      }
      guard instance.isExchanged[factor] else { continue }
      // A county that lends gets the dearest county's price for it.
      for region in 0..<instance.regions where region != instance.city {
        let pool = instance.pool(region, factor)
        sum += Int128(load.supply.lendable[pool]) * (market - Int128(self.pool[pool]) - Int128(ownOnly[pool]))
      }
    }
    return sum
  }

  private func prices() -> [Certificate.Price] {
    var prices: [Certificate.Price] = []
    for (kind, values) in [(Certificate.Price.Kind.pool, pool), (.ownOnly, ownOnly), (.cityLimit, cityLimit)] {
      for (pool, price) in values.enumerated() where price > 0 {
        prices.append(.init(kind: kind, region: pool / instance.factors, factor: pool % instance.factors, price: price))
      }
    }
    for (region, price) in floors.sorted(by: { $0.key < $1.key }) where price > 0 {
      prices.append(.init(kind: .floor, region: region, factor: nil, price: price))
    }
    return prices
  }
}
