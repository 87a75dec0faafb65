/// The linear relaxation of a tier over one or more years as `InteriorPoint` reads it: of each candidate at most one year, pools as rows, and between rows what
/// flows freely — quota from the city to a county, what a pool leaves to the next year.
///
/// Candidates that pay the same prices stand side by side, as a class. All numbers are scaled: amounts by a step of their factor, points by their mean.
struct PriceProgram<Years: SIMD> where Years.Scalar == Double {
  /// Where the demand of one factor in one year stands; −1: in no row.
  struct Slot: Hashable {
    /// Row of all demand on the pool, and of what only the pool itself may give.
    var all: Int
    var own: Int
    /// What part of an amount only the pool itself may give.
    var share: Double
  }
  struct Class {
    /// By year × factor.
    var slots: [Slot]
    /// By factor: rows that its demand takes of in whatever year.
    var held: [[Int]]
    /// 1 for each year that its members may start in, else 0.
    var isOpen: Years
    /// Places of its members.
    var members: Range<Int>
  }
  struct Row {
    /// What is left to the candidates.
    var room: Double
    /// What a unit may cost at most.
    var ceiling: Double
  }
  /// Quota that may flow, and what a unit of it takes of each row.
  struct Flow {
    var rows: [(row: Int, sign: Double)]
  }

  let factors: Int
  let years: Int
  var classes: [Class] = []
  var rows: [Row] = []
  /// Rows of each block, and of the border that links them; rows stand in this order.
  var blockSizes: [Int] = []
  var borderSize = 0
  var flows: [Flow] = []

  /// By place: points in each year, and the entries `start[place]..<start[place + 1]` of the demands, factors ascending.
  var worth: [Years] = []
  var start: [UInt32] = [0]
  var factor: [UInt8] = []
  var amount: [Double] = []

  init(factors: Int, years: Int) { (self.factors, self.years) = (factors, years) }

  var count: Int { worth.count }

  /// What a class pays for each factor in each year at the rows' prices, by factor.
  func costs(_ kind: Class, _ prices: [Double]) -> [Years] {
    (0..<factors).map { factor in
      var cost = Years.zero
      for year in 0..<years {
        let slot = kind.slots[year * factors + factor]
        if slot.all >= 0 { cost[year] += prices[slot.all] }
        if slot.own >= 0 { cost[year] += slot.share * prices[slot.own] }
      }
      for row in kind.held[factor] { cost += prices[row] }
      return cost
    }
  }

  /// Adds what the members of a class ask together (by factor, in each year) to the rows.
  func add(_ use: [Years], of kind: Class, to rows: inout [Double]) {
    for year in 0..<years {
      for factor in 0..<factors {
        let slot = kind.slots[year * factors + factor]
        if slot.all >= 0 { rows[slot.all] += use[factor][year] }
        if slot.own >= 0 { rows[slot.own] += slot.share * use[factor][year] }
      }
    }
    for factor in 0..<factors { for row in kind.held[factor] { rows[row] += use[factor].sum() } }
  }

  /// Rows that a class's demand of a factor in one year takes of, each with its part.
  func parts(_ kind: Class, year: Int, factor: Int) -> [(row: Int, share: Double)] {
    let slot = kind.slots[year * factors + factor]
    return [(slot.all, 1), (slot.own, slot.share)].filter { $0.0 >= 0 } + kind.held[factor].map { ($0, 1) }
  }

  // MARK: Where to begin

  /// Prices to begin from: all points for all that is asked, next to nothing where nobody asks, and away from where quota that flows freely would pay.
  /// Ceilings give way to them.
  mutating func startingPrices() -> [Double] {
    var (asked, points) = ([Double](repeating: 0, count: rows.count), [Double](repeating: 0, count: rows.count))
    for kind in classes {
      let part = 1 / (kind.isOpen.sum() + 1)
      for place in kind.members {
        let (first, end) = (Int(start[place]), Int(start[place + 1]))
        let worth = worth[place].max() * part / Double(max(end - first, 1))
        for entry in first..<end {
          for year in 0..<years where kind.isOpen[year] > 0 {
            let slot = kind.slots[year * factors + Int(factor[entry])]
            for row in [slot.all, slot.own] + kind.held[Int(factor[entry])] where row >= 0 {
              asked[row] += amount[entry] * part
              points[row] += worth
            }
          }
        }
      }
    }
    let prices = raised(asked.indices.map { 0.5 * max(points[$0], 1e-6) / max(asked[$0], 1e-3) })
    for row in rows.indices { rows[row].ceiling = max(rows[row].ceiling, 4 * prices[row]) }
    return prices
  }

  /// What a unit of quota that flows freely costs at least, as a part of what its rows cost.
  private static var leastGain: Double { 0.2 }

  private func raised(_ start: [Double]) -> [Double] {
    var prices = start
    // Each round settles at least one year more.
    for _ in 0..<(4 * years) {
      var isLow = false
      for flow in flows {
        let gain = flow.rows.reduce(0) { $0 + $1.sign * prices[$1.row] }
        let size = flow.rows.reduce(0) { $0 + prices[$1.row] }
        let takers = flow.rows.filter { $0.sign > 0 }
        guard gain < Self.leastGain / 4 * size, !takers.isEmpty else { continue }
        isLow = true
        for taker in takers { prices[taker.row] += (Self.leastGain * size - gain) / Double(takers.count) }
      }
      guard isLow else { break }
    }
    return prices
  }
}
