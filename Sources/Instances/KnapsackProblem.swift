import Allocation

struct KnapsackProblem {
  /// Worth of each item in whole numbers, so many of which are one unit of the file.
  var scores: [Int64]
  var scale: Int64
  /// By constraint, then item.
  var amounts: [[Quantity]]
  var capacities: [Quantity]

  func instance(name: String, known: Double?) -> SolveInstance {
    let factors = capacities.indices.map {
      Factor(code: "r\($0 + 1)", category: .fund, name: "约束\($0 + 1)", nameEnglish: "constraint \($0 + 1)", unit: "1", unitEnglish: "1")
    }
    let mayUse = [Bool](repeating: true, count: factors.count)
    var projects: [Project] = []
    var free: Int64 = 0
    for (item, score) in scores.enumerated() {
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
