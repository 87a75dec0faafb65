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
    var isAwarded = [Bool](repeating: false, count: instance.count)
    for project in awarded { isAwarded[project] = true }
    let ends = ends(isAwarded, load, own)
    return isAwarded.indices.lazy.filter { isAwarded[$0] }.map { project in
      Plan.Award(project: project, vintage: vintage, lines: lines(project, ends, instance, vintage))
    }
  }

  /// Where an own pool's part for projects that may use the city's pool ends: who comes before this place gets all from it, who stands there what is left,
  /// who comes later nothing.
  private struct End {
    var place = Int.max
    var left: Int64 = 0
  }

  private static func ends(_ isAwarded: [Bool], _ load: Load, _ own: [Int64]) -> [End] {
    let instance = load.instance
    var ends = [End](repeating: End(), count: own.count)
    let scarce = own.indices.filter { $0 / instance.factors != instance.city && load.eligible[$0] > own[$0] }
    guard !scarce.isEmpty else { return ends }
    let asked = asked(isAwarded, scarce, instance, pools: own.count)
    for (number, pool) in scarce.enumerated() {
      var left = max(own[pool], 0)
      guard
        let block = asked[number].firstIndex(where: { block in
          guard block <= left else { return true }
          left -= block
          return false
        })
      else { continue }
      let places = block * blockSize..<min((block + 1) * blockSize, instance.order.count)
      for place in places where isAwarded[instance.order[place]] && instance.home(instance.order[place]) == pool / instance.factors {
        guard let entry = instance.demands(instance.order[place]).first(where: { instance.demandFactor[$0] == pool % instance.factors })
        else { continue }
        let shared = instance.cityPart(entry)
        guard shared <= left else {
          ends[pool] = End(place: place, left: left)
          break
        }
        left -= shared
      }
    }
    return ends
  }

  /// What awarded projects in each block of places may take from the city's pool, for each of `pools`: so all demands are read once, in the order of the
  /// arrays, and only one block a pool in the order of the bills.
  private static func asked(_ isAwarded: [Bool], _ scarce: [Int], _ instance: Instance, pools: Int) -> [[Int64]] {
    var number = [Int](repeating: -1, count: pools)
    for (index, pool) in scarce.enumerated() { number[pool] = index }
    let blocks = (instance.order.count + blockSize - 1) / blockSize
    var asked = [[Int64]](repeating: [Int64](repeating: 0, count: blocks), count: scarce.count)
    for project in isAwarded.indices where isAwarded[project] {
      let (base, block) = (instance.home(project) * instance.factors, instance.place[project] / blockSize)
      for entry in instance.demands(project) {
        let pool = number[base + instance.demandFactor[entry]]
        if pool >= 0 { asked[pool][block] += instance.cityPart(entry) }
      }
    }
    return asked
  }
  private static let blockSize = 1_024

  private static func lines(_ project: Int, _ ends: [End], _ instance: Instance, _ vintage: Int) -> [Plan.Line] {
    let (home, place) = (instance.home(project), instance.place[project])
    let demands = instance.demands(project)
    var lines: [Plan.Line] = []
    lines.reserveCapacity(demands.count)
    for entry in demands {
      let factor = instance.demandFactor[entry]
      func line(_ region: Int, _ amount: Int64) {
        guard amount > 0 else { return }
        lines.append(Plan.Line(factor: factor, region: region, vintage: vintage, quantity: Quantity(tenThousandths: amount)))
      }
      let end = ends[instance.pool(home, factor)]
      guard home != instance.city, place >= end.place else {
        line(home, instance.amount[entry])
        continue
      }
      let shared = instance.cityPart(entry)
      let fromOwn = place == end.place ? min(shared, end.left) : 0
      line(home, instance.amount[entry] - shared + fromOwn)
      line(instance.city, shared - fromOwn)
    }
    return lines
  }
}
