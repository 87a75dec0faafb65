import Diagnostics
import Allocation
import Foundation

/// Multi-dimensional knapsack problems as the OR-Library has them (mknap1, mknapcb1 …): the number of problems, and for each the number of
/// items n, of constraints m, and the optimum or 0; then n values, m rows of n amounts, m capacities.
public enum KnapsackFile {
  /// All problems of the file. Throws a `DiagnosticList` that names the line of the first fault.
  public static func read(_ path: String) throws -> [SolveInstance] {
    let file = URL(fileURLWithPath: path).lastPathComponent
    var reader = TokenReader([UInt8](try InstanceFile.contents(path)), file: file)
    let count = try reader.whole("number of problems", least: 1, most: InstanceLimits.instances)
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let instances = try (1...count).map { try problem(&reader, name: count == 1 ? stem : "\(stem)-\($0)") }
    guard reader.isAtEnd else { throw reader.fault(.conflict, found: "…", "\(count) problems, then the end of the file") }
    return instances
  }

  private static func problem(_ reader: inout TokenReader, name: String) throws -> SolveInstance {
    let items = try reader.whole("number of items", least: 1, most: InstanceLimits.entries)
    let rows = try reader.whole("number of constraints", least: 1, most: InstanceLimits.entries / items)
    let known = try reader.number("optimum or 0")
    let values = try (0..<items).map { _ in try reader.number("value of an item") }
    try reader.checkSum(values.map { Int128(max($0.tenThousandths, 0)) }, "Σ value")
    var amounts: [[Int128]] = []
    for row in 1...rows {
      amounts.append(
        try (0..<items).map { _ in
          let amount = try reader.wide("amount in constraint \(row)")
          guard amount >= 0 else { throw reader.fault(.negative, found: "\(amount / Int128(Quantity.scale))", "≥ 0") }
          return amount
        })
    }
    let capacities = try (0..<rows).map { row in
      let capacity = try reader.wide("capacity", digits: 15)
      // Nothing at all, chosen from nothing, would be too much for it.
      guard capacity >= 0 else { throw reader.fault(.negative, found: "\(capacity / Int128(Quantity.scale))", "capacity ≥ 0") }
      return capacity
    }
    // Constraints in which all is whole are counted in units, those with decimals in ten-thousandths: nothing is rounded.
    let steps = zip(amounts, capacities).map { ($0 + [$1]).allSatisfy { $0 % Int128(Quantity.scale) == 0 } ? Int128(Quantity.scale) : 1 }
    let inSteps = zip(amounts, steps).map { row, step in row.map { $0 / step } }
    for row in inSteps { try reader.checkSum(row, "Σ amount") }
    func quantity(_ amount: Int128) -> Quantity { Quantity(tenThousandths: Int64(clamping: amount)) }
    return KnapsackProblem(
      values: values, amounts: inSteps.map { $0.map(quantity) }, capacities: zip(capacities, steps).map { quantity($0 / $1) }
    ).instance(
      name: name, known: known == .zero ? nil : Double(known.tenThousandths) / Double(Quantity.scale))
  }
}

/// Items, what they take of each resource, and what there is: one pool, the city's, with a factor for each constraint.
struct KnapsackProblem {
  var values: [Quantity]
  /// By constraint, then item.
  var amounts: [[Quantity]]
  var capacities: [Quantity]

  func instance(name: String, known: Double?) -> SolveInstance {
    // Scores are whole: values with decimals are scaled up together.
    let scale = values.allSatisfy { $0.tenThousandths % Quantity.scale == 0 } ? 1 : Quantity.scale
    let factors = capacities.indices.map {
      Factor(code: "r\($0 + 1)", category: .fund, name: "约束\($0 + 1)", nameEnglish: "constraint \($0 + 1)", unit: "1", unitEnglish: "1")
    }
    let mayUse = [Bool](repeating: true, count: factors.count)
    var projects: [Project] = []
    var free: Int64 = 0
    for (item, value) in values.enumerated() {
      let score = scale == 1 ? value.tenThousandths / Quantity.scale : value.tenThousandths
      let demands = capacities.indices.compactMap { row -> Demand? in
        let amount = amounts[row][item]
        return amount == .zero ? nil : Demand(factor: row, asked: amount, ratio: Ratio(1), needed: amount, standing: .reported)
      }
      // What is worth nothing is left; what takes nothing is taken.
      if score < 1 { continue }
      if demands.isEmpty { free += score }
      projects.append(
        Project(
          code: Padded.code("i", item + 1), name: "item \(item + 1)", region: 0, home: 0, industry: "", tier: 0, score: score,
          investment: .zero,
          demands: demands, mayUseCityPool: mayUse))
    }
    let pools = capacities.enumerated().filter { $0.element > .zero }.map {
      Pool(region: 0, factor: $0.offset, vintage: InstanceFile.vintage, available: $0.element)
    }
    return SolveInstance(
      name: name,
      snapshot: InstanceFile.snapshot(
        factors: factors, regions: [Region(code: "0", name: name, nameEnglish: name, kind: .city)], pools: pools, projects: projects),
      scale: scale,
      free: free, known: known)
  }
}
