import Procedures
import Testing

@Suite("Cases in memory")
struct RunTests {
  @Test("[L11] all agree: reserved; one objects: revised, asked again in a new round; not mended but needed: the conference")
  func consultation() throws {
    let procedure = try Samples.shipped("consultation")
    var smooth = try CaseMachine(procedure, facts: ["category": ["private"]])
    #expect(smooth.open.count == 4)
    for task in smooth.open { try smooth.act(task, "agree") }
    #expect(smooth.result == "reserve" && smooth.effects.last?.effect == .tell)

    var hard = try CaseMachine(procedure, facts: ["category": ["government"]])
    #expect(hard.open.count == 5, "the finance office answers for government projects")
    for (place, task) in hard.open.enumerated() { try hard.act(task, place == 1 ? "object" : "agree") }
    #expect(hard.open.map { hard.tasks[$0].step } == ["dissent"])
    try hard.act(hard.open[0], "resubmit")
    #expect(hard.round == 2 && hard.open.count == 5)
    for (place, task) in hard.open.enumerated() { try hard.act(task, place == 0 ? "amend" : "agree") }
    try hard.act(hard.open[0], "conference")
    #expect(hard.effects.contains { $0.effect == .begin && $0.procedure == "problem" })
    try hard.act(hard.open[0], "reserve")
    #expect(hard.result == "reserve")
  }

  @Test("[L12] a material change voids what was answered and asks anew")
  func change() throws {
    var machine = try CaseMachine(Samples.shipped("consultation"))
    try machine.act(machine.open[0], "agree")
    machine.contentChanged()
    #expect(machine.round == 2 && machine.open.count == 4 && machine.tasks.filter { $0.outcome == "agree" }.count == 1)
  }

  @Test("what can't be is refused: a task twice, an answer that the step doesn't have, a closed case")
  func refusals() throws {
    var machine = try CaseMachine(Samples.procedure([Samples.step("a", to: ["ok": ["end"]]), Samples.step("end", mode: .end)], to: ["a"]))
    #expect(throws: CaseMachine.Refusal.noOutcome("no")) { try machine.act(0, "no") }
    try machine.act(0, "ok")
    #expect(throws: CaseMachine.Refusal.closed) { try machine.act(0, "ok") }
    let stranded = Samples.procedure(
      [Samples.step("a", to: ["ok": ["b"]]), Samples.step("b", to: ["ok": ["a"]], needs: ["a", "c"])], to: ["b"])
    #expect(throws: CaseMachine.Refusal.stuck) { _ = try CaseMachine(stranded) }
  }

  @Test("[L22] the green channel's plan: parallel approvals, the critical path, steps that a project doesn't need")
  func network() throws {
    let procedure = try Samples.shipped("green-channel")
    // Monday 2026-07-20; no holidays: weekends only.
    let monday = 20_654
    let plan = PhasePlan(procedure, from: monday, calendar: WorkCalendar())
    func ends(_ step: String) -> Int? { plan.phases.first { $0.step == step }.map { $0.ends - monday } }
    #expect(ends("filing") == 3 && ends("officer") == 3)
    // 10 + 7 working days of planning permits are longer than 15 of the assessment.
    #expect(ends("planning_permit") == 17 && ends("assessment") == 24 && ends("engineering_permit") == 28 && ends("building_permit") == 35)
    #expect(
      plan.phases.filter(\.isCritical).map(\.step) == [
        "filing", "planning_permit", "engineering_permit", "building_permit", "start_work", "under_way",
      ])
    var machine = try CaseMachine(procedure, facts: ["energy_use": ["200"]])
    for step in ["filing", "officer", "planning_permit", "assessment", "engineering_permit", "building_permit"] {
      let task = try #require(machine.open.first { machine.tasks[$0].step == step })
      try machine.act(task, step == "officer" ? "assigned" : "approved")
    }
    #expect(machine.open.map { machine.tasks[$0].step } == ["start_work"], "no energy review below 1,000 tce")
  }
}
