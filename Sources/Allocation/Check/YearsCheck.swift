extension Checker {
  private var lastVintage: Int { snapshot.vintage + max(snapshot.horizon, 1) - 1 }

  /// Of years that are planned together: each tier once, over all of them, with the discounted points of its awards; pinned projects in the first year.
  mutating func checkTiers(_ together: YearsTogether) {
    let isFormed = plan.tiers.map(\.tier).elementsEqual(snapshot.tiers.indices)
    guard isFormed, plan.tiers.allSatisfy({ $0.vintage == snapshot.vintage && $0.through == lastVintage }) else {
      fail(.malformed("tiers"))
      return
    }
    let vintageOf = Dictionary(plan.awards.map { ($0.project, $0.vintage) }) { first, _ in first }
    for result in plan.tiers {
      var (value, awarded, candidates): (Int64, Int, Int) = (0, 0, 0)
      for (index, project) in snapshot.projects.enumerated() where project.tier == result.tier && isCompeting(project) {
        guard project.pin == .must || project.from <= lastVintage else { continue }
        if libraryForms[index] == nil { candidates += 1 }
        guard let vintage = vintageOf[index] else { continue }
        awarded += 1
        value += together.worth(project.score, year: vintage - snapshot.vintage)
      }
      if value != result.value || awarded != result.awarded || candidates != result.candidates {
        fail(.tierMisstated(tier: result.tier, vintage: result.vintage))
      }
      if result.bound < result.value { fail(.boundBelowValue(tier: result.tier, vintage: result.vintage)) }
    }
    for (index, project) in snapshot.projects.enumerated() where project.pin == .must {
      if let vintage = vintageOf[index], vintage != snapshot.vintage { fail(.pinBroken(project: index)) }
    }
    for floor in snapshot.rules.floors {
      let got = snapshot.projects.indices.count { index in
        let project = snapshot.projects[index]
        return project.region == floor.region
          && (vintageOf[index] == snapshot.vintage || project.demands.isEmpty && !project.holdings.isEmpty)
      }
      if got < floor.projects { fail(.floorBroken(region: floor.region, asked: floor.projects, got: got)) }
    }
    if plan.status == .proven, plan.tiers.contains(where: { $0.status != .proven }) { fail(.statusMisstated) }
  }

  /// Adds up again what each tier's prices prove over the years, from snapshot and awards alone.
  mutating func checkYearCertificates() {
    for result in plan.tiers {
      guard let certificate = result.certificate else { continue }
      guard let sum = YearsSum(self, result, certificate), sum.bound == certificate.bound else {
        fail(.certificateMisstated(tier: result.tier, vintage: result.vintage))
        continue
      }
      if result.bound > certificate.bound { fail(.boundAboveCertificate(tier: result.tier, vintage: result.vintage)) }
    }
  }
}

/// One tier's sum of weak duality over the years.
private struct YearsSum {
  private(set) var bound: Int64 = 0

  private let snapshot: Snapshot
  private let tier: Int
  private let together: YearsTogether
  private let years: Int
  private let isServed: [Int: Int]
  private var every: [Key: Int128] = [:]
  private var own: [Key: Int128] = [:]
  private var cityLimit: [Key: Int128] = [:]
  private var floorPrice: [Int: Int128] = [:]
  /// By holding limit, and what projects pay for all of theirs.
  private var limitPrice: [Int: Int128] = [:]
  private var limitCost: [Int: Int128] = [:]
  /// Projects that ask for more than a holding limit leaves beside what is fixed.
  private var isBeyondLimit: Set<Int> = []
  private var supply: [Key: Int128] = [:]
  private var fixedEvery: [Key: Int128] = [:]
  private var fixedOwn: [Key: Int128] = [:]
  private var missing: [Int: Int] = [:]

  private struct Key: Hashable {
    var year: Int
    var region: Int
    var factor: Int
  }

