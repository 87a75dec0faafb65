import Allocation
import Diagnostics
import Foundation

/// Multi-dimensional knapsack problems as the OR-Library has them.
///
/// In mknap1 and mknapcb1 to mknapcb9: the number of problems K, and for each the number of items n, of constraints m, and the optimum or 0; then n values p(j),
/// m rows of n amounts r(i,j), m capacities b(i). A file of one problem may leave K out. In mknap2, among lines of text: m, n, the values, the capacities, the rows,
/// the optimum; until the file ends.
public enum KnapsackFile {
  /// All problems of the file. Throws a `DiagnosticList` that names the line of the first fault.
  public static func read(_ path: String) throws -> [SolveInstance] {
    let file = URL(fileURLWithPath: path).lastPathComponent
    let bytes = [UInt8](try InstanceFile.contents(path))
    // In UTF-16 every digit would be a number of its own.
    guard !bytes.contains(0) else { throw DiagnosticList([Diagnostic(.fileEncoding, at: .init(file: file, row: 1), expected: "UTF-8")]) }
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    func named(_ problems: [Problem]) throws -> [SolveInstance] {
      try problems.enumerated().map { try $1.instance(name: problems.count == 1 ? stem : "\(stem)-\($0 + 1)", file: file) }
    }
    do {
      return try named(counted(TokenReader(bytes, file: file)))
    } catch let fault as DiagnosticList {
      // Whatever else the file may be, it is told what keeps it from being the usual form: that another form doesn't fit either is no news.
      if let single = try? alone(TokenReader(bytes, file: file)) { return try named([single]) }
      guard let bare = NumberLines(bytes).bytesWithoutText else { throw fault }
      if let remarked = try? counted(TokenReader(bare, file: file)) { return try named(remarked) }
      return try named(amongText(TokenReader(bare, file: file), unless: fault))
    }
  }

  /// K problems after their number.
  private static func counted(_ start: TokenReader) throws -> [Problem] {
    var reader = start
    let count = try reader.whole("K", least: 1, most: InstanceLimits.instances)
    let problems = try (1...count).map { _ in try Problem(&reader) }
    guard reader.isAtEnd else { throw reader.fault(.conflict, found: "…", "K = \(count)") }
    return problems
  }

  /// n, m and the optimum stand in the first line, where K would be alone.
  private static func alone(_ start: TokenReader) throws -> Problem {
    var (reader, first) = (start, start)
    for name in ["n", "m", "optimum | 0"] { _ = try first.wide(name, digits: 15) }
    guard first.line == reader.firstLine else { throw reader.fault(.conflict, found: "", "n m optimum") }
    let problem = try Problem(&reader)
    guard reader.isAtEnd else { throw reader.fault(.conflict, found: "…", "K = 1") }
    return problem
  }

  /// Problems until the end, at least one; a file whose first one isn't is told `fault`.
  private static func amongText(_ start: TokenReader, unless fault: DiagnosticList) throws -> [Problem] {
    var reader = start
    var problems: [Problem] = []
    while !reader.isAtEnd {
      do {
        problems.append(try Problem(rowsFirst: &reader))
      } catch let found as DiagnosticList { throw problems.isEmpty ? fault : found }
      guard problems.count <= InstanceLimits.instances else { throw reader.fault(.tooManyRows, found: "", "≤ \(InstanceLimits.instances)") }
    }
    guard !problems.isEmpty else { throw fault }
    return problems
  }

  /// One problem as it stands in the file, in ten-thousandths.
  private struct Problem {
    var values: [Int128] = []
    var amounts: [[Int128]] = []
    var capacities: [Int128] = []
    var known: Int128 = 0

    /// n m optimum, p, r, b.
    init(_ reader: inout TokenReader) throws {
      let items = try reader.whole("n", least: 1, most: InstanceLimits.entries)
      let rows = try reader.whole("m", least: 1, most: InstanceLimits.entries / items)
      known = try reader.wide("optimum | 0", digits: 15)
      values = try Self.values(&reader, items)
      amounts = try Self.amounts(&reader, items, rows)
      capacities = try Self.capacities(&reader, rows)
    }

    /// m n, p, b, r, optimum.
    init(rowsFirst reader: inout TokenReader) throws {
      let rows = try reader.whole("m", least: 1, most: InstanceLimits.entries)
      let items = try reader.whole("n", least: 1, most: InstanceLimits.entries / rows)
      values = try Self.values(&reader, items)
      capacities = try Self.capacities(&reader, rows)
      amounts = try Self.amounts(&reader, items, rows)
      known = try reader.wide("optimum", digits: 15)
    }

    private static func values(_ reader: inout TokenReader, _ items: Int) throws -> [Int128] {
      try (1...items).map { try reader.wide("p(\($0))") }
    }

    private static func amounts(_ reader: inout TokenReader, _ items: Int, _ rows: Int) throws -> [[Int128]] {
      try (1...rows).map { row in try (1...items).map { try notNegative(&reader, "r(\(row),\($0))", digits: 12) } }
    }

    /// Nothing at all, chosen from nothing, would be too much for a capacity below 0.
    private static func capacities(_ reader: inout TokenReader, _ rows: Int) throws -> [Int128] {
      try (1...rows).map { try notNegative(&reader, "b(\($0))", digits: 15) }
    }

    private static func notNegative(_ reader: inout TokenReader, _ what: String, digits: Int) throws -> Int128 {
      let amount = try reader.wide(what, digits: digits)
      guard amount >= 0 else { throw reader.fault(.negative, found: "\(amount / Int128(Quantity.scale))", "\(what) ≥ 0") }
      return amount
    }

    func instance(name: String, file: String) throws -> SolveInstance {
      // Constraints in which all is whole are counted in units, those with decimals in ten-thousandths: nothing is rounded. Scores are whole alike.
      let steps = zip(amounts, capacities).map { Self.step($0 + [$1]) }
      let inSteps = zip(amounts, steps).map { row, step in row.map { $0 / step } }
      for (row, amounts) in inSteps.enumerated() where amounts.reduce(0, +) > InstanceLimits.sum {
        throw DiagnosticList([
          Diagnostic(.outOfRange, at: .init(file: file), found: "> \(InstanceLimits.sum)", expected: "Σ r(\(row + 1),j)")
        ])
      }
      let scores = values.map { $0 / Self.step(values) }
      guard scores.reduce(0, { $0 + max($1, 0) }) <= InstanceLimits.scores else {
        throw DiagnosticList([Diagnostic(.outOfRange, at: .init(file: file), found: "> \(InstanceLimits.scores)", expected: "Σ p")])
      }
      func quantity(_ amount: Int128) -> Quantity { Quantity(tenThousandths: Int64(clamping: amount)) }
      return KnapsackProblem(
        scores: scores.map { Int64($0) }, scale: Quantity.scale / Int64(Self.step(values)),
        amounts: inSteps.map { $0.map(quantity) }, capacities: zip(capacities, steps).map { quantity($0 / $1) }
      ).instance(name: name, known: known == 0 ? nil : Double(known) / Double(Quantity.scale))
    }

    /// Ten-thousandths of one whole unit where all is whole, else 1.
    private static func step(_ numbers: [Int128]) -> Int128 {
      numbers.allSatisfy { $0 % Int128(Quantity.scale) == 0 } ? Int128(Quantity.scale) : 1
    }
  }
}
