import Allocation
import Testing

/// A city with two counties and a zone, two factors, and whatever a test adds.
private func source(
  parameters: [PolicyTable.Row] = [], deposits: [SnapshotSource.Deposit] = [], pools: [Pool] = [],
  projects: [SnapshotSource.LibraryProject] = []
) -> SnapshotSource {
  SnapshotSource(
    city: "370000", policyVersion: "V1", baseDate: CivilDate(year: 2026, month: 3, day: 1)!,
    factors: [
      Factor(code: "land", category: .land, name: "土地", nameEnglish: "land", unit: "亩", unitEnglish: "mu"),
      Factor(code: "coal", category: .coal, name: "煤炭", nameEnglish: "coal", unit: "吨", unitEnglish: "t"),
    ],
    regions: [
      Region(code: "370000", name: "市", nameEnglish: "City", kind: .city),
      Region(code: "370001", name: "甲县", nameEnglish: "A", kind: .county),
      Region(code: "370002", name: "乙县", nameEnglish: "B", kind: .county),
      Region(code: "Z1", name: "开发区", nameEnglish: "Zone", kind: .zone),
    ],
    parents: [nil, 0, 0, 0], parameters: parameters,
    tiers: [
      TierRule(name: "省级", nameEnglish: "provincial", any: ["level:provincial", "class:1"]),
      TierRule(name: "其他", nameEnglish: "others", any: ["*"]),
    ],
    deposits: deposits, pools: pools, projects: projects, ledgerBatch: 7)
}

private func project(
  _ code: String, region: Int = 1, level: String = "county", classes: [Int] = [], investment: Int64 = 10_000, isTwoHigh: Bool = false,
  days: Int? = nil, demands: [SnapshotSource.Asked] = [], holdings: [SnapshotSource.Held] = []
) -> SnapshotSource.LibraryProject {
  SnapshotSource.LibraryProject(
    code: code, name: code, region: region, industry: "食品", level: level, classes: classes, libraries: ["county"],
    investment: Quantity(units: investment), grade: "A", isTwoHigh: isTwoHigh, entered: 0, daysSinceProgress: days, isGenerated: false,
    contentHash: "h", demands: demands, holdings: holdings)
}

private func land(_ units: Int64) -> SnapshotSource.Asked { .init(factor: 0, quantity: Quantity(units: units), standing: .reported) }
private func coal(_ units: Int64) -> SnapshotSource.Asked { .init(factor: 1, quantity: Quantity(units: units), standing: .reported) }

