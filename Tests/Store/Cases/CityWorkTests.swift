import Allocation
import Intake
import Postgres
import Procedures
import Store
import TestSupport
import Testing

@Suite("四个一, assessment, and who sees what")
struct CityWorkTests {
  @Test("[L23] the bulletin subtracts before it rounds (629.0 of 647.4 after ten months: 13.8 points ahead, as printed in a real one)")
  func bulletin() throws {
    try CaseFixture.with { city in
      try city.procedures.setToday("2026-10-31")
      try city.session.script("UPDATE library.project SET year_investment = 64740000000 WHERE code = 'P3'")
      #expect(
        try city.cases("s-1").reportProgress(
          [.init(project: "P3", month: CivilDate("2026-10-01")!, invested: Quantity(decimal: "6290000")!)], .init(date: "2026-10-31"))
          == 1)
      #expect(
        try city.text("SELECT concat_ws(' ', done_percent, schedule_percent, ahead_points, place) AS x FROM report.bulletin_county")
          == "97.2 83.3 13.8 1")
    }
  }

  @Test("[L23] a month that the city has accepted is locked; it opens again with a reason")
  func months() throws {
    try CaseFixture.with { city in
      func report(_ person: String, _ amount: String = "100") throws -> String? {
        try city.refusal {
          _ = try city.cases(person).reportProgress(
            [.init(project: "P3", month: CivilDate("2026-03-01")!, invested: Quantity(decimal: amount)!)], .init(date: "2026-03-31"))
        }
      }
      #expect(try report("g-1") == "YS308", "another county's")
      #expect(try report("s-1") == nil)
      #expect(
        try city.refusal {
          _ = try city.cases("s-1").reportProgress(
            [.init(project: "P3", month: CivilDate("2026-04-01")!, invested: Quantity(decimal: "1")!)], .init(date: "2026-03-31"))
        }
          == "YS314")
      let number = try city.start("monthly-data", nil, as: "s-1", on: "2026-03-31", ["month": "2026-03-31"]).case
      try city.act(number, "fill", "filled", as: "s-1", on: "2026-03-31")
      #expect(try city.refusal { try city.act(number, "county", "approve", as: "s-1", on: "2026-04-01") } == "YS308")
      try city.act(number, "county", "approve", as: "s-2", on: "2026-04-01")
      try city.act(number, "city", "accept", as: "hq-1", on: "2026-04-02")
      #expect(try report("s-1", "200") == "YS317")
      let other = try city.refusal {
        _ = try city.cases("s-1").reportProgress(
          [.init(project: "P4", month: CivilDate("2026-03-01")!, invested: Quantity(decimal: "5")!)], .init(date: "2026-04-02"))
      }
      #expect(other == "YS317", "nor a project of that month that had no figure")
      let unlock = try city.start("unlock-month", nil, as: "s-1", on: "2026-04-03", ["month": "2026-03-01", "unlock_reason": "漏报"]).case
      try city.act(unlock, "city", "unlock", as: "hq-1", on: "2026-04-03")
      #expect(try report("s-1", "200") == nil)
    }
  }

  @Test("[L23] lights by rules that are data, each with its reason; the city chooses a set")
  func lights() throws {
    try CaseFixture.with { city in
      try city.procedures.setToday("2026-07-15")
      try city.session.script(
        "UPDATE library.project SET year_investment = 10000000 WHERE code = 'P3'; UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'"
      )
      func light(_ project: String, _ rules: String = "yinchuan") throws -> String {
        try city.text("SELECT colour || ' ' || reason AS x FROM report.traffic_light WHERE project = '\(project)' AND rules = '\(rules)'")
      }
      #expect(try light("P4") == "yellow 应开工未开工（应开工 2026-06-01）", "one month late")
      let wanted = [
        ("580", ["green", "green", "green"]), ("390", ["yellow", "yellow", "yellow"]), ("240", ["yellow", "red", "red"]),
        ("150", ["red", "red", "red"]),
      ]
      for (invested, colours) in wanted {
        _ = try city.cases("s-1").reportProgress(
          [.init(project: "P3", month: CivilDate("2026-06-01")!, invested: Quantity(decimal: invested)!)], .init(date: "2026-07-15"))
        let found = try ["yinchuan", "wuhan", "sanya"].map { try String(light("P3", $0).prefix { $0 != " " }) }
        #expect(found == colours, "\(invested)")
      }
      #expect(try light("P3").contains("完成 15.00%，序时 50.00%"))
      try city.session.script("UPDATE policy.parameter SET value = 'wuhan' WHERE key = 'light_rules'")
      #expect(try city.text("SELECT DISTINCT rules AS x FROM report.traffic_light WHERE is_chosen") == "wuhan")
    }
  }

  @Test("[L25] [L26] [L27] every point leads to its facts, weights can be tried out, the draw is the same for the published seed")
  func assessment() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"]).case
      try city.everybody(number, "agree", on: "2026-03-04")
      let second = try city.start("consultation", "Q1", as: "g-1", on: "2026-03-02", ["policy_basis": "x"]).case
      for task in try city.procedures.openTasks() where task.number == second {
        try city.cases(task.people[0]).act(
          task.task, task.unit == "land" ? "object" : "agree", form: ["opinion": .text("x")], .init(date: "2026-03-30"))
      }
      let store = AssessmentStore(city.session, city: CaseFixture.city)
      let points = try store.points(2026, weights: [:])
      func point(_ unit: String, _ indicator: String) -> [String?]? { points.rows.first { $0[1] == unit && $0[3] == indicator } }
      #expect(point("hq-371522", "county_reserve")?[8] == "20.00" && point("hq-371525", "county_reserve")?[8] == "0.00")
      #expect(
        point("land", "department_on_time")?[9...11] == ["1.0000", "2.0000", "task_list"], "one of two in time; the report that shows which"
      )
      #expect(point("land", "department_satisfaction")?[8] == .some(nil), "without facts there are no points, and the weight doesn't count")
      try store.rate("P3", unit: "land", points: "95", remark: "", person: "hq-1", date: "2026-04-01")
      #expect(
        try city.refusal { try store.rate("P3", unit: "land", points: "101", remark: "", person: "hq-1", date: "2026-04-01") } == "YS301")
      #expect(try store.points(2026, weights: [:]).rows.first { $0[1] == "land" && $0[3] == "department_satisfaction" }?[8] == "25.00")
      let normal = try store.totals(2026, weights: [:])
      let tried = try store.totals(2026, weights: ["county_reserve": "0"])
      #expect(normal.rows.first { $0[2] == "hq-371522" }?[1] == "1" && normal.rows.allSatisfy { $0[6] == "0" })
      #expect(tried.rows.contains { $0[6] != "0" }, "ranks move with the weights")
      let first = try store.draw(seed: "2026", count: 1), again = try store.draw(seed: "2026", count: 1)
      #expect(first.rows == again.rows && first.rows.count == 1)
    }
  }

  @Test(
    "[L3] a county sees its cases and projects, a department those that it was asked about, an enterprise its own; nobody acts in another's name"
  )
  func sight() throws {
    try CaseFixture.with { city in
      try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"])
      try city.start("consultation", "Q1", as: "g-1", on: "2026-03-02", ["policy_basis": "x"])
      func seen(_ person: String) throws -> Int {
        try city.cases(person).cases(procedure: nil, project: nil, status: nil, limit: 100).rows.count
      }
      let counts = try ["s-1", "g-1", "hq-1", "land-1", "water-1", "ent-1", "tw-1"].map { try seen($0) }
      #expect(counts == [1, 1, 2, 2, 2, 0, 1], "city departments work on the whole city")
      func projects(_ person: String) throws -> String {
        try city.session.transaction { session in
          try session.query("SELECT set_config('yaosu.person', $1, true)", [.text(person)])
          try session.script("SET LOCAL ROLE yaosu_officer")
          return try session.query("SELECT string_agg(code, ' ' ORDER BY code) AS x FROM library.project").optionalString(0, "x") ?? ""
        }
      }
      #expect(try projects("s-1") == "P1 P2 P3 P4")
      #expect(try projects("g-1") == "Q1")
      #expect(try projects("ent-1") == "P1 P4", "by its credit code")
      #expect(try reportRegions("case_list", city) == "371522")
      #expect(try reportRegions("opinion", city) == "371522")
      #expect(try reportRegions("task_list", city) == "371522")
      let task = try city.procedures.openTasks().first { $0.unit == "land" }!.task
      let forged = try city.refusal {
        try city.session.transaction { session in
          try session.query("SELECT set_config('yaosu.person', 'ent-1', true)")
          try session.script("SET LOCAL ROLE yaosu_officer")
          try session.query(
            "SELECT work.act('{\"city\":\"371500\",\"person\":\"land-1\",\"date\":\"2026-03-05\"}', \(task), 'agree', '{\"opinion\":\"x\"}')"
          )
        }
      }
      #expect(forged == "YS308")
      for statement in [
        "UPDATE work.task SET due = '2030-01-01'", "DELETE FROM work.event",
        "INSERT INTO office.post VALUES ('371500','ent-1','hq','hq_leader')", "SELECT work.tick('{}')",
      ] {
        let error = #expect(throws: PostgresError.self) {
          try city.session.transaction { session in
            try session.script("SET LOCAL ROLE yaosu_officer")
            try session.script(statement)
          }
        }
        #expect(error?.sqlState == "42501", "\(statement)")
      }
    }
  }

  @Test(
    "[L3] an enterprise sees its own people and those who serve its projects; offices see all; nobody's absence is the enterprise's business"
  )
  func people() throws {
    try CaseFixture.with { city in
      try city.session.script(
        """
        INSERT INTO work.service (city, project, kind, person, since) VALUES ('371500', 'P4', 'officer', 's-3', '2026-03-01'), ('371500', 'P3', 'steward', 's-4', '2026-03-01');
        INSERT INTO office.absence (city, person, delegate, during) VALUES ('371500', 'land-1', 'land-3', '[2026-03-01,2026-04-01)')
        """)
      func seen(_ person: String, _ what: String) throws -> String {
        try city.session.transaction { session in
          try session.query("SELECT set_config('yaosu.person', $1, true)", [.text(person)])
          try session.script("SET LOCAL ROLE yaosu_officer")
          return try session.query(what).optionalString(0, "x") ?? ""
        }
      }
      let codes = "SELECT string_agg(code, ' ' ORDER BY code) AS x FROM office.person"
      #expect(try seen("ent-1", codes) == "ent-1 s-3", "who serves P4, not who serves another's P3")
      for person in ["s-1", "tw-1", "land-1"] { #expect(try seen(person, codes).contains("hq-1 hq-2")) }
      #expect(try seen("ent-1", "SELECT string_agg(DISTINCT person, ' ') AS x FROM office.post") == "ent-1 s-3")
      #expect(try seen("ent-1", "SELECT count(*)::text AS x FROM office.absence") == "0")
      #expect(try seen("water-1", "SELECT count(*)::text AS x FROM office.absence") == "1")
      for person in ["nobody", ""] { #expect(try seen(person, codes) == "") }
    }
  }

  /// Regions that a county's own database role finds in a report.
  private func reportRegions(_ view: String, _ city: CaseFixture) throws -> String {
    try city.session.script(
      """
      DO $$ BEGIN CREATE ROLE test_work_county LOGIN IN ROLE yaosu_report; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      INSERT INTO policy.access (city, role_name, region) VALUES ('371500', 'test_work_county', '371522') ON CONFLICT DO NOTHING
      """)
    return try city.session.transaction { session in
      try session.script("SET LOCAL ROLE test_work_county")
      return try session.query("SELECT string_agg(DISTINCT region, ' ' ORDER BY region) AS x FROM report.\(view)").optionalString(0, "x")
        ?? ""
    }
  }

  @Test("a history that was changed shows at its first changed line")
  func seals() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"]).case
      try city.everybody(number, "agree", on: "2026-03-04")
      #expect(try city.procedures.verify().rows.isEmpty)
      try city.session.script(
        "ALTER TABLE work.event DISABLE TRIGGER keep; UPDATE work.event SET day = '2026-03-03' WHERE event = (SELECT min(event) FROM work.event WHERE verb = 'act')"
      )
      let found = try city.procedures.verify().rows
      #expect(found.count == 1 && found[0][0] == "\(number)")
    }
  }

  @Test("a procedure whose units or roles the city doesn't have is refused with their codes, not at its first case")
  func unknownUnits() throws {
    try CaseFixture.with { city in
      var procedure = try city.procedures.procedure("adjustment", on: "2026-03-02")
      (procedure.procedure, procedure.steps[0].actors[0].unit) = ("moon-adjustment", "moon")
      #expect(try city.refusal { _ = try city.procedures.load([procedure], actor: "t") } == "YS304")
      (procedure.steps[0].actors[0].unit, procedure.steps[0].actors[0].role) = ("hq", "wizard")
      #expect(try city.refusal { _ = try city.procedures.load([procedure], actor: "t") } == "YS304")
      procedure.steps[0].actors[0].role = "hq_leader"
      #expect(try city.procedures.load([procedure], actor: "t").new == ["moon-adjustment"])
    }
  }

  @Test("[L25] a weight of what isn't assessed is refused with what is")
  func unknownWeight() throws {
    try CaseFixture.with { city in
      let store = AssessmentStore(city.session, city: CaseFixture.city)
      do {
        _ = try store.totals(2026, weights: ["nonsense": "5"])
        Issue.record("an unknown weight is taken")
      } catch StoreError.noIndicator(let name, let known) {
        #expect(name == "nonsense" && known.contains("county_investment") && known.contains("department_on_time"))
      }
    }
  }

  @Test(
    "a file that was changed under its version's name is refused with what differs; with a day it is the next version from then on, once")
  func changedFiles() throws {
    try CaseFixture.with { city in
      let old = try city.start("adjustment", "P4", as: "s-1", on: "2026-03-02", ["change": "调入", "into": "city", "why": "x"]).case
      var files = try CaseFixture.shipped()
      let place = try #require(files.firstIndex { $0.procedure == "adjustment" })
      files[place].steps[0].due = .init(3, .workingDays)
      files[place].forms[0].title = "新的建议"
      do {
        _ = try city.procedures.load(files, actor: "t")
        Issue.record("a changed file is taken in without a day")
      } catch StoreError.changedProcedures(let changes) {
        #expect(changes.map(\.procedure) == ["adjustment"] && changes[0].parts == ["form proposal", "step decision"])
      }
      #expect(
        try city.refusal { _ = try city.procedures.load(files, from: "2026-01-01", actor: "t") } == "YS304",
        "not before the one that is there")
      let loaded = try city.procedures.load(files, from: "2026-07-01", actor: "t")
      #expect(loaded.new == [] && loaded.renewed == ["adjustment 2026-2"] && loaded.unchanged == files.count - 1)
      let again = try city.procedures.load(files, actor: "t")
      #expect(again.new == [] && again.renewed == [] && again.unchanged == files.count, "a second time it is there")
      try city.act(old, "decision", "agree", as: "hq-2", on: "2026-07-02", ["document": "d"])
      let new = try city.start("adjustment", "P3", as: "s-1", on: "2026-07-02", ["change": "调入", "into": "city", "why": "x"]).case
      #expect(try city.text("SELECT string_agg(version, ' ' ORDER BY number) AS x FROM work.matter") == "2026-1 2026-2")
      #expect(try city.text("SELECT due::text AS x FROM work.task WHERE number = \(new)") == "2026-07-07")
      files[place].title = "再改"
      // One whose policy ends on a day: its next version ends on that day too.
      let term = try #require(files.firstIndex { $0.procedure == "special-case" })
      files[term].title = "再改"
      #expect(try city.procedures.load(files, from: "2026-09-01", actor: "t").renewed == ["adjustment 2026-3", "special-case 2026-2"])
      #expect(
        try city.text("SELECT string_agg(during::text, ' ' ORDER BY version) AS x FROM work.procedure WHERE procedure = 'special-case'")
          == "[2026-01-01,2026-09-01) [2026-09-01,2028-01-01)")
    }
  }

  @Test("a new version of a procedure holds for new cases, those under way end under theirs; a version that is there isn't changed")
  func versions() throws {
    try CaseFixture.with { city in
      let old = try city.start("adjustment", "P4", as: "s-1", on: "2026-03-02", ["change": "调入", "into": "city", "why": "x"]).case
      var procedure = try city.procedures.procedure("adjustment", on: "2026-03-02")
      procedure.title = "改了"
      #expect(try city.refusal { _ = try city.procedures.store([procedure], actor: "t") } == "YS304")
      (procedure.version, procedure.from) = ("2026-2", "2026-07-01")
      procedure.steps[0].due = .init(3, .workingDays)
      #expect(try city.procedures.store([procedure], actor: "t") == ["adjustment"])
      #expect(try city.procedures.store([procedure], actor: "t") == [])
      try city.act(old, "decision", "agree", as: "hq-2", on: "2026-07-02", ["document": "d"])
      let new = try city.start("adjustment", "P3", as: "s-1", on: "2026-07-02", ["change": "调入", "into": "city", "why": "x"]).case
      #expect(try city.text("SELECT string_agg(version, ' ' ORDER BY number) AS x FROM work.matter") == "2026-1 2026-2")
      #expect(try city.text("SELECT due::text AS x FROM work.task WHERE number = \(new)") == "2026-07-07")
      #expect(try city.procedures.procedure("adjustment", on: "2026-06-30").title == "项目库季度调整")
    }
  }
}
