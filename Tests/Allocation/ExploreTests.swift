import Testing

@testable import Allocation

@Suite("Exploring") struct ExploreTests {
  /// Every choice of one tier on top of what is fixed that is good, by enumeration.
  private func good(_ snapshot: Snapshot, _ plan: Plan, tier: Int, within: Ratio) -> [Set<Int>] {
    let awarded = plan.awards.map(\.project)
    let fixed = awarded.filter { snapshot.projects[$0].tier < tier }
    let candidates = snapshot.projects.indices.filter { snapshot.projects[$0].tier == tier && !snapshot.projects[$0].demands.isEmpty }
    let value = awarded.filter { snapshot.projects[$0].tier == tier }.reduce(Int64(0)) { $0 + snapshot.projects[$1].score }
    let floor = value - within.roundedDown(Quantity(tenThousandths: value)).tenThousandths
    return (0..<(1 << candidates.count)).compactMap { mask in
      let chosen = candidates.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      guard chosen.reduce(Int64(0), { $0 + snapshot.projects[$1].score }) >= floor, BruteForce.isFeasible(fixed + chosen, snapshot) else {
        return nil
      }
      return Set(chosen)
    }
  }

  @Test("always, never and some are what all good plans say", arguments: 1...40)
  func alternatives(seed: UInt64) throws {
    let snapshot = SmallCity.random(seed, projects: 11, tiers: 2, exchange: seed % 4 == 0)
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    for within in [Ratio.zero, Ratio(1, 5)] {
      let found = try Alternatives.find(plan, of: snapshot, within: within, solver: planner.solver)
      for tier in 0..<2 {
        let plans = good(snapshot, plan, tier: tier, within: within)
        for entry in found.entries where snapshot.projects[entry.project].tier == tier {
          let count = plans.count { $0.contains(entry.project) }
          let expected: Alternatives.Standing = count == 0 ? .never : count == plans.count ? .always : .some
          #expect(entry.standing == expected, "seed \(seed), project \(entry.project), within \(within)")
        }
      }
      #expect(found.entries.count == snapshot.projects.count { !$0.demands.isEmpty })
    }
  }

  @Test("a city's standings are decided, and floors are kept by the witnesses") func city() throws {
    var snapshot = Generator.snapshot(projects: 300, seed: 4)
    snapshot.rules.floors = (1...5).map { Snapshot.Floor(region: $0, projects: 3) }
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let found = try Alternatives.find(plan, of: snapshot, within: Ratio(1, 1_000), solver: planner.solver)
    #expect(!found.entries.contains { $0.standing == .open })
    #expect(found.entries.allSatisfy { ($0.standing != .always || $0.isServed) && ($0.standing != .never || !$0.isServed) })
    #expect(found.entries.contains { $0.standing == .some })
    let stopped = try Alternatives.find(plan, of: snapshot, within: Ratio(1, 10), solver: planner.solver, progress: { _, _ in false })
    #expect(stopped.entries.allSatisfy { [.open, .never].contains($0.standing) })
  }

  private let small = SmallCity.snapshot(
    pools: [SmallCity.pool(0, 0, 2), SmallCity.pool(1, 0, 10), SmallCity.pool(2, 0, 9), SmallCity.pool(2, 0, 3, vintage: 2027)],
    projects: [
      SmallCity.project("A", score: 9, needs: [0: 6]), SmallCity.project("B", score: 5, needs: [0: 6]),
      SmallCity.project("C", score: 4, needs: [0: 9], mayUseCity: true), SmallCity.project("D", region: 2, score: 1, needs: [0: 4]),
    ])

  @Test("[L20.2] each step of a ladder is the least amount that betters the plan") func ladder() throws {
    let planner = try exactPlanner()
    let plan = try planner.plan(small)
    let ladder = try Ladder.climb(plan, of: small, region: 1, factor: 0, most: 5) { try planner.plan($0) }
    // 4 left own, 2 of the city: B lacks 2; C lacks 3, and with B 9.
    #expect(ladder.steps.map(\.extra) == [Quantity(units: 2)])
    #expect(ladder.steps.map(\.gained) == [[1]] && ladder.steps.map(\.values) == [[15]])
    let none = try Ladder.climb(plan, of: small, region: 2, factor: 0, most: 5) { try planner.plan($0) }
    #expect(none.steps.isEmpty)
  }

