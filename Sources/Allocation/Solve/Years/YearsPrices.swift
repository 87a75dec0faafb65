/// What one more step of each pool is worth in each year, in points. Entries are numbered `year × pools + pool`.
struct YearsPrices {
  let pools: Int
  /// Of each pool, whoever draws on it; of the city's too.
  var every: [Double]
  /// In addition for what may not come from the city pool.
  var own: [Double]
  /// Of one project towards a floor, in the first year, by region.
  var floors: [Int: Double] = [:]
  /// Of what is asked under each holding limit, in any year; empty where there are none.
  var limits: [Double] = []

  init(pools: Int, years: Int) {
    self.pools = pools
    every = [Double](repeating: 0, count: pools * years)
    own = every
  }

  /// What a project's demand costs in a year.
  func cost(_ option: YearOption, _ instance: Instance) -> Double {
    let home = instance.home(option.project)
    var cost = 0.0
    for entry in instance.demands(option.project) {
      let place = option.year * pools + instance.pool(home, instance.demandFactor[entry])
      cost += every[place] * Double(instance.amount[entry])
      if own[place] > 0 { cost += own[place] * Double(instance.ownPart(entry)) }
    }
    if !limits.isEmpty { for held in instance.holdings(option.project) { cost += limits[held.limit] * Double(held.amount) } }
    return cost
  }

  /// How much counties' prices are above the city's at `place`, summed up.
  private func overCity(_ factor: Int, _ place: Int, _ instance: Instance) -> Double {
    let first = place - instance.pool(instance.city, factor)
    return (0..<instance.regions).reduce(0) { $0 + max(0, every[first + instance.pool($1, factor)] - every[place]) }
  }

  /// Made such that they prove something: what may flow freely — quota from the city to a county, what a pool leaves to the next year — must not pay.
  /// - Parameter isHeld: what counties pass on has a limit, whose price makes up for a next year that is dearer.
  mutating func repair(_ instance: Instance, years: Int, carries: (Int) -> Bool, isHeld: Bool = false) {
    for factor in 0..<instance.factors {
      let city = instance.pool(instance.city, factor)
      for year in (0..<years).reversed() {
        let isCarried = year + 1 < years && carries(factor)
        var highest = 0.0
        for region in 0..<instance.regions where region != instance.city {
          let place = year * pools + instance.pool(region, factor)
          (every[place], own[place]) = (max(0, every[place]), max(0, own[place]))
          if isCarried, !isHeld { own[place] += max(0, every[place + pools] + own[place + pools] - every[place] - own[place]) }
          highest = max(highest, every[place])
        }
        let place = year * pools + city
        own[place] = 0
        if let limit = instance.snapshot.rules.cityLimit {
          // A county's price may be above the city's: that is the limit's. What the city keeps raises what counties may use next year.
          let raised = isCarried ? overCity(factor, place + pools, instance) * Double(limit.numerator) / Double(limit.denominator) : 0
          every[place] = max(0, every[place], isCarried ? every[place + pools] + raised : 0)
        } else {
          every[place] = max(every[place], highest, isCarried ? every[place + pools] : 0)
        }
      }
    }
  }
}
