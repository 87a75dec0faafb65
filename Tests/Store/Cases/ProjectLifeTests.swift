import Allocation
import Postgres
import Store
import TestSupport
import Testing

@Suite("Allocation to production, and back")
struct ProjectLifeTests {
  @Test(
    "[L20.4] [L21] [L22] [L6.3] [L28] green channel, start, completion, production, target: evidence, milestones, evaluations, promises kept"
  )
  func life() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'; UPDATE library.project SET output = 800000000, tax = 40000000, jobs = 120, energy_use = 5000000 WHERE code = 'P4'"
      )
      _ = try city.procedures.tick(on: "2026-03-02")
      let channel = Int(try city.text("SELECT number::text AS x FROM work.matter WHERE procedure = 'green-channel'"))!
      let approved = { (step: String, person: String, day: String) in
        _ = try city.act(channel, step, "approved", as: person, on: day, ["document": "聊审\(step)"])
      }
      try approved("filing", "approval-1", "2026-03-04")
      try city.act(channel, "officer", "assigned", as: "s-2", on: "2026-03-04", ["officer": "s-3"])
      #expect(try city.text("SELECT officer || ' ' || has_officer AS x FROM report.service WHERE project = 'P4'") == "姓s-3 true")
      #expect(throws: StoreError.self, "the permit waits for the assessment") { try city.task(channel, "building_permit") }
      try approved("planning_permit", "land-1", "2026-03-12")
      try approved("engineering_permit", "land-1", "2026-03-18")
      try approved("assessment", "environment-1", "2026-03-20")
      try approved("building_permit", "approval-1", "2026-03-25")
      #expect(
        try city.text("SELECT core.units(granted)::text AS x FROM ledger.project_balance WHERE project = 'P4'") == "40.0000",
        "the reserve is granted")
      let started = ["started_on": "2026-04-01", "evidence": "施工许可证37号"]
      #expect(
        try city.refusal { try city.act(channel, "start_work", "started", as: "s-1", on: "2026-03-31", started) } == "YS319",
        "not before it has happened")
      try city.act(channel, "start_work", "started", as: "s-1", on: "2026-04-02", started)
      #expect(try city.stage("P4") == "construction")
      #expect(
        try city.text(
          "SELECT string_agg(format('%s %s of %s, due %s', item, kept::real, promised::real, due), '; ' ORDER BY item DESC) AS x FROM report.promise WHERE project = 'P4' AND item IN ('start_work', 'completion')"
        )
          == "start_work 1 of 1, due 2026-06-01; completion 0 of 1, due 2028-12-31",
        "the day of start was promised, and the milestone keeps it")

      _ = try city.procedures.tick(on: "2026-04-03")
      let delivery = Int(try city.text("SELECT number::text AS x FROM work.matter WHERE procedure = 'delivery' AND project = 'P4'"))!
      try city.act(
        delivery, "landing", "evaluated", as: "hq-1", on: "2026-08-03",
        ["real_investment": "30000", "landing_points": "85", "evidence": "凭证"])
      try city.act(
        delivery, "completion", "finished", as: "s-1", on: "2028-01-10",
        ["finished_on": "2028-01-05", "real_investment": "125000", "evidence": "验收"])
      try city.act(
        delivery, "production", "evaluated", as: "hq-1", on: "2028-03-01",
        ["produced_on": "2028-02-20", "real_jobs": "100", "production_points": "90", "evidence": "用电"])
      #expect(try city.stage("P4") == "production")
      let target = [
        "reached_on": "2029-03-01", "real_output": "70000", "real_tax": "4100", "real_energy": "600", "target_points": "82.5",
        "evidence": "完税证明",
      ]
      try city.act(delivery, "target", "missed", as: "hq-1", on: "2029-03-05", target)
      let open = try city.text(
        "SELECT string_agg(item || ' ' || round(kept_percent) || '%', ', ' ORDER BY item) AS x FROM report.promise WHERE project = 'P4'")
      #expect(
        open == "completion 100%, energy 80%, investment 100%, jobs 83%, output 88%, start_work 100%, tax 100%",
        "what is beyond the promise isn't booked twice; a fifth more energy than promised leaves a fifth open")
      let end = try city.act(
        delivery, "target", "reached", as: "hq-1", on: "2029-09-05",
        target.merging(["real_output": "81000", "real_jobs": "125", "real_energy": "480"]) { $1 })
      #expect(end.result == "达效")
      #expect(try city.text("SELECT sum(open_amount)::text AS x FROM report.promise WHERE project = 'P4'") == "0.0000")
      #expect(
        try city.text("SELECT string_agg(kind || ' ' || points, ', ' ORDER BY number, day) AS x FROM report.evaluation")
          == "landing 85.0, production 90.0, target 82.5, target 82.5")
      #expect(
        try city.text("SELECT string_agg(kind, ' ' ORDER BY day) AS x FROM report.milestone WHERE project = 'P4'")
          == "start finish production target")
    }
  }

  @Test(
    "[L28] [B3.4] an owner that left promises open, or missed the target, counts one grade lower in the next plan; a blocked one isn't served"
  )
  func consequences() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "UPDATE library.project SET grade = 'B' WHERE code = 'P4'; UPDATE library.project SET credit_code = '91371500MA3ABCDE1X' WHERE code = 'P3'"
      )
      func grade() throws -> String {
        let source = try SnapshotStore(city.session, city: CaseFixture.city).read(
          baseDate: CivilDate("2027-06-01")!, vintage: 2027, lastYear: 2027)
        return source.projects.filter { ["P3", "P4"].contains($0.code) }.map { "\($0.code) \($0.grade)" }.joined(separator: ", ")
      }
      #expect(try grade() == "P3 T, P4 B")
      let promise =
        "INSERT INTO work.promise (city, project, item, from_account, to_account, quantity, due, day, evidence, actor) VALUES ('371500', 'P3', 'tax',"
      try city.session.script("\(promise) 'outside', 'open', 100, '2027-01-01', '2026-01-01', 'e', 't')")
      #expect(try grade() == "P3 C, P4 C")
      try city.session.script("\(promise) 'open', 'kept', 100, NULL, '2027-05-01', 'e', 't')")
      #expect(try grade() == "P3 T, P4 B", "kept, though late")
      try city.session.script(
        "INSERT INTO work.rating (city, project, kind, tenths, day, actor) VALUES ('371500', 'P3', 'target', 599, '2027-05-20', 't')")
      #expect(try grade() == "P3 C, P4 C")
      try city.session.script(
        "INSERT INTO library.block (city, credit_code, project, reason, since, actor) VALUES ('371500', '91371500MA3ABCDE1X', 'P3', 'r', '2027-05-25', 't')"
      )
      #expect(try grade() == "")
    }
  }

  @Test("[B5] districts are ranked for a lead by what they are made for, what their pools hold, and the entry standard, with the reason")
  func districts() throws {
    try CaseFixture.with { city in
      try city.procedures.setToday("2026-06-01")
      try city.session.script("UPDATE library.project SET industry = '轴承' WHERE code IN ('P1', 'P3', 'P4')")
      let ranked = try ListStore(city.session, city: CaseFixture.city).projectDistricts("P1")
      #expect(ranked.rows.count == 11 && ranked.rows[0][1] == "371522", "its industry, and land: \(ranked.rows[0])")
      // All the city's projects of its industry (40), one of two factors to be had (20), 667 万元 a 亩 against 100 (20).
      #expect(ranked.rows[0][3] == "80.0")
      #expect(ranked.rows[0][4] == "同行业项目 2 个（占全市 100.0%）；所需 2 项要素中 1 项不足；亩均投资 666.7 万元，准入 100 万元")
    }
  }

  @Test("[L20.5] stalled: reminder, warning, proposal, objection, a person decides, the quota goes back; never by itself")
  func reclaim() throws {
    try CaseFixture.with { city in
      try city.session.script(
        "UPDATE library.project SET stage = 'allocated', planned_start = '2026-01-10', last_progress = '2026-01-10' WHERE code = 'P4'")
      _ = try city.procedures.tick(on: "2027-01-09")
      #expect(try city.text("SELECT count(*)::text AS x FROM work.matter WHERE procedure = 'reclaim'") == "0")
      _ = try city.procedures.tick(on: "2027-01-11")
      let number = Int(try city.text("SELECT number::text AS x FROM work.matter WHERE procedure = 'reclaim'"))!
      try city.act(number, "reminder", "stalled", as: "s-1", on: "2027-01-15", ["answer": "资金未到位"])
      try city.act(number, "warning", "stalled", as: "s-1", on: "2027-02-10", ["answer": "仍未复工"])
      try city.act(
        number, "proposal", "propose", as: "s-2", on: "2027-02-15",
        ["proposal": "建议收回", "land_price": "640", "land_years": "50", "used_years": "1"])
      #expect(try city.cases("ent-1").notices().rows.contains { $0[3]?.contains("拟收回") == true }, "the enterprise is told and heard")
      _ = try city.procedures.tick(on: "2027-03-01")
      #expect(
        try city.text("SELECT reserved::text AS x FROM ledger.project_balance WHERE project = 'P4'") == "400000",
        "still theirs until a person decides")
      let decision = ["decision": "收回", "document": "聊指办〔2027〕3号", "decided_by": "市指挥部", "basis": "第二十条"]
      #expect(try city.refusal { try city.act(number, "decision", "reclaim", as: "s-2", on: "2027-03-02", decision) } == "YS308")
      let end = try city.act(number, "decision", "reclaim", as: "hq-2", on: "2027-03-02", decision)
      #expect(end.result == "已收回")
      #expect(
        try city.text("SELECT cause || ' ' || quantity || ' ' || document AS x FROM report.reclaims") == "stalled 40.0000 聊指办〔2027〕3号")
      _ = try city.procedures.tick(on: "2027-03-03")
      #expect(try city.text("SELECT count(*)::text AS x FROM work.matter WHERE procedure = 'reclaim'") == "1", "nothing is left to reclaim")
    }
  }

  @Test("[L20.5] a land approval that is revoked voids the land quota by rule, at once, and nothing else")
  func revoked() throws {
    try CaseFixture.with { city in
      try city.session.script(
        """
        SELECT ledger.deposit('{"city":"371500","key":"d2","actor":"t","date":"2026-01-05"}',
          '[{"factor":"cod","region":"371522","vintage":2026,"quantity":10000,"source":"s"}]');
        SELECT ledger.reserve('{"city":"371500","key":"r4","actor":"t","date":"2026-01-06"}',
          '[{"project":"P4","factor":"cod","region":"371522","vintage":2026,"quantity":2000}]')
        """)
      let form = ["document": "鲁政土字〔2026〕1号", "revoked_on": "2026-05-01"]
      #expect(
        try city.refusal { try city.start("approval-revoked", "P3", as: "land-1", on: "2026-05-02", form) } == "YS305", "nothing unused")
      let end = try city.start("approval-revoked", "P4", as: "land-1", on: "2026-05-02", form)
      #expect(end.status == "closed")
      #expect(
        try city.text(
          "SELECT string_agg(factor || ' ' || reserved, ', ' ORDER BY factor) AS x FROM ledger.project_balance WHERE project = 'P4'")
          == "cod 2000")
      #expect(try city.text("SELECT cause || ' ' || document AS x FROM report.reclaims") == "other 鲁政土字〔2026〕1号")
    }
  }

  @Test("[L24] the procedure that was added as a file alone: inspection, urging, reclaim")
  func followUp() throws {
    try CaseFixture.with { city in
      try city.session.script("UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'")
      let number = try city.start(
        "land-follow-up", "P4", as: "land-1", on: "2026-05-02", ["plot": "371522-1", "agreed_start": "2026-06-01"]
      ).case
      try city.act(
        number, "inspection", "building", as: "land-1", on: "2026-07-30", ["built_area": "30", "land_area": "120", "finding": "在建"])
      #expect(try city.text("SELECT data->>'built_share' AS x FROM work.matter WHERE number = \(number)") == "0.2500")
      try city.act(number, "inspection", "idle", as: "land-3", on: "2026-10-30", ["built_area": "30", "land_area": "120", "finding": "停工"])
      let end = try city.act(number, "urging", "still_idle", as: "s-1", on: "2026-11-20", ["answer": "无资金"])
      #expect(end.result == "转入收回")
      #expect(try city.text("SELECT data->>'finding' AS x FROM work.matter WHERE procedure = 'reclaim'") == "无资金")
    }
  }

  @Test("[L29] false information: heard, out of the library, everything reclaimed, no entry for three years, by whoever imports it")
  func falseInformation() throws {
    try CaseFixture.with { city in
      let number = try city.start("false-information", "P4", as: "sup-1", on: "2026-03-02", ["suspicion": "虚报", "source": "审计"]).case
      try city.act(number, "inquiry", "true_case", as: "sup-1", on: "2026-03-05", ["finding": "虚报投资", "declared": "12亿", "real": "3亿"])
      try city.act(number, "defence", "defend", as: "ent-1", on: "2026-03-10", ["defence": "统计口径"])
      let decision = ["decision": "属实", "document": "聊指办〔2026〕9号", "decided_by": "市指挥部"]
      try city.act(number, "decision", "confirm", as: "hq-2", on: "2026-03-20", decision)
      #expect(try city.stage("P4") == "out")
      #expect(
        try city.text("SELECT coalesce(sum(reserved + granted), 0)::text AS x FROM ledger.project_balance WHERE project = 'P4'") == "0")
      #expect(try city.text("SELECT owner || ' ' || until AS x FROM report.block") == "轴承公司 2029-03-20")
      func enter(_ day: String, _ code: String) throws -> String? {
        try city.procedures.setToday(day)
        return try city.refusal {
          try city.session.script(
            "INSERT INTO library.project (city, code, name, region, created_by, owner, credit_code) VALUES ('371500', '\(code)', '新项目', '371525', 't', '轴承公司', '91371500MA3ABCDE1X')"
          )
        }
      }
      #expect(try enter("2026-06-01", "N1") == "YS320")
      #expect(try enter("2029-03-21", "N2") == nil)
    }
  }

  @Test(
    "[J6.1] [J6.2] [J6.3] [J6.4] [J7] [L4] problems: unit, people, measures, a report every fifteen days, verified by others; meetings whose decisions are tasks"
  )
  func problems() throws {
    try CaseFixture.with { city in
      let number = try city.start(
        "problem", "P3", as: "s-1", on: "2026-03-02", ["problem": "用电容量不足", "level": "市级", "unit": "development"]
      ).case
      try city.act(
        number, "accept", "assign", as: "conf-2", on: "2026-03-03", ["unit": "development", "task": "增容", "deadline": "2026-05-01"])
      try city.act(
        number, "plan", "planned", as: "development-2", on: "2026-03-04",
        ["head": "主任", "in_charge": "科长", "contact": "张 0635", "measures": "临时变压器"])
      #expect(try city.text("SELECT due::text AS x FROM work.task WHERE step = 'report'") == "2026-03-19")
      try city.act(number, "report", "report", as: "development-1", on: "2026-03-18", ["progress": "已勘察"])
      #expect(
        try city.text("SELECT max(due)::text AS x FROM work.task WHERE step = 'report'") == "2026-04-02",
        "fifteen days from the last report")
      try city.procedures.setToday("2026-04-08")
      #expect(try city.text("SELECT report_missing::text AS x FROM report.problem") == "true")
      try city.procedures.setToday(CaseFixture.lastDay)
      let meetings = MeetingStore(city.session, city: CaseFixture.city, person: "conf-1")
      let meeting = try meetings.plan(
        .init(kind: "special", title: "专题会", heldOn: "2026-04-09", place: "", chair: "conf-2", attendees: ["市发改委"]), items: nil,
        .init(date: "2026-04-08"))
      #expect(
        try city.text("SELECT item || ' ' || number AS x FROM report.meeting") == "用电容量不足 \(number)",
        "the agenda comes from the problem list")
      let cases = try meetings.close(
        meeting, minutes: "研究了用电问题", decisions: [.init(place: 1, decision: "五月前增容", unit: "development", due: "2026-04-30")],
        .init(date: "2026-04-09"))
      #expect(cases.count == 1)
      #expect(
        try city.refusal {
          try meetings.close(meeting, minutes: "x", decisions: [], .init(date: "2026-04-10"))
        } == "YS318")
      #expect(try city.text("SELECT unit || ' ' || due AS x FROM work.task WHERE number = \(cases[0])") == "development 2026-04-30")
      try city.act(cases[0], "carry_out", "done", as: "development-1", on: "2026-04-20", ["progress": "已增容"])
      try city.act(cases[0], "verify", "confirm", as: "conf-1", on: "2026-04-21", ["progress": "属实"])
      #expect(try city.text("SELECT follow_up_status || ' ' || carried_out_on AS x FROM report.meeting") == "closed 2026-04-21")
      try city.act(number, "report", "solved", as: "development-1", on: "2026-04-22", ["progress": "已送电"])
      try city.act(number, "verify", "confirm", as: "sup-1", on: "2026-04-23", ["quality": "90", "finding": "属实"])
      #expect(
        try city.text("SELECT result || ' ' || reports || ' ' || late_reports || ' ' || quality AS x FROM report.problem") == "销号 2 1 90")
      #expect(try city.text("SELECT unit || ' ' || points AS x FROM report.point") == "development 1.00")
      let shirked = try city.start("problem", "P3", as: "s-1", on: "2026-05-04", ["problem": "用水", "level": "市级", "unit": "water"]).case
      try city.act(shirked, "accept", "assign", as: "conf-2", on: "2026-05-05", ["unit": "water", "task": "供水", "deadline": "2026-06-01"])
      try city.act(
        shirked, "plan", "planned", as: "water-2", on: "2026-05-06", ["head": "局长", "in_charge": "科长", "contact": "李", "measures": "管网"])
      try city.act(shirked, "report", "solved", as: "water-1", on: "2026-05-20", ["progress": "称已解决"])
      try city.act(shirked, "verify", "criticise", as: "sup-1", on: "2026-05-21", ["quality": "20", "finding": "未动工"])
      try city.act(shirked, "report", "solved", as: "water-1", on: "2026-06-01", ["progress": "称已解决"])
      try city.act(shirked, "verify", "refer", as: "sup-1", on: "2026-06-02", ["quality": "0", "finding": "推诿，项目流失"])
      #expect(
        try city.text("SELECT string_agg(kind || ' ' || points, ', ' ORDER BY day) AS x FROM report.point WHERE unit = 'water'")
          == "criticism -2.00, referral 0.00")
      #expect(try city.text("SELECT unit AS x FROM work.notice WHERE text LIKE '联席会议移送%'") == "discipline")
      #expect(
        try city.text("SELECT solved_percent || ' ' || average_quality AS x FROM report.supervision WHERE unit_name = '市发展改革委'")
          == "100.0 90.0")
    }
  }
}
