import Foundation
import Postgres
import Store
import TestSupport
import Testing

/// Refusals of cases are in the words of the procedure, in both languages.
@Suite("Words of refusals")
struct WordsTests {
  @Test("every refusal of schema work says its sentence in English too")
  func allOfThem() throws {
    let folder = TestDatabase.checkout.appending(path: "sql/functions/work")
    var found = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for part in text.components(separatedBy: "RAISE EXCEPTION").dropFirst() {
        found += 1
        // The statement ends where a line does with a semicolon.
        let statement = part.components(separatedBy: ";\n")[0]
        #expect(
          statement.contains("core.in_english(") || statement.contains("'en', "), "\(file.lastPathComponent): \(statement.prefix(60))")
      }
    }
    #expect(found > 60)
  }

  @Test("both sentences name the step, who has it, what there is to choose")
  func inTheWordsOfTheProcedure() throws {
    try CaseFixture.with { city in
      let number = try city.start("consultation", "P1", as: "s-1", on: "2026-03-02", ["policy_basis": "x"]).case
      let task = try city.task(number, "opinions", unit: "land")
      func told(_ body: () throws -> Void) throws -> (chinese: String, english: String) {
        do { try body() } catch let error as PostgresError {
          let detail = try JSONSerialization.jsonObject(with: Data((error.detail ?? "{}").utf8)) as? [String: Any]
          return (error.message, detail?["en"] as? String ?? "")
        }
        return ("", "")
      }
      func act(_ person: String, _ outcome: String, _ day: String = "2026-03-05") throws -> (chinese: String, english: String) {
        try told { try city.cases(person).act(task, outcome, form: ["opinion": .text("x")], .init(date: day)) }
      }
      let foreign = try act("environment-1", "agree")
      #expect(foreign.chinese == "“部门意见”由市自然资源和规划局的部门经办办理，environment-1 不在其中")
      #expect(foreign.english == "“Opinions” is for department officer of Natural resources and planning; environment-1 isn't among them")
      #expect(
        try act("land-1", "maybe").english == "“Opinions” has no answer “maybe”; it has agree (agree), amend (amend), object (object)")
      #expect(try act("land-1", "agree", "2026-03-01").english == "the day 2026-03-01 is before the task began, 2026-03-02")
      try city.act(number, "opinions", "agree", as: "land-1", on: "2026-03-05", unit: "land", ["opinion": "x"])
      #expect(try act("land-3", "agree").english == "task \(task) (Opinions) was done by land-1 on 2026-03-05")
      func verb(_ verb: String) throws -> (chinese: String, english: String) {
        try told { try city.cases("s-1").verb(verb, task, [:], .init(date: "2026-03-05")) }
      }
      #expect(try verb("remove").chinese == "“减签”要写明理由")
      #expect(try verb("fly").chinese == "没有操作“fly”", "what there isn't is told before what it would want")
      let scope = try told { try city.start("agency", "P3", as: "s-1", on: "2026-03-05", ["menu": "x"]) }
      #expect(scope.english.hasPrefix("project P3 is outside the scope of “Agency service”: at least 1,000 million yuan"))
      let started = try told { try city.start("consultation", "P1", as: "water-1", on: "2026-03-05", ["policy_basis": "x"]) }
      #expect(started.english == "water-1 can't begin “Planning consultation”; who can: county clerk, headquarters clerk")
    }
  }
}
