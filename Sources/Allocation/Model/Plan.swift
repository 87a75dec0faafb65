/// What the solver decided, in whole numbers, with what it proved.
public struct Plan: Sendable, Codable, Equatable {
  /// How a plan came to its end.
  public enum Status: String, Hashable, Sendable, Codable {
    /// Every tier within the asked gap.
    case proven
    /// A limit or Ctrl-C ended it; the best plan found is here, with its gap.
    case stopped
  }
  public var status: Status
  /// Ascending by project index.
  public var awards: [Award]
  /// Loans and paid transfers that the plan needs, to be posted before the awards.
  public var moves: [Move]
  public var tiers: [TierResult]
  /// For each pool that the plan touches.
  public var pools: [PoolResult]
  /// One for each project without an award in this plan that has unmet demand; ascending by project index.
  public var unmet: [Unmet]
  public var statistics: Statistics

  /// One project's part of a plan.
  public struct Award: Hashable, Sendable, Codable {
    /// Index into `Snapshot.projects`.
    public var project: Int
    /// The vintage in which it is served.
    public var vintage: Int
    public var lines: [Line]
    public init(project: Int, vintage: Int, lines: [Line]) { (self.project, self.vintage, self.lines) = (project, vintage, lines) }
  }
  /// So much of one factor from one pool.
  public struct Line: Hashable, Sendable, Codable {
    public var factor: Int
    /// Region of the pool: the project's home, or the city.
    public var region: Int
    public var vintage: Int
    public var quantity: Quantity
    public init(factor: Int, region: Int, vintage: Int, quantity: Quantity) {
      (self.factor, self.region, self.vintage, self.quantity) = (factor, region, vintage, quantity)
    }
  }
  /// Quota that goes from one county's pool to another's.
  public struct Move: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable { case loan, transfer }
    public var kind: Kind
    public var factor: Int
    public var vintage: Int
    public var from: Int
    public var to: Int
    public var quantity: Quantity
    /// Of loans: the first later vintage in which the lender's own projects need it back, as far as the snapshot knows; nil: none in sight.
    public var neededBack: Int?
    /// Of loans that are needed back: the borrower's own pools of the vintages until then hold what it has borrowed; nil: not asked.
    public var isCovered: Bool?
    public init(kind: Kind, factor: Int, vintage: Int, from: Int, to: Int, quantity: Quantity) {
      (self.kind, self.factor, self.vintage, self.from, self.to, self.quantity) = (kind, factor, vintage, from, to, quantity)
    }
  }
  /// What one tier got and how good that is: `value` ≤ optimum ≤ `bound`, given what the tiers before it fixed.
  public struct TierResult: Hashable, Sendable, Codable {
    public var tier: Int
    public var vintage: Int
    /// Sum of scores.
    public var value: Int64
    public var bound: Int64
    /// Projects awarded and projects that asked.
    public var awarded: Int
    public var candidates: Int
    public var seconds: Double
    public var status: Status
    /// Prices that prove a bound of the tier to anybody; nil in runs from before there were any.
    public var certificate: Certificate?
    /// Score that aims gave up, as they may, and what each of them reached; nil in runs without aims.
    public var given: Int64?
    public var aims: [Aim.Result]?
    /// A limit ended the work on the aims before each was proved: a better plan for them may exist. nil: not so.
    public var aimsAreCut: Bool?
    /// Of years that are planned together: the last of them; `vintage` is the first, and scores of later years are discounted. nil: one vintage.
    public var through: Int?
    /// Its vintage, or the years that were planned together: `2026–2028`.
    public var years: String { through.map { $0 > vintage ? "\(vintage)–\($0)" : "\(vintage)" } ?? "\(vintage)" }
    /// (bound − value) / bound; 0 when nothing could be gained.
    public var gap: Double { bound <= value ? 0 : Double(bound - value) / Double(max(bound, 1)) }
    public init(
      tier: Int, vintage: Int, value: Int64, bound: Int64, awarded: Int, candidates: Int, seconds: Double, status: Status,
      certificate: Certificate? = nil
    ) {
      (self.tier, self.vintage, self.value, self.bound) = (tier, vintage, value, bound)
      (self.awarded, self.candidates, self.seconds, self.status) = (awarded, candidates, seconds, status)
      self.certificate = certificate
    }
  }
  /// A pool before and after, and what one more unit would be worth.
  public struct PoolResult: Hashable, Sendable, Codable {
    public var region: Int
    public var factor: Int
    public var vintage: Int
    public var before: Quantity
    public var movedIn: Quantity
    public var movedOut: Quantity
    public var given: Quantity
    /// Score per unit of the factor at the margin (of the last tier for which it was scarce); 0 when it isn't scarce.
    public var shadowPrice: Double
    public var after: Quantity { before + movedIn - movedOut - given }
    public init(
      region: Int, factor: Int, vintage: Int, before: Quantity, movedIn: Quantity = .zero, movedOut: Quantity = .zero, given: Quantity,
      shadowPrice: Double
    ) {
      (self.region, self.factor, self.vintage, self.before) = (region, factor, vintage, before)
      (self.movedIn, self.movedOut, self.given, self.shadowPrice) = (movedIn, movedOut, given, shadowPrice)
    }
  }
  public struct Statistics: Hashable, Sendable, Codable {
    public var solver: String
    public var seconds: Double
    public var rows: Int
    public var columns: Int
    /// Pivots of the simplex method, the same on every machine; nil in runs from before they were counted.
    public var work: Int64?
    /// Time ended something that would have gone on: another run may find another plan. Without it the same snapshot and settings give the same.
    public var isCutByClock: Bool?
    public init(solver: String, seconds: Double, rows: Int, columns: Int) {
      (self.solver, self.seconds, self.rows, self.columns) = (solver, seconds, rows, columns)
    }
  }

  public init(
    status: Status, awards: [Award], moves: [Move], tiers: [TierResult], pools: [PoolResult], unmet: [Unmet], statistics: Statistics
  ) {
    (self.status, self.awards, self.moves, self.tiers) = (status, awards, moves, tiers)
    (self.pools, self.unmet, self.statistics) = (pools, unmet, statistics)
  }
}
