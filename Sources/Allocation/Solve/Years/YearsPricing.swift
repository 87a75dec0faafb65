/// What prices prove of a tier over several years: at given prices a project's choice is the year in which it is worth most beyond its cost, if it is worth anything.
struct YearsPricing {
  private let load: YearsLoad
  private let options: [YearOption]
  private let worth: (YearOption) -> Int64

  /// `options`: by project, those of one project side by side.
  init(_ load: YearsLoad, options: [YearOption], worth: @escaping (YearOption) -> Int64) {
    (self.load, self.options, self.worth) = (load, options, worth)
  }

  /// The prices' own worth of what there is, with what each project's best year brings beyond its cost; and what each option does. Quota that flows freely must not
  /// pay at `prices`, but for what counties pass on where that `isHeld`.
  func price(_ prices: YearsPrices, isHeld: Bool = false) -> (bound: Double, reduced: [Double]) {
    var bound = (isHeld ? passedOn(prices) : 0) + cityLimits(prices)
    for place in prices.every.indices where prices.every[place] > 0 || prices.own[place] > 0 {
      bound += prices.every[place] * Double(load.supply[place] - load.use.every[place])
      bound += prices.own[place] * Double(load.supply[place] - load.use.own[place])
    }
    for limit in prices.limits.indices { bound += prices.limits[limit] * Double(load.allowance[limit] - load.use.allotted[limit]) }
    var reduced = [Double](repeating: 0, count: options.count)
    var (project, best) = (-1, 0.0)
    for (index, option) in options.enumerated() {
      if option.project != project {
        bound += best
        (project, best) = (option.project, 0)
      }
      reduced[index] = Double(worth(option)) - prices.cost(option, load.instance)
      best = max(best, reduced[index])
    }
    return (bound + best, reduced)
  }

  /// What counties may use of each year's own supply of the city is worth what theirs costs beyond the city's.
  private func cityLimits(_ prices: YearsPrices) -> Double {
    guard let limit = load.instance.snapshot.rules.cityLimit else { return 0 }
    return prices.every.indices.reduce(0) { sum, place in
      let city = place / load.pools * load.pools + load.instance.pool(load.instance.city, place % load.pools % load.instance.factors)
      let most = max(0, limit.roundedUp(Quantity(tenThousandths: load.supply[city])).tenThousandths)
      return sum + max(0, prices.every[place] - prices.every[city]) * Double(most)
    }
  }

  /// What counties may pass on at most is worth what the next year pays more for it.
  private func passedOn(_ prices: YearsPrices) -> Double {
    var sum = 0.0
    for pool in 0..<load.pools where pool / load.instance.factors != load.instance.city && load.carries(pool % load.instance.factors) {
      let most = load.passedOn(pool)
      for year in 0..<(load.years - 1) {
        let (place, next) = (year * load.pools + pool, (year + 1) * load.pools + pool)
        sum += max(0, prices.every[next] + prices.own[next] - prices.every[place] - prices.own[place]) * Double(most[year])
      }
    }
    return sum
  }
}
