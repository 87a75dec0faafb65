/// The rows of a tier where counties don't lend each other, and what they leave to its candidates: for each county and factor (A) all demand, less what
/// the county draws from the city, and (N) demand that may not come from the city; for each factor (S) the city's pool. Those that can't bind are left out.
struct PriceRows {
  struct Row {
    /// Ten-thousandths that are left to the candidates.
    var room: Double
    /// Ten-thousandths in one unit of a program.
    var step: Double
    /// About what a ten-thousandth is worth: all points, by all that is asked here.
    var scale: Double
  }
  private(set) var rows: [Row] = []
  /// Row of each pool, −1 where it can't bind: (A), for the city's pools (S); and (N).
  private(set) var ofAll: [Int]
  private(set) var ofOwn: [Int]
  /// Rows between which quota flows freely: a county's (A) and the city's (S).
  private(set) var draws: [(county: Int, city: Int)] = []
  private let table: CandidateTable
  private let city: Int

  /// - Parameters:
  ///   - asked: what all candidates ask, class × factor.
  ///   - score: the sum of their scores.
  init(_ load: Load, _ table: CandidateTable, asked: [Double], score: Double) {
    let instance = load.instance
    (self.table, city) = (table, instance.city)
    ofAll = [Int](repeating: -1, count: load.supply.available.count)
    ofOwn = ofAll
    var (all, own) = ([Double](repeating: 0, count: ofAll.count), [Double](repeating: 0, count: ofAll.count))
    for (kind, group) in table.classes.enumerated() {
      for factor in 0..<table.factors {
        let pool = instance.pool(group.home, factor)
        all[pool] += asked[kind * table.factors + factor]
        if !group.mayUse(factor) { own[pool] += asked[kind * table.factors + factor] }
      }
    }
    for factor in 0..<instance.factors {
      let asked = (0..<instance.regions).reduce(0) { $0 + all[instance.pool($1, factor)] }
      guard asked > 0 else { continue }
      // A power of two near what a candidate asks on average.
      let mean = asked / Double(max(table.counts.last ?? 1, 1))
      let step = Double(sign: .plus, exponent: max(mean, 1).exponent, significand: 1)
      var counties: [Int] = []
      for region in 0..<instance.regions where region != city {
        let pool = instance.pool(region, factor)
        let room = Double(load.supply.available[pool] - load.demand(pool))
        if load.eligible[pool] > 0 || all[pool] > own[pool], room < all[pool] {
          ofAll[pool] = add(room, step, score / max(all[pool], 1))
          counties.append(ofAll[pool])
        }
        let ownRoom = Double(load.supply.available[pool] - load.bound[pool])
        if ownRoom < own[pool] { ofOwn[pool] = add(ownRoom, step, score / max(own[pool], 1)) }
      }
      let pool = instance.pool(city, factor)
      guard !counties.isEmpty || all[pool] > 0 else { continue }
      ofAll[pool] = add(Double(load.supply.available[pool] - load.demand(pool)), step, score / asked)
      draws += counties.map { ($0, ofAll[pool]) }
    }
  }

  private mutating func add(_ room: Double, _ step: Double, _ scale: Double) -> Int {
    rows.append(Row(room: room, step: step, scale: scale))
    return rows.count - 1
  }

  /// Rows in which a class's demand of a factor stands; −1: none.
  func places(_ group: CandidateTable.Class, _ factor: Int) -> (all: Int, own: Int) {
    let pool = group.home * table.factors + factor
    return (ofAll[pool], group.home == city || group.mayUse(factor) ? -1 : ofOwn[pool])
  }

  /// What each class pays for each factor at the rows' prices (points a ten-thousandth).
  func classPrices(_ prices: [Double]) -> [Float] {
    table.classes.flatMap { group in
      (0..<table.factors).map { factor in
        let (all, own) = places(group, factor)
        return Float((all < 0 ? 0 : prices[all]) + (own < 0 ? 0 : prices[own]))
      }
    }
  }

  /// Prices that keep what may flow freely from paying: the city's is at least each county's, none is below nothing.
  func lawful(_ prices: [Double]) -> [Double] {
    var prices = prices.map { max(0, $0) }
    for draw in draws { prices[draw.city] = max(prices[draw.city], prices[draw.county]) }
    return prices
  }

  /// What `use` (class × factor) takes of each row.
  func taken(_ use: [Double]) -> [Double] {
    var taken = [Double](repeating: 0, count: rows.count)
    for (kind, group) in table.classes.enumerated() {
      for factor in 0..<table.factors {
        let (all, own) = places(group, factor)
        if all >= 0 { taken[all] += use[kind * table.factors + factor] }
        if own >= 0 { taken[own] += use[kind * table.factors + factor] }
      }
    }
    return taken
  }

  func tierPrices(_ prices: [Double]) -> TierPrices {
    var tier = TierPrices(pools: ofAll.count)
    for pool in ofAll.indices {
      if ofAll[pool] >= 0 { tier.pool[pool] = prices[ofAll[pool]] }
      if ofOwn[pool] >= 0 { tier.ownOnly[pool] = prices[ofOwn[pool]] }
    }
    return tier
  }

  func rowPrices(_ tier: TierPrices) -> [Double] {
    var prices = [Double](repeating: 0, count: rows.count)
    for pool in ofAll.indices {
      if ofAll[pool] >= 0 { prices[ofAll[pool]] = tier.pool[pool] }
      if ofOwn[pool] >= 0 { prices[ofOwn[pool]] = tier.ownOnly[pool] }
    }
    return lawful(prices)
  }
}

extension CandidateTable.Class {
  func mayUse(_ factor: Int) -> Bool { mayUseCity >> UInt64(factor) & 1 == 1 }
}
