extension Checker {
  /// Adds up again what each tier's prices prove, from snapshot, awards and pools alone. `checkPools` has looked at the pools before.
  mutating func checkCertificates() {
    if snapshot.rules.together != nil { return checkYearCertificates() }
    for result in plan.tiers {
      guard let certificate = result.certificate else { continue }
      guard let sum = TierSum(self, result, certificate), sum.bound == certificate.bound else {
        fail(.certificateMisstated(tier: result.tier, vintage: result.vintage))
        continue
      }
      if result.bound > certificate.bound { fail(.boundAboveCertificate(tier: result.tier, vintage: result.vintage)) }
    }
  }
}

/// One tier's sum of weak duality.
private struct TierSum {
  private(set) var bound: Int64 = 0

  private let checker: Checker
  private let result: Plan.TierResult
  private var snapshot: Snapshot { checker.snapshot }
  private var price: [PoolSide: Int128] = [:]
  private var limitPrice: [PoolSide: Int128] = [:]
  private var floorPrice: [Int: Int128] = [:]
  /// What fixed projects ask of a county's pool: all, and what may not come from the city pool.
  private var fixedAll: [PoolSide: Int128] = [:]
  private var fixedOwn: [PoolSide: Int128] = [:]
  private var before: [PoolSide: Int128] = [:]
  /// By holding limit, and what projects ask under each.
  private var heldPrice: [Int: Int128] = [:]
  private var held: [Int: [(limit: Int, amount: Int128)]] = [:]
  /// Projects that a region's floor still asks for.
  private var missing: [Int: Int] = [:]
  private var pinned: Int64 = 0
  /// Vintage in which a project is served.
  private let served: [Int: Int]

  private struct PoolSide: Hashable {
    var region: Int
    var factor: Int
    var isOwnOnly = false
  }

  /// nil when the prices aren't ones that prove anything.
  init?(_ checker: Checker, _ result: Plan.TierResult, _ certificate: Certificate) {
    (self.checker, self.result) = (checker, result)
    served = Dictionary(checker.plan.awards.map { ($0.project, $0.vintage) }) { first, _ in first }
    for row in checker.plan.pools where row.vintage == result.vintage {
      before[PoolSide(region: row.region, factor: row.factor)] = Int128(row.before.tenThousandths)
    }
    guard read(certificate.prices), read(certificate.limitPrices ?? []) else { return nil }
    addFixed()
    var sum = limitsLeft()
    for factor in snapshot.factors.indices {
      guard let worth = worth(factor) else { return nil }
      sum += worth
    }
    for (region, count) in missing { sum -= (floorPrice[region] ?? 0) * Int128(count) }
    sum += margins()
    bound = Int64(clamping: (sum >> Certificate.fractionBits) + Int128(pinned))
  }

  private mutating func read(_ prices: [Certificate.Price]) -> Bool {
    for item in prices {
      guard item.price > 0, snapshot.regions.indices.contains(item.region) else { return false }
      switch (item.kind, item.factor) {
      case (.floor, nil): floorPrice[item.region] = Int128(item.price)
      case (.cityLimit, let factor?):
        guard snapshot.factors.indices.contains(factor), item.region != snapshot.cityRegion, cityLimit(factor) != nil else { return false }
        limitPrice[PoolSide(region: item.region, factor: factor)] = Int128(item.price)
      case (.pool, let factor?), (.ownOnly, let factor?):
        guard snapshot.factors.indices.contains(factor) else { return false }
        price[PoolSide(region: item.region, factor: factor, isOwnOnly: item.kind == .ownOnly)] = Int128(item.price)
      default: return false
      }
    }
    return true
  }

  private mutating func read(_ prices: [Certificate.LimitPrice]) -> Bool {
    let limits = snapshot.rules.holdingLimits ?? []
    for item in prices {
      guard item.price > 0, limits.indices.contains(item.limit), heldPrice.updateValue(Int128(item.price), forKey: item.limit) == nil else {
        return false
      }
      for project in limits[item.limit].projects where snapshot.projects.indices.contains(project) {
        let asked = snapshot.projects[project].demands.first { $0.factor == limits[item.limit].factor }?.needed ?? .zero
        held[project, default: []].append((item.limit, Int128(asked.tenThousandths)))
      }
    }
    return true
  }

