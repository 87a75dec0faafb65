/// The linear relaxation of a tier over several years as `InteriorPoint` reads it, from exact amounts and back to prices of pools.
struct YearsRelaxation {
  typealias Years = SIMD4<Double>

  private(set) var program: PriceProgram<Years>
  /// The first of each candidate's options in `options`, by place; those of one project stand side by side.
  private(set) var firstOption: [Int32] = []
  private let load: YearsLoad
  private let options: [YearOption]
  /// Row of each pool and year, −1 where there is none.
  private var rowOfEvery: [Int]
  private var rowOfOwn: [Int]
  /// Row of what a county may pass on, and of what it may use of the city's pool, by its pool and year.
  private var rowOfPassed: [Int]
  private var rowOfCityLimit: [Int]
  /// Row of each holding limit, −1 where it can't be reached.
  private var rowOfLimit: [Int]
  private let isHeld: Bool
  /// Ten-thousandths in one unit of the program, by factor; and points in one.
  private var steps: [Double]
  private var point = 1.0

  /// Smaller programs are as quick as a whole.
  static let leastProjects = 400
  /// With limits, whose rows link counties, a step is more work (measured: 4,000 options as quick as the general solver's, 30,000 2.5 times, 100,000 13 times).
  static let leastProjectsWithLimits = 2_000
  /// How near to the best prices is near enough, and how far from it says nothing.
  static let exactness = 1e-8
  static let worstGap = 1e-3
  /// With more classes the sums of each are more work than its members.
  private static let classLimit = 4_096
  /// With more rows that link counties, a step is more work than the general solver's.
  private static let borderLimit = 600

  /// nil where candidates fall into too many classes, or too many rows link counties.
  /// - Parameters:
  ///   - options: by project, those of one project side by side, earlier years first.
  ///   - isHeld: own pools come first, so that a county passes no more on than what is fixed leaves.
  init?(_ load: YearsLoad, rows: YearsRows, options: [YearOption], worth: (YearOption) -> Int64, isHeld: Bool = false) {
    (self.load, self.options, self.isHeld) = (load, options, isHeld)
    let places = load.pools * load.years
    (rowOfEvery, rowOfOwn) = ([Int](repeating: -1, count: places), [Int](repeating: -1, count: places))
    (rowOfPassed, rowOfCityLimit) = (rowOfEvery, rowOfEvery)
    rowOfLimit = [Int](repeating: -1, count: rows.limits.count)
    program = PriceProgram(factors: load.instance.factors, years: load.years)
    steps = [Double](repeating: 1, count: load.instance.factors)
    guard !load.instance.citySets.isEmpty else { return nil }
    makeSteps()
    addRows(rows)
    guard !program.rows.isEmpty, program.borderSize <= Self.borderLimit, addCandidates(worth) else { return nil }
    setCeilings()
  }

  private var instance: Instance { load.instance }

  /// A power of two near what an option asks on average.
  private mutating func makeSteps() {
    var (sums, counts) = ([Double](repeating: 0, count: steps.count), [Double](repeating: 0, count: steps.count))
    for option in options {
      for entry in instance.demands(option.project) {
        sums[instance.demandFactor[entry]] += Double(instance.amount[entry])
        counts[instance.demandFactor[entry]] += 1
      }
    }
    for factor in steps.indices where counts[factor] > 0 {
      steps[factor] = Double(sign: .plus, exponent: max(sums[factor] / counts[factor], 1).exponent, significand: 1)
    }
  }

  // MARK: Rows

