/// What one tier starts from.
struct TierState {
  var vintage: Int
  var tier: Int
  /// Projects of this tier that may be awarded and aren't yet, in billing order.
  var candidates: [Int]
  /// What is fixed: pinned projects, earlier tiers.
  var load: Load
  /// Projects, of this tier or later ones, that together keep the floors; they fit on `load`.
  var witness: [Int]
  /// Least number of further projects, by region; only regions that still miss some.
  var floors: [Int: Int]
  /// Projects of later tiers in those regions; those that groups tie to others don't count on behalf of a floor.
  var companions: [Int]
  /// Pinned projects and those of earlier tiers that asked, and those of them that are awarded.
  var asked: [Int] = []
  var awarded: [Int] = []
  /// Library's forms of projects that a variant of was served in an earlier vintage: they ask no more.
  var decided: Set<Int> = []
  /// What groups of projects allow, given what is served.
  var groups: Groups
  /// What an earlier plan had here.
  var earlier: Earlier.Tier?
  /// Of plans with equal score one with few loans and transfers.
  var isFewest = false
  /// What the scenario wants of each tier besides score.
  var aims: [Aim] = []
}

/// What one tier ends with.
struct TierOutcome {
  /// Candidates that are awarded.
  var chosen: [Int]
  /// Projects of later tiers that keep the floors next to `chosen`.
  var witness: [Int]
  /// Sum of scores of `chosen`; no choice has more than `bound`.
  var value: Int64
  var bound: Int64
  /// Prices of the relaxation; nil when all that fits could be had.
  var prices: TierPrices?
  /// What the prices prove, to the last digit.
  var certificate = Certificate(prices: [], bound: .max)
  var rows = 0
  var columns = 0
  /// Score that the aims gave up, and what they reached.
  var given: Int64 = 0
  var aims: [Aim.Result] = []
  /// A limit ended the work on the aims.
  var aimsAreCut = false
}
