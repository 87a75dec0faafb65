extension DualSimplex {
  /// Whether the rows are missed by more than rounding.
  func drifted() -> Bool {
    guard age >= 20 else { return false }
    let point = point()
    for row in 0..<rows {
      var left = limits[row]
      let (columns, values) = entries[row]
      for entry in columns.indices { left -= values[entry] * point[Int(columns[entry])] }
      let slack = place[count + row] >= 0 ? value[place[count + row]] : 0
      if (left - slack).magnitude > 1e-7 * (1 + limits[row].magnitude) { return true }
    }
    return false
  }

  /// The inverse, the values and the prices anew from the rows. A basis that can't be inverted gives way to the slacks.
  mutating func refactor() {
    age = 0
    if !invert() {
      for variable in basic where variable < count {
        place[variable] = -1
        isUpper[variable] = cost[variable] > 0
      }
      basic = (0..<rows).map { count + $0 }
      for row in 0..<rows { place[count + row] = row }
      _ = invert()
    }
    inverse.withUnsafeBufferPointer { inverse in
      for position in 0..<rows {
        let line = inverse.baseAddress! + position * rows
        weight[position] = Lanes.product(line, line, rows)
      }
    }
    priceAll()
    placeAll()
  }

  /// Only the rows without a slack in the basis have to be inverted, over the columns that are basic: about half of all, and an eighth of the work. The others say
  /// what their slack is.
  mutating func invert() -> Bool {
    let rows = rows
    var slack = [Int](repeating: -1, count: rows)
    for (position, variable) in basic.enumerated() where variable >= count { slack[variable - count] = position }
    let (tight, positions) = ((0..<rows).filter { slack[$0] < 0 }, (0..<rows).filter { basic[$0] < count })
    let size = tight.count
    var order = [Int](repeating: -1, count: rows)
    for (number, row) in tight.enumerated() { order[row] = number }
    var block = [Double](repeating: 0, count: size * size)
    for (place, position) in positions.enumerated() {
      for entry in columnStart[basic[position]]..<columnStart[basic[position] + 1] where order[Int(columnRow[entry])] >= 0 {
        block[order[Int(columnRow[entry])] * size + place] = columnValue[entry]
      }
    }
    guard let small = Self.inverse(of: block, size) else { return false }
    var result = [Double](repeating: 0, count: rows * rows)
    result.withUnsafeMutableBufferPointer { result in
      for row in 0..<rows where slack[row] >= 0 { result[slack[row] * rows + row] = 1 }
      for (place, position) in positions.enumerated() {
        for number in 0..<size { result[position * rows + tight[number]] = small[place * size + number] }
        for entry in columnStart[basic[position]]..<columnStart[basic[position] + 1] {
          let other = slack[Int(columnRow[entry])]
          guard other >= 0 else { continue }
          let value = columnValue[entry]
          for number in 0..<size { result[other * rows + tight[number]] -= value * small[place * size + number] }
        }
      }
    }
    inverse = result
    return true
  }

  /// Gauss and Jordan with pivots by column; nil when singular.
  private static func inverse(of matrix: [Double], _ size: Int) -> [Double]? {
    var (left, right) = (matrix, [Double](repeating: 0, count: size * size))
    for index in 0..<size { right[index * size + index] = 1 }
    var isSingular = false
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        for column in 0..<size {
          var best = column
          for row in (column + 1)..<max(size, column + 1) where left[row * size + column].magnitude > left[best * size + column].magnitude {
            best = row
          }
          let pivot = left[best * size + column]
          guard pivot.magnitude > 1e-11 else {
            isSingular = true
            return
          }
          for place in 0..<size where best != column {
            (left[best * size + place], left[column * size + place]) = (left[column * size + place], left[best * size + place])
            (right[best * size + place], right[column * size + place]) = (right[column * size + place], right[best * size + place])
          }
          for place in 0..<size {
            left[column * size + place] /= pivot
            right[column * size + place] /= pivot
          }
          for row in 0..<size where row != column {
            let factor = left[row * size + column]
            guard factor != 0 else { continue }
            for place in column..<size { left[row * size + place] -= factor * left[column * size + place] }
            for place in 0..<size { right[row * size + place] -= factor * right[column * size + place] }
          }
        }
      }
    }
    return isSingular ? nil : right
  }

  mutating func priceAll() {
    var duals = [Double](repeating: 0, count: rows)
    for (position, variable) in basic.enumerated() where variable < count && cost[variable] != 0 {
      for row in 0..<rows { duals[row] += cost[variable] * inverse[position * rows + row] }
    }
    for column in 0..<count { reduced[column] = cost[column] }
    for row in 0..<rows {
      reduced[count + row] = -duals[row]
      let (columns, values) = entries[row]
      for entry in columns.indices where duals[row] != 0 { reduced[Int(columns[entry])] -= duals[row] * values[entry] }
    }
    for variable in basic { reduced[variable] = 0 }
    // What rounding has put on the wrong side changes over.
    for variable in 0..<(count + rows) where place[variable] < 0 {
      if variable >= count {
        reduced[variable] = min(0, reduced[variable])
        isUpper[variable] = false
      } else if reduced[variable] != 0 {
        isUpper[variable] = reduced[variable] > 0
      }
    }
  }

  mutating func placeAll() {
    var left = limits
    worth = 0
    for column in 0..<count where place[column] < 0 {
      let at = bound(column)
      guard at != 0 else { continue }
      worth += cost[column] * at
      for entry in columnStart[column]..<columnStart[column + 1] { left[Int(columnRow[entry])] -= columnValue[entry] * at }
    }
    for position in 0..<rows {
      value[position] = inverse.withUnsafeBufferPointer { inverse in
        left.withUnsafeBufferPointer { Lanes.product(inverse.baseAddress! + position * rows, $0.baseAddress!, rows) }
      }
      if basic[position] < count { worth += cost[basic[position]] * value[position] }
    }
  }
}
