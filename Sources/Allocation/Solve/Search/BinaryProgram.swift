/// A tier's program without the columns that draw on the city's pools: projects alone, all of them 0 or 1.
///
/// The draws of a factor are possible exactly when what the counties lack together is there: Σ_c max(0, demand_c − pool_c) + the city's own demand ≤ city's pool.
/// That is one row for each set of counties, of which a few matter; they are added when a point breaks them (`shortRow`). Without draws a county's row and the
/// city's are knapsacks, which is what cuts and the search of our own need.
struct BinaryProgram {
  /// Σ values·x[columns] ≤ limit.
  struct Row {
    var columns: [Int32] = []
    var values: [Double] = []
    var limit: Double

    /// Divided by a power of two, which loses nothing, so that the largest value is between 1 and 2.
    var scaled: Row {
      let largest = values.reduce(0) { max($0, $1.magnitude) }
      guard largest > 0, largest.isFinite else { return self }
      let scale = Double(sign: .plus, exponent: -largest.exponent, significand: 1)
      return Row(columns: columns, values: values.map { $0 * scale }, limit: limit * scale)
    }

    /// The same choices of whole numbers, fewer of others. `excess` is by how much all columns together would break the row: one that asks for more than that breaks it
    /// by its presence alone, so what it asks beyond may be taken off both sides (Savelsbergh, 1994).
    var tightened: Row {
      let excess = values.reduce(0) { $0 + max(0, $1) } - limit
      guard excess > 0, values.contains(where: { $0.magnitude > excess }) else { return self }
      var row = self
      for (place, value) in values.enumerated() where value.magnitude > excess {
        row.values[place] = value > 0 ? excess : -excess
        if value > 0 { row.limit -= value - excess }
      }
      return row
    }

    func activity(_ point: [Double]) -> Double {
      var sum = 0.0
      for (column, value) in zip(columns, values) where point[Int(column)] != 0 { sum += value * point[Int(column)] }
      return sum
    }
  }

  /// One of the city's pools and the counties that draw on it.
  struct CityPool {
    /// The city's own projects and what there is.
    var own: Row
    /// Demand of each county on its pool, and that pool.
    var counties: [Row] = []
  }

  let cost: [Double]
  /// Rows that hold for every point, first those of the program.
  private(set) var rows: [Row] = []
  private(set) var cityPools: [CityPool] = []
  var count: Int { cost.count }

  /// nil when the program holds more than projects, draws and upper limits. Whole costs are taken for granted.
  /// - Parameter projects: the first columns, all 0 or 1.
  init?(_ program: Program, projects: Int) {
    guard projects > 0, program.rowLower.allSatisfy({ $0 == -.infinity }), program.rowUpper.allSatisfy({ $0.isFinite }),
      (0..<projects).allSatisfy({ program.isInteger[$0] && program.columnLower[$0] == 0 && program.columnUpper[$0] == 1 }),
      (projects..<program.cost.count).allSatisfy({
        !program.isInteger[$0] && program.cost[$0] == 0 && program.columnLower[$0] == 0 && program.columnUpper[$0] == .infinity
      }),
      program.cost.allSatisfy({ $0 >= 0 && $0 == $0.rounded() })
    else { return nil }
    cost = Array(program.cost[..<projects])
    guard split(program, projects) else { return nil }
    tighten()
  }

  /// Rows of a pool on which a county draws as well: where one is kept without it, nothing is drawn.
  private mutating func tighten() {
    for index in rows.indices { rows[index] = rows[index].tightened }
    for pool in cityPools.indices {
      for county in cityPools[pool].counties.indices { cityPools[pool].counties[county] = cityPools[pool].counties[county].tightened }
    }
  }

