/// A linear or mixed-integer program: maximise `cost`·x with `rowLower` ≤ A x ≤ `rowUpper`, x within its bounds, some of x whole.
///
/// Stored by rows in compressed form. Infinite bounds are `Double.infinity`.
public struct Program: Sendable {
  public var cost: [Double] = []
  public var columnLower: [Double] = []
  public var columnUpper: [Double] = []
  public var isInteger: [Bool] = []
  public var rowLower: [Double] = []
  public var rowUpper: [Double] = []
  /// Start of each row in `columns` and `values`; one more than there are rows.
  public var rowStart: [Int32] = [0]
  public var columns: [Int32] = []
  public var values: [Double] = []

  public init() {}

  /// Adds a column and returns its index.
  @discardableResult
  public mutating func column(cost: Double, lower: Double = 0, upper: Double = 1, isInteger: Bool = false) -> Int {
    self.cost.append(cost)
    columnLower.append(lower)
    columnUpper.append(upper)
    self.isInteger.append(isInteger)
    return self.cost.count - 1
  }

  /// Adds a row and returns its index.
  @discardableResult
  public mutating func row(lower: Double = -.infinity, upper: Double = .infinity, _ terms: [(column: Int, value: Double)]) -> Int {
    for term in terms {
      columns.append(Int32(term.column))
      values.append(term.value)
    }
    rowLower.append(lower)
    rowUpper.append(upper)
    rowStart.append(Int32(columns.count))
    return rowLower.count - 1
  }
}

/// What a solver found.
public struct ProgramSolution: Sendable {
  public enum Status: Sendable { case optimal, feasible, infeasible, unbounded, nothingFound }
  public var status: Status
  /// Empty when nothing was found.
  public var values: [Double]
  public var objective: Double
  /// Proven upper bound of the objective.
  public var bound: Double
  /// Change of the objective per unit of each row's right-hand side; only of linear programs.
  public var rowDuals: [Double]
  /// Pivots of the simplex method: work that is the same on every machine.
  public var work: Int64 = 0
  public init(status: Status, values: [Double], objective: Double, bound: Double, rowDuals: [Double] = []) {
    (self.status, self.values, self.objective, self.bound, self.rowDuals) = (status, values, objective, bound, rowDuals)
  }
}

/// What is known while a solver runs.
public struct ProgramProgress: Sendable {
  public var seconds: Double
  public var incumbent: Double?
  public var bound: Double
  public init(seconds: Double, incumbent: Double?, bound: Double) {
    (self.seconds, self.incumbent, self.bound) = (seconds, incumbent, bound)
  }
}

/// The seam to a solver of programs. Allocation states programs; Optimisation has HiGHS behind this.
public protocol ProgramSolver: Sendable {
  /// Name and version, stored with each run.
  var name: String { get }
  /// Who does passes over very many projects.
  var workers: any Workers { get }
  /// Solves `program` within `limits`; `progress` returns false to stop with the best found. `start` is a feasible point to begin from, if there is one.
  func solve(
    _ program: Program, limits: ProgramLimits, start: [Double]?, progress: (ProgramProgress) -> Bool
  ) throws -> ProgramSolution
}

/// When a solver may stop. All but the seconds are the same on every machine.
public struct ProgramLimits: Sendable {
  public var seconds: Double
  /// Relative gap that is good enough.
  public var gap: Double
  /// A point that brings so much is good enough, whatever the bound.
  public var target: Double?
  /// Most nodes of a branch and bound.
  public var nodes: Int?
  public init(seconds: Double, gap: Double, target: Double? = nil, nodes: Int? = nil) {
    (self.seconds, self.gap, self.target, self.nodes) = (seconds, gap, target, nodes)
  }
}

extension ProgramSolver {
  public var workers: any Workers { OneWorker() }

  /// Solves `program`, at most `seconds` long and to a relative gap of `gap`.
  public func solve(
    _ program: Program, seconds: Double, gap: Double, start: [Double]?, progress: (ProgramProgress) -> Bool
  ) throws -> ProgramSolution {
    try solve(program, limits: ProgramLimits(seconds: seconds, gap: gap), start: start, progress: progress)
  }
}