  /// nil when the prices aren't ones that prove anything.
  init?(_ checker: Checker, _ result: Plan.TierResult, _ certificate: Certificate) {
    (snapshot, tier, together) = (checker.snapshot, result.tier, checker.snapshot.rules.together!)
    years = max(snapshot.horizon, 1)
    isServed = Dictionary(checker.plan.awards.map { ($0.project, $0.vintage - checker.snapshot.vintage) }) { first, _ in first }
    guard certificate.prices.isEmpty, read(certificate.yearPrices ?? []), read(certificate.limitPrices ?? []), flowsDoNotPay() else {
      return nil
    }
    for pool in snapshot.pools where pool.available > .zero && (snapshot.vintage..<snapshot.vintage + years).contains(pool.vintage) {
      let key = Key(year: pool.vintage - snapshot.vintage, region: pool.region, factor: pool.factor)
      supply[key, default: 0] += Int128(pool.available.tenThousandths)
    }
    let pinned = addFixed()
    noteBeyondLimits()
    var sum = limitsLeft()
    for (key, price) in every { sum += price * ((supply[key] ?? 0) - (fixedEvery[key] ?? 0)) }
    for (key, price) in own { sum += price * ((supply[key] ?? 0) - (fixedOwn[key] ?? 0)) }
    for (key, price) in cityLimit { sum += price * mostOfCity(year: key.year, factor: key.factor) }
    sum += passedOnWorth()
    for (region, count) in missing { sum -= (floorPrice[region] ?? 0) * Int128(count) }
    sum += margins(checker)
    bound = Int64(clamping: (sum >> Certificate.fractionBits) + pinned)
  }

  private mutating func read(_ prices: [Certificate.YearPrice]) -> Bool {
    for item in prices {
      let year = item.vintage - snapshot.vintage
      guard item.price > 0, snapshot.regions.indices.contains(item.region), (0..<years).contains(year) else { return false }
      switch (item.kind, item.factor) {
      case (.floor, nil):
        guard year == 0, floorPrice.updateValue(Int128(item.price), forKey: item.region) == nil else { return false }
      case (.pool, let factor?), (.ownOnly, let factor?):
        guard snapshot.factors.indices.contains(factor), item.kind == .pool || item.region != snapshot.cityRegion else { return false }
        let key = Key(year: year, region: item.region, factor: factor)
        let old =
          item.kind == .pool ? every.updateValue(Int128(item.price), forKey: key) : own.updateValue(Int128(item.price), forKey: key)
        guard old == nil else { return false }
      case (.cityLimit, let factor?):
        guard snapshot.rules.cityLimit != nil, snapshot.factors.indices.contains(factor), item.region != snapshot.cityRegion,
          cityLimit.updateValue(Int128(item.price), forKey: Key(year: year, region: item.region, factor: factor)) == nil
        else { return false }
      default: return false
      }
    }
    return true
  }

  private mutating func read(_ prices: [Certificate.LimitPrice]) -> Bool {
    let limits = snapshot.rules.holdingLimits ?? []
    for item in prices {
      guard item.price > 0, limits.indices.contains(item.limit), limitPrice.updateValue(Int128(item.price), forKey: item.limit) == nil
      else {
        return false
      }
      for project in limits[item.limit].projects where snapshot.projects.indices.contains(project) {
        let asked = snapshot.projects[project].demands.first { $0.factor == limits[item.limit].factor }?.needed ?? .zero
        limitCost[project, default: 0] += Int128(item.price) * Int128(asked.tenThousandths)
      }
    }
    return true
  }

  /// Worth of what holding limits leave beside what is fixed.
  private func limitsLeft() -> Int128 {
    var sum: Int128 = 0
    for (limit, price) in limitPrice { sum += price * Int128(snapshot.rules.holdingLimits![limit].most.tenThousandths) }
    for (project, cost) in limitCost where isServed[project] != nil && isFixed(snapshot.projects[project]) { sum -= cost }
    return sum
  }

  private mutating func noteBeyondLimits() {
    for limit in snapshot.rules.holdingLimits ?? [] {
      let asked = limit.projects.filter(snapshot.projects.indices.contains).map { index in
        (index, snapshot.projects[index].demands.first { $0.factor == limit.factor }?.needed ?? .zero)
      }
      let fixed = asked.filter { isServed[$0.0] != nil && isFixed(snapshot.projects[$0.0]) }.reduce(Quantity.zero) { $0 + $1.1 }
      for (index, needed) in asked where needed > .zero && fixed + needed > limit.most { isBeyondLimit.insert(index) }
    }
  }