  /// Worth of what holding limits leave beside earlier vintages and what is fixed.
  private func limitsLeft() -> Int128 {
    var sum: Int128 = 0
    for (limit, price) in heldPrice { sum += price * Int128(snapshot.rules.holdingLimits![limit].most.tenThousandths) }
    for (project, asked) in held {
      guard let vintage = served[project], vintage <= result.vintage else { continue }
      let isFixed = snapshot.projects[project].tier < result.tier || snapshot.projects[project].pin == .must
      if vintage < result.vintage || isFixed { for part in asked { sum -= heldPrice[part.limit]! * part.amount } }
    }
    return sum
  }

  /// Pinned projects and those of earlier tiers: what they take, and the floors that they keep.
  private mutating func addFixed() {
    if result.vintage == snapshot.vintage {
      for floor in snapshot.rules.floors { missing[floor.region] = max(missing[floor.region] ?? 0, floor.projects) }
    }
    for (index, project) in snapshot.projects.enumerated() {
      if project.demands.isEmpty, !project.holdings.isEmpty { missing[project.region]? -= 1 }
      guard served[index] == result.vintage, project.tier < result.tier || project.pin == .must else { continue }
      missing[project.region]? -= 1
      if project.tier == result.tier { pinned += project.score }
      for demand in project.demands {
        let side = PoolSide(region: project.home, factor: demand.factor)
        fixedAll[side, default: 0] += Int128(demand.needed.tenThousandths)
        fixedOwn[side, default: 0] += ownPart(project, demand)
      }
    }
    missing = missing.filter { $0.value > 0 }
  }

  /// What projects that fit are worth beyond the price of their demand.
  private func margins() -> Int128 {
    let rooms = snapshot.factors.indices.map(room)
    var sum: Int128 = 0
    for (index, project) in snapshot.projects.enumerated() where isAsking(project, served[index]) && fits(project, rooms) {
      var worth = project.tier == result.tier ? Int128(project.score) << Certificate.fractionBits : 0
      worth += floorPrice[project.region] ?? 0
      for demand in project.demands { worth -= cost(project, demand) }
      for part in held[index] ?? [] { worth -= heldPrice[part.limit]! * part.amount }
      sum += max(0, worth)
    }
    return sum
  }

  /// Of this tier, or of a later one where a floor still asks for projects.
  private func isAsking(_ project: Project, _ served: Int?) -> Bool {
    guard project.tier == result.tier || project.tier > result.tier && missing[project.region] != nil else { return false }
    return project.pin == nil && !project.demands.isEmpty && project.from <= result.vintage && (served ?? result.vintage) >= result.vintage
      && !checker.isBroken(project)
  }

  private func cost(_ project: Project, _ demand: Demand) -> Int128 {
    let side = PoolSide(region: project.home, factor: demand.factor)
    return (price[side] ?? 0) * Int128(demand.needed.tenThousandths)
      + (price[PoolSide(region: side.region, factor: side.factor, isOwnOnly: true)] ?? 0) * ownPart(project, demand)
  }

  /// What of a demand only the project's own pool may give.
  private func ownPart(_ project: Project, _ demand: Demand) -> Int128 {
    guard project.mayUseCityPool[demand.factor] else { return Int128(demand.needed.tenThousandths) }
    guard let shares = snapshot.rules.cityShares, shares.indices.contains(demand.factor) else { return 0 }
    return Int128((demand.needed - min(shares[demand.factor].roundedDown(demand.needed), demand.needed)).tenThousandths)
  }

  private func isExchanged(_ factor: Int) -> Bool {
    snapshot.rules.lendable.contains(factor) || snapshot.rules.tradable.contains(factor)
  }

