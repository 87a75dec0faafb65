/// The program of some candidates of a tier, with all others decided as a plan has them.
struct TierCore {
  let program: TierProgram
  /// The plan's own choice among the members, and what it is worth.
  let start: [Double]
  let value: Int64

  init(_ plan: Incumbent, members: [Int]) {
    let (load, taken) = plan.without(members)
    value = taken.reduce(0) { $0 + load.instance.score($1) }
    program = TierProgram(load, candidates: members, companions: [], floors: [:])
    start = program.point(awarding: Set(taken))
  }

  /// Members that a solution awards.
  func chosen(_ solution: ProgramSolution) -> [Int] {
    program.projects.indices.filter { solution.values[$0] > 0.5 }.map { program.projects[$0] }
  }
}
