import Allocation
import Optimisation
import Postgres
import SampleCity
import TestSupport
import Testing

@testable import Store

@Suite("The database proves a stored plan again, from snapshot, rows and prices alone")
struct CertificateTests {
  /// Loans, paid transfers, pins, floors, carry-over, later starts: everything that has a term in the sum; and what has none, groups and aims.
  static func snapshot(seed: UInt64, years: Int, policy: String) throws -> Snapshot {
    var snapshot = try SampleCity(seed: seed, projects: 160, years: years).snapshot()
    snapshot.policyVersion = policy
    if seed % 2 == 0 {
      snapshot.rules.lendable = [0]
      snapshot.rules.tradable = [1, 2]
      snapshot.rules.floors = [.init(region: 3, projects: 8), .init(region: 5, projects: 4)]
      snapshot.rules.aims = [.init(kind: .fairness, give: Ratio(1, 50)), .init(kind: .change)]
      let last = snapshot.projects.indices.filter { snapshot.projects[$0].tier == 3 }
      snapshot.rules.groups = zip(ProjectGroup.Kind.allCases, [0, 4, 8]).map { kind, first in
        ProjectGroup(name: kind.rawValue, kind: kind, projects: Array(last[first..<(first + 3)]))
      }
    }
    if seed % 2 == 1 { snapshot.rules.cityLimit = Ratio(1, 6) }
    if seed != 2 {
      let land = snapshot.pools.filter { $0.factor == 0 && $0.vintage == snapshot.vintage }.reduce(Quantity.zero) { $0 + $1.available }
      snapshot.rules.holdingLimits = [4, 6].map { region in
        .init(
          name: "\(region)", region: region, factor: 0,
          projects: snapshot.projects.indices.filter { snapshot.projects[$0].region == region },
          most: Ratio(1, 40).roundedDown(land))
      }
    }
    if seed > 2 { snapshot.rules.cityShares = snapshot.factors.indices.map { Ratio(Int64($0 % 3) + 1, 3) } }
    let smallest = snapshot.projects.indices.filter { snapshot.projects[$0].demands.map(\.factor) == [0] }
      .sorted { snapshot.projects[$0].investment < snapshot.projects[$1].investment }
    for project in smallest.prefix(2) { snapshot.projects[project].pin = .must }
    for project in smallest.suffix(3) { snapshot.projects[project].pin = .never }
    return snapshot
  }

  private func stored(_ session: Session, seed: UInt64, years: Int) throws -> (run: Int, plan: Plan) {
    let policy = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(0, "code")
    return try store(session, try Self.snapshot(seed: seed, years: years, policy: policy), gap: 0.001)
  }

  private func store(
    _ session: Session, _ snapshot: Snapshot, gap: Double, method: SolveMethod = .auto
  ) throws -> (run: Int, plan: Plan) {
    for project in snapshot.projects where project.variantOf == nil {
      try session.prepared(
        "INSERT INTO library.project (city, code, name, region, stage, created_by) VALUES ('371500', $1, $1, $2, 'reserved', 'test')",
        [.text(project.code), .text(snapshot.regions[project.region].code)])
    }
    var limits = Scenario.Limits()
    limits.gap = gap
    let plan = try Planner(solver: try HighsSolver(), limits: limits, method: method).plan(snapshot)
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    let scenario = Scenario(name: "test", title: "测试", titleEnglish: "test")
    let hashes = Dictionary(uniqueKeysWithValues: snapshot.projects.map { ($0.code, String(repeating: "0", count: 64)) })
    let header = RunStore.Header(key: "test", actor: "test", scenario: scenario, ledgerBatch: 0, hashes: hashes)
    return (try RunStore(session, city: "371500").store(plan, of: snapshot, header: header), plan)
  }

