/// A program taken apart: without its linking rows (the city pools) it falls into blocks (the counties) that know nothing of each other.
struct Blocks {
  /// One part: its columns and rows as a program of their own, and what each column asks of the linking rows.
  struct Block {
    /// Columns of the whole program, ascending.
    var columns: [Int] = []
    var rows: [Int] = []
    var program = Program()
    /// For each column: linking row by its place in `linking`, and the coefficient.
    var links: [[(link: Int, value: Double)]] = []
  }

  let linking: [Int]
  /// What the linking rows have.
  let limits: [Double]
  private(set) var blocks: [Block] = []
  /// Columns that stand in linking rows only: prices alone decide them.
  private(set) var singles: [(column: Int, cost: Double, links: [(link: Int, value: Double)])] = []

  /// Parts that hold more of the columns than this aren't worth taking apart.
  private static let largestShare = 0.7

  /// nil when the program doesn't fall apart. `linking`: rows with an upper limit only.
  init?(_ program: Program, linking: [Int]) {
    self.linking = linking
    limits = linking.map { program.rowUpper[$0] }
    guard !linking.isEmpty, linking.allSatisfy({ program.rowLower[$0] == -.infinity }) else { return nil }
    var place = [Int](repeating: -1, count: program.rowUpper.count)
    for (link, row) in linking.enumerated() { place[row] = link }
    let part = Self.parts(program, isLinking: place.map { $0 >= 0 })
    var links = [[(link: Int, value: Double)]](repeating: [], count: program.cost.count)
    for (link, row) in linking.enumerated() {
      for entry in program.entries(row) { links[Int(program.columns[entry])].append((link, program.values[entry])) }
    }
    split(program, part, links, isLinking: place.map { $0 >= 0 })
    let largest = blocks.map(\.columns.count).max() ?? 0
    guard blocks.count > 1, Double(largest) < Self.largestShare * Double(program.cost.count) else { return nil }
  }

  /// For each column a column that stands for its part.
  private static func parts(_ program: Program, isLinking: [Bool]) -> [Int] {
    var parent = Array(program.cost.indices)
    func root(_ column: Int) -> Int {
      var column = column
      while parent[column] != column {
        parent[column] = parent[parent[column]]
        column = parent[column]
      }
      return column
    }
    for row in program.rowUpper.indices where !isLinking[row] {
      let entries = program.entries(row)
      guard let first = entries.first else { continue }
      let head = root(Int(program.columns[first]))
      for entry in entries.dropFirst() { parent[root(Int(program.columns[entry]))] = head }
    }
    return program.cost.indices.map(root)
  }

  private mutating func split(
    _ program: Program, _ part: [Int], _ links: [[(link: Int, value: Double)]], isLinking: [Bool]
  ) {
    var rowsOfPart: [Int: [Int]] = [:]
    for row in program.rowUpper.indices where !isLinking[row] {
      guard let first = program.entries(row).first else { continue }
      rowsOfPart[part[Int(program.columns[first])], default: []].append(row)
    }
    var index: [Int: Int] = [:]
    var local = [Int](repeating: -1, count: program.cost.count)
    for column in program.cost.indices {
      guard let rows = rowsOfPart[part[column]] else {
        singles.append((column, program.cost[column], links[column]))
        continue
      }
      if index[part[column]] == nil {
        index[part[column]] = blocks.count
        blocks.append(Block(rows: rows))
      }
      let block = index[part[column]]!
      local[column] = blocks[block].columns.count
      blocks[block].columns.append(column)
      blocks[block].links.append(links[column])
      blocks[block].program.column(
        cost: program.cost[column], lower: program.columnLower[column], upper: program.columnUpper[column],
        isInteger: program.isInteger[column])
    }
    for block in blocks.indices {
      for row in blocks[block].rows {
        blocks[block].program.row(
          lower: program.rowLower[row], upper: program.rowUpper[row],
          program.entries(row).map { (local[Int(program.columns[$0])], program.values[$0]) })
      }
    }
  }
}

extension Blocks.Block {
  /// The part's program when the linking rows are for sale.
  func priced(_ prices: [Double]) -> Program {
    var priced = program
    for (column, links) in links.enumerated() {
      for link in links { priced.cost[column] -= prices[link.link] * link.value }
    }
    return priced
  }

  /// What a point of the part brings, and what it asks of each linking row.
  func totals(_ point: [Double], links count: Int) -> (worth: Double, use: [Double]) {
    var (worth, use) = (0.0, [Double](repeating: 0, count: count))
    for (column, value) in point.enumerated() where value != 0 {
      worth += program.cost[column] * value
      for link in links[column] { use[link.link] += link.value * value }
    }
    return (worth, use)
  }
}

extension Program {
  /// Entries of a row in `columns` and `values`.
  func entries(_ row: Int) -> Range<Int> { Int(rowStart[row])..<Int(rowStart[row + 1]) }
}
