/// The program of one tier over several years: which projects to award and in which year each starts.
///
/// A column for each project and year that it may start in, at most one of a project's at 1; for each county, factor and year the rows (A) and (N) of
/// `TierProgram` and for each factor and year (S); and, where quota carries over, a column for what each pool passes on to the next year, in (A) and in (N)
/// alike. Own pool comes before the city's: a county that draws on the city in a year passes nothing on from it, which takes a binary column where
/// demand of later years may not come from the city, or where a county may use only a part of the city's pool in a year.
struct YearsProgram {
  private(set) var program = Program()
  /// Columns 0..<options.count; ascending by project as they were given, those of one project side by side.
  let options: [YearOption]
  private let instance: Instance
  private let load: YearsLoad
  /// What is decided: what is fixed, and maybe more.
  private let use: YearsUse
  private let rows: YearsRows
  private var scaling: [Scaling] = []
  /// Row of each pool and year, −1 where there is none.
  private var rowOfEvery: [Int]
  private var rowOfOwn: [Int]
  private var rowOfFloor: [Int: Int] = [:]
  private var rowOfLimit: [Int: Int] = [:]
  /// Columns of each pool and year that pass quota on or draw on the city, −1 where there is none.
  private var drawColumn: [Int]
  private var carryColumn: [Int]
  private var switches: [(column: Int, place: Int)] = []
  private let isHeld: Bool
  private let isWhole: Bool

  private struct Term {
    var column: Int
    var amount: Int64
    var own: Int64
  }

  /// - Parameters:
  ///   - use: what is decided on the pools of `load`.
  ///   - worth: points of an option.
  ///   - floors: least number of projects that start in the first year, by region.
  ///   - isHeld: counties pass no more on than what is fixed leaves.
  ///   - isWhole: whole projects; else the linear relaxation.
  init(
    _ load: YearsLoad, use: YearsUse, rows: YearsRows, options: [YearOption], worth: (YearOption) -> Int64, floors: [Int: Int] = [:],
    groups: YearsGroups? = nil, isHeld: Bool = true, isWhole: Bool
  ) {
    (self.load, instance, self.use, self.rows) = (load, load.instance, use, rows)
    (self.options, self.isHeld, self.isWhole) = (options, isHeld, isWhole)
    let places = load.pools * load.years
    (rowOfEvery, rowOfOwn) = ([Int](repeating: -1, count: places), [Int](repeating: -1, count: places))
    (drawColumn, carryColumn) = (rowOfEvery, rowOfEvery)
    var terms = [[Term]](repeating: [], count: places)
    for option in options {
      let column = program.column(cost: Double(worth(option)), isInteger: isWhole)
      let home = instance.home(option.project)
      for entry in instance.demands(option.project) {
        terms[option.year * load.pools + instance.pool(home, instance.demandFactor[entry])].append(
          Term(column: column, amount: instance.amount[entry], own: instance.ownPart(entry)))
      }
    }
    scaling = (0..<instance.factors).map { makeScaling($0, terms) }
    for factor in 0..<instance.factors { addFactor(factor, terms) }
    addChoices()
    addFloors(floors)
    addLimits()
    if let groups { for row in groups.rows(options) { program.row(upper: row.limit, row.terms) } }
  }

  private func makeScaling(_ factor: Int, _ terms: [[Term]]) -> Scaling {
    var amounts: [Int64] = []
    for year in 0..<load.years {
      for region in 0..<instance.regions {
        let place = year * load.pools + instance.pool(region, factor)
        amounts += terms[place].map(\.amount)
        amounts += terms[place].lazy.map(\.own).filter { $0 > 0 }
        amounts += [load.supply[place] - use.every[place], load.supply[place] - use.own[place]]
      }
    }
    return Scaling(amounts)
  }

