import Diagnostics
import Foundation
import Procedures
import ScenarioFiles
import Testing

@Suite("What a procedure's file promises")
struct CheckTests {
  @Test("every procedure of the city is sound, and is the same after JSON")
  func shipped() throws {
    let all = try Samples.shipped()
    #expect(all.count >= 16 && Set(all.map(\.procedure)).count == all.count)
    for procedure in all {
      #expect(procedure.problems() == [], "\(procedure.procedure)")
      #expect(try JSONDecoder().decode(Procedure.self, from: JSONEncoder().encode(procedure)) == procedure)
    }
  }

  @Test("a step that nothing reaches, a loop without an exit, steps that wait for each other, a step without an actor or a way")
  func structure() {
    let end = Samples.step("end", mode: .end)
    func kinds(_ steps: [Step], to: [String] = ["a"]) -> Set<ProcedureProblem> { Set(Samples.procedure(steps, to: to).problems()) }
    #expect(kinds([Samples.step("a", to: ["ok": ["end"]]), end]) == [])
    #expect(
      kinds([Samples.step("a", to: ["ok": ["end"]]), Samples.step("b", to: ["ok": ["end"]]), end]) == [
        ProcedureProblem(.unreachable, at: "b")
      ])
    #expect(
      kinds([
        Samples.step("a", to: ["x": ["b"], "y": ["end"]]), Samples.step("b", to: ["x": ["c"]]), Samples.step("c", to: ["x": ["b"]]), end,
      ])
        == [ProcedureProblem(.noExit, at: "b"), ProcedureProblem(.noExit, at: "c")])
    let waiting = [
      Samples.step("a", to: ["x": ["b", "c"]]), Samples.step("b", to: ["x": ["end"]], needs: ["c"]),
      Samples.step("c", to: ["x": ["end"]], needs: ["b"]), end,
    ]
    #expect(kinds(waiting) == [ProcedureProblem(.deadlock, at: "b"), ProcedureProblem(.deadlock, at: "c")])
    var nobody = Samples.step("a", to: ["ok": ["end"]], due: Term(3, .days))
    nobody.actors = []
    #expect(kinds([nobody, end]) == [ProcedureProblem(.noActor, at: "a")])
    var named = Samples.step("a", to: ["ok": ["end"]], due: Term(field: "day"))
    named.actors = [Actor(role: "r", unit: "@data.unit")]
    #expect(kinds([named, end]) == [ProcedureProblem(.unknownField("day"), at: "a"), ProcedureProblem(.unknownField("unit"), at: "a")])
    #expect(kinds([Samples.step("a"), end]) == [ProcedureProblem(.noWay, at: "a")])
    var counted = Samples.step("a", to: ["yes": []], mode: .each)
    counted.then = [Rule(rule: "r", when: .any, answer: "yes", to: ["end"])]
    #expect(kinds([counted, end]) == [ProcedureProblem(.uncounted, at: "a")])
  }

  @Test("names that lead nowhere are told: steps, forms, fields, outcomes, effects without what they need")
  func names() {
    var step = Samples.step("a", to: ["ok": ["nowhere"]])
    step.form = "missing"
    step.lapse = "late"
    step.outcomes[0].effects = [Effect(.reclaim)]
    let found = Set(Samples.procedure([step, Samples.step("end", mode: .end)], to: ["a"]).problems().map(\.kind))
    #expect(found == [.unknownStep("nowhere"), .unknownForm("missing"), .unknownOutcome("late"), .missing("reclaim: cause")])
  }

  @Test("a file's mistakes are told all at once, each with its line")
  func lines() throws {
    let text = """
      procedure: bad
      version: "1"
      title: 坏
      title_en: Bad
      document: d
      articles: [L4]
      from: 2026-01-01
      subject: project
      start:
        by: [hq_clerk]
        to: [a]
      steps:
        - step: a
          title: 甲
          title_en: A
          actors: [{role: hq_clerk, unit: hq}]
          due: soon
          outcomes: [{outcome: ok, title: 好, to: [end], colour: red}]
        - step: end
          title: 完
          title_en: End
          mode: finish
      """
    let error = #expect(throws: DiagnosticList.self) { try ProcedureFile.read(Data(text.utf8), file: "bad.yaml") }
    #expect(error?.diagnostics.map { "\($0.code.rawValue):\($0.place.row ?? 0)" } == ["S003:17", "S002:18", "S003:22"])
    let sound = text.replacing("due: soon", with: "due: 3 working days").replacing(", colour: red", with: "").replacing(
      "finish", with: "end")
    #expect(try ProcedureFile.read(Data(sound.utf8), file: "good.yaml").step("a")?.due == Term(3, .workingDays))
    let lost = sound.replacing("to: [end]", with: "to: [a]")
    let places = #expect(throws: DiagnosticList.self) { try ProcedureFile.read(Data(lost.utf8), file: "lost.yaml") }
    #expect(places?.diagnostics.map { "\($0.code.rawValue):\($0.place.row ?? 0)" } == ["R002:13", "R001:19"])
  }
}
