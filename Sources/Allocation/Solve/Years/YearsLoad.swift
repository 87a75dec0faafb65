/// What awarded projects ask of the pools of all years, with the exact question "does one more fit in this year?" in whole numbers.
///
/// Each year own pool first, then the city's; what a pool has left goes on to the next year where the factor carries over. So a demand of one year may
/// take from a later one what it would have had: every year is looked at again.
struct YearsLoad {
  /// An amount for each year.
  typealias ByYear = SIMD4<Int64>
  static let mostYears = 4

  let instance: Instance
  let years: Int
  /// What each year brings to each pool, numbered `year × pools + pool`.
  let supply: [Int64]
  /// What each holding limit allows all years together.
  let allowance: [Int64]
  private(set) var use: YearsUse
  /// What each county draws on the city's pool, by pool; and all together, by factor.
  private var draws: [ByYear]
  private var drawn: [ByYear]
  private let carries: [Bool]
  /// Most of the city's pool of a factor in a year, what the year before left included, that one county may use.
  private let cityLimit: Ratio?

  init(_ instance: Instance, years: Int) {
    precondition(years <= Self.mostYears, "as many years as a plan may have")
    (self.instance, self.years) = (instance, years)
    supply = (0..<years).flatMap { Supply(instance, vintage: instance.snapshot.vintage + $0, carried: nil).available }
    allowance = instance.allowance(after: [])
    use = YearsUse(instance, years: years)
    draws = [ByYear](repeating: .zero, count: instance.regions * instance.factors)
    drawn = [ByYear](repeating: .zero, count: instance.factors)
    cityLimit = instance.snapshot.rules.cityLimit
    carries = (0..<instance.factors).map { instance.snapshot.rules.carries(factor: $0) }
  }

  var pools: Int { use.pools }
  /// What a county draws on the city's pool for what is loaded, year by year: with more loaded it is never less.
  func drawn(_ pool: Int) -> ByYear { draws[pool] }
  /// What a county's pool passes on to the next year under what is loaded, year by year: with more loaded it is never more.
  func passedOn(_ pool: Int) -> ByYear {
    var (result, stock) = (ByYear.zero, Int64(0))
    for year in 0..<years {
      let place = year * pools + pool
      stock = carries[pool % instance.factors] ? max(0, supply[place] + stock - use.every[place]) : 0
      result[year] = stock
    }
    return result
  }
  func carries(_ factor: Int) -> Bool { carries[factor] }

  /// What all years bring the city of a factor.
  func supplyOfCity(_ factor: Int) -> Int64 {
    (0..<years).reduce(0) { $0 + supply[$1 * pools + instance.pool(instance.city, factor)] }
  }

  /// Sum over the factors of the part of all that the years bring the city which is used in any of them, in millionths; factors that counties lend each
  /// other don't count.
  var cityUse: Int64 {
    (0..<instance.factors).reduce(0) { sum, factor in
      let available = supplyOfCity(factor)
      guard available > 0, !instance.isExchanged[factor] else { return sum }
      let used = (0..<years).reduce(Int64(0)) { $0 + drawn[factor][$1] + use.every[$1 * pools + instance.pool(instance.city, factor)] }
      return sum + Int64(Int128(used) * Int128(Aim.parts) / Int128(available))
    }
  }

  /// What a county draws on the city year by year when so much more is asked of its pool in `year`; nil where what only its pool may give isn't there.
  private func draws(_ pool: Int, year: Int, every: Int64, own: Int64) -> ByYear? {
    var (result, stock) = (ByYear.zero, Int64(0))
    let isCarried = carries[pool % instance.factors]
    for t in 0..<years {
      let place = t * pools + pool
      let have = supply[place] + stock
      let all = use.every[place] + (t == year ? every : 0)
      guard use.own[place] + (t == year ? own : 0) <= have else { return nil }
      result[t] = max(0, all - have)
      stock = isCarried ? max(0, have - all) : 0
    }
    return result
  }

  /// Whether the city's pool of a factor holds under what counties draw on it and its own projects ask.
  /// - Parameter largest: what the county draws that draws most.
  private func cityHolds(_ factor: Int, _ drawn: ByYear, largest: ByYear, year: Int = 0, plus: Int64 = 0) -> Bool {
    let pool = instance.pool(instance.city, factor)
    var stock: Int64 = 0
    for t in 0..<years {
      let place = t * pools + pool
      let have = supply[place] + stock
      let left = have - use.every[place] - drawn[t] - (t == year ? plus : 0)
      guard left >= 0, largest[t] == 0 || largest[t] <= mostOfCity(have) else { return false }
      stock = carries[factor] ? left : 0
    }
    return true
  }