@Suite struct SnapshotBuilderTests {
  @Test("a scenario that changes pools alone takes what another made of the library, and its snapshot is the same")
  func knownProjects() throws {
    let facts = source(
      deposits: [.init(region: 1, factor: 0, vintage: 2026, quantity: Quantity(units: 100), cityPart: Quantity(units: 30))],
      pools: [
        Pool(region: 0, factor: 0, vintage: 2026, available: Quantity(units: 30)),
        Pool(region: 1, factor: 0, vintage: 2026, available: Quantity(units: 70)),
      ],
      projects: [
        project("A", level: "provincial", demands: [land(10)]), project("B", demands: [land(5), coal(3)]), project("C", investment: 0),
        // Gives back what is reserved.
        project(
          "D", demands: [land(9)],
          holdings: [.init(factor: 0, region: 1, vintage: 2026, reserved: Quantity(units: 4), granted: .zero, used: .zero)]),
      ])
    var base = Scenario(name: "base")
    base.standing = .release
    let library = try SnapshotBuilder.library(source: facts, scenario: base)
    var ofPools = base
    ofPools.supply = [.init(factor: "land", region: "370001", vintage: 2026, change: .plus(Quantity(units: 5)))]
    ofPools.exchange.loans = ["land"]
    ofPools.policy = [.init(key: "coordination_share", factor: "land", value: "50%")]
    #expect(ofPools.asksForTheSameProjects(as: base) && base.asksForTheSameProjects(as: ofPools))
    let whole = try SnapshotBuilder.build(source: facts, scenario: ofPools)
    #expect(try SnapshotBuilder.build(source: facts, scenario: ofPools, library: library) == whole)
    #expect(whole.pools != (try SnapshotBuilder.build(source: facts, scenario: base)).pools)
    var others = [base, base, base, base]
    others[0].pins = [.init(project: "A", pin: .never)]
    others[1].policy = [.init(key: "score.grade.a", value: "2")]
    others[2].tierOrder = [["其他"]]
    others[3].variants = [.init(project: "A", name: "less", demands: [.init(factor: "land", quantity: Quantity(units: 1))])]
    for other in others { #expect(!other.asksForTheSameProjects(as: base), "\(other)") }
  }

  @Test("tiers in another order, or as one; which tier a project is of stays the policy's")
  func tierOrder() throws {
    let facts = source(projects: [
      project("A", level: "provincial", demands: [land(1)]), project("B", classes: [1], demands: [land(1)]),
      project("C", demands: [land(1)]),
    ])
    func tiers(_ order: [[String]]) throws -> ([String], [Int]) {
      var scenario = Scenario(name: "s")
      scenario.tierOrder = order
      let snapshot = try SnapshotBuilder.build(source: facts, scenario: scenario)
      return (snapshot.tiers.map(\.name), snapshot.projects.map(\.tier))
    }
    #expect(try tiers([]) == (["省级", "其他"], [0, 0, 1]))
    #expect(try tiers([["others"]]) == (["其他", "省级"], [1, 1, 0]), "those that aren't named follow")
    #expect(try tiers([["其他", "省级"]]) == (["其他、省级"], [0, 0, 0]))
    #expect(throws: ScenarioError(unknown: [.init(kind: .tier, name: "县级"), .init(kind: .tier, name: "省级")])) {
      try tiers([["省级", "县级"], ["省级"]])
    }
  }

  @Test("[L17.2] coordination at 40 % is rehearsed from the deposits, and takes no more than a county still holds")
  func coordination() throws {
    let facts = source(
      parameters: [.init(key: "coordination_share", factor: "land", value: "3/10")],
      deposits: [
        .init(region: 1, factor: 0, vintage: 2026, quantity: Quantity(units: 100), cityPart: Quantity(units: 30)),
        .init(region: 2, factor: 0, vintage: 2026, quantity: Quantity(units: 200), cityPart: Quantity(units: 60)),
      ],
      pools: [
        Pool(region: 0, factor: 0, vintage: 2026, available: Quantity(units: 90)),
        Pool(region: 1, factor: 0, vintage: 2026, available: Quantity(units: 70)),
        Pool(region: 2, factor: 0, vintage: 2026, available: Quantity(units: 5)),
      ])
    var scenario = Scenario(name: "s")
    scenario.policy = [.init(key: "coordination_share", factor: "land", value: "40%")]
    let pools = try SnapshotBuilder.build(source: facts, scenario: scenario).pools
    #expect(pools.map(\.available) == [Quantity(units: 105), Quantity(units: 60), .zero])
  }

  @Test("[L15.1] a demand is replaced at the policy's ratio, rounded up; only two-high projects draw on coal")
  func replacement() throws {
    let facts = source(
      parameters: [
        .init(key: "replacement_ratio", factor: "coal", value: "11/10"), .init(key: "two_high_only", factor: "coal", value: "true"),
      ],
      projects: [
        project("P1", isTwoHigh: true, demands: [coal(5)]), project("P2", demands: [land(3), coal(5)]),
      ])
    let snapshot = try SnapshotBuilder.build(source: facts, scenario: Scenario(name: "s"))
    #expect(snapshot.projects[0].demands.map(\.needed) == [Quantity(tenThousandths: 55_000)])
    #expect(snapshot.projects[1].demands.map(\.factor) == [0])
  }

