import Optimisation
import SampleCity
import Testing

@testable import Allocation

@Suite("Prices of very many projects")
struct ManyTests {
  private static func oneTier(_ seed: UInt64, _ projects: Int) throws -> Snapshot {
    var snapshot = try SampleCity(seed: seed, projects: projects, years: 1).snapshot()
    snapshot.tiers = [snapshot.tiers[0]]
    for index in snapshot.projects.indices { snapshot.projects[index].tier = 0 }
    return snapshot
  }

  @Test("[L20.1] a plan on two threads is the plan on one, digit by digit") func threads() throws {
    let snapshot = try Self.oneTier(2, 12_000)
    let plans = try [1, 2].map { threads in
      var limits = Scenario.Limits()
      (limits.gap, limits.seconds, limits.threads) = (0.002, 300, threads)
      return try Planner(solver: try HighsSolver(), limits: limits).plan(snapshot)
    }
    #expect(plans[0].timeless == plans[1].timeless && plans[0].status == .proven)
    #expect(PlanCheck.check(plans[0], against: snapshot) == [])
    let pricing = try #require(MassPricing(snapshot, workers: ThreadWorkers()))
    #expect(pricing.gains(threads: 1) == pricing.gains(threads: 2) && pricing.gains() > 0)
  }

  @Test("prices from samples prove nearly what the whole relaxation does, and their rounding is a plan", arguments: [UInt64(1), 4])
  func prices(seed: UInt64) throws {
    let snapshot = try Self.oneTier(seed, 9_000)
    let instance = Instance(snapshot)
    let load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let candidates = instance.order.filter { !instance.demands($0).isEmpty && load.fits($0) }
    let solver = try HighsSolver()
    func run(_ program: Program) throws -> ProgramSolution { try solver.solve(program, seconds: 60, gap: 0, start: nil) { _ in true } }
    let whole = try run(TierProgram(load, candidates: candidates, companions: [], floors: [:]).relaxed)
    let search = try #require(PriceSearch(load, candidates: candidates, workers: OneWorker(), threads: 1, run: run))
    let found = try #require(try search.solve(from: nil, gap: 1e-4) { false })
    let proved = Certifier(load, found.prices).certificate(candidates: candidates, companions: [], missing: [:])
    #expect(Double(proved.bound) >= (whole.objective * (1 - 1e-9)).rounded(.down))
    #expect(Double(proved.bound) <= whole.objective * (1 + 5e-5), "\(proved.bound) \(whole.objective)")
    let state = TierState(
      vintage: snapshot.vintage, tier: 0, candidates: candidates, load: load, witness: [], floors: [:], companions: [],
      groups: Groups(snapshot))
    let many = try #require(ManyCandidates(state, candidates: candidates, found))
    var sum = load
    sum.add(all: many.plan.chosen)
    #expect(sum.isFeasible && Double(many.plan.value) >= whole.objective * 0.99 && many.plan.value <= proved.bound)
    #expect(many.plan.value == many.plan.chosen.reduce(0) { $0 + instance.score($1) })
  }

  @Test("projects are ordered by keys as they are by comparing, ties and wide numbers included") func order() throws {
    var snapshot = try Self.oneTier(3, 600)
    for index in snapshot.projects.indices {
      snapshot.projects[index].score = Int64(1 + index % 7)
      snapshot.projects[index].entered = index % 3
    }
    func compared() -> [Int] { snapshot.projects.indices.sorted { snapshot.projects[$0].goesBefore(snapshot.projects[$1]) } }
    #expect(BillingOrder.order(snapshot) == compared())
    snapshot.projects.reverse()
    #expect(BillingOrder.order(snapshot) == compared())
    (snapshot.projects[5].score, snapshot.projects[9].entered) = (.max, .min)
    #expect(BillingOrder.order(snapshot) == compared())
  }

  @Test("[L17.2] bills read by blocks are those that one project after the other would get", arguments: [UInt64(1), 2, 3]) func bills(
    seed: UInt64
  ) throws {
    let snapshot = try Self.oneTier(seed, 5_000)
    let instance = Instance(snapshot)
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let awarded = instance.order.filter { !instance.demands($0).isEmpty && load.addIfFits($0) }
    let bills = Billing.awards(awarded, load: load, moves: [], vintage: snapshot.vintage)
    var own = load.supply.available
    for pool in own.indices where pool / instance.factors != instance.city { own[pool] -= load.bound[pool] }
    var expected = [Int: [Plan.Line]]()
    for project in awarded {
      for entry in instance.demands(project) {
        let (factor, home) = (instance.demandFactor[entry], instance.home(project))
        let (pool, amount) = (instance.pool(home, factor), instance.amount[entry])
        var fromCity: Int64 = 0
        if home != instance.city, instance.mayUseCity[entry] {
          // Once a pool can't give all, it has nothing left for those who come later.
          fromCity = amount - min(amount, max(own[pool], 0))
          own[pool] -= amount
        }
        for (region, part) in [(home, amount - fromCity), (instance.city, fromCity)] where part > 0 {
          let quantity = Quantity(tenThousandths: part)
          expected[project, default: []].append(Plan.Line(factor: factor, region: region, vintage: snapshot.vintage, quantity: quantity))
        }
      }
    }
    #expect(bills.count == awarded.count && bills.allSatisfy { $0.lines == expected[$0.project] })
    #expect(bills.contains { $0.lines.contains { $0.region == instance.city } })
  }

  @Test("a project whose leaving can't bring what another lacks is known before it leaves", arguments: 1...20) func lacks(seed: UInt64)
    throws
  {
    let snapshot = SmallCity.random(seed, projects: 30, tiers: 1, exchange: false)
    let instance = Instance(snapshot)
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    try #require(load.isPlain)
    let taken = (0..<instance.count).filter { !instance.demands($0).isEmpty && load.addIfFits($0) }
    for early in 0..<instance.count where !taken.contains(early) && !instance.demands(early).isEmpty {
      let lack = try #require(load.lack(of: early), "it doesn't fit")
      for late in taken where !load.mayEase(lack, without: late) {
        load.remove(late)
        #expect(!load.fits(early), "seed \(seed): \(early) in place of \(late)")
        load.add(late)
      }
    }
  }

  @Test("what fits is asked in a few steps, with the answer of the long way", arguments: 1...20) func fits(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 30, tiers: 1, exchange: false)
    let instance = Instance(snapshot)
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let asking = instance.order.filter { !instance.demands($0).isEmpty }
    for project in asking where load.isPlain {
      var with = load
      with.add(all: [project])
      #expect(load.fits(project) == with.isFeasible, "seed \(seed) project \(project)")
      _ = load.addIfFits(project)
      #expect(load.isFeasible)
    }
  }
}
