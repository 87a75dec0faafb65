extension Checker {
  /// What each pool has, gets, gives away and gives out, from the snapshot, the moves and the award lines alone, year by year.
  mutating func checkPools() {
    var given: [PoolKey: Quantity] = [:]
    var (movedIn, movedOut) = (given, given)
    /// Lines from the city pool, by the county whose projects they serve.
    var drawnFor: [PoolKey: Quantity] = [:]
    for award in plan.awards {
      let home = snapshot.projects[award.project].home
      for line in award.lines {
        given[PoolKey(vintage: line.vintage, factor: line.factor, region: line.region), default: .zero] += line.quantity
        if line.region == snapshot.cityRegion, home != snapshot.cityRegion {
          drawnFor[PoolKey(vintage: line.vintage, factor: line.factor, region: home), default: .zero] += line.quantity
        }
      }
    }
    for move in plan.moves {
      movedIn[PoolKey(vintage: move.vintage, factor: move.factor, region: move.to), default: .zero] += move.quantity
      movedOut[PoolKey(vintage: move.vintage, factor: move.factor, region: move.from), default: .zero] += move.quantity
    }
    var rows: [PoolKey: Plan.PoolResult] = [:]
    for row in plan.pools {
      let key = PoolKey(vintage: row.vintage, factor: row.factor, region: row.region)
      if rows.updateValue(row, forKey: key) != nil { fail(.poolMisstated(region: key.region, factor: key.factor, vintage: key.vintage)) }
    }
    var left: [PoolKey: Quantity] = [:]
    for vintage in snapshot.vintage..<(snapshot.vintage + max(snapshot.horizon, 1)) {
      let before = holdings(vintage, left)
      for factor in snapshot.factors.indices {
        for region in snapshot.regions.indices {
          let key = PoolKey(vintage: vintage, factor: factor, region: region)
          let (into, out, used) = (movedIn[key] ?? .zero, movedOut[key] ?? .zero, given[key] ?? .zero)
          let expected = Plan.PoolResult(
            region: region, factor: factor, vintage: vintage, before: before[key] ?? .zero, movedIn: into, movedOut: out, given: used,
            shadowPrice: rows[key]?.shadowPrice ?? 0)
          left[key] = expected.after
          check(expected, stated: rows[key], isDrawnFor: drawnFor[key] != nil)
          checkCityLimit(
            key, drawn: drawnFor[key] ?? .zero, city: before[PoolKey(vintage: vintage, factor: factor, region: snapshot.cityRegion)])
        }
      }
    }
  }

  private mutating func checkCityLimit(_ key: PoolKey, drawn: Quantity, city: Quantity?) {
    let isExchanged = snapshot.rules.lendable.contains(key.factor) || snapshot.rules.tradable.contains(key.factor)
    guard let limit = snapshot.rules.cityLimit, !isExchanged else { return }
    let most = max(.zero, limit.roundedDown(city ?? .zero))
    if drawn > most { fail(.usesTooMuchOfCity(region: key.region, factor: key.factor, vintage: key.vintage, by: drawn - most)) }
  }

  /// Pools of one vintage: the snapshot's, and what carries over from the year before.
  private func holdings(_ vintage: Int, _ left: [PoolKey: Quantity]) -> [PoolKey: Quantity] {
    var before: [PoolKey: Quantity] = [:]
    for pool in snapshot.pools where pool.vintage == vintage && pool.available > .zero {
      before[PoolKey(vintage: vintage, factor: pool.factor, region: pool.region), default: .zero] += pool.available
    }
    for (key, quantity) in left where key.vintage == vintage - 1 && snapshot.rules.carriesOver.indices.contains(key.factor) {
      guard snapshot.rules.carriesOver[key.factor] else { continue }
      before[PoolKey(vintage: vintage, factor: key.factor, region: key.region), default: .zero] += quantity
    }
    return before
  }

  private mutating func check(_ pool: Plan.PoolResult, stated: Plan.PoolResult?, isDrawnFor: Bool) {
    let (region, factor, vintage) = (pool.region, pool.factor, pool.vintage)
    if pool.after < .zero { fail(.overdrawn(region: region, factor: factor, vintage: vintage, by: .zero - pool.after)) }
    let isTouched = pool.before > .zero || pool.movedIn > .zero || pool.movedOut > .zero || pool.given > .zero
    if stated != (isTouched ? pool : nil) { fail(.poolMisstated(region: region, factor: factor, vintage: vintage)) }
    if let stated, !(stated.shadowPrice >= 0 && stated.shadowPrice.isFinite) {
      fail(.poolMisstated(region: region, factor: factor, vintage: vintage))
    }
    if isDrawnFor, pool.after > .zero { fail(.cityBeforeOwn(region: region, factor: factor, vintage: vintage, left: pool.after)) }
    guard pool.movedOut > .zero else { return }
    let limit = min(pool.before, snapshot.rules.lendingLimit.roundedDown(pool.before))
    if pool.movedOut > limit { fail(.lendsTooMuch(region: region, factor: factor, vintage: vintage, by: pool.movedOut - limit)) }
    if isDrawnFor || pool.movedIn > .zero { fail(.lendsAndDraws(region: region, factor: factor, vintage: vintage)) }
  }
}