  /// Whether a project that is served is decided before this tier's choice.
  private func isFixed(_ project: Project) -> Bool { project.tier < tier || project.pin == .must }

  private func carries(_ factor: Int) -> Bool { snapshot.rules.carriesOver.indices.contains(factor) && snapshot.rules.carriesOver[factor] }

  /// What of each year's own supply of the city one county may use; rounded up, since with what the year before left it may be a part of a step more.
  private func mostOfCity(year: Int, factor: Int) -> Int128 {
    let have = supply[Key(year: year, region: snapshot.cityRegion, factor: factor)] ?? 0
    return Int128(max(.zero, snapshot.rules.cityLimit!.roundedUp(Quantity(tenThousandths: Int64(clamping: have)))).tenThousandths)
  }

  /// What the city keeps for a year raises what counties may use of it then: it must be worth that as well.
  private func cityKeeps(_ factor: Int, _ year: Int) -> Bool {
    guard let limit = snapshot.rules.cityLimit, carries(factor) else { return true }
    func price(_ year: Int) -> Int128 { every[Key(year: year, region: snapshot.cityRegion, factor: factor)] ?? 0 }
    let next = snapshot.regions.indices.reduce(Int128(0)) { $0 + (cityLimit[Key(year: year + 1, region: $1, factor: factor)] ?? 0) }
    return Int128(limit.denominator) * (price(year) - price(year + 1)) >= Int128(limit.numerator) * next
  }

  /// Own pools come first, so a county passes no more on than what is fixed leaves: so much may be worth more next year than now.
  private func passedOnWorth() -> Int128 {
    var sum: Int128 = 0
    for region in snapshot.regions.indices where region != snapshot.cityRegion {
      for factor in snapshot.factors.indices where carries(factor) {
        var stock: Int128 = 0
        for year in 0..<(years - 1) {
          let (now, next) = (Key(year: year, region: region, factor: factor), Key(year: year + 1, region: region, factor: factor))
          stock = max(0, stock + (supply[now] ?? 0) - (fixedEvery[now] ?? 0))
          sum += stock * max(0, (every[next] ?? 0) + (own[next] ?? 0) - (every[now] ?? 0) - (own[now] ?? 0))
        }
      }
    }
    return sum
  }

  /// No county's price is above the city's by more than that of its limit, and where quota carries over the city's doesn't rise from one year to the next.
  private func flowsDoNotPay() -> Bool {
    (0..<years).allSatisfy { year in
      snapshot.factors.indices.allSatisfy { factor in
        let ceiling = every[Key(year: year, region: snapshot.cityRegion, factor: factor)] ?? 0
        return cityKeeps(factor, year)
          && snapshot.regions.indices.allSatisfy { region in
            let (now, next) = (Key(year: year, region: region, factor: factor), Key(year: year + 1, region: region, factor: factor))
            let isSteady =
              region != snapshot.cityRegion || !carries(factor)
              || (every[now] ?? 0) + (own[now] ?? 0) >= (every[next] ?? 0) + (own[next] ?? 0)
            return (every[now] ?? 0) <= ceiling + (cityLimit[now] ?? 0) && isSteady
          }
      }
    }
  }

  /// Pinned projects and those of earlier tiers; returns the points of this tier's pinned ones.
  private mutating func addFixed() -> Int128 {
    for floor in snapshot.rules.floors { missing[floor.region] = max(missing[floor.region] ?? 0, floor.projects) }
    var pinned: Int128 = 0
    for (index, project) in snapshot.projects.enumerated() {
      if project.demands.isEmpty, !project.holdings.isEmpty { missing[project.region]? -= 1 }
      guard let year = isServed[index], isFixed(project) else { continue }
      if year == 0 { missing[project.region]? -= 1 }
      if project.tier == tier { pinned += Int128(together.worth(project.score, year: year)) }
      for demand in project.demands {
        let key = Key(year: year, region: project.home, factor: demand.factor)
        fixedEvery[key, default: 0] += Int128(demand.needed.tenThousandths)
        fixedOwn[key, default: 0] += ownPart(project, demand)
      }
    }
    missing = missing.filter { $0.value > 0 }
    return pinned
  }

