/// What chosen columns ask of each row and pool, with the exact question "does one more fit?". Amounts are multiples of a power of two, so that sums are exact.
struct ProjectLoad {
  private let program: BinaryProgram
  /// Entries column by column: rows first, then own and county parts of the city pools.
  private let start: [Int]
  private let meter: [Int32]
  private let amount: [Double]
  /// Room left in each row and each part.
  private var room: [Double]
  /// For each part the city pool that it belongs to, and whether it is the city's own; −1 for a row.
  private let pool: [Int32]
  private let isOwn: [Bool]
  /// What is left of each city pool when every county's lack is met.
  private var left: [Double]
  private(set) var isChosen: [Bool]
  private(set) var worth = 0.0

  init(_ program: BinaryProgram) {
    self.program = program
    var (meters, pool, isOwn) = (
      program.rows, [Int32](repeating: -1, count: program.rows.count), [Bool](repeating: false, count: program.rows.count)
    )
    left = program.cityPools.map { city in city.own.limit - city.counties.reduce(0) { $0 + max(0, -$1.limit) } }
    for (index, city) in program.cityPools.enumerated() {
      meters += [city.own] + city.counties
      pool += [Int32](repeating: Int32(index), count: city.counties.count + 1)
      isOwn += [true] + [Bool](repeating: false, count: city.counties.count)
    }
    (self.pool, self.isOwn, room) = (pool, isOwn, meters.map(\.limit))
    var start = [Int](repeating: 0, count: program.count + 1)
    for row in meters { for column in row.columns { start[Int(column) + 1] += 1 } }
    for column in 0..<program.count { start[column + 1] += start[column] }
    var (next, meter, amount) = (
      start, [Int32](repeating: 0, count: start[program.count]), [Double](repeating: 0, count: start[program.count])
    )
    for (index, row) in meters.enumerated() {
      for (column, value) in zip(row.columns, row.values) {
        (meter[next[Int(column)]], amount[next[Int(column)]]) = (Int32(index), value)
        next[Int(column)] += 1
      }
    }
    (self.start, self.meter, self.amount) = (start, meter, amount)
    isChosen = [Bool](repeating: false, count: program.count)
  }

  /// Whether all rows and pools hold.
  var holds: Bool { room.indices.allSatisfy { pool[$0] >= 0 || room[$0] >= 0 } && left.allSatisfy { $0 >= 0 } }

  func fits(_ column: Int) -> Bool {
    for entry in start[column]..<start[column + 1] {
      let index = Int(meter[entry])
      let city = Int(pool[index])
      if city < 0 || isOwn[index] {
        if amount[entry] > (city < 0 ? room[index] : left[city]) { return false }
      } else if max(0, amount[entry] - max(0, room[index])) > left[city] {
        return false
      }
    }
    return true
  }

  mutating func add(_ column: Int) { change(column, 1) }
  mutating func remove(_ column: Int) { change(column, -1) }

  private mutating func change(_ column: Int, _ sign: Double) {
    isChosen[column] = sign > 0
    worth += sign * program.cost[column]
    for entry in start[column]..<start[column + 1] {
      let (index, asked) = (Int(meter[entry]), sign * amount[entry])
      let city = Int(pool[index])
      if city >= 0 {
        left[city] -= isOwn[index] ? asked : max(0, asked - room[index]) - max(0, -room[index])
      }
      room[index] -= asked
    }
  }

  /// Adds what fits, in this order.
  mutating func fill(_ columns: some Sequence<Int>) {
    for column in columns where !isChosen[column] && fits(column) { add(column) }
  }

  var point: [Double] { isChosen.map { $0 ? 1 : 0 } }
}
