/// Who is paid from which pool, once it is fixed who is awarded: own pool first, in the order tier, score, entry, code; what
/// the own pool can't give to a project that may use the city pool comes from there. One pass, no choice left.
///
/// What may not come from the city pool is booked on the own pool before all else: it has nowhere else to go.
enum Billing {
  /// Lines of each awarded project, ascending by project. `awarded` has what `load` holds.
  static func awards(_ awarded: [Int], load: Load, moves: [Plan.Move], vintage: Int) -> [Plan.Award] {
    let instance = load.instance
    var own = load.supply.available
    for move in moves {
      own[instance.pool(move.from, move.factor)] -= move.quantity.tenThousandths
      own[instance.pool(move.to, move.factor)] += move.quantity.tenThousandths
    }
    // What the rest may take from own pools: what that leaves.
    for pool in own.indices where pool / instance.factors != instance.city { own[pool] -= load.bound[pool] }
    let inOrder = awarded.sorted { instance.place[$0] < instance.place[$1] }
    var awards = inOrder.map { project -> Plan.Award in
      let home = instance.home(project)
      var lines: [Plan.Line] = []
      for entry in instance.demands(project) {
        let factor = instance.demandFactor[entry]
        func line(_ region: Int, _ amount: Int64) {
          guard amount > 0 else { return }
          lines.append(Plan.Line(factor: factor, region: region, vintage: vintage, quantity: Quantity(tenThousandths: amount)))
        }
        let shared = instance.cityPart(entry)
        guard shared > 0, home != instance.city else {
          line(home, instance.amount[entry])
          continue
        }
        let pool = instance.pool(home, factor)
        let fromOwn = min(shared, max(own[pool], 0))
        own[pool] -= fromOwn
        line(home, instance.ownPart(entry) + fromOwn)
        line(instance.city, shared - fromOwn)
      }
      return Plan.Award(project: project, vintage: vintage, lines: lines)
    }
    awards.sort { $0.project < $1.project }
    return awards
  }
}