  /// What each project is worth in its best year beyond the price of its demand.
  private func margins(_ checker: Checker) -> Int128 {
    let windows = (0..<years).map { year in snapshot.factors.indices.map { window($0, year) } }
    var sum: Int128 = 0
    for (index, project) in snapshot.projects.enumerated()
    where project.pin == nil && !project.demands.isEmpty && !checker.isBroken(project) {
      let isOwn = project.tier == tier
      guard isOwn || project.tier > tier && missing[project.region] != nil, !isBeyondLimit.contains(index) else { continue }
      var best: Int128 = 0
      for year in 0..<(isOwn ? years : 1) where project.from <= snapshot.vintage + year {
        guard project.demands.allSatisfy({ fits(project, $0, windows[year][$0.factor]) }) else { continue }
        var worth = isOwn ? Int128(together.worth(project.score, year: year)) << Certificate.fractionBits : 0
        if year == 0 { worth += floorPrice[project.region] ?? 0 }
        worth -= limitCost[index] ?? 0
        for demand in project.demands {
          let key = Key(year: year, region: project.home, factor: demand.factor)
          worth -= (every[key] ?? 0) * Int128(demand.needed.tenThousandths) + (own[key] ?? 0) * ownPart(project, demand)
        }
        best = max(best, worth)
      }
      sum += best
    }
    return sum
  }

  /// What only the project's own pool may give; of the city's own projects all.
  private func ownPart(_ project: Project, _ demand: Demand) -> Int128 {
    guard project.mayUseCityPool[demand.factor], project.home != snapshot.cityRegion else { return Int128(demand.needed.tenThousandths) }
    guard let shares = snapshot.rules.cityShares, shares.indices.contains(demand.factor) else { return 0 }
    return Int128((demand.needed - min(shares[demand.factor].roundedDown(demand.needed), demand.needed)).tenThousandths)
  }

  /// Of one factor what the years that count have in each region, and what is fixed of it.
  private struct Window {
    var supply: [Int128]
    var every: [Int128]
    var own: [Int128]
    /// What counties must draw on the city, and what that has left for them.
    var drawn: Int128
    var city: Int128
    /// Most of the city's pool that one county may use in them; nil: no limit.
    var mostOfCity: Int128?
  }

  private func window(_ factor: Int, _ year: Int) -> Window {
    let counted = carries(factor) ? 0...year : year...year
    func sum(_ amounts: [Key: Int128]) -> [Int128] {
      snapshot.regions.indices.map { region in
        counted.reduce(0) { $0 + (amounts[Key(year: $1, region: region, factor: factor)] ?? 0) }
      }
    }
    let (supply, every, own, city) = (sum(supply), sum(fixedEvery), sum(fixedOwn), snapshot.cityRegion)
    let drawn = snapshot.regions.indices.filter { $0 != city }.reduce(Int128(0)) { $0 + max(0, every[$1] - supply[$1]) }
    // No year begins with more than all that the years until then have brought.
    let most = snapshot.rules.cityLimit.map { limit in
      counted.reduce(Int128(0)) { sum, last in
        let brought = (counted.lowerBound...last).reduce(Int128(0)) { $0 + (self.supply[Key(year: $1, region: city, factor: factor)] ?? 0) }
        return sum + Int128(max(.zero, limit.roundedDown(Quantity(tenThousandths: Int64(clamping: brought)))).tenThousandths)
      }
    }
    return Window(supply: supply, every: every, own: own, drawn: drawn, city: supply[city] - every[city], mostOfCity: most)
  }

  /// Whether a demand can be added to what is fixed, if nothing had to be kept for later years.
  private func fits(_ project: Project, _ demand: Demand, _ window: Window) -> Bool {
    let (home, amount) = (project.home, Int128(demand.needed.tenThousandths))
    guard home != snapshot.cityRegion else { return window.drawn + amount <= window.city }
    guard window.own[home] + ownPart(project, demand) <= window.supply[home] else { return false }
    let (before, after) = (window.every[home] - window.supply[home], window.every[home] + amount - window.supply[home])
    return window.drawn - max(0, before) + max(0, after) <= window.city && after <= window.mostOfCity ?? after
  }
}
