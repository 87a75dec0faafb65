extension DualSimplex {
  /// - Parameter least: a bound below this is all that is asked for; the work ends there.
  mutating func solve(least: Double = -.infinity, most: Int = 20_000) -> Ending {
    for _ in 0..<most {
      if worth < least { return .belowLeast }
      guard let leaving = mostViolated() else {
        if age > 0, drifted() {
          refactor()
          continue
        }
        return .optimal
      }
      if age >= Self.freshness {
        refactor()
        continue
      }
      price(leaving.position)
      guard let entering = entering(leaving) else {
        guard age > 0 else { return .infeasible }
        refactor()
        guard let again = mostViolated() else { continue }
        price(again.position)
        guard self.entering(again, isTrial: true) == nil else { continue }
        return .infeasible
      }
      guard pivot(leaving, entering) else {
        if age == 0 { return .unfinished }
        refactor()
        continue
      }
    }
    return .unfinished
  }

  struct Leaving {
    var position: Int
    var target: Double
    /// +1 when the basic variable must fall, −1 when it must rise.
    var sign: Double
  }

  func mostViolated() -> Leaving? {
    var (found, most) = (-1, 0.0)
    var sign = 0.0
    for position in 0..<rows {
      let variable = basic[position]
      let over = value[position] - upper[variable]
      let under = lower[variable] - value[position]
      let violation = max(over, under)
      guard violation > Self.tolerance else { continue }
      let score = violation * violation / weight[position]
      if score > most { (found, most, sign) = (position, score, over > under ? 1 : -1) }
    }
    guard found >= 0 else { return nil }
    return Leaving(position: found, target: sign > 0 ? upper[basic[found]] : lower[basic[found]], sign: sign)
  }

  /// The row of the tableau at a position, into `alpha`.
  mutating func price(_ position: Int) {
    let (count, rows) = (count, rows)
    alpha.withUnsafeMutableBufferPointer { alpha in
      for variable in 0..<count { alpha[variable] = 0 }
      for row in 0..<rows {
        let factor = inverse[position * rows + row]
        alpha[count + row] = factor
        guard factor.magnitude > 1e-14 else { continue }
        entries[row].columns.withUnsafeBufferPointer { columns in
          entries[row].values.withUnsafeBufferPointer { values in
            for entry in 0..<columns.count { alpha[Int(columns[entry])] += factor * values[entry] }
          }
        }
      }
    }
  }

  struct Step {
    var variable: Int
    var ratio: Double
  }

  struct Entering {
    var variable: Int
    /// Columns that change sides on the way.
    var flipped: [Int]
  }

  /// The variable whose price runs out first, after those that may change sides without the row being repaired.
  func entering(_ leaving: Leaving, isTrial: Bool = false) -> Entering? {
    var steps: [Step] = []
    steps.reserveCapacity(64)
    let sign = leaving.sign
    for variable in 0..<(count + rows) {
      let entry = alpha[variable] * sign
      guard entry.magnitude > Self.pivotTolerance, place[variable] < 0, lower[variable] < upper[variable], (entry > 0) != isUpper[variable]
      else { continue }
      steps.append(Step(variable: variable, ratio: reduced[variable].magnitude / entry.magnitude))
    }
    guard !steps.isEmpty else { return nil }
    var left = sign * (value[leaving.position] - leaving.target)
    var flipped: [Int] = []
    // A few rounds find the next one by looking; where many change sides they are sorted.
    let sortFrom = 6
    var next = 0
    while next < steps.count {
      if next == sortFrom { steps[next...].sort { ($0.ratio, $0.variable) < ($1.ratio, $1.variable) } }
      if next < sortFrom {
        var least = next
        for other in (next + 1)..<max(steps.count, next + 1) {
          let (a, b) = (steps[other], steps[least])
          if a.ratio < b.ratio - 1e-12 || (a.ratio <= b.ratio + 1e-12 && alpha[a.variable].magnitude > alpha[b.variable].magnitude) {
            least = other
          }
        }
        steps.swapAt(next, least)
      }
      let variable = steps[next].variable
      let range = upper[variable] - lower[variable]
      let gained = alpha[variable].magnitude * range
      if gained >= left || !range.isFinite { return Entering(variable: variable, flipped: flipped) }
      left -= gained
      flipped.append(variable)
      next += 1
    }
    // All of them together don't repair the row, unless by less than rounding.
    return nil
  }

  func column(_ variable: Int) -> [Double] {
    var result = [Double](repeating: 0, count: rows)
    let rows = rows
    inverse.withUnsafeBufferPointer { inverse in
      result.withUnsafeMutableBufferPointer { result in
        if variable >= count {
          for position in 0..<rows { result[position] = inverse[position * rows + variable - count] }
          return
        }
        let range = columnStart[variable]..<columnStart[variable + 1]
        for position in 0..<rows {
          var sum = 0.0
          for entry in range { sum += inverse[position * rows + Int(columnRow[entry])] * columnValue[entry] }
          result[position] = sum
        }
      }
    }
    return result
  }

  /// False when the numbers have become too inexact for it.
  mutating func pivot(_ leaving: Leaving, _ entering: Entering) -> Bool {
    let (position, variable) = (leaving.position, entering.variable)
    let line = column(variable)
    let entry = line[position]
    guard (entry - alpha[variable]).magnitude <= 1e-6 * (1 + entry.magnitude), entry.magnitude > Self.pivotTolerance else { return false }
    if !entering.flipped.isEmpty {
      var shift = [Double](repeating: 0, count: rows)
      for column in entering.flipped {
        let before = bound(column)
        isUpper[column].toggle()
        note(column, moved: bound(column) - before, &shift)
      }
      apply(shift)
    }
    let step = (value[position] - leaving.target) / entry
    let start = bound(variable)
    worth += reduced[variable] * step
    let price = reduced[variable] / entry
    let left = basic[position]
    if price != 0 {
      alpha.withUnsafeBufferPointer { alpha in
        reduced.withUnsafeMutableBufferPointer { reduced in for other in 0..<(count + rows) { reduced[other] -= price * alpha[other] } }
      }
    }
    reduced[variable] = 0
    reduced[left] = -price
    isUpper[left] = leaving.sign > 0
    for other in 0..<rows { value[other] -= step * line[other] }
    value[position] = start + step
    (basic[position], place[variable], place[left]) = (variable, position, -1)
    update(position, line)
    for row in 0..<rows where basic[row] != variable { reduced[basic[row]] = 0 }
    age += 1
    pivots += 1
    return true
  }

  mutating func update(_ position: Int, _ line: [Double]) {
    let rows = rows
    let entry = line[position]
    inverse.withUnsafeMutableBufferPointer { inverse in
      weight.withUnsafeMutableBufferPointer { weight in
        let head = inverse.baseAddress! + position * rows
        for row in 0..<rows { head[row] /= entry }
        weight[position] /= entry * entry
        for other in 0..<rows where other != position && line[other] != 0 {
          let (factor, target) = (line[other], inverse.baseAddress! + other * rows)
          weight[other] = Lanes.subtract(factor, head, from: target, rows)
        }
      }
    }
  }
}
