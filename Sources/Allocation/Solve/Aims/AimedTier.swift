/// One tier as aims see it, of one year (`AimedYear`) or of several (`AimedYears`): what may be awarded, the program of it, and plans.
protocol AimedTier {
  /// A project, or a project in a year.
  associatedtype Choice: Hashable
  associatedtype Awards: AimedPlan where Awards.Choice == Choice

  var instance: Instance { get }
  var program: Program { get }
  /// What the program's first columns stand for: choices of this tier, then those of later ones that help to keep a floor.
  var choices: [Choice] { get }
  /// How many of them are this tier's.
  var ownChoices: Int { get }
  /// What comes to its pools, and what is asked of them before it, by `year × pools + pool`.
  var supply: [Int64] { get }
  var fixedDemand: [Int64] { get }
  var years: Int { get }

  func project(_ choice: Choice) -> Int
  /// Years from the first.
  func year(_ choice: Choice) -> Int
  func score(_ choice: Choice) -> Int64
  /// It keeps what an adopted plan gave a project.
  func keepsStanding(_ choice: Choice) -> Bool
  /// The plan of `awarded` in the program.
  func point(awarding awarded: Set<Choice>) -> [Double]
  /// These and no others, as far as they fit.
  func plan(_ chosen: [Choice], witness: [Choice]) -> Awards
  func shares(_ measure: Aim.Measure) -> SatisfiedShares
  /// Sum over the factors of the used part of the city's pool, in millionths; factors that counties lend each other don't count.
  func cityUse(_ plan: Awards) -> Int64
}

/// A plan of one tier that is feasible in whole numbers.
protocol AimedPlan {
  associatedtype Choice: Hashable
  /// Choices of the tier, and those of later tiers that keep the floors.
  var chosen: [Choice] { get }
  var witness: [Choice] { get }
  var value: Int64 { get }
  var keepsFloors: Bool { get }
}

extension Incumbent: AimedPlan {}
extension YearsIncumbent: AimedPlan {}

extension AimedTier {
  /// Own choices, each with its column.
  func terms(_ value: (Choice) -> Double) -> [(column: Int, value: Double)] {
    choices.prefix(ownChoices).enumerated().compactMap { column, choice in
      let value = value(choice)
      return value == 0 ? nil : (column, value)
    }
  }

  /// This tier's projects among what is awarded.
  func projects(_ awarded: Set<Choice>) -> [Int] { choices.prefix(ownChoices).filter(awarded.contains).map(project) }
}
