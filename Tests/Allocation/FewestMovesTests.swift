import Testing

@testable import Allocation

@Suite("As few loans and transfers as can be") struct FewestMovesTests {
  /// Counties with demand on their own pools alone, so that what each must borrow or can lend follows from who is served.
  private func city(_ seed: UInt64) -> Snapshot {
    var random = Seeded(seed)
    let counties = Int.random(in: 4...5, using: &random)
    var rules = Snapshot.Rules()
    (rules.lendable, rules.lendingLimit, rules.fewestMoves) = ([0], .one, true)
    let pools = (1...counties).map { SmallCity.pool($0, 0, .random(in: 0...9, using: &random)) }
    let projects = (0..<7).map {
      SmallCity.project(
        "P\($0)", region: .random(in: 1...counties, using: &random), score: .random(in: 1...2, using: &random),
        needs: [0: .random(in: 1...7, using: &random)])
    }
    return SmallCity.snapshot(counties: counties, pools: pools, projects: projects, rules: rules)
  }

  /// The fewest pairs of counties by which the needs can be met, by trying all sets of pairs; nil when none does. Halls condition: no set of borrowers
  /// may need more than those have that it is joined to.
  private func fewest(_ snapshot: Snapshot, _ chosen: [Int]) -> Int? {
    let spare = snapshot.regions.indices.dropFirst().map { region -> Int64 in
      let own = snapshot.pools.first { $0.region == region }!.available.tenThousandths
      return chosen.filter { snapshot.projects[$0].home == region }.reduce(own) {
        $0 - snapshot.projects[$1].demands[0].needed.tenThousandths
      }
    }
    let (needs, rooms) = (spare.filter { $0 < 0 }.map { -$0 }, spare.filter { $0 > 0 })
    guard needs.reduce(0, +) <= rooms.reduce(0, +) else { return nil }
    guard !needs.isEmpty else { return 0 }
    let pairs = needs.count * rooms.count
    return (0..<(1 << pairs)).filter { mask in
      (1..<(1 << needs.count)).allSatisfy { set in
        let members = needs.indices.filter { set >> $0 & 1 == 1 }
        let joined = rooms.indices.filter { room in members.contains { mask >> ($0 * rooms.count + room) & 1 == 1 } }
        return members.reduce(0) { $0 + needs[$1] } <= joined.reduce(0) { $0 + rooms[$1] }
      }
    }.map(\.nonzeroBitCount).min()
  }

  @Test("[L17.3] the number of moves is the least of all plans of the best score, by all subsets", arguments: 1...60)
  func least(seed: UInt64) throws {
    let snapshot = city(seed)
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    var best: (score: Int64, moves: Int) = (-1, 0)
    for mask in 0..<(1 << snapshot.projects.count) {
      let chosen = snapshot.projects.indices.filter { mask >> $0 & 1 == 1 }
      let score = chosen.reduce(0) { $0 + snapshot.projects[$1].score }
      guard score >= best.score, let moves = fewest(snapshot, chosen) else { continue }
      if score > best.score || moves < best.moves { best = (score, moves) }
    }
    #expect(plan.tiers[0].value == best.score && plan.moves.count == best.moves, "seed \(seed)")
    // No more quota moves than its borrowers lack.
    var usual = snapshot
    usual.rules.fewestMoves = nil
    #expect(try exactPlanner().plan(usual).moves.count >= best.moves, "seed \(seed)")
  }

  @Test("[L17.3] a loan says when it is needed back, and whether it can be") func cover() throws {
    var rules = Snapshot.Rules()
    (rules.lendable, rules.lendingLimit) = ([0], .one)
    func plan(_ later: Int64) throws -> Plan {
      let snapshot = SmallCity.snapshot(
        pools: [SmallCity.pool(1, 0, 5), SmallCity.pool(2, 0, 1, vintage: 2027), SmallCity.pool(1, 0, later, vintage: 2028)].map {
          var pool = $0
          if pool.vintage > 2026 { pool.region = 3 - pool.region }
          return pool
        },
        projects: [SmallCity.project("A", region: 2, needs: [0: 4]), SmallCity.project("B", region: 1, needs: [0: 9])].map {
          var project = $0
          if project.code == "B" { project.from = 2028 }
          return project
        }, rules: rules)
      let plan = try exactPlanner().plan(snapshot)
      #expect(PlanCheck.check(plan, against: snapshot) == [])
      return plan
    }
    let (covered, open) = (try plan(4), try plan(3))
    #expect(covered.moves.map(\.neededBack) == [2028] && covered.moves.map(\.isCovered) == [true])
    #expect(open.moves.map(\.neededBack) == [2028] && open.moves.map(\.isCovered) == [false])
  }
}