  @Test("[L20.5] what a project holds or has used is not asked again; stalled projects can be reclaimed first")
  func holdings() throws {
    let held = SnapshotSource.Held(
      factor: 0, region: 1, vintage: 2026, reserved: Quantity(units: 4), granted: Quantity(units: 3), used: Quantity(units: 2))
    let facts = source(
      parameters: [.init(key: "stalled_after_days", value: "100")],
      pools: [Pool(region: 1, factor: 0, vintage: 2026, available: .zero)],
      projects: [project("P1", days: 200, demands: [land(10)], holdings: [held])])
    let kept = try SnapshotBuilder.build(source: facts, scenario: Scenario(name: "s"))
    #expect(kept.projects[0].demands[0].needed == Quantity(units: 1))
    #expect(kept.projects[0].isStalled)
    var scenario = Scenario(name: "s")
    scenario.reclaimsStalled = true
    let reclaimed = try SnapshotBuilder.build(source: facts, scenario: scenario)
    #expect(reclaimed.pools[0].available == Quantity(units: 7))
    #expect(reclaimed.projects[0].holdings.isEmpty)
    #expect(reclaimed.projects[0].pin == .never)
  }

  @Test("holding limits: of a county, of owners together, of each; what is held counts") func holdingLimits() throws {
    let held = SnapshotSource.Held(
      factor: 0, region: 1, vintage: 2026, reserved: Quantity(units: 4), granted: Quantity(units: 1), used: Quantity(units: 2))
    var facts = source(
      pools: [
        Pool(region: 1, factor: 0, vintage: 2026, available: Quantity(units: 30)),
        Pool(region: 0, factor: 0, vintage: 2026, available: Quantity(units: 10)),
      ],
      projects: [
        project("P1", demands: [land(10)], holdings: [held]), project("P2", region: 2, demands: [land(7)]),
        project("P3", demands: [land(1)]),
      ])
    (facts.projects[0].owner, facts.projects[0].ownerCode) = ("甲公司", "91A")
    (facts.projects[1].owner, facts.projects[2].owner) = ("乙公司", "乙公司")
    var scenario = Scenario(name: "s")
    scenario.holdingLimits = [
      .init(factor: "land", holder: .region("370001"), most: .quantity(Quantity(units: 12))),
      .init(factor: "land", holder: .owners(["91A", "乙公司"]), most: .share(Ratio(1, 4))),
      .init(factor: "land", holder: .eachOwner, most: .quantity(Quantity(units: 3))),
      .init(factor: "land", holder: .eachCounty, most: .quantity(Quantity(units: 8))),
    ]
    let limits = try #require(try SnapshotBuilder.build(source: facts, scenario: scenario).rules.holdingLimits)
    #expect(limits.map(\.name) == ["甲县", "91A、乙公司", "甲公司", "乙公司", "甲县", "乙县", "开发区"])
    #expect(limits.map(\.projects) == [[0, 2], [0, 1, 2], [0], [1, 2], [0, 2], [1], []])
    #expect(limits.map(\.most.tenThousandths) == [7, 5, 0, 3, 3, 8, 8].map { $0 * 10_000 })
    scenario.holdingLimits = [.init(factor: "land", holder: .owners(["丙公司"]), most: .share(.one))]
    #expect { try SnapshotBuilder.build(source: facts, scenario: scenario) } throws: {
      ($0 as? ScenarioError)?.unknown == [.init(kind: .owner, name: "丙公司")]
    }
  }

  @Test("variants: a form each, at most one served; the site's own pool and ratio; a pin is on the library's form") func variants() throws {
    let facts = source(
      parameters: [.init(key: "replacement_ratio", factor: "land", region: "370002", value: "2")],
      projects: [project("P1", demands: [land(10), coal(4)]), project("P2", demands: [land(7)]), project("P3", demands: [land(1)])])
    var scenario = Scenario(name: "s")
    scenario.variants = [
      .init(
        project: "P1", name: "小", demands: [.init(factor: "land", quantity: Quantity(units: 6)), .init(factor: "coal", quantity: .zero)]),
      .init(project: "P1", name: "乙", region: "370002", score: Ratio(1, 2)), .init(project: "P2", name: "x", region: "370002"),
    ]
    scenario.groups = [.init(name: "g", kind: .oneOf, projects: ["P1", "P3"])]
    scenario.pins = [.init(project: "P2", pin: .must)]
    let snapshot = try SnapshotBuilder.build(source: facts, scenario: scenario)
    #expect(snapshot.projects.map(\.code) == ["P1", "P1·乙", "P1·小", "P2", "P2·x", "P3"])
    #expect(snapshot.projects.map(\.variantOf) == [nil, "P1", "P1", nil, "P2", nil])
    #expect(snapshot.projects[1].home == 2 && snapshot.projects[1].demands.map(\.needed) == [Quantity(units: 20), Quantity(units: 4)])
    #expect(
      snapshot.projects[2].demands.map(\.needed) == [Quantity(units: 6)] && snapshot.projects[1].score == snapshot.projects[0].score / 2)
    #expect(snapshot.projects[3].pin == .must && snapshot.projects[4].pin == .never)
    #expect(snapshot.rules.groups?.map { Set($0.projects) } == [[0, 1, 2, 5], [0, 1, 2], [3, 4]])
    scenario.groups = [.init(name: "g", kind: .follows, projects: ["P1", "P3"])]
    scenario.variants?.append(.init(project: "P3", name: "none", demands: [.init(factor: "land", quantity: .zero)]))
    #expect(
      throws: GroupError(problems: [
        .init(group: "P3", kind: .needsNothing, projects: ["P3·none"]), .init(group: "g", kind: .variants, projects: ["P1", "P3"]),
      ])
    ) { try SnapshotBuilder.build(source: facts, scenario: scenario) }
    scenario.variants = [.init(project: "P9", name: "x", region: "r9", demands: [.init(factor: "gold", quantity: .zero)])]
    #expect { try SnapshotBuilder.build(source: facts, scenario: scenario) } throws: {
      ($0 as? ScenarioError)?.unknown.map(\.name) == ["r9", "gold", "P9"]
    }
  }

  @Test("[L2] the first tier whose condition holds; [L17.2] only key projects may use the city pool")
  func tiersAndEligibility() throws {
    let facts = source(
      parameters: [.init(key: "city_pool_classes", value: "[1,2]")],
      projects: [
        project("P1", classes: [1], demands: [land(1)]), project("P2", level: "provincial", demands: [land(1)]),
        project("P3", classes: [2], demands: [land(1)]),
      ])
    let projects = try SnapshotBuilder.build(source: facts, scenario: Scenario(name: "s")).projects
    #expect(projects.map(\.tier) == [0, 0, 1])
    #expect(projects.map { $0.mayUseCityPool[0] } == [true, false, true])
  }

  @Test("[L17] a zone is served by its county's pool where policy says so")
  func zones() throws {
    let facts = source(
      parameters: [.init(key: "zone_served_by_county", value: "true"), .init(key: "zone_county", region: "Z1", value: "370002")],
      pools: [
        Pool(region: 2, factor: 0, vintage: 2026, available: Quantity(units: 10)),
        Pool(region: 3, factor: 0, vintage: 2026, available: Quantity(units: 5)),
      ],
      projects: [project("P1", region: 3, demands: [land(1)])])
    let snapshot = try SnapshotBuilder.build(source: facts, scenario: Scenario(name: "s"))
    #expect(snapshot.projects[0].home == 2)
    #expect(snapshot.pools == [Pool(region: 2, factor: 0, vintage: 2026, available: Quantity(units: 15))])
  }

  @Test("names that the city does not have are told all at once")
  func unknownNames() {
    var scenario = Scenario(name: "s")
    scenario.pins = [.init(project: "NONE", pin: .must)]
    scenario.exchange.loans = ["gold"]
    #expect(throws: ScenarioError(unknown: [.init(kind: .factor, name: "gold"), .init(kind: .project, name: "NONE")])) {
      try SnapshotBuilder.build(source: source(), scenario: scenario)
    }
  }

  @Test("who must be served has to compete: not in reserve, filtered out or asking for nothing is told")
  func idlePins() throws {
    let asking = project(
      "P1", investment: 20_000, demands: [.init(factor: 0, quantity: Quantity(units: 1), standing: .reported, year: nil)])
    var scenario = Scenario(name: "s")
    scenario.pins = ["P1", "P2"].map { .init(project: $0, pin: .must) }
    let source = source(projects: [asking, project("P2")])
    #expect(throws: ScenarioError(unknown: [.init(kind: .idlePin, name: "P2")])) {
      try SnapshotBuilder.build(source: source, scenario: scenario)
    }
    scenario.pins = [.init(project: "P1", pin: .must), .init(project: "P2", pin: .never)]
    #expect(try SnapshotBuilder.build(source: source, scenario: scenario).projects[0].pin == .must)
    scenario.filter.minimumInvestment = Quantity(units: 30_000)
    #expect(throws: ScenarioError(unknown: [.init(kind: .idlePin, name: "P1")])) {
      try SnapshotBuilder.build(source: source, scenario: scenario)
    }
  }

  @Test("pools that changes of supply fill beyond what any may hold are told, and no sum of them overflows")
  func largePools() throws {
    let pools = [
      Pool(region: 1, factor: 0, vintage: 2026, available: Quantity(units: 50)),
      Pool(region: 2, factor: 1, vintage: 2026, available: .zero),
    ]
    var scenario = Scenario(name: "s")
    scenario.supply = (0..<20).map { _ in .init(factor: "land", change: .times(Ratio(100))) }
    #expect(throws: ScenarioError(unknown: [.init(kind: .largePool, name: "370001 land 2026")])) {
      try SnapshotBuilder.build(source: source(pools: pools), scenario: scenario)
    }
    scenario.supply = [.init(factor: "land", change: .plus(Quantity.largest - Quantity(units: 50)))]
    #expect(try SnapshotBuilder.build(source: source(pools: pools), scenario: scenario).pools[0].available == .largest)
  }

  @Test("a parameter row that names more wins; an override covers every row of its factor")
  func parameters() {
    let rows: [PolicyTable.Row] = [
      .init(key: "k", value: "0"), .init(key: "k", industry: "食品", value: "1"), .init(key: "k", factor: "coal", value: "2"),
      .init(key: "k", factor: "coal", industry: "食品", value: "3"),
    ]
    let table = PolicyTable(rows)
    #expect(table.value("k") == "0")
    #expect(table.value("k", factor: "land", industry: "食品") == "1")
    #expect(table.value("k", factor: "coal", industry: "化工") == "2")
    #expect(table.value("k", factor: "coal", industry: "食品") == "3")
    let changed = PolicyTable(rows, overrides: [.init(key: "k", factor: "coal", value: "9")])
    #expect(changed.value("k", factor: "coal", industry: "食品") == "9")
    #expect(changed.value("k", industry: "食品") == "1")
  }

  @Test("a supply shock takes no more than a pool holds")
  func shocks() throws {
    let facts = source(pools: [
      Pool(region: 1, factor: 0, vintage: 2026, available: Quantity(units: 10)),
      Pool(region: 2, factor: 0, vintage: 2026, available: Quantity(units: 3)),
    ])
    var scenario = Scenario(name: "s")
    scenario.supply = [
      .init(factor: "land", change: .times(Ratio(6, 10))), .init(factor: "land", region: "370002", change: .plus(Quantity(units: -5))),
    ]
    let pools = try SnapshotBuilder.build(source: facts, scenario: scenario).pools
    #expect(pools.map(\.available) == [Quantity(units: 6), .zero])
  }
}
