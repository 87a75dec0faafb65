/// What one tier over several years starts from.
struct YearsTierState {
  let together: YearsTogether
  var tier: Int
  /// What projects of this tier may be awarded, and in which years; by project in billing order, earlier years first.
  var options: [YearOption]
  /// What is fixed: pinned projects, earlier tiers.
  var load: YearsLoad
  /// Options of the first year, of this tier or later ones, that together keep the floors; they fit on `load`.
  var witness: [YearOption] = []
  /// Least number of further projects in the first year, by region; only regions that still miss some.
  var floors: [Int: Int] = [:]
  /// First years of projects of later tiers in those regions that no group ties to others.
  var companions: [YearOption] = []
  var groups: YearsGroups
  /// What an earlier plan awarded of this tier.
  var earlier: [YearOption] = []
  /// What the scenario wants of each tier besides score; then projects of this tier that ask, pinned ones and those of earlier tiers that asked, and which
  /// of the latter are awarded.
  var aims: [Aim] = []
  var candidates: [Int] = []
  var asked: [Int] = []
  var awarded: [Int] = []

  /// Points of an option: none for those that only keep a floor.
  func worth(_ option: YearOption) -> Int64 {
    let project = load.instance.snapshot.projects[option.project]
    return project.tier == tier ? together.worth(project.score, year: option.year) : 0
  }
}

/// What one tier over several years ends with.
struct YearsTierOutcome {
  var chosen: [YearOption]
  var witness: [YearOption]
  var value: Int64
  var bound: Int64
  var prices: YearsPrices?
  var certificate = Certificate(prices: [], bound: .max)
  var rows = 0
  var columns = 0
  /// Score that the aims gave up, and what they reached.
  var given: Int64 = 0
  var aims: [Aim.Result] = []
  /// A limit ended the work on the aims.
  var aimsAreCut = false
}
