extension AimSolver where Tier == AimedYear {
  /// Among plans with as much score, and as much of all aims, one with the fewest loans and transfers: each pair of counties that moves something of a factor
  /// is a whole column.
  mutating func reduceMoves(_ solver: any ProgramSolver) throws {
    guard !usual(best).isEmpty else { return }
    var program = program(best.value)
    for (factor, members) in Dictionary(grouping: tier.tier.exchanges, by: \.factor).sorted(by: { $0.key < $1.key }) {
      var (incoming, outgoing) = ([Int: [(column: Int, value: Double)]](), [Int: [(column: Int, value: Double)]]())
      for to in members {
        for from in members where from.region != to.region && from.most > 0 {
          let amount = moved(factor, from.region, to.region)
          let pair = program.column(cost: -1, upper: 1, isInteger: true) { amount($0) > 0 ? 1 : 0 }
          let flow = program.column { amount($0) }
          program.row(upper: 0, [(flow, 1), (pair, -from.most)])
          incoming[to.borrowed, default: []].append((flow, 1))
          outgoing[from.lent, default: []].append((flow, 1))
        }
      }
      for member in members {
        program.row(lower: 0, upper: 0, (incoming[member.borrowed] ?? []) + [(member.borrowed, -1)])
        program.row(lower: 0, upper: 0, (outgoing[member.lent] ?? []) + [(member.lent, -1)])
      }
    }
    let (load, vintage) = (tier.state.load, tier.state.vintage)
    func count(_ plan: Incumbent) throws -> Int { try FewestMoves(plan.loaded(on: load), vintage: vintage, solver: solver).moves().count }
    _ = try improve(program, best.value) { try count($0) < count($1) }
  }

  private func usual(_ plan: Incumbent) -> [Plan.Move] { Exchange.moves(plan.loaded(on: tier.state.load), vintage: tier.state.vintage) }

  /// What goes from one county to another in the usual moves of a plan, in units of the program.
  private func moved(_ factor: Int, _ from: Int, _ to: Int) -> (Set<Int>) -> Double {
    let (load, vintage, tier) = (tier.state.load, tier.state.vintage, tier.tier)
    return { awarded in
      var load = load
      for project in tier.projects where awarded.contains(project) { load.add(project) }
      let amount = Exchange.moves(load, factor: factor, vintage: vintage).filter { $0.from == from && $0.to == to }
        .reduce(Int64(0)) { $0 + $1.quantity.tenThousandths }
      return tier.scaled(amount, of: factor)
    }
  }
}
