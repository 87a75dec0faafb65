import Testing

@testable import Allocation

@Suite("Value by value") struct SweepTests {
  @Test("another share moves what each deposit would have given the city, never more than the pool that gives still holds")
  func shares() throws {
    var snapshot = SmallCity.random(3, projects: 8, tiers: 1)
    let city = snapshot.cityRegion
    let county = try #require(snapshot.regions.indices.first { $0 != city })
    let vintage = snapshot.vintage
    func pool(_ region: Int, _ units: Int64) -> Pool {
      Pool(region: region, factor: 0, vintage: vintage, available: Quantity(units: units))
    }
    snapshot.pools = snapshot.pools.filter { $0.factor != 0 } + [pool(city, 30), pool(county, 50)]
    // 100 were deposited, 30 went to the city; 20 of the county's 70 are given already.
    let deposits = [
      SnapshotSource.Deposit(region: county, factor: 0, vintage: vintage, quantity: Quantity(units: 100), cityPart: Quantity(units: 30))
    ]
    func held(_ share: Ratio, asPlanned: Ratio? = nil) -> [Int64] {
      let changed = Sweep.changed(snapshot, deposits, .share(factor: 0, asPlanned: asPlanned), share)
      return [city, county].map { region in
        changed.pools.first { $0.region == region && $0.factor == 0 }.map { $0.available.tenThousandths / Quantity.scale } ?? 0
      }
    }
    #expect(held(Ratio(3, 10)) == [30, 50])
    #expect(held(Ratio(4, 10)) == [40, 40])
    #expect(held(.zero) == [0, 80])
    #expect(held(.one) == [80, 0], "the 20 that are given stay given")
    #expect(held(Ratio(4, 10), asPlanned: Ratio(4, 10)) == [30, 50], "a run that was planned with four tenths has them in its pools")
    let half = Sweep.changed(snapshot, deposits, .supply(factor: 0), Ratio(1, 2))
    #expect(half.pools.filter { $0.factor == 0 }.map { $0.available.tenThousandths / Quantity.scale }.sorted() == [15, 25])
  }

  @Test("more supply serves no less; each point is a plan of its own that is checked", arguments: 1...6 as ClosedRange<UInt64>)
  func supply(_ seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 10, tiers: 1)
    let planner = try exactPlanner()
    let values = [Ratio(1, 2), .one, Ratio(2)]
    let sweep = try Sweep.trace(snapshot, deposits: [], axis: .supply(factor: 0), values: values) { changed in
      let plan = try planner.plan(changed)
      #expect(PlanCheck.check(plan, against: changed) == [])
      return plan
    }
    #expect(sweep.points.map(\.value) == values && sweep.points.allSatisfy(\.isProven))
    #expect(zip(sweep.points, sweep.points.dropFirst()).allSatisfy { $0.score <= $1.score })
  }

  @Test("the year before anything was given: what projects hold is back in its pools, and they ask again")
  func replay() throws {
    let region = Region(code: "1", name: "县", nameEnglish: "county", kind: .county, longitude: nil, latitude: nil)
    let factor = Factor(code: "land", category: .land, name: "地", nameEnglish: "land", unit: "亩", unitEnglish: "mu")
    func project(_ held: [SnapshotSource.Held]) -> SnapshotSource.LibraryProject {
      .init(
        code: "P", name: "P", region: 0, industry: "", level: "", classes: [], libraries: [], investment: .zero, grade: "T",
        isTwoHigh: false,
        entered: 0, daysSinceProgress: nil, isGenerated: false, contentHash: "", holdings: held)
    }
    func held(_ vintage: Int) -> SnapshotSource.Held {
      .init(factor: 0, region: 0, vintage: vintage, reserved: Quantity(units: 1), granted: Quantity(units: 2), used: Quantity(units: 4))
    }
    let source = SnapshotSource(
      city: "1", policyVersion: "v", baseDate: try #require(CivilDate("2026-07-01")), factors: [factor], regions: [region], parents: [nil],
      parameters: [], tiers: [], deposits: [],
      pools: [Pool(region: 0, factor: 0, vintage: 2026, available: Quantity(units: 10))], projects: [project([held(2025), held(2026)])],
      ledgerBatch: 0)
    let replayed = source.beforeAllocation(since: 2026)
    #expect(replayed.pools.map(\.available) == [Quantity(units: 17)])
    #expect(replayed.projects[0].holdings == [held(2025)], "an earlier year's quota is the project's own")
  }
}