  private func lendable(_ side: PoolSide) -> Int128 {
    guard isExchanged(side.factor), side.region != snapshot.cityRegion else { return 0 }
    let available = Quantity(tenThousandths: Int64(clamping: before[side] ?? 0))
    return Int128(max(min(snapshot.rules.lendingLimit.roundedDown(available), available), .zero).tenThousandths)
  }

  /// Most of the city's pool that one county may use; nil: no limit.
  private func cityLimit(_ factor: Int) -> Int128? {
    guard let limit = snapshot.rules.cityLimit, !isExchanged(factor) else { return nil }
    let available = Quantity(tenThousandths: Int64(clamping: before[PoolSide(region: snapshot.cityRegion, factor: factor)] ?? 0))
    return Int128(max(limit.roundedDown(available), .zero).tenThousandths)
  }

  /// What is left of a factor at its prices; nil when a county's price is above the city's.
  private func worth(_ factor: Int) -> Int128? {
    let city = PoolSide(region: snapshot.cityRegion, factor: factor)
    let ceiling = price[city] ?? 0
    var (sum, sides) = (Int128(0), [(price: Int128, lendable: Int128)]())
    for region in snapshot.regions.indices {
      let side = PoolSide(region: region, factor: factor)
      let (all, own) = (price[side] ?? 0, price[PoolSide(region: region, factor: factor, isOwnOnly: true)] ?? 0)
      let limit = limitPrice[side] ?? 0
      guard all <= ceiling + limit, side != city || own == 0 else { return nil }
      sum += all * ((before[side] ?? 0) - (fixedAll[side] ?? 0)) + own * ((before[side] ?? 0) - (fixedOwn[side] ?? 0))
      if limit > 0 { sum += limit * (cityLimit(factor) ?? 0) }
      if side != city { sides.append((all + own, lendable(side))) }
    }
    guard isExchanged(factor), let dearest = sides.map(\.price).max() else { return sum }
    return sides.reduce(sum) { $0 + $1.lendable * (dearest - $1.price) }
  }

  /// What all counties together must borrow, draw on the city or can lend under what is fixed, and what the city has left for them.
  private struct Room {
    var mustBorrow: Int128 = 0
    var excess: Int128 = 0
    var lendable: Int128 = 0
    var city: Int128 = 0
    var holds: Bool { city >= 0 && mustBorrow + max(0, excess - city) <= lendable }

    mutating func count(_ own: Int128, _ all: Int128, _ ownOnly: Int128, _ limit: Int128, sign: Int128) {
      let borrow = max(0, ownOnly - own)
      mustBorrow += sign * borrow
      excess += sign * (max(0, all - own) - borrow)
      lendable += sign * min(max(0, own - all), limit)
    }
  }

  private func room(_ factor: Int) -> Room {
    var room = Room()
    for region in snapshot.regions.indices {
      let side = PoolSide(region: region, factor: factor)
      if region == snapshot.cityRegion {
        room.city = (before[side] ?? 0) - (fixedAll[side] ?? 0)
      } else {
        room.count(before[side] ?? 0, fixedAll[side] ?? 0, fixedOwn[side] ?? 0, lendable(side), sign: 1)
      }
    }
    return room
  }

  /// Whether the project can be added to what is fixed.
  private func fits(_ project: Project, _ rooms: [Room]) -> Bool {
    project.demands.allSatisfy { demand in
      var room = rooms[demand.factor]
      let side = PoolSide(region: project.home, factor: demand.factor)
      let amount = Int128(demand.needed.tenThousandths)
      if project.home == snapshot.cityRegion {
        room.city -= amount
      } else {
        let (own, all, ownOnly, limit) = (before[side] ?? 0, fixedAll[side] ?? 0, fixedOwn[side] ?? 0, lendable(side))
        room.count(own, all, ownOnly, limit, sign: -1)
        room.count(own, all + amount, ownOnly + ownPart(project, demand), limit, sign: 1)
      }
      return room.holds
    }
  }
}
