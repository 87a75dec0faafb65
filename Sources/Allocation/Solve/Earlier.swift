/// What an earlier plan tells a new one: who was awarded, and at what prices each tier was settled. It is a start, never a claim: the new plan
/// proves its own bounds.
struct Earlier {
  struct Tier {
    /// Projects that were awarded, as the new snapshot counts them.
    var chosen: [Int] = []
    var prices: TierPrices
    /// No choice of the tier's candidates was better, where `rooms` says what there was; pinned projects don't count.
    var bound: Int64
    var rooms: Rooms?
  }

  /// What a tier finds: who asks, and what pools have left of their own demand and of those that may not use the city's.
  struct Rooms {
    var candidates: [Int]
    var all: [Int64]
    var ownOnly: [Int64]
    var lendable: [Int64]
    /// By factor: most of the city's pool that one county may use.
    var cityLimit: [Int64]
    /// What holding limits leave.
    var limits: [Int64]
  }

  private struct Key: Hashable { var vintage, tier: Int }
  private var tiers: [Key: Tier] = [:]

  /// nil when pools or tiers aren't the same, so that prices would mean something else.
  init?(_ plan: Plan, of old: Snapshot, for instance: Instance) {
    let new = instance.snapshot
    guard old.regions.map(\.code) == new.regions.map(\.code), old.factors.map(\.code) == new.factors.map(\.code),
      old.tiers == new.tiers, old.cityRegion == new.cityRegion
    else { return nil }
    let place = Self.places(old, new)
    for result in plan.tiers {
      var prices = TierPrices(pools: instance.regions * instance.factors)
      for price in result.certificate?.prices ?? [] { prices.add(price, instance) }
      if old.rules.holdingLimits == new.rules.holdingLimits {
        for price in result.certificate?.limitPrices ?? [] { prices.limits[price.limit] = TierPrices.value(price.price) }
      }
      tiers[Key(vintage: result.vintage, tier: result.tier)] = Tier(prices: prices, bound: result.bound)
    }
    for award in plan.awards {
      guard let project = place(award.project) else { continue }
      tiers[Key(vintage: award.vintage, tier: new.projects[project].tier)]?.chosen.append(project)
    }
    addRooms(plan, of: old, place, instance)
  }

  func tier(_ tier: Int, vintage: Int) -> Tier? { tiers[Key(vintage: vintage, tier: tier)] }

  /// What each tier of the first vintage found, as far as nothing but pools has changed since.
  private mutating func addRooms(_ plan: Plan, of old: Snapshot, _ place: (Int) -> Int?, _ instance: Instance) {
    let new = instance.snapshot
    guard old.vintage == new.vintage, old.rules == new.rules, old.rules.floors.isEmpty, old.projects.count == new.projects.count else {
      return
    }
    for (index, project) in old.projects.enumerated() {
      guard place(index) == index, project == new.projects[index] else { return }
    }
    let supply = Supply(instance, pools: old.pools, vintage: old.vintage)
    let awarded = plan.awards.filter { $0.vintage == old.vintage }.map(\.project)
    var load = Load(instance, supply)
    var groups = Groups(new)
    for project in awarded where new.projects[project].pin == .must {
      load.add(project)
      groups.serve(project)
    }
    for tier in new.tiers.indices {
      let candidates = instance.order.filter { project in
        let waiting = new.projects[project]
        return waiting.tier == tier && waiting.pin == nil && waiting.from <= new.vintage && !instance.demands(project).isEmpty
          && load.fits(project)
      }
      let pinned = awarded.filter { new.projects[$0].tier == tier && new.projects[$0].pin == .must }
      tiers[Key(vintage: old.vintage, tier: tier)]?.bound -= pinned.reduce(0) { $0 + instance.score($1) }
      tiers[Key(vintage: old.vintage, tier: tier)]?.rooms = Rooms(load, candidates: groups.open(candidates))
      for project in awarded where new.projects[project].tier == tier && new.projects[project].pin != .must {
        load.add(project)
        groups.serve(project)
      }
    }
  }

  /// Index of an old project in the new snapshot; projects of both ascend by code.
  private static func places(_ old: Snapshot, _ new: Snapshot) -> (Int) -> Int? {
    let isSame = old.projects.count == new.projects.count && zip(old.projects, new.projects).allSatisfy { $0.code == $1.code }
    if isSame { return { $0 } }
    let places = Dictionary(new.projects.enumerated().map { ($0.element.code, $0.offset) }) { first, _ in first }
    return { places[old.projects[$0].code] }
  }
}

extension TierPrices {
  fileprivate static func value(_ price: Int64) -> Double {
    Double(price) / Double(sign: .plus, exponent: Certificate.fractionBits, significand: 1)
  }

  /// A price of a certificate as the solver has it.
  fileprivate mutating func add(_ price: Certificate.Price, _ instance: Instance) {
    let value = Self.value(price.price)
    switch (price.kind, price.factor) {
    case (.floor, _): floors[price.region] = value
    case (.pool, let factor?): pool[instance.pool(price.region, factor)] = value
    // Follows from the pools' prices.
    case (.cityLimit, _): break
    case (.ownOnly, let factor?): ownOnly[instance.pool(price.region, factor)] = value
    default: break
    }
  }
}

extension Earlier.Rooms {
  init(_ load: Load, candidates: [Int]) {
    let supply = load.supply
    all = supply.available.indices.map { supply.available[$0] - load.demand($0) }
    ownOnly = supply.available.indices.map { supply.available[$0] - load.bound[$0] }
    (self.candidates, lendable, cityLimit) = (candidates, supply.lendable, supply.cityLimit)
    limits = zip(supply.allowance, load.allotted).map { $0 - $1 }
  }

  /// Whether whatever fits into `other` fits in here too, so that a bound for here is one for there. Rooms beyond all that is asked are the same.
  func contains(_ other: Self, _ instance: Instance) -> Bool {
    guard Set(other.candidates).isSubset(of: candidates), zip(cityLimit, other.cityLimit).allSatisfy({ $0 >= $1 }),
      zip(limits, other.limits).allSatisfy({ $0 >= $1 })
    else { return false }
    var asked = [Int64](repeating: 0, count: all.count)
    for project in other.candidates {
      for entry in instance.demands(project) {
        asked[instance.pool(instance.home(project), instance.demandFactor[entry])] += instance.amount[entry]
      }
    }
    // What counties can't cover may fall on the city's pool.
    for pool in asked.indices where pool / instance.factors != instance.city {
      asked[instance.pool(instance.city, pool % instance.factors)] += asked[pool]
    }
    return all.indices.allSatisfy { pool in
      let most = instance.isExchanged[pool % instance.factors] ? Int64.max : asked[pool]
      return all[pool] >= min(other.all[pool], most) && ownOnly[pool] >= min(other.ownOnly[pool], most)
        && lendable[pool] >= other.lendable[pool]
    }
  }
}