  private mutating func addFactor(_ factor: Int, _ terms: [[Term]]) {
    let scaling = scaling[factor]
    let (city, isCarried) = (instance.pool(instance.city, factor), load.carries(factor))
    addCarries(factor)
    var draws = [[(column: Int, value: Double)]](repeating: [], count: load.years)
    for year in 0..<load.years {
      for region in 0..<instance.regions where region != instance.city {
        let place = year * load.pools + instance.pool(region, factor)
        let passed = isCarried ? carried(place, year) : []
        if rows.every[place] {
          let draw = program.column(cost: 0, upper: .infinity)
          drawColumn[place] = draw
          draws[year].append((draw, 1))
          rowOfEvery[place] = program.row(
            upper: scaling.scaled(load.supply[place] - use.every[place]),
            terms[place].map { ($0.column, scaling.scaled($0.amount)) } + [(draw, -1)] + passed)
        }
        if rows.own[place] {
          rowOfOwn[place] = program.row(
            upper: scaling.scaled(load.supply[place] - use.own[place]),
            terms[place].lazy.filter { $0.own > 0 }.map { ($0.column, scaling.scaled($0.own)) } + passed)
        }
        if drawColumn[place] >= 0 { addCityLimit(place, year, factor) }
        let isTold = rows.own[place] || instance.snapshot.rules.cityLimit != nil
        if isWhole, isCarried, drawColumn[place] >= 0, carryColumn[place] >= 0, isTold { addSwitch(place, year, factor) }
      }
      let place = year * load.pools + city
      guard rows.every[place] else { continue }
      rowOfEvery[place] = program.row(
        upper: scaling.scaled(load.supply[place] - use.every[place]),
        terms[place].map { ($0.column, scaling.scaled($0.amount)) } + draws[year] + (isCarried ? carried(place, year) : []))
    }
  }

  /// A column for what each pool passes on to the next year.
  private mutating func addCarries(_ factor: Int) {
    guard load.carries(factor) else { return }
    for year in 0..<(load.years - 1) {
      for region in 0..<instance.regions {
        let place = year * load.pools + instance.pool(region, factor)
        guard rows.every[place] || rows.own[place] else { continue }
        // Own pools come first: a county passes no more on than what is fixed leaves.
        let most = isHeld && region != instance.city ? load.passedOn(instance.pool(region, factor))[year] : .max
        guard most > 0 else { continue }
        carryColumn[place] = program.column(cost: 0, upper: most == .max ? .infinity : scaling[factor].scaled(most))
      }
    }
  }

  /// What a pool passes on, and what it has got.
  private func carried(_ place: Int, _ year: Int) -> [(column: Int, value: Double)] {
    var terms: [(column: Int, value: Double)] = []
    if carryColumn[place] >= 0 { terms.append((carryColumn[place], 1)) }
    if year > 0, carryColumn[place - load.pools] >= 0 { terms.append((carryColumn[place - load.pools], -1)) }
    return terms
  }

  /// Most of the city's pool that one county may use, of what the year before left as well.
  private mutating func addCityLimit(_ place: Int, _ year: Int, _ factor: Int) {
    guard let limit = instance.snapshot.rules.cityLimit else { return }
    let city = year * load.pools + instance.pool(instance.city, factor)
    var (terms, upper) = ([(drawColumn[place], 1.0)], limit.roundedDown(Quantity(tenThousandths: load.supply[city])))
    if year > 0, carryColumn[city - load.pools] >= 0 {
      terms.append((carryColumn[city - load.pools], -Double(limit.numerator) / Double(limit.denominator)))
      upper = limit.roundedUp(Quantity(tenThousandths: load.supply[city]))
    }
    program.row(upper: scaling[factor].scaled(max(0, upper.tenThousandths)), terms)
  }

  /// Own pool first: who draws on the city in a year has nothing to pass on.
  private mutating func addSwitch(_ place: Int, _ year: Int, _ factor: Int) {
    let pool = place % load.pools
    let city = instance.pool(instance.city, factor)
    let mostPassed = load.passedOn(pool)[year]
    let mostDrawn = (0...year).reduce(Int64(0)) { $0 + load.supply[$1 * load.pools + city] }
    let draws = program.column(cost: 0, isInteger: true)
    let scaling = scaling[factor]
    program.row(upper: 0, [(drawColumn[place], 1), (draws, -scaling.scaled(mostDrawn))])
    program.row(upper: scaling.scaled(mostPassed), [(carryColumn[place], 1), (draws, scaling.scaled(mostPassed))])
    switches.append((draws, place))
  }

