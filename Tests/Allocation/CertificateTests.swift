import Testing

@testable import Allocation

@Suite struct CertificateTests {
  @Test("[L20.1] prices prove a bound that the best of all subsets keeps, whatever the rules", arguments: 701...760)
  func bound(seed: UInt64) throws {
    var snapshot = SmallCity.random(seed, projects: 8, tiers: seed % 3 == 0 ? 1 : 2, exchange: seed % 2 == 0)
    if seed % 5 == 0, snapshot.projects.contains(where: { $0.region == 1 && !$0.demands.isEmpty }) {
      snapshot.rules.floors = [.init(region: 1, projects: 1)]
    }
    let best = BruteForce.tierValues(snapshot)
    guard !best.isEmpty else {
      #expect(throws: PlanImpossible.self) { try exactPlanner().plan(snapshot) }
      return
    }
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    for (tier, value) in zip(plan.tiers, best) {
      let certificate = try #require(tier.certificate)
      #expect(tier.value == value && certificate.bound >= tier.bound && tier.bound >= value, "seed \(seed)")
    }
  }

  @Test("any prices prove something: random ones too, and never too little", arguments: 761...780)
  func anyPrices(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 8, tiers: 1, exchange: seed % 2 == 0)
    let instance = Instance(snapshot)
    let load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    var random = Seeded(seed)
    var prices = TierPrices(pools: instance.regions * instance.factors)
    for pool in prices.pool.indices {
      prices.pool[pool] = Double.random(in: 0...0.001, using: &random)
      prices.ownOnly[pool] = random.chance(50) ? Double.random(in: 0...0.001, using: &random) : 0
    }
    let candidates = instance.order.filter { snapshot.projects[$0].pin == nil && !instance.demands($0).isEmpty && load.fits($0) }
    let certificate = Certifier(load, prices).certificate(candidates: candidates, companions: [], missing: [:])
    #expect(certificate.bound >= BruteForce.tierValues(snapshot)[0], "seed \(seed)")
  }
}