  private func mostOfCity(_ have: Int64) -> Int64 {
    cityLimit.map { max(0, $0.roundedDown(Quantity(tenThousandths: have)).tenThousandths) } ?? .max
  }

  /// The largest draw on the city's pool of a factor, year by year, where `pool` draws `new`; none where nobody asks for it.
  private func largestDraw(_ factor: Int, pool: Int = -1, _ new: ByYear = .zero) -> ByYear {
    guard cityLimit != nil else { return .zero }
    return (0..<instance.regions).reduce(new) { largest, region in
      let other = instance.pool(region, factor)
      return other == pool ? largest : pointwiseMax(largest, draws[other])
    }
  }

  /// Whether so much more of one factor may be asked of a region's pool in `year`, `own` of it of that pool alone.
  func holds(region: Int, factor: Int, year: Int, every: Int64, own: Int64) -> Bool {
    guard region != instance.city else {
      return cityHolds(factor, drawn[factor], largest: largestDraw(factor), year: year, plus: every)
    }
    let pool = instance.pool(region, factor)
    guard let new = draws(pool, year: year, every: every, own: own) else { return false }
    return cityHolds(factor, drawn[factor] &- draws[pool] &+ new, largest: largestDraw(factor, pool: pool, new))
  }

  func fits(_ option: YearOption) -> Bool {
    let home = instance.home(option.project)
    return keepsHoldingLimits(option.project)
      && instance.demands(option.project).allSatisfy { entry in
        holds(
          region: home, factor: instance.demandFactor[entry], year: option.year, every: instance.amount[entry], own: instance.ownPart(entry)
        )
      }
  }

  private func keepsHoldingLimits(_ project: Int) -> Bool {
    instance.holdings(project).allSatisfy { use.allotted[$0.limit] + $0.amount <= allowance[$0.limit] }
  }

  /// What the tightest holding limit leaves a project of a factor, and which it is.
  func allowed(_ project: Int, _ factor: Int) -> (amount: Int64, limit: Int?) {
    let limits = instance.holdings(project).map(\.limit).filter { instance.holdingLimits[$0].factor == factor }
    let left = limits.map { (amount: max(0, allowance[$0] - use.allotted[$0]), limit: Int?($0)) }
    return left.min { $0.amount < $1.amount } ?? (.max, nil)
  }

  mutating func add(_ option: YearOption) { change(option, sign: 1) }
  mutating func remove(_ option: YearOption) { change(option, sign: -1) }

  /// Only what fits may be added.
  private mutating func change(_ option: YearOption, sign: Int64) {
    use.add(option, instance, sign: sign)
    let home = instance.home(option.project)
    guard home != instance.city else { return }
    for entry in instance.demands(option.project) {
      let factor = instance.demandFactor[entry]
      let pool = instance.pool(home, factor)
      let new = draws(pool, year: 0, every: 0, own: 0) ?? .zero
      drawn[factor] = drawn[factor] &- draws[pool] &+ new
      draws[pool] = new
    }
  }

  mutating func addIfFits(_ option: YearOption) -> Bool {
    guard fits(option) else { return false }
    add(option)
    return true
  }

  /// All that a plan awards over years that were planned together; nil where they weren't.
  init?(_ instance: Instance, plan: Plan) {
    guard instance.snapshot.rules.together != nil else { return nil }
    self.init(instance, years: min(max(instance.snapshot.horizon, 1), Planner.horizonLimit))
    for award in plan.awards { add(YearOption(project: award.project, year: award.vintage - instance.snapshot.vintage)) }
  }

  /// The most of a demand entry that could still be given in `year` beside what is loaded; at most what is asked.
  func most(of entry: Int, home: Int, year: Int) -> Int64 {
    let (amount, own) = (instance.amount[entry], instance.ownPart(entry))
    var (low, high) = (Int64(0), amount)
    while low < high {
      let middle = low + (high - low + 1) / 2
      // Of a smaller demand what only the own pool may give is smaller as well.
      let part = own == amount ? middle : max(0, middle - (amount - own))
      let isThere = holds(region: home, factor: instance.demandFactor[entry], year: year, every: middle, own: part)
      (low, high) = isThere ? (middle, high) : (low, middle - 1)
    }
    return low
  }
}
