import Allocation
import Intake
import Postgres
import Store
import TestSupport
import Testing

@Suite("Enterprises' figures and grades")
struct EnterpriseStoreTests {
  private func firm(
    _ name: String, industry: String = "轴承", region: String = "371522", code: String? = nil, year: Int = 2025,
    _ amounts: [EnterpriseRecord.Amount: Int64]
  ) -> EnterpriseRecord {
    .init(
      year: year, name: name, creditCode: code, region: region, industry: industry, amounts: amounts.mapValues { Quantity(units: $0) })
  }

  private func grades(_ session: Session) throws -> [String] {
    let rows = try session.query("SELECT place || ' ' || enterprise || ' ' || grade || ' ' || points AS x FROM report.enterprise_grade")
    return try (0..<rows.count).map { try rows.string($0, "x") }
  }

  @Test(
    "[B3.4] each counts against its industry, at most one and a half times; what isn't known doesn't count; the same again changes nothing")
  func points() throws {
    try CaseFixture.with { city in
      let store = EnterpriseStore(city.session, city: CaseFixture.city)
      let records = [
        firm("甲", [.landArea: 10, .tax: 100]), firm("乙", [.landArea: 30, .tax: 100]),
        firm("丙", industry: "化工", [.addedValue: 100, .energy: 50]), firm("丁", industry: "纺织", [.landArea: 5]),
      ]
      let first = try store.take(records, actor: "t")
      #expect(first.taken == 4 && first.unchanged == 0 && first.graded == 3)
      // 200 万元 on 40 亩 are the industry's 5: 甲 has twice that and counts 1.5, 乙 two thirds; 丙 is its own industry.
      #expect(try grades(city.session) == ["1 甲 A 150.00", "2 丙 B 100.00", "3 乙 B 66.67"])
      let again = try store.take(records, actor: "t")
      #expect(again.taken == 0 && again.unchanged == 4)
      _ = try store.take([firm("甲", [.landArea: 10, .tax: 20])], actor: "t")
      // 120 on 40 are 3 now: 甲 2/3, 乙 10/9.
      #expect(try grades(city.session) == ["1 乙 A 111.11", "2 丙 B 100.00", "3 甲 B 66.67"])
      #expect(
        try city.text("SELECT count(*)::text AS x FROM library.enterprise_year WHERE name = '甲'") == "2", "what was said before is kept")
      #expect(throws: PostgresError.self) { try city.session.script("UPDATE library.enterprise_year SET tax = 0") }
    }
  }

  @Test(
    "[B3.4] the first fifth is A, the next half B, the last twentieth D; a project without a grade has its owner's in the next year's plan")
  func shares() throws {
    try CaseFixture.with { city in
      let enterprises = EnterpriseStore(city.session, city: CaseFixture.city)
      let firms = (1...19).map { firm("企业\($0)", [.landArea: 100, .tax: Int64(300 - $0)]) }
      _ = try enterprises.take(firms + [firm("轴承公司", code: "91371500MA3ABCDE1X", [.landArea: 100, .tax: 1])], actor: "t")
      #expect(try city.text("SELECT string_agg(grade, '' ORDER BY place) AS x FROM report.enterprise_grade") == "AAAABBBBBBBBBBCCCCCD")
      let store = SnapshotStore(city.session, city: CaseFixture.city)
      func grade(_ day: String) throws -> String? {
        let day = try #require(CivilDate(day))
        return try store.read(baseDate: day, vintage: 2026, lastYear: 2026).projects.first { $0.code == "P4" }?.grade
      }
      #expect(try grade("2026-03-01") == "D")
      #expect(try grade("2025-03-01") == "T", "in its own year nobody knew yet")
      try city.session.script("UPDATE library.project SET grade = 'A' WHERE code = 'P4'")
      #expect(try grade("2026-03-01") == "A", "what was said of the project itself holds")
    }
  }

  @Test("[B3.1] input and output by region and industry; a ratio only of those who told both numbers; a county sees its own")
  func inputOutput() throws {
    try CaseFixture.with { city in
      let store = EnterpriseStore(city.session, city: CaseFixture.city)
      _ = try store.take(
        [
          firm("甲", [.landArea: 10, .tax: 100]), firm("乙", [.landArea: 30]),
          firm("丙", industry: "化工", region: "371525", [.landArea: 10, .tax: 20]),
        ], actor: "t")
      func row(_ condition: String) throws -> String {
        try city.text("SELECT enterprises || ' ' || land || ' ' || tax_by_land AS x FROM report.input_output WHERE \(condition)")
      }
      #expect(try row("region IS NULL AND industry IS NULL") == "3 50.0000 6.00")
      #expect(try row("region = '371522' AND industry = '轴承'") == "2 40.0000 10.00", "乙 didn't tell its tax: its land doesn't count either")
      #expect(try row("region = '371525' AND industry IS NULL") == "1 10.0000 2.00")
      let seen = try city.session.transaction { session in
        try session.script("SET LOCAL ROLE yaosu_officer; SET LOCAL yaosu.person = 's-1'")
        return try session.query("SELECT string_agg(DISTINCT region, ' ') AS x FROM report.input_output").string(0, "x")
      }
      #expect(seen == "371522")
    }
  }

  @Test("[B3.2] projects are held against entry standards, those of an industry before the general ones; what isn't told is not judged")
  func entry() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "INSERT INTO policy.parameter (city, version, key, industry, value, kind, source) VALUES ('371500', 'LC-2026', 'entry.tax_by_land', '轴承', '50', 'integer', 't')"
      )
      try city.session.script("UPDATE library.project SET industry = '轴承' WHERE code = 'P1'")
      func checks(_ project: String) throws -> String {
        try city.text(
          "SELECT string_agg(item || ' ' || coalesce(trim_scale(value)::text, '-') || ' ' || standard || ' ' || coalesce(meets::text, '-'), '; ') AS x FROM report.entry_check WHERE project = '\(project)'"
        )
      }
      // 6 亿元, 9 亿元 of output and 3,000 万元 of tax on 90 亩.
      #expect(try checks("P1") == "亩均投资 666.6667 100 true; 亩均产值 1000 200 true; 亩均税收 33.3333 50 false; 容积率 - 0.8 -; 单位产值能耗 - 0.5 -")
      #expect(try checks("P2").contains("亩均投资 - 100 -"))
    }
  }

  @Test("[L16] the three-year outlook: demand by industry and year, the total beside the pools")
  func outlook() throws {
    try CaseFixture.with { city in
      try city.procedures.setToday("2026-03-01")
      try city.session.script("UPDATE library.project SET industry = '轴承' WHERE code = 'P1'")
      let rows = try city.text(
        "SELECT string_agg(year || ' ' || coalesce(industry, '*') || ' ' || projects || ' ' || trim_scale(asked), '; ' ORDER BY year, industry NULLS FIRST) AS x FROM report.demand_outlook WHERE factor = 'land'"
      )
      #expect(rows == "2026 * 2 130; 2026  1 40; 2026 轴承 1 90")
      #expect(
        try city.text(
          "SELECT (asked - available = gap OR gap = 0)::text AS x FROM report.demand_outlook WHERE factor = 'land' AND industry IS NULL")
          == "true")
    }
  }
}
