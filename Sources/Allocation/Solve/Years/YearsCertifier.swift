/// Turns the prices of a tier over several years into whole numbers and adds up what they prove. `Checker` does the sum again from the plan alone.
struct YearsCertifier {
  private let state: YearsTierState
  private let instance: Instance
  private let load: YearsLoad
  private var every: [Int64]
  private var own: [Int64]
  /// Of what a county may use of the city's pool in a year: so much may its price be above the city's.
  private var cityLimits: [Int64]
  private var floors: [Int: Int64] = [:]
  private var limits: [Int64]

  private static let one = Int128(1) << Certificate.fractionBits

  init(_ state: YearsTierState, _ prices: YearsPrices) {
    (self.state, load, instance) = (state, state.load, state.load.instance)
    every = prices.every.map(Self.fixed)
    own = prices.own.map(Self.fixed)
    floors = prices.floors.mapValues(Self.fixed)
    limits = prices.limits.map(Self.fixed)
    cityLimits = [Int64](repeating: 0, count: every.count)
    let pools = load.pools
    for factor in 0..<instance.factors {
      let city = instance.pool(instance.city, factor)
      for year in (0..<load.years).reversed() {
        let isCarried = year + 1 < load.years && load.carries(factor)
        let place = year * pools + city
        own[place] = 0
        // What the city keeps raises what counties may use of it next year.
        if isCarried { every[place] = max(every[place], every[place + pools] + worthOfCarried(factor, year + 1)) }
        for region in 0..<instance.regions where region != instance.city {
          let county = year * pools + instance.pool(region, factor)
          if cityLimit == nil { every[place] = max(every[place], every[county]) }
        }
        guard cityLimit != nil else { continue }
        for region in 0..<instance.regions where region != instance.city {
          let county = year * pools + instance.pool(region, factor)
          cityLimits[county] = max(0, every[county] - every[place])
        }
      }
    }
  }

  private var cityLimit: Ratio? { instance.snapshot.rules.cityLimit }

  /// What one more unit in the city's pool is worth by what counties may use of it then, rounded up.
  private func worthOfCarried(_ factor: Int, _ year: Int) -> Int64 {
    guard let limit = cityLimit else { return 0 }
    let sum = (0..<instance.regions).reduce(Int128(0)) { $0 + Int128(cityLimits[year * load.pools + instance.pool($1, factor)]) }
    let (up, down) = (Int128(limit.numerator), Int128(limit.denominator))
    return Int64(clamping: (sum * up + down - 1) / down)
  }

  /// Worth of what counties may use of each year's own supply of the city.
  private var cityLimitsWorth: Int128 {
    guard let limit = cityLimit else { return 0 }
    return cityLimits.indices.reduce(Int128(0)) { sum, place in
      let city = place / load.pools * load.pools + instance.pool(instance.city, place % load.pools % instance.factors)
      return sum + Int128(cityLimits[place]) * Int128(max(0, limit.roundedUp(Quantity(tenThousandths: load.supply[city])).tenThousandths))
    }
  }

  /// Own pools come first, so a county passes no more on than what is fixed leaves: so much may be worth more next year than now.
  private var passedOnWorth: Int128 {
    var sum: Int128 = 0
    for pool in 0..<load.pools where pool / instance.factors != instance.city && load.carries(pool % instance.factors) {
      let most = load.passedOn(pool)
      for year in 0..<(load.years - 1) {
        let (now, next) = (year * load.pools + pool, (year + 1) * load.pools + pool)
        let gain = Int128(every[next]) + Int128(own[next]) - Int128(every[now]) - Int128(own[now])
        sum += max(0, gain) * Int128(most[year])
      }
    }
    return sum
  }

  private static func fixed(_ price: Double) -> Int64 {
    guard price > 0 else { return 0 }
    let scaled = price * Double(sign: .plus, exponent: Certificate.fractionBits, significand: 1)
    return scaled < 4e18 ? Int64(scaled.rounded()) : 4_000_000_000_000_000_000
  }

  /// - Parameter options: of this tier, and of later ones where they help to keep a floor; by project.
  func certificate(_ options: [YearOption]) -> Certificate {
    var sum = cityLimitsWorth + passedOnWorth
    for place in every.indices {
      sum += Int128(every[place]) * Int128(load.supply[place] - load.use.every[place])
      sum += Int128(own[place]) * Int128(load.supply[place] - load.use.own[place])
    }
    for limit in limits.indices { sum += Int128(limits[limit]) * Int128(load.allowance[limit] - load.use.allotted[limit]) }
    for (region, count) in state.floors { sum -= Int128(floors[region] ?? 0) * Int128(count) }
    let rooms = YearsRooms(load)
    var (project, best) = (-1, Int128(0))
    for option in options where rooms.fit(option) {
      if option.project != project {
        sum += best
        (project, best) = (option.project, 0)
      }
      best = max(best, margin(option))
    }
    sum += best
    var certificate = Certificate(prices: [], bound: Int64(clamping: sum >> Certificate.fractionBits))
    certificate.yearPrices = prices
    let limitPrices = limits.enumerated().filter { $0.element > 0 }.map { Certificate.LimitPrice(limit: $0.offset, price: $0.element) }
    certificate.limitPrices = limitPrices.isEmpty ? nil : limitPrices
    return certificate
  }

