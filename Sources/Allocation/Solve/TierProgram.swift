/// The exact program of one tier: which candidates to award, on top of what is fixed, for the highest score.
///
/// Rows for each county and factor: (A) all demand ≤ own pool + what the county draws from the city; (N) demand that may not
/// come from the city pool ≤ own pool; and for each factor (S) all draws ≤ city pool. No column says which pool a project uses: from
/// every solution the split follows (see Billing). Where counties may lend each other there are a column in and a column out for each
/// county, and a county that lends draws nothing from the city, so that city quota doesn't change its owner.
struct TierProgram {
  private(set) var program = Program()
  /// Columns 0..<candidates.count are these projects; then the companions.
  let candidates: [Int]
  /// Projects of later tiers that only help to keep a floor; without value here.
  let companions: [Int]
  /// Both, in the order of their columns.
  let projects: [Int]
  private let instance: Instance
  private let load: Load
  private var scaling: [Scaling] = []
  /// Row of each pool, −1 where it can never bind: (A), for the city pool (S); and (N).
  private var rowOfAll: [Int]
  private var rowOfBound: [Int]
  /// Row of each floor, by region.
  private var rowOfFloor: [Int: Int] = [:]
  /// Row of each holding limit that can bind.
  private var rowOfLimit: [Int: Int] = [:]
  /// Columns of one county and factor beside the projects'.
  private struct PoolColumns {
    var pool: Int
    var draw: Int
    var exchange: (borrowed: Int, lent: Int, lends: Int)?
  }
  private var poolColumns: [PoolColumns] = []

  /// Entry of a county's or the city's pool in a row.
  private struct Term {
    var column: Int
    var amount: Int64
    /// What of it may not come from the city pool.
    var own: Int64
  }

  /// `floors`: least number of projects among candidates and companions, by region. `groups`: what candidates and companions may be awarded together.
  init(_ load: Load, candidates: [Int], companions: [Int], floors: [Int: Int], groups: Groups? = nil) {
    (self.load, instance) = (load, load.instance)
    (self.candidates, self.companions, projects) = (candidates, companions, candidates + companions)
    rowOfAll = [Int](repeating: -1, count: load.supply.available.count)
    rowOfBound = rowOfAll
    var terms = [[Term]](repeating: [], count: load.supply.available.count)
    for project in candidates { addColumn(project, cost: Double(instance.score(project)), to: &terms) }
    for project in companions { addColumn(project, cost: 0, to: &terms) }
    for factor in 0..<instance.factors {
      scaling.append(makeScaling(factor, terms))
      if instance.isExchanged[factor] { addExchangedFactor(factor, terms) } else { addFactor(factor, terms) }
    }
    addHoldingLimits()
    addFloors(floors)
    if let groups, !groups.isEmpty { addGroups(groups) }
  }

  private mutating func addColumn(_ project: Int, cost: Double, to terms: inout [[Term]]) {
    let column = program.column(cost: cost, isInteger: true)
    let home = instance.home(project)
    for entry in instance.demands(project) {
      terms[instance.pool(home, instance.demandFactor[entry])].append(
        Term(column: column, amount: instance.amount[entry], own: instance.ownPart(entry)))
    }
  }

  /// All that a factor's rows will hold.
  private func makeScaling(_ factor: Int, _ terms: [[Term]]) -> Scaling {
    var amounts: [Int64] = []
    for region in 0..<instance.regions {
      let pool = instance.pool(region, factor)
      amounts += terms[pool].map(\.amount)
      amounts += terms[pool].lazy.map(\.own).filter { $0 > 0 }
      amounts += [
        load.supply.available[pool] - load.demand(pool), load.supply.available[pool] - load.bound[pool], load.supply.lendable[pool],
      ]
    }
    for (limit, rule) in instance.holdingLimits.enumerated() where rule.factor == factor { amounts.append(room(limit)) }
    return Scaling(amounts)
  }

  /// What a holding limit leaves beside what is fixed.
  private func room(_ limit: Int) -> Int64 { load.supply.allowance[limit] - load.allotted[limit] }

  private mutating func addHoldingLimits() {
    var terms = [[(column: Int, amount: Int64)]](repeating: [], count: instance.holdingLimits.count)
    for (column, project) in projects.enumerated() {
      for held in instance.holdings(project) { terms[held.limit].append((column, held.amount)) }
    }
    for (limit, rule) in instance.holdingLimits.enumerated() where room(limit) < terms[limit].reduce(0, { $0 + $1.amount }) {
      let scaling = scaling[rule.factor]
      rowOfLimit[limit] = program.row(
        upper: scaling.scaled(room(limit)), terms[limit].map { ($0.column, scaling.scaled($0.amount)) })
    }
  }