  /// Counties one after the other, then the city. Where nobody asks, there is nothing to decide; what counties draw for what is fixed is taken from the city beforehand.
  private mutating func addRows(_ rows: YearsRows) {
    var isAsked = [Bool](repeating: false, count: load.pools)
    for option in options {
      for entry in instance.demands(option.project) {
        isAsked[instance.pool(instance.home(option.project), instance.demandFactor[entry])] = true
      }
    }
    for factor in 0..<instance.factors where (0..<instance.regions).contains(where: { isAsked[instance.pool($0, factor)] }) {
      isAsked[instance.pool(instance.city, factor)] = true
    }
    let homes = homesOfLimits(rows)
    for region in (0..<instance.regions).filter({ $0 != instance.city }) + [instance.city] {
      let before = program.rows.count
      for factor in 0..<instance.factors {
        guard isAsked[instance.pool(region, factor)] else { continue }
        for year in 0..<load.years {
          let place = year * load.pools + instance.pool(region, factor)
          if rows.every[place] { rowOfEvery[place] = addRow(room(place), factor) }
          if rows.own[place], region != instance.city {
            rowOfOwn[place] = addRow(load.supply[place] - load.use.own[place], factor)
          }
          let passed = load.passedOn(instance.pool(region, factor))[year]
          if isHeld, region != instance.city, year + 1 < load.years, passed > 0 { rowOfPassed[place] = addRow(passed, factor) }
          if region != instance.city, !sharesLimit(factor, year) { addCityLimit(place, factor, year) }
        }
      }
      for (limit, home) in homes where home == region { addLimit(limit) }
      if region == instance.city { addSharedCityLimits() }
      if region == instance.city {
        program.borderSize = program.rows.count - before
      } else {
        program.blockSizes.append(program.rows.count - before)
      }
    }
    for factor in 0..<instance.factors { addFlows(factor) }
  }

  /// Limits that can be reached, each with the home of all its projects; of several homes the city, whose rows link them.
  private func homesOfLimits(_ rows: YearsRows) -> [(limit: Int, home: Int)] {
    var homes = [Int?](repeating: nil, count: rows.limits.count)
    for option in options {
      let home = instance.home(option.project)
      for held in instance.holdings(option.project) where rows.limits[held.limit] {
        homes[held.limit] = homes[held.limit].map { $0 == home ? home : instance.city } ?? home
      }
    }
    return homes.enumerated().compactMap { limit, home in home.map { (limit, $0) } }
  }

  private mutating func addLimit(_ limit: Int) {
    rowOfLimit[limit] = addRow(load.allowance[limit] - load.use.allotted[limit], instance.holdingLimits[limit].factor)
  }

  /// What the city keeps of a factor raises the limits of all counties in the next year.
  private func sharesLimit(_ factor: Int, _ year: Int) -> Bool { year > 0 && load.carries(factor) }

  /// What a county may use of the city's pool beyond what it draws for what is fixed.
  private mutating func addCityLimit(_ place: Int, _ factor: Int, _ year: Int) {
    guard let limit = instance.snapshot.rules.cityLimit, rowOfEvery[place] >= 0 else { return }
    let supply = Quantity(tenThousandths: load.supply[year * load.pools + instance.pool(instance.city, factor)])
    let most = sharesLimit(factor, year) ? limit.roundedUp(supply) : limit.roundedDown(supply)
    rowOfCityLimit[place] = addRow(max(0, most.tenThousandths) - load.drawn(place % load.pools)[year], factor)
  }

  private mutating func addSharedCityLimits() {
    for factor in 0..<instance.factors {
      for year in 0..<load.years where sharesLimit(factor, year) {
        for region in 0..<instance.regions where region != instance.city {
          addCityLimit(year * load.pools + instance.pool(region, factor), factor, year)
        }
      }
    }
  }

  /// What is left of all demand's pool beside what is fixed, the county's draws for it included.
  private func room(_ place: Int) -> Int64 {
    let (pool, year) = (place % load.pools, place / load.pools)
    var room = load.supply[place] - load.use.every[place]
    if pool / instance.factors != instance.city { return room + load.drawn(pool)[year] }
    for region in 0..<instance.regions where region != instance.city {
      room -= load.drawn(instance.pool(region, pool % instance.factors))[year]
    }
    return room
  }

  private mutating func addRow(_ room: Int64, _ factor: Int) -> Int {
    program.rows.append(.init(room: Double(room) / steps[factor], ceiling: .infinity))
    return program.rows.count - 1
  }

