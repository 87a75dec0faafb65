/// A tier over several years that are planned together: a satisfied share counts whoever is served in any of them, the use of the city's pools is that of
/// all years of what all years bring.
struct AimedYears: AimedTier {
  let state: YearsTierState
  let tier: YearsProgram
  /// Options of this tier in the program; those that help to keep a floor come after them.
  let ownChoices: Int

  var instance: Instance { state.load.instance }
  var program: Program { tier.program }
  var choices: [YearOption] { tier.options }

  var supply: [Int64] { state.load.supply }
  var fixedDemand: [Int64] { state.load.use.every }
  var years: Int { state.load.years }

  func project(_ choice: YearOption) -> Int { choice.project }
  func year(_ choice: YearOption) -> Int { choice.year }
  func score(_ choice: YearOption) -> Int64 { state.worth(choice) }
  func point(awarding awarded: Set<YearOption>) -> [Double] { tier.point(awarding: awarded) }
  func plan(_ chosen: [YearOption], witness: [YearOption]) -> YearsIncumbent {
    YearsIncumbent(state, exactly: chosen, witness: witness)
  }

  /// In the year of what it had, or before.
  func keepsStanding(_ choice: YearOption) -> Bool {
    let (snapshot, project) = (instance.snapshot, instance.snapshot.projects[choice.project])
    return project.isStanding && snapshot.vintage + choice.year <= max(project.releasedVintage ?? 0, snapshot.vintage)
  }

  func shares(_ measure: Aim.Measure) -> SatisfiedShares {
    SatisfiedShares(instance, measure, earlier: state.asked, awarded: state.awarded, candidates: state.candidates, decided: [])
  }

  func cityUse(_ plan: YearsIncumbent) -> Int64 {
    var load = state.load
    for option in plan.chosen { load.add(option) }
    return load.cityUse
  }
}
