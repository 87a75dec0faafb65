import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Operations
import Store

extension APIRoutes {
  /// Monthly figures, proposals, jobs, trials.
  var writeOperations: [Operation] {
    [
      Operation(
        method: .post, path: "/progress", id: "reportProgress", about: "Monthly figures of projects, all or none.",
        parameters: [Self.keyParameter],
        body: .list(
          .object(
            [
              ("project", .text(most: 64)), ("month", .text(pattern: "^[0-9]{4}-[0-9]{2}$")), ("invested", .decimal),
              ("picture", .text(most: 1_000)),
            ],
            required: ["project", "month", "invested"]), most: 2_000), status: .created,
        answer: .object([("taken", .integer(nil))], required: ["taken"]), handler: progress),
      Operation(
        method: .get, path: "/proposals", id: "listProposals", about: "What waits for a second person, and the latest decided.",
        parameters: [
          .init(name: "state", place: .query, about: "State.", shape: .choice(["open", "agreed", "done", "refused", "withdrawn"]))
        ] + Self.page, answer: Self.items, otherTypes: Self.files,
        handler: { visit, asked in
          try Self.items(
            try await visit.read { desk in try desk.proposals.list(state: asked["state"], limit: 1_000) }, asked, visit, "proposals")
        }),
      Operation(
        method: .post, path: "/proposals/{number}/decisions", id: "decideProposal", about: "Agrees, refuses or withdraws.",
        parameters: [Self.number, Self.keyParameter],
        body: .object([("decision", .choice(["agree", "refuse", "withdraw"])), ("reason", .text(most: 500))], required: ["decision"]),
        status: .created,
        answer: .object([("state", .text())], required: ["state"]), handler: decide),
      Operation(
        method: .get, path: "/jobs", id: "listJobs", about: "The person's jobs, newest first.", parameters: Self.page, answer: Self.items,
        otherTypes: Self.files,
        handler: { visit, asked in try Self.items(try await visit.read { desk in try desk.jobs.list(limit: 1_000) }, asked, visit, "jobs") }
      ),
      Operation(
        method: .post, path: "/jobs", id: "planScenario",
        about:
          "Plans a scenario in the background: one of the city's by name, that of a run, or one that is sent as YAML (`checkScenario`).",
        parameters: [Self.keyParameter],
        body: .object(
          [
            ("name", .text(most: 100)), ("run", .integer(1...2_147_483_647)), ("content", .text(most: Job.Scenario.contentLimit)),
            ("wish", .object([], required: [], isOpen: true)),
            ("seconds", .number),
            ("title", .text(most: 200)),
          ], required: []), status: .accepted, answer: .object([("job", .integer(nil))], required: ["job"]), handler: plan),
      Operation(
        method: .get, path: "/jobs/{number}", id: "readJob", about: "How far a job is, and what came of it.", parameters: [Self.number],
        answer: .object([], required: [], isOpen: true),
        handler: { visit, asked in
          let number = asked.number("number") ?? 0
          guard let job = try await visit.read({ desk in try desk.jobs.standing(Int64(number)) }) else { throw ConsoleError.notFound }
          return Self.tagged(job, visit)
        }),
      Operation(
        method: .delete, path: "/jobs/{number}", id: "cancelJob", about: "Asks a job to stop.",
        parameters: [Self.number, Self.ifMatchParameter],
        answer: .object([("state", .text())], required: ["state"]),
        handler: { visit, asked in
          let number = asked.number("number") ?? 0
          let state = try await visit.write(ifMatch: asked["If-Match"], { Self.tag(of: try $0.jobs.standing(Int64(number))) }) { desk in
            try desk.jobs.cancel(desk.caller, Int64(number))
          }
          return .json(["state": state])
        }),
      Operation(
        method: .post, path: "/runs/{run}/trials", id: "tryPlan",
        about:
          "What changes of pools, shares and pins would bring about, and with `isPriced` what each of them costs in points; nothing is stored.",
        parameters: [.init(name: "run", place: .path, about: "Number of the run.", shape: .integer(1...2_147_483_647))],
        body: .object([("wish", .named("Wish")), ("isQuick", .flag), ("isPriced", .flag)], required: ["wish"]),
        answer: .object([], required: [], isOpen: true),
        handler: { visit, asked in
          try Self.checkQuestion(visit)
          return .json(try await trial(visit, asked))
        }),
    ]
  }

