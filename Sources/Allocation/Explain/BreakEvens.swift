/// What each project that is left out would have to be worth for its demand to be met, at the prices of its tier: one pass for all.
///
/// A project whose pools were emptied by earlier tiers can't buy itself in with points of its own tier; it gets none.
struct BreakEvens {
  private let instance: Instance
  private let vintage: Int
  private var tiers: [Tier?]
  private let years: YearsBreakEvens?

  private struct Tier {
    /// What is fixed when the tier is decided.
    var load: Load
    var pool: [Int64]
    var ownOnly: [Int64]
    /// By holding limit.
    var limits: [Int: Int64] = [:]
  }

  /// Of the first vintage; plans without certificates have no prices.
  init(_ instance: Instance, plan: Plan) {
    let snapshot = instance.snapshot
    (self.instance, vintage) = (instance, snapshot.vintage)
    tiers = [Tier?](repeating: nil, count: snapshot.tiers.count)
    years = YearsBreakEvens(instance, plan: plan)
    guard years == nil else { return }
    let awarded = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    for project in awarded where snapshot.projects[project].pin == .must { load.add(project) }
    for result in plan.tiers where result.vintage == snapshot.vintage {
      let none = [Int64](repeating: 0, count: load.supply.available.count)
      var tier = Tier(load: load, pool: none, ownOnly: none)
      for price in result.certificate?.prices ?? [] {
        guard let factor = price.factor else { continue }
        if price.kind == .pool { tier.pool[instance.pool(price.region, factor)] = price.price }
        if price.kind == .ownOnly { tier.ownOnly[instance.pool(price.region, factor)] = price.price }
      }
      for price in result.certificate?.limitPrices ?? [] { tier.limits[price.limit] = price.price }
      if result.certificate != nil { tiers[result.tier] = tier }
      for project in awarded where snapshot.projects[project].tier == result.tier && snapshot.projects[project].pin != .must {
        load.add(project)
      }
    }
  }

  /// Points at which its demand is worth giving, rounded up.
  func points(of project: Int) -> Int64? {
    if let years { return years.points(of: project) }
    let subject = instance.snapshot.projects[project]
    guard !instance.isFaulty[project], subject.from <= vintage, let tier = tiers[subject.tier], tier.load.fits(project) else { return nil }
    let home = instance.home(project)
    var cost: Int128 = 0
    for entry in instance.demands(project) {
      let pool = instance.pool(home, instance.demandFactor[entry])
      cost += Int128(tier.pool[pool]) * Int128(instance.amount[entry]) + Int128(tier.ownOnly[pool]) * Int128(instance.ownPart(entry))
    }
    for held in instance.holdings(project) { cost += Int128(tier.limits[held.limit] ?? 0) * Int128(held.amount) }
    return Int64(clamping: (cost + (1 << Certificate.fractionBits) - 1) >> Certificate.fractionBits)
  }
}
