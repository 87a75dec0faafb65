import Postgres
import Store
import TestSupport
import Testing

@Suite("Whose cases a person sees")
struct OwnCasesTests {
  /// What the rule says, asked case by case of tables without row security.
  private static let rule = """
    SELECT string_agg(m.number::text, ' ' ORDER BY m.number) AS x FROM work.matter m WHERE EXISTS (
      SELECT FROM office.post p JOIN office.person o ON (o.city, o.code) = (p.city, p.person) JOIN office.unit u ON (u.city, u.code) = (p.city, p.unit)
      WHERE p.city = m.city AND p.person = $1 AND (
        o.is_active AND u.kind <> 'enterprise' AND u.region <> u.city AND u.region = m.region
        OR u.region = u.city AND u.kind NOT IN ('enterprise', 'township')
        OR m.unit = p.unit OR EXISTS (SELECT FROM work.task t WHERE (t.city, t.number, t.unit) = (m.city, m.number, p.unit))))
    """

  @Test(
    "[L3] own region, own tasks, own cases, the whole city for its offices: the same for every kind of unit as when each case is asked for itself"
  )
  func same() throws {
    try CaseFixture.with { city in
      _ = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"])
      _ = try city.start("consultation", "Q1", as: "g-1", on: "2026-03-02", ["policy_basis": "x"])
      _ = try city.start("problem", "P3", as: "s-1", on: "2026-03-03", ["problem": "路", "level": "县级", "unit": "water"])
      _ = try city.start("problem", "P4", as: "ent-1", on: "2026-03-03", ["problem": "电", "level": "市级", "unit": "development"])
      let seen = try ["s-1", "s-4", "g-1", "tw-1", "ent-1", "land-1", "water-1", "hq-1", "sys-1", "nobody"].map { person in
        let wanted = try city.session.query(Self.rule, [.text(person)]).optionalString(0, "x") ?? ""
        let found = try city.asOfficer(person) {
          try $0.query("SELECT string_agg(number::text, ' ' ORDER BY number) AS x FROM work.matter").optionalString(0, "x") ?? ""
        }
        #expect(found == wanted, "\(person)")
        return found
      }
      #expect(Set(seen).count >= 4, "they don't all see the same: \(seen)")
      #expect(seen.last == "")
    }
  }

  @Test("[L3] who sees what is found once a statement, not once a case: a list of tasks calls no function for each row")
  func once() throws {
    try CaseFixture.with { city in
      for day in 2...9 {
        try city.start("problem", "P3", as: "s-1", on: "2026-03-0\(day)", ["problem": "路", "level": "县级", "unit": "water"])
      }
      let rows = try city.asOfficer("tw-1") { try $0.query("SELECT task FROM report.task_list").count }
      let plan = try city.asOfficer("s-1") { session in
        let rows = try session.query("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT task FROM report.task_list")
        return try (0..<rows.count).map { try rows.string($0, "\"QUERY PLAN\"") }
      }
      #expect(rows == 8, "a township sees its county's")
      // Row security of tasks and of cases each ask at the most once; a filter on each case would call a function that isn't among the scans.
      let loops = plan.compactMap { $0.firstMatch(of: /Function Scan on my_matters .*loops=(\d+)/).flatMap { Int($0.1) } }
      #expect(loops.reduce(0, +) <= 2, "\(loops)")
      #expect(plan.contains { $0.contains("my_matters") } && !plan.contains { $0.contains("Filter:") && $0.contains("work.") }, "\(plan)")
    }
  }

  @Test("[L3] every report can be read by an officer, by an enterprise and by a reporter: no view rests on a right that they don't have")
  func readable() throws {
    try CaseFixture.with { city in
      try city.start("problem", "P3", as: "s-1", on: "2026-03-03", ["problem": "路", "level": "县级", "unit": "water"])
      try city.session.script("INSERT INTO policy.access (city, role_name, region) VALUES ('371500', 'yaosu_report', NULL)")
      let views = try ReportStore(city.session, city: CaseFixture.city).list().map(\.name)
      #expect(views.count > 45)
      for view in views {
        for person in ["s-1", "hq-1", "ent-1"] {
          #expect(throws: Never.self, "\(view) as \(person)") {
            try city.asOfficer(person) { _ = try $0.query("SELECT * FROM report.\"\(view)\" LIMIT 5") }
          }
        }
        #expect(throws: Never.self, "\(view)") {
          try city.session.transaction { session in
            try session.script("SET LOCAL ROLE yaosu_report")
            _ = try session.query("SELECT * FROM report.\"\(view)\" LIMIT 5")
          }
        }
      }
    }
  }
}