  private func margin(_ option: YearOption) -> Int128 {
    var worth = Int128(state.worth(option)) * Self.one
    if option.year == 0 { worth += Int128(floors[instance.snapshot.projects[option.project].region] ?? 0) }
    if !limits.isEmpty {
      for held in instance.holdings(option.project) { worth -= Int128(limits[held.limit]) * Int128(held.amount) }
    }
    let home = instance.home(option.project)
    for entry in instance.demands(option.project) {
      let place = option.year * load.pools + instance.pool(home, instance.demandFactor[entry])
      worth -= Int128(every[place]) * Int128(instance.amount[entry]) + Int128(own[place]) * Int128(instance.ownPart(entry))
    }
    return worth
  }

  private var prices: [Certificate.YearPrice] {
    var prices: [Certificate.YearPrice] = []
    for (kind, values) in [(Certificate.Price.Kind.pool, every), (.ownOnly, own), (.cityLimit, cityLimits)] {
      for (place, price) in values.enumerated() where price > 0 {
        let pool = place % load.pools
        prices.append(
          .init(
            vintage: instance.snapshot.vintage + place / load.pools, kind: kind, region: pool / instance.factors,
            factor: pool % instance.factors, price: price))
      }
    }
    for (region, price) in floors.sorted(by: { $0.key < $1.key }) where price > 0 {
      prices.append(.init(vintage: instance.snapshot.vintage, kind: .floor, region: region, factor: nil, price: price))
    }
    return prices
  }
}

/// Whether an option could be added to what is fixed if nothing had to be kept for later: what all years up to its own bring together, where quota carries
/// over, against all that is fixed in them. What doesn't fit here never does.
struct YearsRooms {
  private let load: YearsLoad
  private let instance: Instance
  /// By year and pool: supply and fixed demand of the years that count.
  private var supply: [Int64]
  private var every: [Int64]
  private var own: [Int64]
  /// By year and factor: what counties must draw on the city, and what the city has left for them; nil where a county's own pool is overdrawn.
  private var excess: [Int64]
  private var city: [Int64]
  /// By year and factor: most of the city's pool that one county may use in the years that count.
  private var mostOfCity: [Int64]

  init(_ load: YearsLoad) {
    (self.load, instance) = (load, load.instance)
    (supply, every, own) = (load.supply, load.use.every, load.use.own)
    let pools = load.pools
    for place in supply.indices where place >= pools && load.carries(place % pools % instance.factors) {
      supply[place] += supply[place - pools]
      every[place] += every[place - pools]
      own[place] += own[place - pools]
    }
    excess = [Int64](repeating: 0, count: load.years * instance.factors)
    city = excess
    mostOfCity = excess.map { _ in .max }
    for year in 0..<load.years {
      for factor in 0..<instance.factors {
        let key = year * instance.factors + factor
        for region in 0..<instance.regions {
          let place = year * pools + instance.pool(region, factor)
          if region == instance.city {
            city[key] = supply[place] - every[place]
            guard let limit = instance.snapshot.rules.cityLimit else { continue }
            // No year begins with more than all that the years until then have brought.
            let most = max(0, limit.roundedDown(Quantity(tenThousandths: supply[place])).tenThousandths)
            mostOfCity[key] = most + (year > 0 && load.carries(factor) ? mostOfCity[key - instance.factors] : 0)
          } else {
            excess[key] += max(0, every[place] - supply[place])
          }
        }
      }
    }
  }

  func fit(_ option: YearOption) -> Bool {
    let home = instance.home(option.project)
    guard instance.holdings(option.project).allSatisfy({ load.use.allotted[$0.limit] + $0.amount <= load.allowance[$0.limit] }) else {
      return false
    }
    return instance.demands(option.project).allSatisfy { entry in
      let factor = instance.demandFactor[entry]
      let (key, amount) = (option.year * instance.factors + factor, instance.amount[entry])
      if home == instance.city { return excess[key] + amount <= city[key] }
      let place = option.year * load.pools + instance.pool(home, factor)
      guard own[place] + instance.ownPart(entry) <= supply[place] else { return false }
      let (before, after) = (max(0, every[place] - supply[place]), max(0, every[place] + amount - supply[place]))
      return excess[key] - before + after <= city[key] && after <= mostOfCity[key]
    }
  }
}
