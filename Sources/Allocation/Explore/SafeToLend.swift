/// What each county can give away of each factor without losing a project that the plan serves, and until when (L17.3).
public struct SafeToLend: Sendable, Encodable {
  public var region: Int
  public var factor: Int
  /// Left in its own pool after the plan, and within what rules let a county give away.
  public var quantity: Quantity
  /// The day by which it must be back, or is lost: the first day of a year in which the county's own waiting projects ask more than that year's
  /// pool brings; else the year's last day for factors that don't carry over. nil: no need in sight.
  public var until: CivilDate?
  /// It is lost on that day (expires), rather than needed.
  public var expires: Bool

  /// By region, then factor; only what is above zero.
  public static func all(_ plan: Plan, of snapshot: Snapshot) -> [SafeToLend] {
    let instance = Instance(snapshot)
    let pools = PlannedPools(instance, plan: plan)
    var safe: [SafeToLend] = []
    for region in snapshot.regions.indices where region != snapshot.cityRegion {
      for factor in snapshot.factors.indices {
        let room = pools.room[instance.pool(region, factor)]
        guard room > 0, !pools.isBorrower(region, factor) else { continue }
        let needed = firstNeed(region, factor, snapshot, plan)
        let carries = snapshot.rules.carries(factor: factor)
        let end = CivilDate(year: snapshot.vintage, month: 12, day: 31)
        safe.append(
          SafeToLend(
            region: region, factor: factor, quantity: Quantity(tenThousandths: room),
            until: carries ? needed.flatMap { CivilDate(year: $0, month: 1, day: 1) } : end, expires: !carries))
      }
    }
    return safe
  }

  /// The first later vintage whose own pool is less than what the county's waiting projects then ask.
  static func firstNeed(_ region: Int, _ factor: Int, _ snapshot: Snapshot, _ plan: Plan) -> Int? {
    let served = Set(plan.awards.map(\.project))
    let waiting = snapshot.projects.indices.filter { index in
      let project = snapshot.projects[index]
      return project.home == region && project.pin != .never && !served.contains(index)
    }
    var supply = Quantity.zero
    for vintage in Set(snapshot.pools.map(\.vintage).filter { $0 > snapshot.vintage }).sorted() {
      supply += snapshot.pools.filter { $0.region == region && $0.factor == factor && $0.vintage == vintage }.reduce(.zero) {
        $0 + $1.available
      }
      let asked = waiting.filter { snapshot.projects[$0].from <= vintage }.flatMap { snapshot.projects[$0].demands }
        .filter { $0.factor == factor }.reduce(Quantity.zero) { $0 + $1.needed }
      if asked > supply { return vintage }
    }
    return nil
  }
}
