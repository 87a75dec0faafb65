/// A fund policy or financial instrument (L19) with its rules, as policy has them in parameters `fund.*` of its factor.
public struct Instrument: Hashable, Sendable {
  /// Index into the city's factors.
  public var factor: Int
  /// What it costs in a year, of the amount.
  public var cost: Ratio
  /// Most of a project's total investment that it may cover.
  public var cap: Ratio
  /// Least amount for one project; zero: no least.
  public var least: Quantity
  /// Classes of L2 that may have it; nil: all.
  public var classes: [Int]?
  /// A project gets at most one instrument of a group; nil: none.
  public var group: String?

  public init(
    factor: Int, cost: Ratio, cap: Ratio = .one, least: Quantity = .zero, classes: [Int]? = nil, group: String? = nil
  ) {
    (self.factor, self.cost, self.cap, self.least, self.classes, self.group) = (factor, cost, cap, least, classes, group)
  }

  /// The catalogue of a policy: every factor of funds. Throws for a parameter that can't be read.
  public static func catalogue(_ factors: [Factor], _ policy: PolicyTable) throws(PolicyError) -> [Instrument] {
    var catalogue: [Instrument] = []
    for (index, factor) in factors.enumerated() where factor.category == .fund {
      let classes = policy.value("fund.classes", factor: factor.code).map { $0.split { !$0.isNumber }.compactMap { Int($0) } }
      catalogue.append(
        Instrument(
          factor: index, cost: try policy.ratio("fund.cost", factor: factor.code, default: .zero),
          cap: try policy.ratio("fund.cap", factor: factor.code, default: .one),
          least: try policy.quantity("fund.least", factor: factor.code, default: .zero), classes: classes,
          group: policy.value("fund.group", factor: factor.code)))
    }
    return catalogue
  }
}
