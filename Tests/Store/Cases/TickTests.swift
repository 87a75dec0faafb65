import Postgres
import Procedures
import Store
import TestSupport
import Testing

@Suite("The daily job")
struct TickTests {
  @Test("[L10] [L24] reminds, tells of what is overdue, then those above, each once, however often or late it runs")
  func reminders() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "鼓励类"]).case
      try city.everybody(number, "agree", on: "2026-03-02")
      let second = try city.start("consultation", "P2", as: "s-1", on: "2026-03-02", ["policy_basis": "鼓励类"]).case
      for unit in ["environment", "development", "industry", "finance"] {
        let person = unit == "finance" ? "fin-1" : "\(unit)-1"
        try city.act(second, "opinions", "agree", as: person, on: "2026-03-03", unit: unit, ["opinion": "x"])
      }
      func told(_ day: String) throws -> String {
        _ = try city.procedures.tick(on: day)
        _ = try city.procedures.tick(on: day)
        return try city.text(
          "SELECT coalesce(string_agg(kind || ' ' || unit, ', ' ORDER BY kind, unit), '') AS x FROM work.notice WHERE number = \(second) AND day = '\(day)'"
        )
      }
      #expect(try told("2026-03-10") == "", "four working days before")
      #expect(try told("2026-03-11") == "remind land")
      #expect(try told("2026-03-17") == "escalate hq, overdue land")
      #expect(try told("2026-03-20") == "")
      #expect(try told("2026-03-24") == "escalate supervision", "five working days later")
      #expect(try city.text("SELECT unit || ' ' || overdue_days AS x FROM report.overdue") != "")
      #expect(try city.cases("hq-1").notices().rows.contains { $0[2] == "escalate" })
    }
  }

  @Test("[J7] [J6.3] a report that is five working days late costs its unit points by rule, once; a unit that is told twice is told twice")
  func points() throws {
    try CaseFixture.with { city in
      let number = try city.start(
        "problem", "P3", as: "s-1", on: "2026-03-02", ["problem": "用电", "level": "市级", "unit": "development", "urgent": "true"]
      )
      .case
      #expect(
        try city.text("SELECT text AS x FROM work.notice WHERE role = 'conference_chair' AND kind = 'told'") == "紧急问题，即时上报：用电",
        "urgent at once")
      try city.act(
        number, "accept", "assign", as: "conf-2", on: "2026-03-03", ["unit": "development", "task": "增容", "deadline": "2026-06-01"])
      try city.act(
        number, "plan", "planned", as: "development-2", on: "2026-03-04",
        ["head": "主任", "in_charge": "科长", "contact": "张", "measures": "变压器"])
      func points(_ day: String) throws -> String {
        _ = try city.procedures.tick(on: day)
        _ = try city.procedures.tick(on: day)
        return try city.text(
          "SELECT coalesce(string_agg(unit || ' ' || points || ' ' || day, ', ' ORDER BY day), '') AS x FROM report.point")
      }
      // Due on the 19th; five working days later is the 26th.
      #expect(try points("2026-03-26") == "")
      #expect(try points("2026-03-27") == "development -0.50 2026-03-27")
      #expect(try points("2026-04-10") == "development -0.50 2026-03-27")
      #expect(try city.text("SELECT actor || ' ' || (reason LIKE '十五天报告逾期%')::text AS x FROM work.point") == "system true")
      #expect(
        try city.text("SELECT detail->>'unit' AS x FROM work.event WHERE number = \(number) AND verb = 'effect' AND task IS NOT NULL")
          == "development",
        "the history names whose points they are")
      try city.act(number, "report", "report", as: "development-1", on: "2026-04-13", ["progress": "勘察"])
      #expect(try points("2026-05-11") == "development -0.50 2026-03-27, development -0.50 2026-05-11", "the next report, as late again")
      // A unit that thinks it wrong asks for a review; the correction is a line of its own.
      let review = try city.start("points-review", nil, as: "development-1", on: "2026-05-12", ["point": "1", "grounds": "已口头报告"]).case
      try city.act(review, "office", "upheld", as: "conf-1", on: "2026-05-13", ["finding": "属实", "correction": "0.5"])
      try city.act(review, "decision", "correct", as: "conf-2", on: "2026-05-14", ["document": "聊联〔2026〕9号"])
      #expect(try city.text("SELECT string_agg(points::text, ' ' ORDER BY point) AS x FROM report.point") == "-0.50 -0.50 0.50")
    }
  }

  @Test("one unit that stands in two lines of an escalation is told at each")
  func toldTwice() throws {
    try CaseFixture.with { city in
      var procedure = try #require(try CaseFixture.shipped().first { $0.procedure == "unlock-month" })
      (procedure.procedure, procedure.version) = ("ask-twice", "1")
      procedure.steps[0].escalate = [
        .init(after: .init(0, .days), unit: "hq"), .init(after: .init(3, .workingDays), unit: "hq", role: "hq_leader"),
      ]
      _ = try city.procedures.store([procedure], actor: "test")
      let number = try city.start("ask-twice", nil, as: "s-1", on: "2026-03-02", ["month": "2026-02-01", "unlock_reason": "x"]).case
      for day in ["2026-03-05", "2026-03-06", "2026-03-10", "2026-03-11"] { _ = try city.procedures.tick(on: day) }
      #expect(
        try city.text(
          "SELECT string_agg(day || coalesce(' ' || role, ''), ', ' ORDER BY day) AS x FROM work.notice WHERE kind = 'escalate' AND number = \(number)"
        )
          == "2026-03-05, 2026-03-10 hq_leader")
    }
  }

  @Test("a missed deadline decides only where the rule says so; after it nothing is taken there")
  func lapse() throws {
    try CaseFixture.with { city in
      let number = try city.start("false-information", "P3", as: "land-1", on: "2026-03-02", ["suspicion": "x", "source": "举报"]).case
      try city.act(number, "inquiry", "true_case", as: "sup-1", on: "2026-03-05", ["finding": "虚报投资"])
      let task = try city.task(number, "defence")
      #expect(try city.text("SELECT due::text AS x FROM work.task WHERE task = \(task)") == "2026-03-12")
      #expect(
        try city.refusal { try city.cases("s-1").act(task, "defend", form: ["defence": .text("迟到")], .init(date: "2026-03-13")) } == "YS311"
      )
      _ = try city.procedures.tick(on: "2026-03-12")
      #expect(try city.task(number, "defence") == task, "the last day is still theirs")
      let result = try city.procedures.tick(on: "2026-03-13")
      #expect(result.lapsed == 1)
      #expect(try city.text("SELECT outcome AS x FROM work.task WHERE task = \(task)") == "silent")
      #expect(try city.task(number, "decision") > task)
    }
  }

  @Test("[L20.4] what begins by itself begins once: a month's data for each county, the green channel of what was allocated")
  func automatic() throws {
    try CaseFixture.with { city in
      try city.session.script("UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'")
      let first = try city.procedures.tick(on: "2026-03-02")
      let second = try city.procedures.tick(on: "2026-03-02")
      // Eleven counties and zones, one allocated project, one in construction.
      #expect(first.started == 13 && second.started == 0)
      #expect(try city.procedures.tick(on: "2026-03-20").started == 0)
      #expect(try city.procedures.tick(on: "2026-04-01").started == 11, "the next month")
      #expect(
        try city.text("SELECT string_agg(procedure, ' ' ORDER BY procedure) AS x FROM work.matter WHERE project IS NOT NULL")
          == "delivery green-channel")
    }
  }

  @Test("one case that can't go on is told to the headquarters and doesn't stop the others")
  func failure() throws {
    try CaseFixture.with { city in
      // The step after the deadline is for a unit that the form names: there is one in one case and none in the other.
      var procedure = try city.procedures.procedure("land-follow-up", on: "2026-03-02")
      procedure.procedure = "lapse-into"
      procedure.start = .init(by: ["department_clerk"], form: "plot", to: ["wait"])
      procedure.steps = [
        Step(
          step: "wait", title: "等待", titleEnglish: "wait", mode: .one, actors: [Actor(role: "department_clerk", unit: "land")],
          due: .init(1, .days),
          lapse: "over", outcomes: [Outcome(outcome: "over", title: "到期", titleEnglish: "over", to: ["next"])]),
        Step(
          step: "next", title: "接办", titleEnglish: "next", mode: .one, actors: [Actor(role: "department_clerk", unit: "@data.plot")],
          outcomes: [Outcome(outcome: "done", title: "办完", titleEnglish: "done", to: ["finished"])]),
        Step(step: "finished", title: "完", titleEnglish: "end", mode: .end),
      ]
      _ = try city.procedures.store([procedure], actor: "t")
      func start(_ project: String, _ unit: String) throws -> Int {
        try city.start("lapse-into", project, as: "land-1", on: "2026-03-02", ["plot": unit, "agreed_start": "2026-03-02"]).case
      }
      let stuck = try start("P1", "nowhere")
      let free = try start("P2", "water")
      #expect(try city.procedures.tick(on: "2026-03-10").lapsed == 1)
      func waiting(_ number: Int) throws -> [String] { try city.procedures.openTasks().filter { $0.number == number }.map(\.step) }
      #expect(try waiting(free) == ["next"])
      #expect(try waiting(stuck) == ["wait"], "what was refused was undone whole")
      #expect(try city.text("SELECT unit || ' ' || number AS x FROM work.notice WHERE text LIKE '每日作业未能处理%'") == "hq \(stuck)")
    }
  }

  @Test("a deadline that falls on a day off ends on the next working day")
  func holiday() throws {
    try CaseFixture.with { city in
      func due(_ from: String, _ amount: Int, _ unit: String) throws -> String {
        try city.text("SELECT work.due('371500', '\(from)', '{\"amount\": \(amount), \"unit\": \"\(unit)\"}')::text AS x")
      }
      // 2026-10-01 to 07 off, 09-20 and 10-10 worked; 2026-05-01 to 05 off.
      let found = [
        try due("2026-09-16", 15, "days"), try due("2026-09-30", 1, "working_days"), try due("2026-09-18", 1, "working_days"),
        try due("2026-04-03", 1, "months"),
      ]
      #expect(found == ["2026-10-08", "2026-10-08", "2026-09-20", "2026-05-06"])
    }
  }

  @Test("[L10] half days count half: the database's calendar and the engine's say the same of every term of a year")
  func halfDays() throws {
    try CaseFixture.with { city in
      try city.session.script(
        """
        INSERT INTO policy.special_day (city, day, is_working, is_half, name, source) VALUES ('371500', '2026-03-04', true, true, '半天', 't'),
          ('371500', '2026-03-06', true, true, '半天', 't')
        """)
      func due(_ from: String, _ amount: Int) throws -> String {
        try city.text("SELECT work.due('371500', '\(from)', '{\"amount\": \(amount), \"unit\": \"working_days\"}')::text AS x")
      }
      // Wednesday and Friday until noon: Thursday ends the first half and begins the second.
      #expect(try due("2026-03-03", 1) == "2026-03-05" && due("2026-03-03", 2) == "2026-03-06" && due("2026-03-02", 2) == "2026-03-05")
      #expect(try city.text("SELECT work.working_days('371500', '2026-03-02', '2026-03-06')::text AS x") == "3")
      #expect(try city.text("SELECT work.working_days('371500', '2026-03-06', '2026-03-03')::text AS x") == "-2", "two and no half")
      let rows = try city.session.query(
        """
        SELECT d.day::date - DATE '1970-01-01' AS day, t.amount, work.due('371500', d.day::date, jsonb_build_object('amount', t.amount, 'unit', 'working_days'))
          - DATE '1970-01-01' AS due FROM generate_series(DATE '2026-01-01', '2026-12-01', INTERVAL '1 day') d(day), (VALUES (1), (2), (7)) t(amount)
        """)
      let calendar = try city.procedures.calendar()
      for row in 0..<rows.count {
        let (day, amount) = (Int(try rows.int32(row, "day")), Int(try rows.int32(row, "amount")))
        #expect(calendar.due(from: day, Term(amount, .workingDays)) == Int(try rows.int32(row, "due")), "\(amount) from \(day)")
      }
      #expect(throws: PostgresError.self) {
        try city.session.script(
          "INSERT INTO policy.special_day (city, day, is_working, is_half, name, source) VALUES ('371500', '2026-03-09', false, true, 'x', 't')"
        )
      }
    }
  }

  @Test("[L10] who listens hears of each task at once, and of nothing that was undone")
  func listen() async throws {
    try await CaseFixture.with { (city) async throws -> Void in
      let listener = try Listener(city.conninfo, channels: ["yaosu_work"])
      defer { listener.stop() }
      _ = try city.refusal { try city.start("consultation", "P1", as: "s-1", on: "2026-03-02") }
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "鼓励类"]).case
      var units: Set<String> = []
      for await notification in listener.notifications {
        #expect(notification.payload.contains("\"case\": \(number)"))
        for unit in ["land", "environment", "development", "industry"] where notification.payload.contains("\"\(unit)\"") {
          units.insert(unit)
        }
        if units.count == 4 { break }
      }
      #expect(units == ["land", "environment", "development", "industry"])
    }
  }
}