  private mutating func addFlows(_ factor: Int) {
    let city = instance.pool(instance.city, factor)
    for year in 0..<load.years {
      for region in 0..<instance.regions {
        let place = year * load.pools + instance.pool(region, factor)
        if region != instance.city, rowOfEvery[place] >= 0 {
          let rows = [(rowOfEvery[place], -1.0), (rowOfEvery[year * load.pools + city], 1), (rowOfCityLimit[place], 1)]
          program.flows.append(.init(rows: rows.filter { $0.0 >= 0 }.map { (row: $0.0, sign: $0.1) }))
        }
        guard load.carries(factor), year + 1 < load.years else { continue }
        let next = place + load.pools
        var carried = [(rowOfEvery[place], 1.0), (rowOfOwn[place], 1), (rowOfEvery[next], -1), (rowOfOwn[next], -1)].filter { $0.0 >= 0 }
        if isHeld, region != instance.city {
          guard rowOfPassed[place] >= 0 else { continue }
          carried.append((rowOfPassed[place], 1))
        }
        if region == instance.city, let limit = instance.snapshot.rules.cityLimit {
          let share = Double(limit.numerator) / Double(limit.denominator)
          let counties = (0..<instance.regions).map { rowOfCityLimit[(year + 1) * load.pools + instance.pool($0, factor)] }
          carried += counties.filter { $0 >= 0 && share > 0 }.map { ($0, -share) }
        }
        if !carried.isEmpty { program.flows.append(.init(rows: carried.map { (row: $0.0, sign: $0.1) })) }
      }
    }
  }

  // MARK: Candidates

  /// Home, factors that may come from the city, open years, and holding limits.
  private struct Key: Hashable {
    var home: Int
    var citySet: Int
    var years: UInt8
    var limits: [Int]
  }

  private mutating func addCandidates(_ worth: (YearOption) -> Int64) -> Bool {
    var (classOf, keys) = ([Key: Int](), [Key]())
    var members: [[Int32]] = []
    var first = 0
    while first < options.count {
      var (end, years) = (first, UInt8(0))
      while end < options.count, options[end].project == options[first].project {
        years |= 1 << UInt8(options[end].year)
        end += 1
      }
      let project = options[first].project
      let limits = rowOfLimit.isEmpty ? [] : instance.holdings(project).map(\.limit).filter { rowOfLimit[$0] >= 0 }
      let key = Key(home: instance.home(project), citySet: instance.citySet[project], years: years, limits: limits)
      if classOf[key] == nil {
        classOf[key] = keys.count
        keys.append(key)
        members.append([])
      }
      members[classOf[key]!].append(Int32(first))
      first = end
    }
    guard keys.count <= Self.classLimit else { return false }
    var total = 0.0
    for (kind, key) in keys.enumerated() {
      let place = program.count
      for first in members[kind] { total += add(Int(first), key.years, worth) }
      program.classes.append(makeClass(key, place..<program.count))
    }
    point = max(total / Double(max(program.count, 1)), 1)
    for place in program.worth.indices { program.worth[place] /= point }
    return true
  }

  private mutating func add(_ first: Int, _ years: UInt8, _ worth: (YearOption) -> Int64) -> Double {
    var (points, option) = (Years.zero, first)
    for year in 0..<load.years where years >> UInt8(year) & 1 == 1 {
      points[year] = Double(worth(options[option]))
      option += 1
    }
    program.worth.append(points)
    for entry in instance.demands(options[first].project) {
      let factor = instance.demandFactor[entry]
      program.factor.append(UInt8(factor))
      program.amount.append(Double(instance.amount[entry]) / steps[factor])
    }
    program.start.append(UInt32(program.factor.count))
    firstOption.append(Int32(first))
    return points.max()
  }

  private func makeClass(_ key: Key, _ members: Range<Int>) -> PriceProgram<Years>.Class {
    var (slots, isOpen) = ([PriceProgram<Years>.Slot](), Years.zero)
    for year in 0..<load.years {
      isOpen[year] = key.years >> UInt8(year) & 1 == 1 ? 1 : 0
      for factor in 0..<instance.factors {
        let place = year * load.pools + instance.pool(key.home, factor)
        let mayUse = instance.citySets[key.citySet] >> UInt64(factor) & 1 == 1
        let share = key.home == instance.city ? 0 : mayUse ? ownShare(factor) : 1
        slots.append(.init(all: rowOfEvery[place], own: share > 0 ? rowOfOwn[place] : -1, share: share))
      }
    }
    var held = [[Int]](repeating: [], count: instance.factors)
    for limit in key.limits { held[instance.holdingLimits[limit].factor].append(rowOfLimit[limit]) }
    return .init(slots: slots, held: held, isOpen: isOpen, members: members)
  }

