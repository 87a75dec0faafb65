import Postgres
import Store
import TestSupport
import Testing

/// What stands still: idle land by its rules, and whose quota would be reclaimed first.
@Suite("Standstill")
struct StandstillTests {
  private func findings(_ city: CaseFixture, _ day: String) throws -> String {
    try city.procedures.setToday(day)
    return try city.text(
      """
      SELECT coalesce(string_agg(project || ' ' || left(finding, 7) || ' ' || coalesce(fee_percent::text, '-'), ', ' ORDER BY project), '') AS x
      FROM report.idle
      """)
  }

  @Test("[L20.5] land that nobody began to build on: a fee after a year, taken back after two, nothing a day before")
  func notBegun() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "UPDATE library.project SET stage = 'out' WHERE code = 'P3'; UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'")
      #expect(try findings(city, "2027-05-31") == "")
      #expect(try findings(city, "2027-06-01") == "P4 满一年未动工： 20.0")
      #expect(try findings(city, "2028-05-31") == "P4 满一年未动工： 20.0")
      #expect(try findings(city, "2028-06-01") == "P4 满两年未动工： -")
    }
  }

  @Test("[L20.5] months that repeat the last figure are no progress: the daily job begins a reclaim after a year of them")
  func repeated() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "UPDATE library.project SET stage = 'construction', planned_start = '2025-01-01', last_progress = '2026-03-31' WHERE code = 'P4'")
      for month in ["2026-03-01", "2026-04-01", "2026-12-01"] {
        try city.session.script(
          "INSERT INTO work.progress (city, project, month, invested, reported_by, reported_on) VALUES ('371500', 'P4', '\(month)', 5000000, 's-1', '2026-12-31')"
        )
      }
      func begun(_ day: String) throws -> String {
        try city.procedures.setToday(day)
        _ = try city.procedures.tick(on: day)
        return try city.text("SELECT coalesce(string_agg(opened_on::text, ' '), '') AS x FROM work.matter WHERE procedure = 'reclaim'")
      }
      #expect(try begun("2027-03-30") == "")
      #expect(try begun("2027-03-31") == "2027-03-31")
    }
  }

  @Test("[L20.5] [L29] a project that leaves takes its open cases with it; what takes its quota back goes on")
  func left() throws {
    try CaseFixture.with { city in
      try city.session.script("UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'")
      _ = try city.procedures.tick(on: "2026-03-02")
      let problem = try city.start("problem", "P4", as: "s-1", on: "2026-03-02", ["problem": "用水", "level": "市级", "unit": "water"]).case
      let inquiry = try city.start("false-information", "P4", as: "land-1", on: "2026-03-03", ["suspicion": "x", "source": "举报"]).case
      let reclaim = try city.start("reclaim", "P4", as: "s-1", on: "2026-03-03", ["ground": "停滞"]).case
      try city.act(inquiry, "inquiry", "true_case", as: "sup-1", on: "2026-03-05", ["finding": "虚报投资"])
      try city.act(inquiry, "defence", "silent", as: "ent-1", on: "2026-03-06")
      let end = try city.act(
        inquiry, "decision", "confirm", as: "hq-2", on: "2026-03-09", ["decision": "调出", "document": "1号", "decided_by": "市指挥部"])
      #expect(end.result == "调出项目库")
      #expect(try city.stage("P4") == "out")
      #expect(
        try city.text(
          "SELECT string_agg(procedure || ' ' || result, ', ' ORDER BY procedure) AS x FROM report.case_list WHERE project = 'P4' AND status = 'closed'"
        )
          == "false-information 调出项目库, green-channel 终止, problem 终止")
      #expect(
        try city.text("SELECT string_agg(DISTINCT closed_on::text, ' ') AS x FROM work.matter WHERE project = 'P4' AND status = 'closed'")
          == "2026-03-09",
        "on the day on which it left, not on the day of the machine")
      #expect(
        try city.text(
          "SELECT string_agg(DISTINCT number::text, ' ') AS x FROM work.task WHERE state = 'open' AND number IN (SELECT number FROM work.matter WHERE project = 'P4')"
        )
          == "\(reclaim)", "what is under way to take quota back is decided by people")
      _ = try city.procedures.tick(on: "2026-06-01")
      #expect(
        try city.text("SELECT count(*)::text AS x FROM work.notice WHERE kind IN ('overdue', 'escalate') AND number = \(problem)") == "0",
        "nobody is reminded of it")
      #expect(try city.procedures.verify().rows.isEmpty)
    }
  }

  @Test("[L20.5] begun and stopped for a year: idle below a quarter of the investment of all years, or below a third of the area")
  func stopped() throws {
    try CaseFixture.with { city in
      try city.session.script(
        """
        UPDATE library.project SET last_progress = '2026-06-30' WHERE code = 'P3';
        INSERT INTO work.progress (city, project, month, invested, reported_by, reported_on) VALUES
          ('371500', 'P3', '2025-11-01', 30000000, 's-1', '2025-12-01'), ('371500', 'P3', '2025-12-01', 44999999, 's-1', '2026-01-01'),
          ('371500', 'P3', '2026-06-01', 30000000, 's-1', '2026-07-01')
        """)
      #expect(try findings(city, "2027-06-29") == "", "a day less than a year")
      #expect(try findings(city, "2027-06-30") == "P3 投资不足四分之 -", "one ten-thousandth below a quarter")
      try city.session.script("UPDATE work.progress SET invested = 45000000 WHERE month = '2025-12-01'")
      #expect(try findings(city, "2027-06-30") == "", "the years add up to a quarter")

      try city.procedures.setToday(CaseFixture.lastDay)
      let number = try city.start(
        "land-follow-up", "P3", as: "land-1", on: "2027-07-01", ["plot": "371522-9", "agreed_start": "2025-03-01"]
      ).case
      try city.act(
        number, "inspection", "building", as: "land-1", on: "2027-07-02", ["built_area": "39.9", "land_area": "120", "finding": "停工"])
      #expect(try findings(city, "2027-07-02") == "P3 动工面积不足三 -", "39.9 of 120 is below a third")
      try city.procedures.setToday(CaseFixture.lastDay)
      try city.act(
        number, "inspection", "building", as: "land-3", on: "2027-10-08", ["built_area": "40", "land_area": "120", "finding": "停工"])
      #expect(try findings(city, "2027-10-08") == "", "the newest inspection counts, and a third is no less than a third")
    }
  }

  @Test("[L20.5] reclaims in pairs: the likeliest first, of those what frees the most")
  func pairs() throws {
    try CaseFixture.with { city in
      try city.session.script(
        """
        UPDATE library.project SET stage = 'allocated', planned_start = '2025-01-01', last_progress = '2026-01-10' WHERE code = 'P4';
        UPDATE library.project SET last_progress = '2026-01-06' WHERE code = 'P3';
        SELECT ledger.reserve('{"city":"371500","key":"r5","actor":"t","date":"2026-01-07"}',
          '[{"project":"P3","factor":"land","region":"371522","vintage":2026,"quantity":100000}]')
        """)
      func ranked(_ day: String) throws -> String {
        try city.procedures.setToday(day)
        // The order is the view's own.
        return try city.text(
          "SELECT string_agg(stalled_project || ' ' || chance || ' ' || recoverable, ', ') AS x FROM report.reclaim_pair")
      }
      #expect(try ranked("2027-01-05") == "")
      #expect(try ranked("2027-01-20") == "P4 低 40.0000, P3 低 10.0000", "as likely: what frees more")
      #expect(try ranked("2028-01-07") == "P3 高 10.0000, P4 中 40.0000", "the likelier, though it frees less")
    }
  }
}
