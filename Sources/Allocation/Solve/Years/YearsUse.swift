/// What projects ask of each pool in each year, and under each holding limit in all of them, as sums. Entries are numbered `year × pools + pool`.
struct YearsUse {
  let pools: Int
  /// All demand on a pool, and what of it only that pool may give.
  private(set) var every: [Int64]
  private(set) var own: [Int64]
  /// By holding limit.
  private(set) var allotted: [Int64]

  init(_ instance: Instance, years: Int) {
    pools = instance.regions * instance.factors
    every = [Int64](repeating: 0, count: pools * years)
    own = every
    allotted = [Int64](repeating: 0, count: instance.holdingLimits.count)
  }

  mutating func add(_ option: YearOption, _ instance: Instance, sign: Int64 = 1) {
    for held in instance.holdings(option.project) { allotted[held.limit] += sign * held.amount }
    let home = instance.home(option.project)
    for entry in instance.demands(option.project) {
      let place = option.year * pools + instance.pool(home, instance.demandFactor[entry])
      every[place] += sign * instance.amount[entry]
      own[place] += sign * (home == instance.city ? instance.amount[entry] : instance.ownPart(entry))
    }
  }
}
