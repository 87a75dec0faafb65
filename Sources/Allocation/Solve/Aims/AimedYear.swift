/// A tier of one year.
struct AimedYear: AimedTier {
  let state: TierState
  let tier: TierProgram

  var instance: Instance { state.load.instance }
  var program: Program { tier.program }
  var choices: [Int] { tier.projects }
  var ownChoices: Int { tier.candidates.count }

  var supply: [Int64] { state.load.supply.available }
  var fixedDemand: [Int64] { supply.indices.map(state.load.demand) }
  var years: Int { 1 }

  func project(_ choice: Int) -> Int { choice }
  func year(_ choice: Int) -> Int { 0 }
  func score(_ choice: Int) -> Int64 { instance.score(choice) }
  func keepsStanding(_ choice: Int) -> Bool { instance.snapshot.projects[choice].isStanding }
  func point(awarding awarded: Set<Int>) -> [Double] { tier.point(awarding: awarded) }
  func plan(_ chosen: [Int], witness: [Int]) -> Incumbent { Incumbent(state, exactly: chosen, witness: witness) }
  func cityUse(_ plan: Incumbent) -> Int64 { plan.cityUse() }

  func shares(_ measure: Aim.Measure) -> SatisfiedShares {
    SatisfiedShares(instance, measure, earlier: state.asked, awarded: state.awarded, candidates: state.candidates, decided: state.decided)
  }
}