  @Test("[L17.3] what a county may lend is what its own projects leave, until they need it") func lendable() throws {
    var city = small
    city.rules.lendingLimit = Ratio(1, 2)
    var later = SmallCity.project("E", region: 2, score: 1, needs: [0: 4])
    later.from = 2027
    city.projects.append(later)
    let plan = try exactPlanner().plan(city)
    func told(_ city: Snapshot) -> [[String]] {
      SafeToLend.all(plan, of: city).map { ["\($0.region)", $0.quantity.decimal, $0.until?.iso ?? "", "\($0.expires)"] }
    }
    // Half of 9 at most; what isn't used expires.
    #expect(told(city) == [["1", "4", "2026-12-31", "true"], ["2", "4.5", "2026-12-31", "true"]])
    city.rules.carriesOver = [true]
    #expect(told(city) == [["1", "4", "2027-01-01", "false"], ["2", "4.5", "2027-01-01", "false"]])
    for waiting in [1, 2] { city.projects[waiting].pin = .never }
    #expect(told(city)[0] == ["1", "4", "", "false"])
  }

  @Test("[L17.1] what may be advanced stays covered with the wanted probability") func advance() throws {
    let planner = try exactPlanner()
    let plan = try planner.plan(small)
    let doubts = [StressTest.Doubt(factor: 0, low: .zero, high: .one)]
    func limit(_ confidence: Ratio) throws -> AdvanceLimit {
      try AdvanceLimit.find(plan, of: small, doubts: doubts, confidence: confidence) { try planner.plan($0) }
    }
    // A needs 6 of 10, D needs 4 of 9: at a share of 50 % only D is safe, at 60 % both.
    #expect(try limit(Ratio(1, 2)).now == [3])
    #expect(try limit(Ratio(4, 10)).now == [0, 3])
    let sure = try limit(Ratio(9, 10))
    #expect(sure.now == [] && sure.later == [0, 3])
    #expect(try limit(Ratio(4, 10)).kept == 400)
    let half = try limit(Ratio(1, 2))
    #expect(half.shares == [Ratio(1, 2)] && half.kept >= 500)
  }

  @Test("two doubts hold together", arguments: [Ratio(19, 20), Ratio(3, 4)]) func joint(_ confidence: Ratio) throws {
    let snapshot = SmallCity.random(11, projects: 12)
    let planner = try exactPlanner()
    let plan = try planner.plan(snapshot)
    let doubts = [0, 1].map { StressTest.Doubt(factor: $0, low: Ratio(1, 5), high: .one) }
    let limit = try AdvanceLimit.find(plan, of: snapshot, doubts: doubts, confidence: confidence) { try planner.plan($0) }
    #expect(Double(limit.kept) >= Double(confidence.numerator) / Double(confidence.denominator) * 1_000 - 10)
    #expect(Set(limit.now + limit.later) == Set(plan.awards.map(\.project)))
  }

  @Test("a front: the more may be given up, the more an aim reaches") func frontier() throws {
    let snapshot = SmallCity.random(7, projects: 12, tiers: 1)
    let planner = try exactPlanner()
    let best = try planner.plan(snapshot).tiers[0].value
    let front = try Frontier.trace(snapshot, aim: Aim(kind: .fairness), gives: (0...4).map { Ratio(Int64($0), 10) }) {
      try planner.plan($0)
    }
    #expect(front.points.count == 5)
    #expect(zip(front.points, front.points.dropFirst()).allSatisfy { $0.reached <= $1.reached && $0.values[0] >= $1.values[0] })
    #expect(front.points[0].values[0] == best)
    #expect(front.points.contains { $0.isEfficient })
    let cut = Frontier.trace(snapshot, aim: Aim(kind: .change), gives: [.zero]) { _ in nil }
    #expect(cut.points.isEmpty)
  }
}
