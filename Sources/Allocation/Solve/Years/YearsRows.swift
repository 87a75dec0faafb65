/// Which pools of which years can be short at all, whatever is chosen of a tier's options: the others need no row.
struct YearsRows {
  /// By `year × pools + pool`: all demand, for the city's pool too; and demand that may not come from the city.
  private(set) var every: [Bool]
  private(set) var own: [Bool]
  /// Which holding limits can be reached.
  private(set) var limits: [Bool]

  /// - Parameters:
  ///   - use: what is fixed.
  ///   - options: what may be chosen; of each project at most one is.
  init(_ load: YearsLoad, options: [YearOption]) {
    let (instance, years, pools) = (load.instance, load.years, load.pools)
    every = [Bool](repeating: false, count: pools * years)
    own = every
    limits = Self.limits(load, options)
    // The most that may be asked by each year: every project in the first that it may have.
    var (all, bound) = ([Int64](repeating: 0, count: pools * years), [Int64](repeating: 0, count: pools * years))
    var mayDraw = [Bool](repeating: false, count: pools)
    for (index, option) in options.enumerated() {
      let isFirst = index == 0 || options[index - 1].project != option.project
      let home = instance.home(option.project)
      for entry in instance.demands(option.project) {
        let factor = instance.demandFactor[entry]
        let pool = instance.pool(home, factor)
        // Where nothing carries over each year is by itself.
        guard isFirst || !load.carries(factor) else { continue }
        all[option.year * pools + pool] += instance.amount[entry]
        bound[option.year * pools + pool] += instance.ownPart(entry)
        if instance.cityPart(entry) > 0 { mayDraw[pool] = true }
      }
    }
    for place in all.indices where load.use.every[place] > load.use.own[place] { mayDraw[place % pools] = true }
    for pool in 0..<pools where pool / instance.factors != instance.city {
      let isShort = Self.isShort(load, pool, all, load.use.every)
      let isBoundShort = Self.isShort(load, pool, bound, load.use.own)
      // What others draw of an own pool first, later demand that has no other may miss: there its row says more than its own sums.
      let isShared = load.carries(pool % instance.factors) && mayDraw[pool] && isShort.contains(true)
      let hasBound = (0..<years).contains { bound[$0 * pools + pool] > 0 || load.use.own[$0 * pools + pool] > 0 }
      for year in 0..<years {
        every[year * pools + pool] = mayDraw[pool] && isShort[year]
        own[year * pools + pool] = isBoundShort[year] || isShared && hasBound
      }
    }
    for factor in 0..<instance.factors {
      let city = instance.pool(instance.city, factor)
      let isAsked = (0..<years).contains { year in
        all[year * pools + city] > 0
          || (0..<instance.regions).contains { $0 != instance.city && every[year * pools + instance.pool($0, factor)] }
      }
      for year in 0..<years { every[year * pools + city] = isAsked }
    }
  }

  /// Each project of `options` counts once, whatever its year.
  private static func limits(_ load: YearsLoad, _ options: [YearOption]) -> [Bool] {
    guard !load.allowance.isEmpty else { return [] }
    var (asked, last) = (load.use.allotted, -1)
    for option in options where option.project != last {
      last = option.project
      for held in load.instance.holdings(option.project) { asked[held.limit] += held.amount }
    }
    return zip(asked, load.allowance).map { $0 > $1 }
  }

  /// By year; where quota carries over all years or none.
  private static func isShort(_ load: YearsLoad, _ pool: Int, _ asked: [Int64], _ fixed: [Int64]) -> [Bool] {
    var (sum, result) = (Int64(0), [Bool]())
    let isCarried = load.carries(pool % load.instance.factors)
    for year in 0..<load.years {
      let place = year * load.pools + pool
      if !isCarried { sum = 0 }
      sum += asked[place] + fixed[place] - load.supply[place]
      result.append(sum > 0)
    }
    return isCarried && result.contains(true) ? result.map { _ in true } : result
  }
}