  /// Of one project's years at most one.
  private mutating func addChoices() {
    var start = 0
    while start < options.count {
      var end = start + 1
      while end < options.count, options[end].project == options[start].project { end += 1 }
      if end - start > 1 { program.row(upper: 1, (start..<end).map { ($0, 1) }) }
      start = end
    }
  }

  private mutating func addFloors(_ floors: [Int: Int]) {
    for (region, least) in floors.sorted(by: { $0.key < $1.key }) where least > 0 {
      let members = options.indices.filter { options[$0].year == 0 && instance.snapshot.projects[options[$0].project].region == region }
      rowOfFloor[region] = program.row(lower: Double(least), members.map { ($0, 1) })
    }
  }

  /// What projects may be given under a holding limit, whatever the year.
  private mutating func addLimits() {
    var terms = [[(column: Int, value: Double)]](repeating: [], count: rows.limits.count)
    for (column, option) in options.enumerated() {
      for held in instance.holdings(option.project) where rows.limits[held.limit] {
        terms[held.limit].append((column, limitScaling(held.limit).scaled(held.amount)))
      }
    }
    for limit in terms.indices where rows.limits[limit] {
      rowOfLimit[limit] = program.row(upper: limitScaling(limit).scaled(load.allowance[limit] - use.allotted[limit]), terms[limit])
    }
  }

  private func limitScaling(_ limit: Int) -> Scaling { scaling[instance.holdingLimits[limit].factor] }

  // MARK: Prices

  /// Duals of the rows as prices of pools, floors and limits.
  func prices(_ duals: [Double]) -> YearsPrices {
    var prices = YearsPrices(pools: load.pools, years: load.years)
    for place in rowOfEvery.indices {
      let step = scaling[place % load.pools % instance.factors].step
      if rowOfEvery[place] >= 0 { prices.every[place] = max(0, duals[rowOfEvery[place]]) / step }
      if rowOfOwn[place] >= 0 { prices.own[place] = max(0, duals[rowOfOwn[place]]) / step }
    }
    for (region, row) in rowOfFloor { prices.floors[region] = max(0, -duals[row]) }
    if !rowOfLimit.isEmpty { prices.limits = [Double](repeating: 0, count: rows.limits.count) }
    for (limit, row) in rowOfLimit { prices.limits[limit] = max(0, duals[row]) / limitScaling(limit).step }
    return prices
  }

  /// The point that awards `awarded`, own pools first.
  func point(awarding awarded: Set<YearOption>) -> [Double] {
    var values = [Double](repeating: 0, count: program.cost.count)
    var use = use
    for (column, option) in options.enumerated() where awarded.contains(option) {
      values[column] = 1
      use.add(option, instance)
    }
    for factor in 0..<instance.factors {
      let (scaling, isCarried) = (scaling[factor], load.carries(factor))
      var drawn = [Int64](repeating: 0, count: load.years)
      for region in (0..<instance.regions).filter({ $0 != instance.city }) + [instance.city] {
        var stock: Int64 = 0
        for year in 0..<load.years {
          let place = year * load.pools + instance.pool(region, factor)
          let left = load.supply[place] + stock - use.every[place] - (region == instance.city ? drawn[year] : 0)
          if region != instance.city { drawn[year] += max(0, -left) }
          stock = isCarried ? max(0, left) : 0
          if drawColumn[place] >= 0 { values[drawColumn[place]] = scaling.scaled(max(0, -left)) }
          if carryColumn[place] >= 0 { values[carryColumn[place]] = scaling.scaled(stock) }
        }
      }
    }
    for (column, place) in switches where values[drawColumn[place]] > 0 { values[column] = 1 }
    return values
  }
}