  private func entries(_ terms: [Term], _ scaling: Scaling) -> [(column: Int, value: Double)] {
    terms.map { ($0.column, scaling.scaled($0.amount)) }
  }

  private func ownEntries(_ terms: [Term], _ scaling: Scaling) -> [(column: Int, value: Double)] {
    terms.lazy.filter { $0.own > 0 }.map { ($0.column, scaling.scaled($0.own)) }
  }

  /// Rows of a factor that counties don't lend; those that can't bind are left out.
  private mutating func addFactor(_ factor: Int, _ terms: [[Term]]) {
    let scaling = scaling[factor]
    var draws: [(column: Int, value: Double)] = []
    for region in 0..<instance.regions where region != instance.city {
      let pool = instance.pool(region, factor)
      let own = load.supply.available[pool]
      let room = own - load.demand(pool)
      let mayDraw = load.eligible[pool] > 0 || terms[pool].contains { $0.own < $0.amount }
      if mayDraw, room < terms[pool].reduce(0, { $0 + $1.amount }) {
        let limit = load.supply.cityLimit[factor]
        let draw = program.column(cost: 0, upper: .infinity)
        // A row, not a bound, so that sifting can price it.
        if limit < .max { program.row(upper: scaling.scaled(limit), [(draw, 1)]) }
        rowOfAll[pool] = program.row(upper: scaling.scaled(room), entries(terms[pool], scaling) + [(draw, -1)])
        poolColumns.append(PoolColumns(pool: pool, draw: draw))
        draws.append((draw, 1))
      }
      let boundRoom = own - load.bound[pool]
      if boundRoom < terms[pool].reduce(0, { $0 + $1.own }) {
        rowOfBound[pool] = program.row(upper: scaling.scaled(boundRoom), ownEntries(terms[pool], scaling))
      }
    }
    addCityRow(factor, terms, draws)
  }

  private mutating func addCityRow(_ factor: Int, _ terms: [[Term]], _ draws: [(column: Int, value: Double)]) {
    let pool = instance.pool(instance.city, factor)
    guard !draws.isEmpty || !terms[pool].isEmpty else { return }
    let room = load.supply.available[pool] - load.demand(pool)
    rowOfAll[pool] = program.row(upper: scaling[factor].scaled(room), entries(terms[pool], scaling[factor]) + draws)
  }

  /// Rows of a factor that counties lend or sell each other: own pool, in, out, and "lends or draws, not both".
  private mutating func addExchangedFactor(_ factor: Int, _ terms: [[Term]]) {
    let scaling = scaling[factor]
    let cityPool = instance.pool(instance.city, factor)
    let cityRoom = max(0, load.supply.available[cityPool] - load.demand(cityPool))
    var draws: [(column: Int, value: Double)] = []
    var balance: [(column: Int, value: Double)] = []
    for region in 0..<instance.regions where region != instance.city {
      let pool = instance.pool(region, factor)
      let own = load.supply.available[pool]
      let limit = load.supply.lendable[pool]
      guard limit > 0 || load.demand(pool) > 0 || !terms[pool].isEmpty else { continue }
      let draw = program.column(cost: 0, upper: .infinity)
      let borrowed = program.column(cost: 0, upper: .infinity)
      let lent = program.column(cost: 0, upper: scaling.scaled(limit))
      let lends = program.column(cost: 0, isInteger: true)
      rowOfAll[pool] = program.row(
        upper: scaling.scaled(own - load.demand(pool)), entries(terms[pool], scaling) + [(draw, -1), (borrowed, -1), (lent, 1)])
      rowOfBound[pool] = program.row(
        upper: scaling.scaled(own - load.bound[pool]), ownEntries(terms[pool], scaling) + [(borrowed, -1), (lent, 1)])
      program.row(upper: 0, [(lent, 1), (lends, -scaling.scaled(limit))])
      program.row(upper: scaling.scaled(cityRoom), [(draw, 1), (lends, scaling.scaled(cityRoom))])
      poolColumns.append(PoolColumns(pool: pool, draw: draw, exchange: (borrowed, lent, lends)))
      draws.append((draw, 1))
      balance += [(borrowed, 1), (lent, -1)]
    }
    if !balance.isEmpty { program.row(lower: 0, upper: 0, balance) }
    addCityRow(factor, terms, draws)
  }

  private mutating func addGroups(_ groups: Groups) {
    let column = Dictionary(uniqueKeysWithValues: projects.enumerated().map { ($0.element, $0.offset) })
    for row in groups.rows(projects) { program.row(upper: row.limit, row.terms.map { (column[$0.project]!, $0.value) }) }
  }

