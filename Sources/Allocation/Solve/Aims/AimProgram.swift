/// A tier's program with rows and columns that keep what earlier aims reached, and the values of those columns for any plan.
struct AimProgram<Tier: AimedTier> {
  private(set) var program: Program
  let tier: Tier
  /// Value of each column beyond the tier's own, of a plan.
  private var extras: [(Set<Tier.Choice>) -> Double] = []

  init(_ tier: Tier) {
    self.tier = tier
    program = tier.program
    program.cost = [Double](repeating: 0, count: program.cost.count)
  }

  /// A column whose value follows from who is awarded.
  mutating func column(
    cost: Double = 0, upper: Double = .infinity, isInteger: Bool = false, value: @escaping (Set<Tier.Choice>) -> Double
  ) -> Int {
    extras.append(value)
    return program.column(cost: cost, upper: upper, isInteger: isInteger)
  }

  mutating func row(lower: Double = -.infinity, upper: Double = .infinity, _ terms: [(column: Int, value: Double)]) {
    program.row(lower: lower, upper: upper, terms)
  }

  mutating func setCost(_ terms: [(column: Int, value: Double)]) {
    for term in terms { program.cost[term.column] += term.value }
  }

  /// What the plan of `awarded` is in this program.
  func point(_ awarded: Set<Tier.Choice>) -> [Double] { tier.point(awarding: awarded) + extras.map { $0(awarded) } }
}