  /// What of an amount a cap on the city's share leaves to the own pool.
  private func ownShare(_ factor: Int) -> Double {
    guard let shares = instance.snapshot.rules.cityShares, shares.indices.contains(factor) else { return 0 }
    return max(0, 1 - Double(shares[factor].numerator) / Double(shares[factor].denominator))
  }

  /// No unit of a factor is worth more than it brings to the project that makes most of it.
  private mutating func setCeilings() {
    var steepest = [Double](repeating: 0, count: instance.factors)
    for place in 0..<program.count {
      let most = program.worth[place].max()
      for entry in Int(program.start[place])..<Int(program.start[place + 1]) where program.amount[entry] > 0 {
        steepest[Int(program.factor[entry])] = max(steepest[Int(program.factor[entry])], most / program.amount[entry])
      }
    }
    for place in rowOfEvery.indices {
      let ceiling = 4 * steepest[place % load.pools % instance.factors]
      if rowOfEvery[place] >= 0 { program.rows[rowOfEvery[place]].ceiling = ceiling }
      for row in [rowOfOwn[place], rowOfPassed[place], rowOfCityLimit[place]] where row >= 0 { program.rows[row].ceiling = ceiling }
    }
    for (limit, row) in rowOfLimit.enumerated() where row >= 0 {
      program.rows[row].ceiling = 4 * steepest[instance.holdingLimits[limit].factor]
    }
  }

  // MARK: Prices

  func solve(tolerance: Double, isStopped: () -> Bool) -> InteriorPoint<Years>.Outcome {
    var program = program
    let start = program.startingPrices()
    return InteriorPoint(program, from: start).solve(tolerance: tolerance, isStopped: isStopped)
  }

  func prices(_ found: [Double]) -> YearsPrices {
    var prices = YearsPrices(pools: load.pools, years: load.years)
    for place in rowOfEvery.indices {
      let scale = point / steps[place % load.pools % instance.factors]
      if rowOfEvery[place] >= 0 { prices.every[place] = max(0, found[rowOfEvery[place]]) * scale }
      if rowOfOwn[place] >= 0 { prices.own[place] = max(0, found[rowOfOwn[place]]) * scale }
    }
    if !rowOfLimit.isEmpty { prices.limits = [Double](repeating: 0, count: rowOfLimit.count) }
    for (limit, row) in rowOfLimit.enumerated() where row >= 0 {
      prices.limits[limit] = max(0, found[row]) * point / steps[instance.holdingLimits[limit].factor]
    }
    priceDraws(&prices, found)
    prices.repair(instance, years: load.years, carries: load.carries, isHeld: isHeld)
    return prices
  }

  /// A county that draws on the city for what is fixed would have use for any more: its pool costs what the city's does, in the years before as well that leave
  /// it something.
  private func priceDraws(_ prices: inout YearsPrices, _ found: [Double]) {
    for pool in 0..<load.pools where pool / instance.factors != instance.city {
      let (drawn, city) = (load.drawn(pool), instance.pool(instance.city, pool % instance.factors))
      var needed = 0.0
      for year in (0..<load.years).reversed() {
        let place = year * load.pools + pool
        let limit = rowOfCityLimit[place] < 0 ? 0 : max(0, found[rowOfCityLimit[place]]) * point / steps[pool % instance.factors]
        let most = prices.every[year * load.pools + city] + limit
        needed = drawn[year] > 0 ? most : load.carries(pool % instance.factors) ? min(needed, most) : 0
        let raised = max(0, needed - prices.every[place])
        prices.every[place] += raised
        // Who may only have the own pool pays as much as before.
        prices.own[place] = max(0, prices.own[place] - raised)
      }
    }
  }

  /// How much of each option a point takes.
  func point(_ found: [Years]) -> [Double] {
    var point = [Double](repeating: 0, count: options.count)
    for (place, first) in firstOption.enumerated() {
      var option = Int(first)
      while option < options.count, options[option].project == options[Int(first)].project {
        point[option] = found[place][options[option].year]
        option += 1
      }
    }
    return point
  }
}