  private struct Try: Decodable {
    var wish: Wish
    /// From prices alone, while a slider moves.
    var isQuick: Bool?
    /// With each change by itself, planned without it.
    var isPriced: Bool?
  }

  private func trial(_ visit: Visit, _ asked: Operation.Asked) async throws -> TrialTable.Answer {
    let visitor = try await visit.read { $0.visitor }
    // Who doesn't see the whole city has no plan of the whole city.
    guard visitor.isCity, let run = asked.number("run") else { throw ConsoleError.notFound }
    let ask = try asked.decode(Try.self)
    do {
      return try await house.trials.answer(run, ask.wish, isQuick: ask.isQuick ?? false, isPriced: ask.isPriced ?? false, house)
    } catch let fault as Wish.Fault {
      throw ConsoleError.invalid(fault, visit.language)
    }
  }

  private struct Figure: Decodable {
    var project: String
    var month: String
    var invested: String
    var picture: String?
  }

  @Sendable private func progress(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let figures = try asked.decode([Figure].self)
    var faults: [ConsoleError.FieldFault] = []
    var records: [ProgressRecord] = []
    for (place, figure) in figures.enumerated() {
      guard figure.month.wholeMatch(of: /[0-9]{4}-[0-9]{2}/) != nil, let month = CivilDate("\(figure.month)-01") else {
        faults.append(.init(field: "\(place).month", fault: "2026-03"))
        continue
      }
      guard let invested = Quantity(decimal: figure.invested), invested >= .zero else {
        faults.append(
          .init(field: "\(place).invested", fault: visit.language("应为不小于 0 的数，最多四位小数", "a decimal of at least 0 with at most four places")))
        continue
      }
      records.append(.init(project: figure.project, month: month, invested: invested, picture: figure.picture ?? ""))
    }
    if !faults.isEmpty { throw ConsoleError.invalid(faults) }
    let taken = records
    let count = try await visit.write { desk in try desk.cases.reportProgress(taken, Self.context(desk, asked)) }
    return .json(["taken": count], status: .created)
  }

  private struct Decision: Decodable {
    var decision: String
    var reason: String?
  }

  @Sendable private func decide(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Decision.self)
    let number = asked.number("number") ?? 0
    let state = try await visit.write { desk in
      var caller = Self.caller(desk, asked)
      caller.reason = ask.reason
      return try desk.proposals.decide(caller, number, ask.decision)
    }
    return .json(["state": state], status: .created)
  }

  private struct Plan: Decodable {
    var name: String?
    var run: Int?
    var content: String?
    var wish: Wish?
    var seconds: Double?
    var title: String?
  }

  @Sendable private func plan(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Plan.self)
    guard [ask.name != nil, ask.run != nil, ask.content != nil].count(where: \.self) == 1 else {
      throw ConsoleError.invalid([
        .init(
          field: "name",
          fault: visit.language("给出情景名、方案编号或情景内容，只给其一", "a scenario's name, a run, or a scenario as YAML: one of them"))
      ])
    }
    if let seconds = ask.seconds, !(seconds > 0 && seconds <= 3600) {
      throw ConsoleError.invalid([.init(field: "seconds", fault: "0…3600")])
    }
    let payload = JSONText.line(
      Job.Scenario(name: ask.name, run: ask.run, content: ask.content, wish: ask.wish, seconds: ask.seconds, language: visit.language))
    let title = ask.title ?? ask.name ?? ask.run.map(String.init) ?? Job.Scenario.sentName
    let job = try await visit.write { desk in try desk.jobs.ask(Self.caller(desk, asked), kind: "scenario", title: title, payload: payload)
    }
    return .json(["job": job], status: .accepted)
  }
}
