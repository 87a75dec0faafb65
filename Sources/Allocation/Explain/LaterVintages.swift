/// Which waiting projects the pools of vintages beyond the plan would serve, in the order of tiers and scores.
enum LaterVintages {
  static func served(_ instance: Instance, plan: Plan) -> [Int: Int] {
    let snapshot = instance.snapshot
    let last = snapshot.vintage + max(snapshot.horizon, 1) - 1
    let vintages = Set(snapshot.pools.map(\.vintage).filter { $0 > last }).sorted()
    guard !vintages.isEmpty else { return [:] }
    let awarded = Set(plan.awards.map(\.project))
    var groups = Groups(snapshot)
    for project in awarded { groups.serve(project) }
    var waiting = instance.order.filter {
      !awarded.contains($0) && !instance.demands($0).isEmpty && snapshot.projects[$0].pin != .never && groups.blocking($0) == nil
    }
    var left = [Int64](repeating: 0, count: instance.regions * instance.factors)
    for row in plan.pools where row.vintage == last { left[instance.pool(row.region, row.factor)] = row.after.tenThousandths }
    var served: [Int: Int] = [:]
    var given = Array(awarded)
    for vintage in vintages {
      var supply = Supply(instance, vintage: vintage, carried: left)
      supply.allowance = instance.allowance(after: given)
      var load = Load(instance, supply)
      waiting.removeAll { project in
        guard snapshot.projects[project].from <= vintage, load.addIfFits(project) else { return false }
        served[project] = vintage
        given.append(project)
        return true
      }
      left = rest(load)
    }
    return served
  }

  /// What the pools have left; a county's demand beyond its own pool is on the city's.
  private static func rest(_ load: Load) -> [Int64] {
    let instance = load.instance
    var rest = load.supply.available.indices.map { load.supply.available[$0] - load.demand($0) }
    for pool in rest.indices where pool / instance.factors != instance.city && rest[pool] < 0 {
      rest[instance.pool(instance.city, pool % instance.factors)] += rest[pool]
      rest[pool] = 0
    }
    return rest.map { max($0, 0) }
  }
}
