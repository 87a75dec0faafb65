import Testing

@testable import Allocation

@Suite struct ModelExactnessTests {
  @Test("[L17.2] without a column for who uses which pool, the same sets of projects fit as with every split tried", arguments: 401...420)
  func everySubset(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 8, exchange: seed % 2 == 0)
    let instance = Instance(snapshot)
    let projects = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    for mask in 0..<(1 << projects.count) {
      let chosen = projects.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
      for project in chosen { load.add(project) }
      let isFeasible = BruteForce.isFeasible(chosen, snapshot)
      #expect(load.isFeasible == isFeasible, "seed \(seed), projects \(chosen)")
      // One step at a time says the same as all at once.
      guard let last = chosen.last, isFeasible else { continue }
      load.remove(last)
      #expect(load.fits(last), "seed \(seed), projects \(chosen)")
    }
  }

  @Test("Amounts are scaled without loss and stay far above the solver's tolerance") func scaling() {
    let amounts: [Int64] = [150_000_000, 1_230_000, 987_650_000, 10_000]
    let scaling = Scaling(amounts)
    #expect(amounts.allSatisfy { Int64(scaling.scaled($0) * scaling.step) == $0 })
    #expect(scaling.scaled(10_000) >= 0x1p-14)
    #expect(Scaling([Int64]()).step == 1)
  }
}
