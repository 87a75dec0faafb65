import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite("Whose turn it is")
struct TurnTests {
  private func consultation(_ city: CaseFixture) throws -> Int {
    try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "鼓励类"]).case
  }

  @Test("twice, out of turn, without the right, with no such answer, on a closed case, before it began: refused, nothing lost")
  func refusals() throws {
    try CaseFixture.with { city in
      let number = try consultation(city)
      let task = try city.task(number, "opinions", unit: "land")
      func code(
        _ person: String, _ outcome: String = "agree", _ day: String = "2026-03-05", _ form: CaseStore.FormContent = ["opinion": .text("x")]
      ) throws
        -> String?
      { try city.refusal { try city.cases(person).act(task, outcome, form: form, .init(date: day)) } }
      #expect(try code("environment-1") == "YS308")
      #expect(try code("land-1", "maybe") == "YS309")
      #expect(try code("land-1", "agree", "2026-03-01") == "YS314")
      #expect(try code("land-1", "agree", "2029-01-05") == "YS314", "a day that has not come")
      #expect(try code("land-1", "agree", "2026-03-05", [:]) == "YS310", "conditions belong to an amendment")
      #expect(try code("land-1", "amend") == "YS310", "conditions belong to an amendment")
      #expect(try code("land-1", "agree", "2026-03-05", ["opinion": .text("x"), "colour": .text("red")]) == "YS310")
      #expect(try code("land-1") == nil)
      #expect(try code("land-3") == "YS307", "done by a colleague")
      #expect(try city.refusal { try city.cases("land-1").act(99_999, "agree", form: [:], .init(date: "2026-03-05")) } == "YS306")
      try city.everybody(number, "agree", on: "2026-03-06")
      #expect(try code("land-1") == "YS307")
      let error = #expect(throws: PostgresError.self) {
        try city.session.script("UPDATE work.task SET outcome = 'object' WHERE number = \(number)")
      }
      #expect(error?.sqlState == "YS300", "even its owner's hands can't change what was said")
    }
  }

  @Test("a key acts once, however often it is sent; the same key for something else is refused")
  func keys() throws {
    try CaseFixture.with { city in
      let form = ["policy_basis": "鼓励类"]
      let first = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", key: "k1", form)
      let second = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", key: "k1", form)
      #expect(first.case == second.case && !first.replayed && second.replayed)
      #expect(try city.refusal { try city.start("consultation", "P2", as: "s-1", on: "2026-03-02", key: "k1", form) } == "YS315")
      let task = try city.task(first.case, "opinions", unit: "land")
      for replayed in [false, true] {
        let answer = try city.cases("land-1").act(task, "agree", form: ["opinion": .text("x")], .init(date: "2026-03-05", key: "k2"))
        #expect(answer.replayed == replayed)
      }
      #expect(try city.text("SELECT count(*)::text AS x FROM work.event WHERE verb = 'act'") == "1")
    }
  }

  @Test("two officers at the same moment: one acts, the other is told who did")
  func race() throws {
    try CaseFixture.with { city in
      let number = try consultation(city)
      let task = try city.task(number, "opinions", unit: "land")
      let lock = NSLock()
      nonisolated(unsafe) var codes: [String] = []
      let conninfo = city.conninfo
      DispatchQueue.concurrentPerform(iterations: 8) { place in
        let code: String
        do {
          let session = try Session(conninfo)
          try ProcedureStore(session, city: CaseFixture.city).setToday(CaseFixture.lastDay)
          let store = CaseStore(session, city: CaseFixture.city, person: place % 2 == 0 ? "land-1" : "land-3")
          try store.act(task, "agree", form: ["opinion": .text("\(place)")], .init(date: "2026-03-05"))
          code = "done"
        } catch let error as PostgresError { code = error.sqlState ?? "?" } catch { code = "\(error)" }
        lock.withLock { codes.append(code) }
      }
      #expect(codes.filter { $0 == "done" }.count == 1 && codes.filter { $0 == "YS307" }.count == 7, "\(codes)")
    }
  }

  @Test("who proposed can't approve")
  func separation() throws {
    try CaseFixture.with { city in
      try city.session.script("INSERT INTO office.post VALUES ('371500', 'hq-1', 'hq', 'hq_leader')")
      let number = try city.start("adjustment", "P4", as: "hq-1", on: "2026-03-02", ["change": "调入", "into": "city", "why": "省里要求"]).case
      let form = ["document": "聊指办〔2026〕1号"]
      #expect(try city.refusal { try city.act(number, "decision", "agree", as: "hq-1", on: "2026-03-03", form) } == "YS313")
      try city.act(number, "decision", "agree", as: "hq-2", on: "2026-03-03", form)
      #expect(
        try city.text("SELECT string_agg(library, ' ') AS x FROM library.membership WHERE project = 'P4'") == "city",
        "[L23] it joined the library")
      #expect(
        try city.text("SELECT unit || ' ' || points AS x FROM report.point") == "hq-371522 0.50", "[J7] points for a project that is listed"
      )
    }
  }

  @Test("while a person is away the delegate acts in that name, and not after")
  func absence() throws {
    try CaseFixture.with { city in
      let number = try consultation(city)
      try OfficeStore(city.session, city: CaseFixture.city).away(
        "land-1", delegate: "water-1", from: "2026-03-03", until: "2026-03-06",
        caller: Caller(city: CaseFixture.city, person: "t", reason: "出差"))
      #expect(try city.cases("water-1").inbox(on: "2026-03-05").rows.count == 1)
      #expect(try city.cases("water-1").inbox(on: "2026-03-09").rows.isEmpty)
      #expect(
        try city.refusal { try city.act(number, "opinions", "agree", as: "water-1", on: "2026-03-09", unit: "land", ["opinion": "x"]) }
          == "YS308")
      try city.act(number, "opinions", "agree", as: "water-1", on: "2026-03-05", unit: "land", ["opinion": "x"])
      #expect(try city.text("SELECT done_by || ' ' || done_for AS x FROM work.task WHERE state = 'done'") == "water-1 land-1")
    }
  }

  @Test("[L10] 转办、委派、加签、减签、催办、补正与恢复、延期、撤回、退回")
  func verbs() throws {
    try CaseFixture.with { city in
      let number = try consultation(city)
      func verb(_ verb: String, _ unit: String, as person: String, on day: String = "2026-03-04", _ arguments: [String: String] = [:])
        throws -> String?
      {
        try city.refusal {
          try city.cases(person).verb(verb, city.task(number, "opinions", unit: unit), arguments, .init(date: day, reason: "理由"))
        }
      }
      func due(_ unit: String) throws -> String {
        try city.text("SELECT due::text AS x FROM work.task WHERE unit = '\(unit)' AND state <> 'void'")
      }
      // Handed to a colleague of the same unit; nobody else may act then.
      #expect(try verb("transfer", "land", as: "land-1", ["person": "water-1"]) == "YS316")
      #expect(try verb("transfer", "land", as: "land-1", ["person": "land-3"]) == nil)
      #expect(try verb("correct", "land", as: "land-1") == "YS308")
      // Drafted by another, confirmed by whose it is.
      #expect(try verb("delegate", "environment", as: "environment-1", ["person": "environment-3"]) == nil)
      #expect(
        try verb("delegate", "environment", as: "environment-3", ["person": "environment-2"]) == "YS316", "who only drafts doesn't hand on")
      try city.act(number, "opinions", "agree", as: "environment-3", on: "2026-03-04", unit: "environment", ["opinion": "草稿"])
      #expect(try city.text("SELECT state || ' ' || person AS x FROM work.task WHERE unit = 'environment'") == "open environment-1")
      // One more unit, one less; never the same twice.
      #expect(try verb("add", "land", as: "g-1", ["unit": "water"]) == "YS308")
      #expect(try verb("add", "land", as: "s-1", ["unit": "water"]) == nil)
      #expect(try verb("add", "land", as: "s-1", ["unit": "water"]) == "YS316")
      #expect(try verb("remove", "water", as: "hq-1") == nil)
      // The clock stands while something is missing: three working days.
      let before = try due("development")
      #expect(try verb("correct", "development", as: "development-1") == nil)
      let suspended = Int(try city.text("SELECT task::text AS x FROM work.task WHERE unit = 'development'"))!
      let early = try city.refusal {
        try city.cases("development-1").act(suspended, "agree", form: ["opinion": .text("x")], .init(date: "2026-03-05"))
      }
      #expect(early == "YS307")
      try city.cases("s-1").verb("resume", suspended, [:], .init(date: "2026-03-09"))
      #expect(before == "2026-03-16")
      #expect(try due("development") == "2026-03-19")
      // A later day is asked for and answered by others.
      #expect(try verb("extend", "industry", as: "industry-1", ["due": "2026-03-10"]) == "YS316")
      #expect(try verb("extend", "industry", as: "industry-1", ["due": "2026-03-25"]) == nil)
      #expect(try verb("extend", "industry", as: "industry-1", ["due": "2026-03-26"]) == "YS316")
      #expect(try verb("extend_yes", "industry", as: "industry-1") == "YS308")
      #expect(try verb("extend_yes", "industry", as: "s-1") == nil)
      #expect(try due("industry") == "2026-03-25")
      // Reminded once a day, however often.
      #expect(try verb("urge", "industry", as: "s-1") == nil)
      #expect(try verb("urge", "industry", as: "s-1") == nil)
      #expect(try city.text("SELECT count(*)::text AS x FROM work.notice WHERE kind = 'urge'") == "1")
      // Taken back while nobody has acted since.
      let answer = try city.task(number, "opinions", unit: "industry")
      try city.act(number, "opinions", "object", as: "industry-1", on: "2026-03-10", unit: "industry", ["opinion": "误填"])
      #expect(try city.refusal { try city.cases("land-3").verb("withdraw", answer, [:], .init(date: "2026-03-10")) } == "YS316")
      try city.cases("industry-1").verb("withdraw", answer, [:], .init(date: "2026-03-10"))
      try city.act(number, "opinions", "agree", as: "industry-1", on: "2026-03-10", unit: "industry", ["opinion": "同意"])
      try city.act(number, "opinions", "agree", as: "land-3", on: "2026-03-11", unit: "land", ["opinion": "同意"])
      let withdrawn = try city.text("SELECT string_agg(standing, ' ' ORDER BY due) AS x FROM report.opinion WHERE unit = 'industry'")
      #expect(withdrawn.contains("已撤回"))
      #expect(try city.refusal { try city.cases("industry-1").verb("withdraw", answer, [:], .init(date: "2026-03-11")) } == "YS316")
      #expect(try city.procedures.verify().rows.isEmpty, "the history holds together")
      try city.act(number, "opinions", "agree", as: "environment-1", on: "2026-03-12", unit: "environment", ["opinion": "同意"])
      let end = try city.act(number, "opinions", "agree", as: "development-1", on: "2026-03-12", unit: "development", ["opinion": "同意"])
      #expect(end.result == "纳入储备", "an objection that was taken back isn't counted")
    }
  }

  @Test("taking an answer back leaves the other branches as they are")
  func withdrawInNetwork() throws {
    try CaseFixture.with { city in
      try city.session.script("UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'")
      let number = try city.start("green-channel", "P4", as: "s-1", on: "2026-03-02").case
      let filing = try city.task(number, "filing")
      try city.act(number, "filing", "approved", as: "approval-1", on: "2026-03-03", ["document": "误填"])
      try city.cases("approval-1").verb("withdraw", filing, [:], .init(date: "2026-03-03"))
      let open = try city.procedures.openTasks().filter { $0.number == number }.map(\.step).sorted()
      #expect(open == ["filing", "officer"], "the permits that it opened are void, the service officer's task isn't")
      try city.act(number, "filing", "approved", as: "approval-1", on: "2026-03-04", ["document": "备1号"])
      #expect(try city.procedures.openTasks().filter { $0.number == number }.count == 3)
    }
  }

  @Test("returned to an earlier step of its list, in a new round; to no other")
  func back() throws {
    try CaseFixture.with { city in
      let number = try city.start("special-case", "P1", as: "tw-1", on: "2026-03-02", SpecialCaseTests.form).case
      for task in try city.procedures.openTasks() where task.number == number {
        try city.cases(task.people[0]).act(
          task.task, "include", form: ["inclusion": .text("同意"), "advice": .text("x")], .init(date: "2026-03-05"))
      }
      try city.act(number, "advice", "submit", as: "development-2", on: "2026-03-06", ["joint_advice": "可行"])
      let task = try city.task(number, "leader")
      func back(_ step: String) throws -> String? {
        try city.refusal { try city.cases("hq-2").verb("back", task, ["step": step], .init(date: "2026-03-09", reason: "论证不足")) }
      }
      #expect(try back("study") == "YS316")
      #expect(try back("nowhere") == "YS316")
      #expect(try back("advice") == nil)
      #expect(try city.text("SELECT round::text AS x FROM work.matter WHERE number = \(number)") == "2")
      #expect(try city.task(number, "advice") > task)
    }
  }
}