  /// Rows without draws stay; those with draws become pools. False when a draw stands where none is expected.
  private mutating func split(_ program: Program, _ projects: Int) -> Bool {
    var cityRow = [Int](repeating: -1, count: program.cost.count)
    var limited = [Double](repeating: .infinity, count: program.cost.count)
    var countyRows: [(draw: Int, row: Row)] = []
    for index in program.rowUpper.indices {
      var (row, draws) = (Row(limit: program.rowUpper[index]), [(column: Int, value: Double)]())
      for entry in program.entries(index) where program.values[entry] != 0 {
        let column = Int(program.columns[entry])
        if column >= projects {
          draws.append((column, program.values[entry]))
        } else {
          row.columns.append(Int32(column))
          row.values.append(program.values[entry])
        }
      }
      if draws.isEmpty {
        rows.append(row)
      } else if draws.count == 1, draws[0].value == -1 {
        countyRows.append((draws[0].column, row))
      } else if draws.count == 1, row.columns.isEmpty, draws[0].value == 1, cityRow[draws[0].column] < 0,
        !isLastRow(of: draws[0].column, index, program)
      {
        limited[draws[0].column] = min(limited[draws[0].column], row.limit)
      } else {
        for draw in draws {
          guard draw.value == 1, cityRow[draw.column] < 0 else { return false }
          cityRow[draw.column] = cityPools.count
        }
        cityPools.append(CityPool(own: row))
      }
    }
    for (draw, row) in countyRows {
      guard cityRow[draw] >= 0 else { return false }
      cityPools[cityRow[draw]].counties.append(row)
      guard limited[draw].isFinite else { continue }
      var capped = row
      capped.limit += limited[draw]
      rows.append(capped)
    }
    return true
  }

  /// Whether no later row holds the column with a positive value: then this is the city's own row, not a cap on one county.
  private func isLastRow(of column: Int, _ index: Int, _ program: Program) -> Bool {
    for row in (index + 1)..<max(program.rowUpper.count, index + 1) {
      for entry in program.entries(row) where Int(program.columns[entry]) == column && program.values[entry] > 0 { return false }
    }
    return true
  }

  /// The row of a city pool over a set of counties: what they and the city ask together is in their pools and the city's.
  func row(_ pool: CityPool, _ counties: [Int]) -> Row {
    var row = pool.own
    for county in counties {
      row.columns += pool.counties[county].columns
      row.values += pool.counties[county].values
      row.limit += pool.counties[county].limit
    }
    return row
  }

  /// The row that a point breaks most in each city pool, by more than `tolerance` for each unit that it is large.
  func shortRows(_ point: [Double], tolerance: Double) -> [Row] {
    cityPools.compactMap { pool in
      var (short, counties) = (pool.own.activity(point) - pool.own.limit, [Int]())
      for (county, row) in pool.counties.enumerated() {
        let lacking = row.activity(point) - row.limit
        guard lacking > 0 else { continue }
        counties.append(county)
        short += lacking
      }
      guard short > 0 else { return nil }
      let row = row(pool, counties)
      return short > tolerance * (row.values.max() ?? 1) ? row : nil
    }
  }

  /// Whether a point of whole numbers keeps every row. Amounts are multiples of a power of two, so the sums are exact.
  func holds(_ point: [Double]) -> Bool {
    rows.allSatisfy { $0.activity(point) <= $0.limit } && shortRows(point, tolerance: 0).isEmpty
  }

  func worth(_ point: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<count where point[column] != 0 { sum += cost[column] * point[column] }
    return sum
  }

  /// What is left when all columns but `open` are as in `point`.
  func restricted(to open: [Int], at point: [Double]) -> BinaryProgram {
    var place = [Int32](repeating: -1, count: count)
    for (new, old) in open.enumerated() { place[old] = Int32(new) }
    return BinaryProgram(
      cost: open.map { cost[$0] }, rows: rows.map { $0.restricted(place, point) },
      cityPools: cityPools.map { pool in
        CityPool(own: pool.own.restricted(place, point), counties: pool.counties.map { $0.restricted(place, point) })
      })
  }

  private init(cost: [Double], rows: [Row], cityPools: [CityPool]) {
    (self.cost, self.rows, self.cityPools) = (cost, rows, cityPools)
    tighten()
  }
}

extension BinaryProgram.Row {
  /// The row over columns that have a new place, less what the others ask at `point`.
  func restricted(_ place: [Int32], _ point: [Double]) -> BinaryProgram.Row {
    var row = BinaryProgram.Row(limit: limit)
    for (column, value) in zip(columns, values) {
      if place[Int(column)] >= 0 {
        row.columns.append(place[Int(column)])
        row.values.append(value)
      } else if point[Int(column)] != 0 {
        row.limit -= value * point[Int(column)]
      }
    }
    return row
  }
}
