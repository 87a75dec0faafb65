import Testing

@testable import Allocation

@Suite("Variants of a project") struct VariantTests {
  /// Some projects of a random city with one or two more forms each: less demand, the other county, another score.
  static func varied(_ seed: UInt64, tiers: Int = 2, exchange: Bool = false, horizon: Int = 1) -> Snapshot {
    var random = Seeded(seed)
    var snapshot = SmallCity.random(seed, projects: 7, tiers: tiers, exchange: exchange, horizon: horizon)
    for index in 0..<7 where snapshot.projects.count < 13 && random.chance(45) && !snapshot.projects[index].demands.isEmpty {
      let own = snapshot.projects[index]
      for name in ["a", "b"].prefix(random.chance(50) ? 1 : 2) {
        snapshot.projects.append(SmallCity.form(name, of: own, &random))
      }
    }
    snapshot.projects.sort { $0.code < $1.code }
    let forms = Dictionary(grouping: snapshot.projects.indices) { snapshot.projects[$0].variantOf ?? snapshot.projects[$0].code }
    snapshot.rules.groups = forms.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map {
      ProjectGroup(name: $0.key, kind: .oneOf, projects: $0.value)
    }
    return snapshot
  }

  @Test("[L20.1] the best form of each is chosen, at most one, as the best of all subsets", arguments: 1...80)
  func best(seed: UInt64) throws {
    let tiers = 1 + Int(seed % 2)
    let snapshot = Self.varied(seed, tiers: tiers, exchange: seed % 4 == 0)
    let plan = try exactPlanner().plan(snapshot)
    // With more tiers equally good choices of the first leave more or less to the second.
    #expect(plan.tiers[0].value == BruteForce.tierValues(snapshot)[0], "seed \(seed)")
    #expect(plan.tiers.map(\.bound) == plan.tiers.map(\.value), "seed \(seed)")
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    let own = snapshot.libraryForms
    let served = plan.awards.map { own[$0.project] ?? $0.project }
    #expect(Set(served).count == served.count)
    // A project is told once: served in some form, or left out as the library has it.
    #expect(Set(plan.unmet.map(\.project)).isDisjoint(with: served) && plan.unmet.allSatisfy { own[$0.project] == nil })
    let asking = snapshot.projects.indices.filter { own[$0] == nil && !snapshot.projects[$0].demands.isEmpty }
    #expect(plan.tiers.reduce(0) { $0 + $1.candidates } == asking.count && plan.unmet.count + served.count == asking.count)
  }

  @Test("over years and with aims each project asks once", arguments: 1...40)
  func years(seed: UInt64) throws {
    var snapshot = Self.varied(seed, horizon: 2)
    snapshot.rules.aims = [.init(kind: seed % 2 == 0 ? .fairness : .equalShares, give: Ratio(1, 10), measure: .projects)]
    let plan = try exactPlanner().plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [], "seed \(seed)")
    let first = plan.tiers.filter { $0.vintage == snapshot.vintage }
    let later = plan.tiers.filter { $0.vintage > snapshot.vintage }
    #expect(later.reduce(0) { $0 + $1.candidates } == first.reduce(0) { $0 + $1.candidates - $1.awarded })
  }

  @Test("of two forms that are worth the same the smaller is served, and leaves room for a later tier") func smaller() throws {
    var snapshot = SmallCity.snapshot(
      tiers: 2, pools: [SmallCity.pool(1, 0, 8)],
      projects: [
        SmallCity.project("A", needs: [0: 5]), SmallCity.project("A·s", needs: [0: 3]), SmallCity.project("B", tier: 1, needs: [0: 5]),
      ])
    snapshot.projects[1].variantOf = "A"
    snapshot.rules.groups = [ProjectGroup(name: "A", kind: .oneOf, projects: [0, 1])]
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.awards.map(\.project) == [1, 2] && plan.chosenVariants(of: snapshot) == [1])
    #expect(PlanCheck.check(plan, against: snapshot) == [])
  }

  @Test("the check refuses two forms of one project, and one told as left out beside its other form") func refused() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 10)],
      projects: [SmallCity.project("A", needs: [0: 5]), SmallCity.project("A·s", score: 9, needs: [0: 3])])
    snapshot.projects[1].variantOf = "A"
    snapshot.rules.groups = [ProjectGroup(name: "A", kind: .oneOf, projects: [0, 1])]
    let plan = try exactPlanner().plan(snapshot)
    #expect(plan.awards.map(\.project) == [0] && plan.unmet.isEmpty)
    var free = snapshot
    free.rules.groups = nil
    let both = try exactPlanner().plan(free)
    #expect(PlanCheck.check(both, against: snapshot).contains(.groupBroken(name: "A")))
    var told = plan
    told.unmet = [Unmet(project: 1, cause: .waitsForDecision, shortages: [])]
    #expect(PlanCheck.check(told, against: snapshot).contains(.unmetMisstated(project: 1)))
  }
}

@Suite("Aims that a limit cut") struct CutAimTests {
  /// Finds nothing, as when time is up.
  private struct Exhausted: ProgramSolver {
    var name: String { "none" }
    func solve(
      _ program: Program, limits: ProgramLimits, start: [Double]?, progress: (ProgramProgress) -> Bool
    ) throws -> ProgramSolution {
      ProgramSolution(status: .nothingFound, values: [], objective: 0, bound: .infinity)
    }
  }

  @Test("tier and run say so, though the score is proved") func saysSo() throws {
    var snapshot = SmallCity.snapshot(
      pools: [SmallCity.pool(1, 0, 10), SmallCity.pool(2, 0, 10)],
      projects: [SmallCity.project("A", needs: [0: 5]), SmallCity.project("B", region: 2, needs: [0: 5])])
    snapshot.rules.aims = [.init(kind: .fairness)]
    let cut = try Planner(solver: Exhausted()).plan(snapshot)
    #expect(cut.tiers.map(\.gap) == [0] && cut.tiers.map(\.status) == [.stopped] && cut.tiers[0].aimsAreCut == true)
    #expect(cut.status == .stopped && PlanCheck.check(cut, against: snapshot) == [])
    var boasting = cut
    (boasting.status, boasting.tiers[0].status) = (.proven, .proven)
    #expect(PlanCheck.check(boasting, against: snapshot) == [.statusMisstated])
    let whole = try exactPlanner().plan(snapshot)
    #expect(whole.status == .proven && whole.tiers[0].aimsAreCut == nil)
  }
}
