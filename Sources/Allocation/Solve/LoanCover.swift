/// When each loan of the first vintage is needed back, and whether its borrower will have it then, from what the snapshot knows of later pools.
enum LoanCover {
  static func note(_ plan: inout Plan, _ snapshot: Snapshot) {
    var owed: [PoolKey: Quantity] = [:]
    for index in plan.moves.indices where plan.moves[index].kind == .loan && plan.moves[index].vintage == snapshot.vintage {
      let move = plan.moves[index]
      guard let year = SafeToLend.firstNeed(move.from, move.factor, snapshot, plan) else { continue }
      plan.moves[index].neededBack = year
      owed[PoolKey(vintage: year, factor: move.factor, region: move.to), default: .zero] += move.quantity
    }
    for index in plan.moves.indices {
      guard let year = plan.moves[index].neededBack else { continue }
      let move = plan.moves[index]
      // All that it owes until then, against all that it gets until then.
      let due = owed.filter { $0.key.region == move.to && $0.key.factor == move.factor && $0.key.vintage <= year }
        .reduce(Quantity.zero) { $0 + $1.value }
      let comes = snapshot.pools.filter {
        $0.region == move.to && $0.factor == move.factor && $0.vintage > snapshot.vintage && $0.vintage <= year
      }.reduce(Quantity.zero) { $0 + $1.available }
      plan.moves[index].isCovered = comes >= due
    }
  }
}
