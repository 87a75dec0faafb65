import Foundation
import Postgres
import Store
import TestSupport
import Testing

/// What forms take: units and people that there are, answers that agree with the paper, deadlines that can be kept.
@Suite("Forms")
struct FormTests {
  private func detail(_ body: () throws -> Void) throws -> [String: Any] {
    do { try body() } catch let error as PostgresError {
      return try #require(try JSONSerialization.jsonObject(with: Data((error.detail ?? "").utf8)) as? [String: Any])
    }
    return [:]
  }

  @Test("[L21] units and people that there aren't are told with all other faults at once, in both languages; names will do for units")
  func unitsAndPeople() throws {
    try CaseFixture.with { city in
      let told = try detail {
        try city.start("problem", "P3", as: "s-1", on: "2026-03-02", ["problem": "用电", "level": "省级", "unit": "火星局", "colour": "red"])
      }
      let (chinese, english) = (told["faults"] as? [String] ?? [], told["faults_en"] as? [String] ?? [])
      #expect(chinese.count == 3 && english.count == 3)
      #expect(chinese.contains { $0.contains("建议承办单位") && $0.contains("火星局") } && english.contains { $0.contains("responsible unit") })
      #expect(english.allSatisfy { !$0.contains("应为") } && told["en"] as? String == "“Problem”, faults: 3")
      let number = try city.start("problem", "P3", as: "s-1", on: "2026-03-02", ["problem": "用电", "level": "市级", "unit": "市水利局"]).case
      try city.act(number, "accept", "assign", as: "conf-2", on: "2026-03-03", ["unit": "市水利局", "task": "供水", "deadline": "2026-05-04"])
      #expect(try city.task(number, "plan", unit: "water") > 0)
      let document = try Int(city.text("SELECT max(document)::text AS x FROM work.document WHERE number = \(number)")) ?? 0
      #expect(try DocumentStore(city.session, city: CaseFixture.city).form(document).values["unit"] == "市水利局")
      // Somebody who is no longer at work, and a code that nobody has.
      try city.session.script(
        "UPDATE library.project SET stage = 'allocated' WHERE code = 'P4'; UPDATE office.person SET is_active = false WHERE code = 's-3'")
      let channel = try city.start("green-channel", "P4", as: "hq-1", on: "2026-03-02").case
      for people in ["s-3", "nobody", "s-4, nobody"] {
        #expect(
          try city.refusal { try city.act(channel, "officer", "assigned", as: "s-2", on: "2026-03-03", ["officer": people]) } == "YS310")
      }
      try city.act(channel, "officer", "assigned", as: "s-2", on: "2026-03-03", ["officer": "s-4"])
      let sheet = try Int(city.text("SELECT document::text AS x FROM work.document WHERE form = 'assignment'")) ?? 0
      #expect(try DocumentStore(city.session, city: CaseFixture.city).form(sheet).values["officer"] == "姓s-4", "printed by name")
    }
  }

  @Test("[P8] an answer that its own form contradicts is refused")
  func contradiction() throws {
    try CaseFixture.with { city in
      let number = try city.start(
        "special-case", "P1", as: "tw-1", on: "2026-03-02",
        ["plant_kind": "新建厂房", "floor_area": "20000", "source": "招商", "difficulty": "无目录", "is_new_kind": "true", "existing_way": "无"]
      ).case
      func study(_ outcome: String, _ inclusion: String) throws -> String? {
        try city.refusal {
          try city.act(number, "study", outcome, as: "water-1", on: "2026-03-03", unit: "water", ["inclusion": inclusion, "advice": "x"])
        }
      }
      #expect(try study("include", "不同意") == "YS309")
      #expect(try study("exclude", "同意") == "YS309")
      do {
        try city.act(number, "study", "include", as: "water-1", on: "2026-03-03", unit: "water", ["inclusion": "不同意", "advice": "x"])
      } catch let error as PostgresError {
        #expect(error.message.hasSuffix("应为“同意”") && error.detail?.contains("“include” should be “同意”") == true, "\(error)")
      }
      #expect(try study("include", "同意") == nil)
    }
  }

  @Test("a deadline that a form names: on a day off it is the next working day, in the past it is refused; so is an extension's")
  func deadlines() throws {
    try CaseFixture.with { city in
      func decide(_ deadline: String) throws -> Int {
        try city.start(
          "decision-task", nil, as: "conf-1", on: "2026-09-01", ["decision": "x", "unit": "land", "deadline": deadline, "meeting": "1"]
        ).case
      }
      let number = try decide("2026-10-01")
      func due() throws -> String { try city.text("SELECT due::text AS x FROM work.task WHERE number = \(number)") }
      #expect(try due() == "2026-10-08", "the national holiday's end")
      #expect(try city.refusal { _ = try decide("2026-08-31") } == "YS314")
      let task = try city.task(number, "carry_out")
      try city.cases("land-1").verb("extend", task, ["due": "2026-10-10"], .init(date: "2026-09-02", reason: "评审"))
      try city.cases("conf-1").verb("extend_yes", task, [:], .init(date: "2026-09-03"))
      #expect(try due() == "2026-10-10", "a Saturday that is worked (调休)")
      try city.cases("land-1").verb("extend", task, ["due": "2026-10-17"], .init(date: "2026-09-04", reason: "评审"))
      try city.cases("conf-1").verb("extend_yes", task, [:], .init(date: "2026-09-07"))
      #expect(try due() == "2026-10-19", "a Saturday that isn't")
    }
  }

  @Test("what has taken effect isn't taken back, and the refusal says why")
  func effects() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"]).case
      let task = try city.task(number, "opinions", unit: "land")
      try city.act(number, "opinions", "agree", as: "land-1", on: "2026-03-03", unit: "land", ["opinion": "x"], factors: ["land": "90"])
      let told = try detail { try city.cases("land-1").verb("withdraw", task, [:], .init(date: "2026-03-03")) }
      #expect((told["en"] as? String)?.contains("has happened") == true)
    }
  }

  @Test("[L24] [J6.2] by when a problem is to be solved lies ahead, in both languages, and shows when it is over")
  func deadlineAhead() throws {
    try CaseFixture.with { city in
      let number = try city.start("problem", "P3", as: "s-1", on: "2026-03-02", ["problem": "路", "level": "县级", "unit": "water"]).case
      func assign(_ deadline: String) throws {
        try city.act(number, "accept", "assign", as: "s-2", on: "2026-03-03", ["unit": "water", "task": "修路", "deadline": deadline])
      }
      do {
        try assign("2026-03-02")
        Issue.record("a deadline that is past is taken")
      } catch let error as PostgresError {
        #expect(error.sqlState == "YS310")
        #expect(error.detail?.contains("“办结期限”不应早于 2026-03-03，读到 2026-03-02") == true)
        #expect(error.detail?.contains("“to be solved by” should not lie before 2026-03-03, found 2026-03-02") == true)
      }
      try assign("2026-03-20")
      func late() throws -> String {
        try city.text("SELECT concat_ws(' ', deadline, is_late) AS x FROM report.problem WHERE number = \(number)")
      }
      try city.procedures.setToday("2026-03-20")
      #expect(try late() == "2026-03-20 f")
      try city.procedures.setToday("2026-03-21")
      #expect(try late() == "2026-03-20 t")
    }
  }
}
