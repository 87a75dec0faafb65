import Testing

@testable import Allocation

@Suite struct AimTests {
  /// Four counties that compete for the city's pool of two factors.
  private func city(_ seed: UInt64, projects: Int = 10, standing: Int = 0) -> Snapshot {
    var random = Seeded(seed)
    var snapshot = SmallCity.snapshot(
      counties: 4, factors: 2,
      pools: (0...4).flatMap { region in
        (0..<2).map { SmallCity.pool(region, $0, Int64.random(in: region == 0 ? 6...14 : 0...6, using: &random)) }
      },
      projects: (0..<projects).map { index in
        SmallCity.project(
          "P\(index + 10)", region: 1 + index % 4, score: .random(in: 1...12, using: &random),
          needs: Dictionary(uniqueKeysWithValues: (0..<2).map { ($0, Int64.random(in: 1...7, using: &random)) }),
          mayUseCity: random.chance(80), factors: 2, investment: .random(in: 1...50, using: &random))
      })
    for index in 0..<standing { snapshot.projects[index].isReleased = true }
    return snapshot
  }

  /// Every choice that fits, with its score.
  private func choices(_ snapshot: Snapshot) -> [(chosen: [Int], value: Int64)] {
    (0..<(1 << snapshot.projects.count)).compactMap { mask in
      let chosen = snapshot.projects.indices.filter { mask >> $0 & 1 == 1 }
      guard BruteForce.isFeasible(chosen, snapshot) else { return nil }
      return (chosen, chosen.reduce(0) { $0 + snapshot.projects[$1].score })
    }
  }

  private func shares(_ chosen: [Int], _ snapshot: Snapshot, _ amount: (Project) -> Double) -> [Double] {
    (1...4).compactMap { region in
      let asked = snapshot.projects.filter { $0.region == region }.reduce(0) { $0 + amount($1) }
      let served = chosen.map { snapshot.projects[$0] }.filter { $0.region == region }.reduce(0) { $0 + amount($1) }
      return asked > 0 ? (served / asked * 1e9).rounded() / 1e9 : nil
    }
  }

  private func plan(_ snapshot: Snapshot, _ aims: [Aim]) throws -> Plan {
    var snapshot = snapshot
    snapshot.rules.aims = aims
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    #expect(plan.status == .proven)
    return plan
  }

  @Test("[L17.2] fairness: the sorted shares are the best of all choices that keep the score, county after county", arguments: 1...30)
  func leximin(_ seed: UInt64) throws {
    let snapshot = city(seed)
    for (give, measure) in [(Ratio(1, 5), Aim.Measure.score), (Ratio(1, 2), .projects), (.zero, .investment)] {
      let amount: (Project) -> Double = { project in
        switch measure {
        case .score: Double(project.score)
        case .projects: 1
        case .investment: Double(project.investment.tenThousandths)
        }
      }
      let all = choices(snapshot)
      let most = all.map(\.value).max()!
      let floor = most - give.roundedDown(Quantity(tenThousandths: most)).tenThousandths
      let best = all.filter { $0.value >= floor }.map { shares($0.chosen, snapshot, amount).sorted() }
        .max { $0.lexicographicallyPrecedes($1) }!
      let plan = try plan(snapshot, [Aim(kind: .fairness, give: give, measure: measure)])
      #expect(shares(plan.awards.map(\.project), snapshot, amount).sorted() == best)
      let tier = plan.tiers[0]
      #expect(tier.value >= floor && tier.value + tier.given! == most)
      #expect(tier.aims![0].bound! >= tier.aims![0].value)
    }
  }

  @Test("[L17.2] equal shares, least use of the city's pools, least change: as good as the best choice", arguments: 1...30)
  func others(_ seed: UInt64) throws {
    let snapshot = city(seed, standing: 5)
    let all = choices(snapshot)
    let most = all.map(\.value).max()!
    let give = Ratio(3, 10)
    let good = all.filter { $0.value >= most - give.roundedDown(Quantity(tenThousandths: most)).tenThousandths }
    func spread(_ chosen: [Int]) -> Double {
      let shares = shares(chosen, snapshot) { Double($0.score) }
      return shares.max()! - shares.min()!
    }
    let equal = try plan(snapshot, [Aim(kind: .equalShares, give: give)])
    #expect(abs(spread(equal.awards.map(\.project)) - good.map { spread($0.chosen) }.min()!) < 2e-6)
    let change = try plan(snapshot, [Aim(kind: .change, give: give)])
    #expect(change.awards.count { $0.project < 5 } == good.map { $0.chosen.count { $0 < 5 } }.max()!)
    let pool = try plan(snapshot, [Aim(kind: .cityPool, give: give)])
    #expect(abs(used(pool.awards.map(\.project), snapshot) - good.map { used($0.chosen, snapshot) }.min()!) < 1e-5)
  }

  /// Used parts of the city's pools.
  private func used(_ chosen: [Int], _ snapshot: Snapshot) -> Double {
    (0..<2).reduce(0) { sum, factor in
      func available(_ region: Int) -> Double {
        Double(snapshot.pools.first { $0.region == region && $0.factor == factor }!.available.tenThousandths)
      }
      let beyond = (1...4).reduce(0.0) { sum, region in
        let asked = chosen.filter { snapshot.projects[$0].region == region }.flatMap { snapshot.projects[$0].demands }
          .filter { $0.factor == factor }.reduce(0.0) { $0 + Double($1.needed.tenThousandths) }
        return sum + max(0, asked - available(region))
      }
      return sum + beyond / available(0)
    }
  }

  @Test("an aim doesn't touch what the aims before it reached; the score takes what is left", arguments: 31...45)
  func order(_ seed: UInt64) throws {
    let snapshot = city(seed, standing: 5)
    let first = Aim(kind: .change, give: Ratio(1, 4))
    let alone = try plan(snapshot, [first]).tiers[0]
    let both = try plan(snapshot, [first, Aim(kind: .cityPool), Aim(kind: .fairness)]).tiers[0]
    #expect(both.aims![0].value == alone.aims![0].value)
    let reversed = try plan(snapshot, [Aim(kind: .cityPool, give: Ratio(1, 4)), Aim(kind: .change)]).tiers[0]
    #expect(reversed.aims![0].value <= both.aims![1].value)
    // Nothing is given up when nothing may be.
    #expect(try plan(snapshot, [Aim(kind: .fairness)]).tiers[0].value == plan(snapshot, []).tiers[0].value)
  }

  @Test("tiers, years, loans and floors: the plan is checked, and what tiers say of their aims with it", arguments: 1...20)
  func everything(_ seed: UInt64) throws {
    var snapshot = SmallCity.random(seed, projects: 12, tiers: 3, exchange: seed % 2 == 0, horizon: 2)
    snapshot.rules.aims = Aim.Kind.allCases.map { Aim(kind: $0, give: Ratio(1, 10)) }
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    #expect(plan.tiers.allSatisfy { ($0.aims ?? []).count == 4 })
  }

  @Test func wrongAimsAreSeen() throws {
    var snapshot = city(3)
    snapshot.rules.aims = [Aim(kind: .fairness, give: Ratio(1, 5))]
    let plan = try exactPlanner().plan(snapshot)
    var told = plan
    told.tiers[0].aims![0].value += 1
    #expect(PlanCheck.check(told, against: snapshot) == [.aimMisstated(tier: 0, vintage: 2026)])
    snapshot.rules.aims = [Aim(kind: .fairness, give: Ratio(1, 100_000))]
    let gave = plan.tiers[0].given! > 0
    #expect(PlanCheck.check(plan, against: snapshot).isEmpty != gave)
  }
}
