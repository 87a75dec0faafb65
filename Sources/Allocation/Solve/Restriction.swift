/// A program with some of its columns decided and taken out, so that a solver sees only what is open.
struct Restriction {
  /// What is left: the open columns in their order, all rows with what the decided ones leave of them.
  let program: Program
  /// What the decided columns bring.
  let offset: Double
  /// Columns of the whole program that are open.
  let open: [Int]
  /// Values of all columns of the whole program; open ones at 0.
  private let decided: [Double]

  init(_ whole: Program, fixing fixed: [Int: Bool]) {
    var (program, open, offset) = (Program(), [Int](), 0.0)
    var decided = [Double](repeating: 0, count: whole.cost.count)
    var place = [Int32](repeating: -1, count: whole.cost.count)
    for column in whole.cost.indices {
      if let isAwarded = fixed[column] {
        decided[column] = isAwarded ? 1 : 0
        offset += isAwarded ? whole.cost[column] : 0
      } else {
        place[column] = Int32(open.count)
        open.append(column)
        program.column(
          cost: whole.cost[column], lower: whole.columnLower[column], upper: whole.columnUpper[column], isInteger: whole.isInteger[column])
      }
    }
    for row in whole.rowUpper.indices {
      var (terms, used) = ([(column: Int, value: Double)](), 0.0)
      for entry in Int(whole.rowStart[row])..<Int(whole.rowStart[row + 1]) {
        let column = Int(whole.columns[entry])
        if place[column] >= 0 {
          terms.append((Int(place[column]), whole.values[entry]))
        } else {
          used += whole.values[entry] * decided[column]
        }
      }
      program.row(lower: whole.rowLower[row] - used, upper: whole.rowUpper[row] - used, terms)
    }
    (self.program, self.open, self.offset, self.decided) = (program, open, offset, decided)
  }

  /// A point of the whole program as one of what is left; nil when it disagrees with what is decided.
  func reduced(_ point: [Double]) -> [Double]? {
    var isOpen = [Bool](repeating: false, count: decided.count)
    for column in open { isOpen[column] = true }
    guard point.indices.allSatisfy({ isOpen[$0] || point[$0] == decided[$0] }) else { return nil }
    return open.map { point[$0] }
  }

  /// What is left with these of its columns at 1, as a point of the whole.
  func whole(_ chosen: [Int]) -> ProgramSolution {
    var values = [Double](repeating: 0, count: program.cost.count)
    for column in chosen { values[column] = 1 }
    return whole(ProgramSolution(status: .feasible, values: values, objective: 0, bound: 0))
  }

  /// A solution of what is left as one of the whole.
  func whole(_ solution: ProgramSolution) -> ProgramSolution {
    var whole = solution
    whole.objective += offset
    whole.bound += offset
    if !solution.values.isEmpty {
      whole.values = decided
      for (place, column) in open.enumerated() { whole.values[column] = solution.values[place] }
    }
    return whole
  }
}
