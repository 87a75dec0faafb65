import Foundation
import Postgres
import Procedures
import Store
import TestSupport
import Testing

@Suite("Two engines, one procedure")
struct WalkTests {
  /// A seeded source of choices.
  struct Choices {
    var state: UInt64
    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  /// The steps of a procedure alone: without forms, effects, scope and separation, and one officer who is everybody.
  private static func bare(_ procedure: Procedure) -> Procedure {
    var bare = procedure
    bare.procedure = "walk-\(procedure.procedure)"
    bare.subject = .none
    (bare.onChange, bare.forms) = (nil, [])
    bare.start = .init(by: ["hq_clerk"], to: procedure.start.to)
    for index in bare.steps.indices {
      let facts = ["category", "energy_use", "level"]
      for actor in bare.steps[index].actors.indices {
        bare.steps[index].actors[actor].unit = ["hq", "conference", "land", "environment", "development"][actor % 5]
        bare.steps[index].actors[actor].otherwise = nil
        bare.steps[index].actors[actor].when?.removeAll { !facts.contains($0.fact ?? "") }
      }
      (bare.steps[index].form, bare.steps[index].due, bare.steps[index].lapse) = (nil, nil, nil)
      (bare.steps[index].escalate, bare.steps[index].notBy, bare.steps[index].effects, bare.steps[index].closes) = (nil, nil, nil, nil)
      for outcome in bare.steps[index].outcomes.indices {
        bare.steps[index].outcomes[outcome].requires = nil
        // Nobody fills in a form here that a condition could read.
        bare.steps[index].outcomes[outcome].when?.removeAll { !facts.contains($0.fact ?? "") }
        (bare.steps[index].outcomes[outcome].form, bare.steps[index].outcomes[outcome].effects) = (nil, nil)
      }
      bare.steps[index].then?.indices.forEach { bare.steps[index].then?[$0].effects = nil }
    }
    return bare
  }

  @Test("a random walk through each procedure ends in the same place in the database and in memory, with the same tasks at every step")
  func walks() throws {
    try CaseFixture.with { city in
      let bare = try CaseFixture.shipped().map(Self.bare)
      _ = try city.procedures.store(bare, actor: "test")
      var finished = 0
      for procedure in bare {
        for seed in 1...4 {
          var choices = Choices(state: UInt64(seed) &* 7_919 &+ UInt64(procedure.procedure.utf8.count))
          if try walk(procedure, city, &choices) { finished += 1 }
        }
      }
      #expect(finished > bare.count * 2, "most walks come to an end: \(finished)")
      #expect(try city.procedures.verify().rows.isEmpty)
    }
  }

  private func walk(_ procedure: Procedure, _ city: CaseFixture, _ choices: inout Choices) throws -> Bool {
    var machine = try CaseMachine(procedure)
    let number = try city.start(procedure.procedure, nil, as: "hq-1", on: "2026-03-02").case
    for _ in 0..<60 where machine.result == nil {
      let open = try city.procedures.openTasks().filter { $0.number == number }
      let inMemory = machine.open.map { machine.tasks[$0] }
      #expect(open.map { "\($0.step)@\($0.unit)#\($0.round)" }.sorted() == inMemory.map { "\($0.step)@\($0.unit)#\($0.round)" }.sorted())
      guard !open.isEmpty, open.count == inMemory.count else { return false }
      let task = open[choices.below(open.count)]
      let twin = try #require(machine.open.first { machine.tasks[$0].step == task.step && machine.tasks[$0].unit == task.unit })
      let outcomes = try #require(procedure.step(task.step)).outcomes
      let outcome = outcomes[choices.below(outcomes.count)].outcome
      // Whether it refuses is what is compared; why is each engine's own.
      let refusedInMemory = (try? machine.act(twin, outcome)) == nil
      // Whoever has the post; where nobody has, the machine alone could go on.
      guard let person = task.people.first else { return false }
      let refused = try city.refusal { try city.cases(person).act(task.task, outcome, form: [:], .init(date: "2026-03-02")) }
      #expect((refused != nil) == refusedInMemory, "\(procedure.procedure) \(task.step) \(outcome): \(refused ?? "-")")
    }
    let result = try city.text("SELECT result AS x FROM work.matter WHERE number = \(number)")
    #expect(result == machine.result ?? "")
    return machine.result != nil
  }
}