  private mutating func addFloors(_ floors: [Int: Int]) {
    for (region, least) in floors.sorted(by: { $0.key < $1.key }) where least > 0 {
      let members = projects.enumerated().filter { instance.snapshot.projects[$0.element].region == region }
      rowOfFloor[region] = program.row(lower: Double(least), members.map { ($0.offset, 1) })
    }
  }

  /// The same program with fractional projects allowed.
  var relaxed: Program {
    var relaxed = program
    relaxed.isInteger = [Bool](repeating: false, count: program.isInteger.count)
    return relaxed
  }

  /// The point of the program that awards `awarded`, with draws and loans as Billing and Exchange would make them.
  func point(awarding awarded: Set<Int>) -> [Double] {
    var values = [Double](repeating: 0, count: program.cost.count)
    var load = load
    for (column, project) in projects.enumerated() where awarded.contains(project) {
      values[column] = 1
      load.add(project)
    }
    var (lent, borrowed) = ([Int: Int64](), [Int: Int64]())
    for move in Exchange.moves(load, vintage: 0) {
      lent[instance.pool(move.from, move.factor), default: 0] += move.quantity.tenThousandths
      borrowed[instance.pool(move.to, move.factor), default: 0] += move.quantity.tenThousandths
    }
    for columns in poolColumns {
      let scaling = scaling[columns.pool % instance.factors]
      let (out, into) = (lent[columns.pool] ?? 0, borrowed[columns.pool] ?? 0)
      values[columns.draw] = scaling.scaled(max(0, load.demand(columns.pool) - load.supply.available[columns.pool] + out - into))
      guard let exchange = columns.exchange else { continue }
      values[exchange.borrowed] = scaling.scaled(into)
      values[exchange.lent] = scaling.scaled(out)
      values[exchange.lends] = out > 0 ? 1 : 0
    }
    return values
  }

  /// Counties that may lend or borrow a factor: columns of what comes in and goes out, in units of the program, and the most that goes out.
  var exchanges: [(factor: Int, region: Int, borrowed: Int, lent: Int, most: Double)] {
    poolColumns.compactMap { columns in
      columns.exchange.map {
        let factor = columns.pool % instance.factors
        return (factor, columns.pool / instance.factors, $0.borrowed, $0.lent, scaling[factor].scaled(load.supply.lendable[columns.pool]))
      }
    }
  }

  /// How a factor's amounts are written.
  func scaled(_ amount: Int64, of factor: Int) -> Double { scaling[factor].scaled(amount) }

  // MARK: Prices

  /// Score of each project's column minus what its demand costs at the rows' duals.
  func reducedCosts(_ duals: [Double]) -> [Double] { Array(program.reducedCosts(duals).prefix(projects.count)) }

  /// Rows of the city's pools: what ties the counties together.
  var cityRows: [Int] { (0..<instance.factors).map { rowOfAll[instance.pool(instance.city, $0)] }.filter { $0 >= 0 } }

  /// Prices as duals of the rows; what no row stands for is left out.
  func duals(_ prices: TierPrices) -> [Double] {
    var duals = [Double](repeating: 0, count: program.rowUpper.count)
    for pool in rowOfAll.indices {
      let step = scaling[pool % instance.factors].step
      if rowOfAll[pool] >= 0 { duals[rowOfAll[pool]] = prices.pool[pool] * step }
      if rowOfBound[pool] >= 0 { duals[rowOfBound[pool]] = prices.ownOnly[pool] * step }
    }
    for (region, row) in rowOfFloor { duals[row] = -(prices.floors[region] ?? 0) }
    for (limit, row) in rowOfLimit { duals[row] = (prices.limits[limit] ?? 0) * scaling[instance.holdingLimits[limit].factor].step }
    return duals
  }

  /// Duals of the rows as prices of pools and floors.
  func prices(_ duals: [Double]) -> TierPrices {
    var prices = TierPrices(pools: rowOfAll.count)
    for pool in rowOfAll.indices {
      let step = scaling[pool % instance.factors].step
      if rowOfAll[pool] >= 0 { prices.pool[pool] = max(0, duals[rowOfAll[pool]]) / step }
      if rowOfBound[pool] >= 0 { prices.ownOnly[pool] = max(0, duals[rowOfBound[pool]]) / step }
    }
    for (region, row) in rowOfFloor { prices.floors[region] = max(0, -duals[row]) }
    for (limit, row) in rowOfLimit { prices.limits[limit] = max(0, duals[row]) / scaling[instance.holdingLimits[limit].factor].step }
    return prices
  }
}
