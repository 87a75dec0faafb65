import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store

extension APIRoutes {
  /// Inbox, cases, tasks.
  var workOperations: [Operation] {
    [
      Operation(
        method: .get, path: "/inbox", id: "readInbox", about: "Tasks that wait for the person.", parameters: Self.page, answer: Self.items,
        otherTypes: Self.files,
        handler: { visit, asked in try Self.items(try await visit.read { desk in try desk.cases.inbox(on: nil) }, asked, visit, "inbox") }),
      Operation(
        method: .get, path: "/cases", id: "listCases", about: "Cases that the person may see, newest first.",
        parameters: [
          .init(name: "procedure", place: .query, about: "Code of a procedure.", shape: .text(most: 64)),
          .init(name: "project", place: .query, about: "Project code.", shape: .text(most: 64)),
          .init(name: "status", place: .query, about: "Status.", shape: .choice(["open", "closed", "suspended"])),
        ] + Self.page, answer: Self.items, otherTypes: Self.files,
        handler: { visit, asked in
          let listing = try await visit.read { desk in
            try desk.cases.cases(procedure: asked["procedure"], project: asked["project"], status: asked["status"], limit: 100_000)
          }
          return try Self.items(listing, asked, visit, "cases")
        }),
      Operation(
        method: .get, path: "/cases/{number}", id: "readCase", about: "One case: facts, tasks, history, papers.",
        parameters: [Self.number], answer: Self.caseShape, handler: readCase),
      Operation(
        method: .post, path: "/cases", id: "startCase", about: "Begins a case of a procedure.", parameters: [Self.keyParameter],
        body: .object(
          [
            ("procedure", .text(most: 64)), ("project", .text(most: 64)), ("unit", .text(most: 64)), ("title", .text(most: 200)),
            ("form", .named("Form")),
            ("reason", .text(most: 500)), ("document", .text(most: 200)),
          ], required: ["procedure"]), status: .created, answer: .named("Answer"), handler: startCase),
      Operation(
        method: .post, path: "/tasks/{number}/outcomes", id: "answerTask",
        about: "Answers a task with one of its outcomes. If-Match: the tag of its case.",
        parameters: [Self.number, Self.keyParameter, Self.ifMatchParameter],
        body: .object(
          [("outcome", .text(most: 64)), ("form", .named("Form")), ("reason", .text(most: 500)), ("document", .text(most: 200))],
          required: ["outcome"]),
        status: .created, answer: .named("Answer"), handler: answerTask),
      Operation(
        method: .post, path: "/tasks/{number}/verbs", id: "doWithTask",
        about: "What offices do with a task beside answering it. If-Match: the tag of its case.",
        parameters: [Self.number, Self.keyParameter, Self.ifMatchParameter],
        body: .object(
          [("verb", .choice(Self.verbs)), ("arguments", .table(.text(most: 200))), ("reason", .text(most: 500))], required: ["verb"]),
        status: .created,
        answer: .named("Answer"), handler: verb),
    ]
  }

  static let number = Operation.Parameter(name: "number", place: .path, about: "Number.", shape: .integer(1...2_147_483_647))
  private static let verbs = [
    "transfer", "delegate", "add", "remove", "back", "withdraw", "urge", "correct", "resume", "extend", "extend_yes", "extend_no",
  ]
  private static let caseShape = Schema.object(
    [
      ("facts", .table(.orNull(.text()))), ("tasks", .list(.named("Row"))), ("history", .list(.named("Row"))),
      ("documents", .list(.named("Row"))),
    ],
    required: ["facts", "tasks", "history", "documents"])

  private struct Case: Encodable, Sendable {
    var facts: [String: String?]
    var tasks: [[String: String?]]
    var history: [[String: String?]]
    var documents: [[String: String?]]
  }

  private static func value(of number: Int, _ desk: Visit.Desk) throws -> Case {
    let facts = try desk.cases.facts(number)
    guard !facts.rows.isEmpty else { throw ConsoleError.notFound }
    return Case(
      facts: Dictionary(facts.rows.map { ($0[0] ?? "", $0[1]) }) { $1 }, tasks: rows(try desk.cases.tasks(number)),
      history: rows(try desk.cases.history(number)), documents: rows(try desk.cases.documents(number)))
  }

  /// Of the case that a task belongs to.
  private static func value(ofTask task: Int, _ desk: Visit.Desk) throws -> Case {
    guard let number = rows(try desk.lists.task(task)).first?["number"]?.flatMap({ Int($0) }) else { throw ConsoleError.notFound }
    return try value(of: number, desk)
  }

  @Sendable private func readCase(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let number = asked.number("number") ?? 0
    return Self.tagged(try await visit.read { desk in try Self.value(of: number, desk) }, visit)
  }

  private struct Start: Decodable {
    var procedure: String
    var project: String?
    var unit: String?
    var title: String?
    var form: CaseStore.FormContent?
    var reason: String?
    var document: String?
  }

  @Sendable private func startCase(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Start.self)
    var about: [String: String] = [:]
    (about["project"], about["unit"], about["title"]) = (ask.project, ask.unit, ask.title)
    let subject = about
    let answer = try await visit.write { desk in
      try desk.cases.start(
        ask.procedure, about: subject, form: ask.form ?? [:], Self.context(desk, asked, reason: ask.reason, document: ask.document))
    }
    return Self.answered(answer)
  }

  private struct Act: Decodable {
    var outcome: String
    var form: CaseStore.FormContent?
    var reason: String?
    var document: String?
  }

  @Sendable private func answerTask(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Act.self)
    let task = asked.number("number") ?? 0
    let answer = try await visit.write(ifMatch: asked["If-Match"], { Self.tag(of: try Self.value(ofTask: task, $0)) }) { desk in
      try desk.cases.act(task, ask.outcome, form: ask.form ?? [:], Self.context(desk, asked, reason: ask.reason, document: ask.document))
    }
    return Self.answered(answer)
  }

  private struct Verb: Decodable {
    var verb: String
    var arguments: [String: String]?
    var reason: String?
  }

  @Sendable private func verb(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Verb.self)
    let task = asked.number("number") ?? 0
    let answer = try await visit.write(ifMatch: asked["If-Match"], { Self.tag(of: try Self.value(ofTask: task, $0)) }) { desk in
      try desk.cases.verb(ask.verb, task, ask.arguments ?? [:], Self.context(desk, asked, reason: ask.reason))
    }
    return Self.answered(answer)
  }

  private static func answered(_ answer: CaseStore.Answer) -> Response {
    struct Told: Encodable {
      struct Waiting: Encodable {
        var task: Int
        var step: String
        var unit: String
        var role: String
        var due: String?
      }
      var `case`: Int
      var status: String
      var result: String?
      var round: Int
      var waiting: [Waiting]
      var replayed: Bool
    }
    let told = Told(
      case: answer.case, status: answer.status, result: answer.result, round: answer.round,
      waiting: answer.waiting.map { .init(task: $0.task, step: $0.stepCode, unit: $0.unit, role: $0.role, due: $0.due) },
      replayed: answer.replayed)
    return .json(told, status: .created)
  }
}