  @Test("[L20.1] the sum in SQL is the planner's, to the last digit", arguments: [(UInt64(1), 1), (2, 1), (3, 3), (4, 3)])
  func sameSum(_ seed: UInt64, _ years: Int) throws {
    try TestDatabase.withSession { session in
      let (run, plan) = try stored(session, seed: seed, years: years)
      let tiers = try RunStore(session, city: "371500").certificate(run)
      #expect(tiers.count == plan.tiers.count && tiers.allSatisfy { $0.holds && $0.problem == "" }, "\(tiers.map(\.problem))")
      #expect(tiers.map(\.certified) == plan.tiers.map { $0.certificate?.bound })
      #expect(tiers.map(\.value) == plan.tiers.map(\.value))
      #expect(plan.tiers.contains { $0.certificate!.prices.contains { $0.kind == .pool } })
      if seed % 2 == 1 { #expect(plan.tiers.contains { $0.certificate!.prices.contains { $0.kind == .cityLimit } }) }
      if seed != 2 { #expect(plan.tiers.contains { $0.certificate!.limitPrices != nil }) }
      if seed % 2 == 0 {
        #expect(!plan.moves.isEmpty)
        try expectAims(plan, session)
      }
    }
  }

  /// Three years as one with holding limits, a county's limit on the city's pool, and smaller forms of projects.
  private func storedWithLimits(_ session: Session) throws -> (run: Int, plan: Plan, snapshot: Snapshot) {
    let policy = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(0, "code")
    var snapshot = try Self.snapshot(seed: 3, years: 3, policy: policy)
    snapshot.rules.together = YearsTogether()
    snapshot.rules.cityLimit = Ratio(1, 9)
    let large = snapshot.projects.indices.filter { snapshot.projects[$0].pin == nil && snapshot.projects[$0].demands.count > 3 }
    for project in large.prefix(30) {
      var form = snapshot.projects[project]
      (form.variantOf, form.code) = (form.code, form.code + "·小")
      for place in form.demands.indices {
        form.demands[place].needed = Quantity(tenThousandths: 1 + form.demands[place].needed.tenThousandths / 5)
      }
      snapshot.projects.append(form)
    }
    let limits = snapshot.rules.holdingLimits!.map(\.region)
    snapshot.projects.sort { $0.code < $1.code }
    for (index, region) in limits.enumerated() {
      snapshot.rules.holdingLimits![index].projects = snapshot.projects.indices.filter { snapshot.projects[$0].region == region }
    }
    snapshot.rules.groups = snapshot.libraryForms.sorted { $0.key < $1.key }.map { form, own in
      ProjectGroup(name: snapshot.projects[own].code, kind: .oneOf, projects: [own, form].sorted())
    }
    let stored = try store(session, snapshot, gap: 0.02)
    return (stored.run, stored.plan, snapshot)
  }

  @Test("[L20.1] years together with limits and forms of projects: the same sum in SQL, and a changed plan has none")
  func togetherWithLimits() throws {
    try TestDatabase.withSession { session in
      let (run, plan, snapshot) = try storedWithLimits(session)
      let tiers = try RunStore(session, city: "371500").certificate(run)
      #expect(tiers.count == 4 && tiers.allSatisfy { $0.holds && $0.problem == "" }, "\(tiers.map(\.problem))")
      #expect(tiers.map(\.certified) == plan.tiers.map { $0.certificate?.bound })
      #expect(tiers.map(\.value) == plan.tiers.map(\.value))
      #expect(plan.tiers.contains { $0.certificate!.limitPrices != nil })
      #expect(plan.tiers.contains { $0.certificate!.yearPrices!.contains { $0.kind == .cityLimit } })
      #expect(!plan.chosenVariants(of: snapshot).isEmpty)
      for (table, sql, problem) in [
        ("snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,holdingLimits,0,most}', '1')", "超过持有上限"),
        ("snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,cityLimit}', '\"1/1000\"')", "超限"),
        ("snapshot", "UPDATE plan.snapshot SET content = content #- '{rules,cityLimit}'", "价格不成立"),
        (
          "run",
          """
          UPDATE plan.run SET content = (SELECT jsonb_set(content, ARRAY['tiers', (t.place - 1)::text, 'certificate', 'limitPrices', '0', 'price'], '99')
            FROM jsonb_array_elements(content->'tiers') WITH ORDINALITY AS t(item, place) WHERE t.item #> '{certificate,limitPrices,0}' IS NOT NULL LIMIT 1)
          """, "上界与记载不符"
        ),
        (
          "run",
          """
          UPDATE plan.run SET content = jsonb_set(content, '{tiers}', (SELECT jsonb_agg(CASE WHEN t.item #> '{certificate,yearPrices}' IS NULL THEN t.item
            ELSE jsonb_set(t.item, '{certificate,yearPrices}', (SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(t.item #> '{certificate,yearPrices}') AS p
              WHERE p->>'kind' <> 'cityLimit')) END ORDER BY t.place) FROM jsonb_array_elements(content->'tiers') WITH ORDINALITY AS t(item, place)))
          """, "价格不成立"
        ),
      ] {
        try session.dryRun { session in
          try session.script("ALTER TABLE plan.\(table) DISABLE TRIGGER ALL; SET CONSTRAINTS ALL DEFERRED")
          #expect(try session.query(sql).affected > 0, "\(sql)")
          let told = try RunStore(session, city: "371500").certificate(run)
          #expect(told.contains { !$0.holds && $0.problem.contains(problem) }, "\(sql): \(told.map(\.problem))")
        }
      }
    }
  }

  /// Three years as one, with pins, floors, groups, caps on the city's share and later starts.
  private func storedTogether(_ session: Session) throws -> (run: Int, plan: Plan) {
    let policy = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(0, "code")
    var snapshot = try Self.snapshot(seed: 4, years: 3, policy: policy)
    (snapshot.rules.lendable, snapshot.rules.tradable, snapshot.rules.holdingLimits) = ([], [], nil)
    (snapshot.rules.together, snapshot.rules.floors) = (YearsTogether(), [.init(region: 3, projects: 8), .init(region: 5, projects: 3)])
    for index in snapshot.projects.indices where index % 7 == 0 && ![3, 5].contains(snapshot.projects[index].region) {
      snapshot.projects[index].from = snapshot.vintage + 1
    }
    return try store(session, snapshot, gap: 0.01)
  }

  @Test("[L20.1] years planned together: the sum over all years in SQL is the planner's, and a changed plan has none")
  func together() throws {
    try TestDatabase.withSession { session in
      let (run, plan) = try storedTogether(session)
      let tiers = try RunStore(session, city: "371500").certificate(run)
      #expect(tiers.count == 4 && tiers.allSatisfy { $0.holds && $0.problem == "" }, "\(tiers.map(\.problem))")
      #expect(tiers.map(\.certified) == plan.tiers.map { $0.certificate?.bound })
      #expect(tiers.map(\.value) == plan.tiers.map(\.value))
      #expect(Set(plan.awards.map(\.vintage)).count == 3)
      #expect(plan.tiers.contains { $0.certificate!.yearPrices!.contains { $0.kind == .floor } })
      try expectAims(plan, session)
      let prices = "content = jsonb_set(content, '{tiers,2,certificate,yearPrices,0"
      for (table, sql, problem) in [
        ("run", "UPDATE plan.run SET \(prices),price}', '1')", ""),
        ("run", "UPDATE plan.run SET \(prices),vintage}', '2031')", "价格不成立"),
        ("tier", "UPDATE plan.tier SET value = value - 1 WHERE value > 0", "得分与配置不符"),
        ("award_line", "DELETE FROM plan.award_line WHERE vintage = (SELECT max(vintage) FROM plan.award_line)", "得分与配置不符"),
        ("snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,together,discount}', '\"1/2\"')", "得分与配置不符"),
      ] {
        try session.dryRun { session in
          try session.script("ALTER TABLE plan.\(table) DISABLE TRIGGER \(table == "run" ? "guard" : "keep"); SET CONSTRAINTS ALL DEFERRED")
          #expect(try session.query(sql).affected > 0, "\(sql)")
          let told = try RunStore(session, city: "371500").certificate(run)
          #expect(told.contains { !$0.holds && $0.problem.contains(problem) }, "\(sql): \(told.map(\.problem))")
        }
      }
    }
  }

  @Test("[L20.1] prices of counties that rise over the years count for what these can pass on, in SQL too")
  func togetherByPrices() throws {
    try TestDatabase.withSession { session in
      var snapshot = try SampleCity(seed: 3, projects: 900, years: 3).snapshot()
      snapshot.policyVersion = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(
        0, "code")
      snapshot.rules.together = YearsTogether()
      let (run, plan) = try store(session, snapshot, gap: 0.0001, method: .prices)
      let tiers = try RunStore(session, city: "371500").certificate(run)
      #expect(tiers.allSatisfy { $0.holds && $0.problem == "" }, "\(tiers.map(\.problem))")
      #expect(tiers.map(\.certified) == plan.tiers.map { $0.certificate?.bound })
      let rises = plan.tiers.contains { tier in
        let prices = tier.certificate!.yearPrices!.filter { $0.region != snapshot.cityRegion && snapshot.rules.carriesOver[$0.factor ?? 0] }
        var sums: [[Int]: Int64] = [:]
        for item in prices { sums[[item.region, item.factor!, item.vintage], default: 0] += item.price }
        return sums.contains { key, sum in key[2] > snapshot.vintage && sum > sums[[key[0], key[1], key[2] - 1]] ?? 0 }
      }
      #expect(rises)
    }
  }

  /// What each tier reached of its aims stands in the report, for those who only read.
  private func expectAims(_ plan: Plan, _ session: Session) throws {
    try session.transaction { session in
      try session.script("SET LOCAL ROLE yaosu_report")
      let rows = try session.query(
        "SELECT aim, value::text AS value, points_given FROM report.plan_aim ORDER BY vintage, tier_place, place")
      let told = try (0..<rows.count).map { try "\(rows.string($0, "aim")) \(rows.string($0, "value")) \(rows.int64($0, "points_given"))" }
      let expected = plan.tiers.flatMap { tier in
        (tier.aims ?? []).map { aim in
          let value = aim.kind == .change ? "\(aim.value)" : "\(aim.value / 10_000).\(String(aim.value % 10_000 + 10_000).dropFirst())"
          return "\(aim.kind == .change ? "保留原配置" : "最低保障率") \(value) \(tier.given ?? 0)"
        }
      }
      #expect(told == expected && !told.isEmpty)
    }
  }

  /// A table, what its owner does to it behind the triggers, and what the certificate says of it.
  static let tamperings: [(table: String, sql: String, problem: String)] = [
    ("price", "UPDATE plan.price SET price = price + 1 + price / 100 WHERE kind = 'pool' AND region = '371500'", "上界与记载不符"),
    ("price", "UPDATE plan.price SET price = price * 2 WHERE kind = 'pool' AND region <> '371500'", "价格不成立"),
    ("price", "DELETE FROM plan.price", "上界与记载不符"),
    ("tier", "UPDATE plan.tier SET bound = value, certified = value WHERE value < certified", "上界与记载不符"),
    ("tier", "UPDATE plan.tier SET value = value - 1 WHERE value > 0", "得分与配置不符"),
    ("award_line", "DELETE FROM plan.award_line WHERE project = (SELECT min(project) FROM plan.award_line)", "得分与配置不符"),
    (
      "award_line",
      "UPDATE plan.award_line SET quantity = quantity - 1 WHERE ctid = (SELECT ctid FROM plan.award_line WHERE quantity > 1 LIMIT 1)",
      "配置与需求不符"
    ),
    (
      "award_line",
      """
      UPDATE plan.award_line l SET region = q.region FROM plan.pool q
      WHERE l.ctid = (SELECT ctid FROM plan.award_line WHERE region <> '371500' ORDER BY project LIMIT 1) AND (q.city, q.run, q.factor, q.vintage) = (l.city, l.run, l.factor, l.vintage)
        AND q.region NOT IN ('371500', l.region)
      """, "项目不能使用该要素池"
    ), ("pool", "UPDATE plan.pool SET before = before + 10000 WHERE factor = 'land'", "期初与快照不符"),
    ("pool", "UPDATE plan.pool SET moved_in = moved_in + 1 WHERE factor = 'land'", "调剂拆借与要素池不符"),
    (
      "snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,cityLimit}', '\"1/1000\"')", "超限"
    ),
    (
      "snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,cityShares}', '[\"0\", \"0\", \"0\", \"0\"]')",
      "使用市级统筹池超过其比例"
    ),
    (
      "snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{projects,0,demands,0,needed}', '7')",
      ""
    ),
  ]

  @Test("[L20.1] a plan that was tampered with has no proof")
  func tampered() throws {
    try TestDatabase.withSession { session in
      let (run, _) = try stored(session, seed: 2, years: 1)
      for tampering in Self.tamperings {
        try session.dryRun { session in
          try session.script("ALTER TABLE plan.\(tampering.table) DISABLE TRIGGER keep; SET CONSTRAINTS ALL DEFERRED")
          #expect(try session.query(tampering.sql).affected > 0, "\(tampering.sql)")
          let tiers = try RunStore(session, city: "371500").certificate(run)
          #expect(tiers.contains { !$0.holds && $0.problem.contains(tampering.problem) }, "\(tampering.sql): \(tiers.map(\.problem))")
        }
      }
      #expect(try RunStore(session, city: "371500").certificate(run).allSatisfy(\.holds))
    }
  }

  @Test("[L20.1] pins, floors and groups are proved to be kept, and what adoption and other reports read of a plan to be the plan")
  func recordsTampered() throws {
    let served = "(SELECT min(project) FROM plan.award_line)"
    let unserved = "(SELECT min(project) FROM plan.candidate WHERE served_in IS NULL)"
    func place(_ code: String) -> String {
      "(SELECT (p.place - 1)::int FROM jsonb_array_elements(content->'projects') WITH ORDINALITY AS p(item, place) WHERE p.item->>'code' = \(code))"
    }
    func snapshot(_ path: String, _ value: String) -> String { "UPDATE plan.snapshot SET content = jsonb_set(content, \(path), \(value))" }
    func group(_ kind: String, _ other: String) -> String {
      snapshot(
        "'{rules,groups}'",
        "jsonb_build_array(jsonb_build_object('name', 'x', 'kind', '\(kind)', 'projects', jsonb_build_array(\(place(other)), \(place(served)))))"
      )
    }
    try TestDatabase.withSession { session in
      let (run, _) = try stored(session, seed: 2, years: 1)
      for (table, sql, problem) in [
        ("snapshot", snapshot("'{rules,floors}'", "'[{\"region\": 3, \"projects\": 150}]'"), "没有达到保障下限"),
        ("snapshot", snapshot("ARRAY['projects', \(place(unserved))::text, 'pin']", "'\"must\"'"), "锁定必须保障的项目没有配置"),
        ("snapshot", group("oneOf", "(SELECT max(project) FROM plan.award_line)"), "项目组的约束没有满足"),
        ("snapshot", group("together", unserved), "项目组的约束没有满足"), ("snapshot", group("follows", unserved), "项目组的约束没有满足"),
        ("candidate", "UPDATE plan.candidate SET served_in = NULL WHERE project = \(served)", "项目记载与方案不符"),
        ("candidate", "UPDATE plan.candidate SET served_in = (SELECT vintage FROM plan.run) WHERE project = \(unserved)", "项目记载与方案不符"),
        ("candidate", "UPDATE plan.candidate SET score = score + 1 WHERE project = \(served)", "项目记载与快照不符"),
        ("tier", "DELETE FROM plan.tier WHERE tier = 3", "缺少级别"),
        ("tier", "UPDATE plan.tier SET awarded = awarded - 1 WHERE awarded > 0", "保障项目数与配置不符"),
        ("tier", "UPDATE plan.tier SET candidates = candidates + 1", "各级记载与方案正文不符"),
        ("aim", "UPDATE plan.aim SET value = value + 1", "各级记载与方案正文不符"),
        ("run", "UPDATE plan.run SET content = jsonb_set(content, '{awards,0,lines,0,quantity}', '1')", "配置明细与方案正文不符"),
        ("run", "UPDATE plan.run SET content = jsonb_set(content, '{tiers,1,value}', '1')", "各级记载与方案正文不符"),
        ("unmet", "DELETE FROM plan.unmet", "落选项目没有说明"),
      ] {
        try session.dryRun { session in
          try session.script("SET CONSTRAINTS ALL DEFERRED; ALTER TABLE plan.\(table) DISABLE TRIGGER ALL")
          #expect(try session.query(sql).affected > 0, "\(sql)")
          let tiers = try RunStore(session, city: "371500").certificate(run)
          #expect(tiers.contains { !$0.holds && $0.problem.contains(problem) }, "\(sql): \(tiers.map(\.problem))")
        }
      }
      #expect(try RunStore(session, city: "371500").certificate(run).allSatisfy(\.holds))
    }
  }

  @Test("[L20.1] limits on what a county may hold are proved again too, and a price or an award that was changed is seen")
  func limitsTampered() throws {
    try TestDatabase.withSession { session in
      let (run, _) = try stored(session, seed: 1, years: 1)
      for (table, sql, problem) in [
        ("snapshot", "UPDATE plan.snapshot SET content = jsonb_set(content, '{rules,holdingLimits,0,most}', '1')", "超过持有上限"),
        (
          "run",
          "UPDATE plan.run SET content = jsonb_set(content, '{tiers,3,certificate,limitPrices,0,price}', '99') WHERE content #> '{tiers,3,certificate,limitPrices,0}' IS NOT NULL",
          "上界与记载不符"
        ),
      ] {
        try session.dryRun { session in
          try session.script("ALTER TABLE plan.\(table) DISABLE TRIGGER ALL")
          #expect(try session.query(sql).affected > 0, "\(sql)")
          let tiers = try RunStore(session, city: "371500").certificate(run)
          #expect(tiers.contains { !$0.holds && $0.problem.contains(problem) }, "\(sql): \(tiers.map(\.problem))")
        }
      }
    }
  }

  @Test("[L20.1] a plan that chose variants is stored under the library's codes, proved again, and can't be adopted")
  func variants() throws {
    try TestDatabase.withSession { session in
      let (_, whole) = try stored(session, seed: 1, years: 1)
      let policy = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(0, "code")
      var snapshot = try Self.snapshot(seed: 1, years: 1, policy: policy)
      snapshot.rules.holdingLimits = nil
      let left = whole.unmet.filter { $0.cause == .waitsForQuota }.prefix(12).map(\.project)
      for project in left {
        var form = snapshot.projects[project]
        (form.variantOf, form.code) = (form.code, form.code + "·小")
        for place in form.demands.indices {
          form.demands[place].needed = Quantity(tenThousandths: 1 + form.demands[place].needed.tenThousandths / 9)
        }
        snapshot.projects.append(form)
      }
      snapshot.projects.sort { $0.code < $1.code }
      snapshot.rules.groups = Dictionary(grouping: snapshot.projects.indices) {
        snapshot.projects[$0].variantOf ?? snapshot.projects[$0].code
      }
      .filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { ProjectGroup(name: $0.key, kind: .oneOf, projects: $0.value) }
      let plan = try Planner(solver: try HighsSolver()).plan(snapshot)
      #expect(PlanCheck.check(plan, against: snapshot) == [])
      let chosen = plan.chosenVariants(of: snapshot).map { snapshot.projects[$0].variantOf! }
      #expect(!chosen.isEmpty)
      let header = RunStore.Header(
        key: "variants", actor: "test", scenario: Scenario(name: "test", title: "测试", titleEnglish: "test"), ledgerBatch: 0,
        hashes: Dictionary(uniqueKeysWithValues: snapshot.projects.map { ($0.code, String(repeating: "0", count: 64)) }))
      let store = RunStore(session, city: "371500")
      let run = try store.store(plan, of: snapshot, header: header)
      let tiers = try store.certificate(run)
      #expect(!tiers.contains { !$0.holds }, "\(tiers.map(\.problem))")
      #expect(tiers.map(\.certified) == plan.tiers.map { $0.certificate?.bound })
      let rows = try session.query(
        "SELECT project FROM plan.candidate WHERE run = \(run) AND served_in IS NOT NULL AND project = ANY(string_to_array('\(chosen.joined(separator: ","))', ','))"
      )
      #expect(rows.count == chosen.count)
      #expect(try session.query("SELECT is_rehearsal FROM plan.run WHERE run = \(run)").bool(0, "is_rehearsal"))
      let refused = #expect(throws: PostgresError.self) {
        try store.adopt(run, context: ["actor": "test", "document": "d", "decided_by": "x", "decided_on": "2026-01-01"])
      }
      #expect("\(refused!)".contains("YS110"))
    }
  }

  @Test("a run that isn't there is told so") func noRun() throws {
    try TestDatabase.withSession { session in
      _ = #expect(throws: StoreError.self) { try RunStore(session, city: "371500").certificate(7) }
    }
  }
}
