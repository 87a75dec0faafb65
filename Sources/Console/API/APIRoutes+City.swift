import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Passwords
import Store

extension APIRoutes {
  /// Imports, meetings, adoption, exploring, accounts.
  var cityOperations: [Operation] {
    [
      Operation(
        method: .post, path: "/imports", id: "importProjects",
        about: "Takes a file of projects in as a job; first as a rehearsal. CSV, XLSX, XLS or ODS.",
        parameters: Self.importParameters, fileTypes: Self.fileTypes, status: .accepted, answer: Self.job, handler: importFile),
      Operation(
        method: .get, path: "/meetings", id: "listMeetings", about: "Meetings, newest first.", parameters: Self.page, answer: Self.items,
        otherTypes: Self.files,
        handler: { visit, asked in try Self.items(try await visit.read { desk in try Self.meetings(desk).list() }, asked, visit, "meetings")
        }),
      Operation(
        method: .get, path: "/meetings/{number}", id: "readMeeting", about: "A meeting's items, one row each.", parameters: [Self.number],
        answer: Self.items,
        handler: { visit, asked in
          let number = asked.number("number") ?? 0
          let listing = try await visit.read { desk in try Self.meetings(desk).document(number) }
          guard !listing.rows.isEmpty else { throw ConsoleError.notFound }
          return Self.items(listing)
        }),
      Operation(
        method: .post, path: "/meetings", id: "planMeeting", about: "Plans a meeting; without items, with the open problems as its agenda.",
        parameters: [Self.keyParameter],
        body: .object(
          [
            ("kind", .choice(["regular", "special", "coordination", "routine", "composite", "hard", "major"])), ("title", .text(most: 200)),
            ("held_on", .day), ("chair", .text(most: 64)), ("place", .text(most: 200)), ("attendees", .list(.text(most: 100), most: 100)),
            (
              "items", .list(.object([("title", .text(most: 300)), ("case", .integer(1...2_147_483_647))], required: ["title"]), most: 100)
            ),
          ], required: ["kind", "title", "held_on", "chair"]), status: .created,
        answer: .object([("meeting", .integer(nil))], required: ["meeting"]), handler: planMeeting),
      Operation(
        method: .post, path: "/meetings/{number}/minutes", id: "closeMeeting",
        about: "Closes a meeting; each decision with a unit becomes its task.",
        parameters: [Self.number, Self.keyParameter],
        body: .object(
          [
            ("minutes", .text(most: 20_000)), ("document", .text(most: 200)),
            (
              "decisions",
              .list(
                .object(
                  [("place", .integer(1...1_000)), ("decision", .text(most: 1_000)), ("unit", .text(most: 64)), ("due", .day)],
                  required: ["place", "decision"]), most: 100)
            ),
          ], required: ["minutes"]), status: .created,
        answer: .object([("cases", .list(.integer(nil)))], required: ["cases"]), handler: closeMeeting),
      Operation(
        method: .post, path: "/runs/{run}/adoptions", id: "proposeAdoption",
        about: "Proposes to adopt a plan; a second person decides. With a sitting: in a meeting, with minutes, a task and the proof.",
        parameters: [Self.run, Self.keyParameter],
        body: .object(
          [
            ("document", .text(most: 200)), ("date", .day),
            (
              "sitting",
              .object(
                [
                  ("title", .text(most: 200)), ("chair", .text(most: 64)), ("place", .text(most: 200)),
                  ("attendees", .list(.text(most: 100), most: 100)), ("minutes", .text(most: 20_000)), ("unit", .text(most: 64)),
                  ("due", .day),
                ], required: ["title", "chair", "minutes"])
            ),
          ], required: ["document"]), status: .created, answer: Self.proposal, handler: adopt),
      Operation(
        method: .post, path: "/runs/{run}/explorations", id: "explorePlan",
        about: "Finds out something about a plan as a job; the job's result is the answer.",
        parameters: [Self.run, Self.keyParameter],
        body: .object(
          [
            ("what", .choice(Job.Explore.What.allCases.map(\.rawValue))), ("factor", .text(most: 64)), ("region", .text(most: 64)),
            ("change", .choice(["share", "supply"])), ("values", .list(.text(most: 30), most: Job.Explore.valueLimit)),
            ("aim", .text(most: 30)),
            ("measure", .text(most: 30)), ("most", .text(most: 30)), ("points", .integer(2...Job.Explore.pointLimit)),
            ("steps", .integer(1...Job.Explore.stepLimit)), ("within", .text(most: 30)), ("low", .text(most: 30)),
            ("high", .text(most: 30)),
            ("draws", .integer(1...Job.Explore.drawLimit)), ("confidence", .text(most: 30)),
            ("worlds", .list(.text(most: 300), most: RobustPlan.worldLimit)), ("keep", .text(most: 30)),
            (
              "doubts",
              .list(
                .object(
                  [("factor", .text(most: 64)), ("low", .text(most: 30)), ("high", .text(most: 30))], required: ["factor", "low", "high"]),
                most: Job.Explore.doubtLimit)
            ), ("seconds", .number),
          ], required: ["what"]), status: .accepted, answer: Self.job, handler: explore),
      Operation(
        method: .post, path: "/rehearsals", id: "rehearsePolicy",
        about: "Runs a changed article on the books of past months, as a job. Writes nothing.",
        parameters: [Self.keyParameter],
        body: .object(
          [
            ("scenario", .text(most: 100)), ("procedure", .text(most: Job.Rehearse.procedureLimit)), ("from", .day), ("to", .day),
          ], required: ["scenario", "from", "to"]), status: .accepted, answer: Self.job, handler: rehearse),
      Operation(
        method: .post, path: "/projects/{code}/contact", id: "readContact",
        about: "The project's contact and legal person, whole: elsewhere they are masked. The reason is a line of the security record.",
        parameters: [.init(name: "code", place: .path, about: "Project code.", shape: .text(most: 64))],
        body: .object([("reason", .text(most: 500))], required: ["reason"]), status: .created, answer: .named("Row"),
        handler: { visit, asked in
          struct Body: Decodable { var reason: String }
          let (code, reason) = (asked["code"] ?? "", try asked.decode(Body.self).reason)
          let fields = try await visit.write { desk in
            var caller = Self.caller(desk, asked)
            caller.reason = reason
            return try desk.lists.unmask(caller, code)
          }
          return .json(Dictionary(fields.rows.map { ($0[0] ?? "", $0[1]) }) { $1 }, status: .created)
        }),
      Operation(
        method: .get, path: "/accounts", id: "listAccounts", about: "Accounts, for the administrators of the system and of security.",
        parameters: Self.page, answer: Self.items, otherTypes: Self.files,
        handler: { visit, asked in
          try await Self.requireAdministrator(visit, "system_admin", "security_admin")
          return try Self.items(
            try await visit.asService(writes: false) { desk in try AccountStore(desk.session, city: desk.city).accounts(desk.caller) },
            asked, visit, "accounts")
        }),
      Operation(
        method: .post, path: "/accounts", id: "openAccount",
        about: "Opens an account, or gives it a new first password, which is told once.",
        parameters: [Self.keyParameter], body: .object([("person", .text(most: 64))], required: ["person"]), status: .created,
        answer: .object([("person", .text()), ("password", .text())], required: ["person", "password"]), handler: openAccount),
      Operation(
        method: .delete, path: "/accounts/{person}", id: "closeAccount", about: "Closes an account and ends its sessions.",
        parameters: [.init(name: "person", place: .path, about: "Person code.", shape: .text(most: 64))],
        answer: .object([("person", .text())], required: ["person"]),
        handler: { visit, asked in
          try await Self.requireAdministrator(visit, "system_admin")
          let person = asked["person"] ?? ""
          try await visit.asService(writes: true) { desk in try AccountStore(desk.session, city: desk.city).close(desk.caller, person) }
          return .json(["person": person])
        }),
      Operation(
        method: .delete, path: "/accounts/{person}/second-factor", id: "resetSecondFactor",
        about: "Takes a lost second factor away and ends the sessions of the account; by the security administrator, never from oneself.",
        parameters: [.init(name: "person", place: .path, about: "Person code.", shape: .text(most: 64))],
        answer: .object([("person", .text())], required: ["person"]),
        handler: { visit, asked in
          try await Self.requireAdministrator(visit, "security_admin")
          let person = asked["person"] ?? ""
          try await visit.asService(writes: true) { desk in
            try AccountStore(desk.session, city: desk.city).resetSecondFactor(desk.caller, of: person)
          }
          return .json(["person": person])
        }),
      Operation(
        method: .get, path: "/sign-in-rules", id: "readSignInRules",
        about: "What the city asks of whoever signs in, for the security administrator.",
        answer: .object(Self.signInRules, required: Self.signInRules.map(\.0)), handler: { visit, _ in try await Self.rules(visit) }),
      Operation(
        method: .put, path: "/sign-in-rules", id: "setSignInRules", about: "Changes rules of signing in; those that are left out stay.",
        body: .object(Self.signInRules, required: []), answer: .object(Self.signInRules, required: Self.signInRules.map(\.0)),
        handler: { visit, asked in
          try await Self.requireAdministrator(visit, "security_admin")
          let rules = try asked.decode([String: JSONValue].self).compactMapValues(Self.plain)
          try await visit.asService(writes: true) { desk in try AccountStore(desk.session, city: desk.city).setRules(desk.caller, rules) }
          return try await Self.rules(visit)
        }),
    ]
  }

  /// Limits are those of the table.
  private static let signInRules: [(String, Schema)] = [
    ("profile", .choice(["mlps3", "asvs"])), ("second_factor", .choice(["own choice", "administrators", "everybody"])),
    ("idle_minutes", .integer(1...1440)), ("session_hours", .integer(1...168)), ("sessions_each", .integer(1...100)),
    ("lock_after", .integer(1...100)), ("lock_minutes", .integer(1...1440)), ("password_days", .integer(1...3650)),
  ]

  private static func plain(_ value: JSONValue) -> String? {
    switch value {
    case .text(let text): text
    case .number(let number): "\(Int(number))"
    default: nil
    }
  }

  private static func rules(_ visit: Visit) async throws -> Response {
    try await requireAdministrator(visit, "security_admin")
    let rules = try await visit.asService(writes: false) { desk in try AccountStore(desk.session, city: desk.city).rules() }
    let row = ReportRow(columns: rules.columns, values: rules.rows.first ?? [])
    return .json(
      JSONValue.object(
        Dictionary(uniqueKeysWithValues: rules.columns.map { ($0, Int(row[$0]).map { .count($0) } ?? .text(row[$0])) })))
  }

  private static let fileName = "^[^/\\\\]{1,190}\\.(csv|xlsx|xls|ods)$"
  static let importParameters: [Operation.Parameter] = [
    .init(
      name: "name", place: .query, about: "File name with its ending.", shape: .text(pattern: fileName, most: 200), isRequired: true),
    .init(name: "rehearsal", place: .query, about: "Only shows what would change.", shape: .flag),
    .init(name: "date", place: .query, about: "Business date.", shape: .day),
    .init(name: "document", place: .query, about: "Number of the document.", shape: .text(most: 200)), keyParameter,
  ]
  static let fileTypes = [
    "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet", "application/octet-stream",
  ]

  private static func meetings(_ desk: Visit.Desk) -> MeetingStore {
    MeetingStore(desk.session, city: desk.city, person: desk.person)
  }

  private static func begin(_ visit: Visit, _ asked: Operation.Asked, kind: String, title: String, payload: String) async throws -> Response
  {
    let job = try await visit.write { desk in try desk.jobs.ask(caller(desk, asked), kind: kind, title: title, payload: payload) }
    return .json(["job": job], status: .accepted)
  }

  // MARK: Imports

  @Sendable private func importFile(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let (name, language) = (asked["name"] ?? "", visit.language)
    // Who it is comes before 32 MiB of body.
    _ = try await visit.read { $0.visitor }
    let bytes = try await visit.fileBody(Self.fileTypes)
    let isDryRun = asked["rehearsal"] == "true"
    let job = try await visit.write { desk in
      let file = try desk.jobs.keepFile(desk.caller, name: name, bytes: bytes)
      let ask = Job.Import(
        file: file, isDryRun: isDryRun, region: desk.visitor.isCity ? nil : desk.visitor.region, document: asked["document"],
        date: asked["date"] ?? desk.today ?? Today.date.iso, language: language)
      let title = (isDryRun ? language("预演导入 ", "rehearse import of ") : language("导入 ", "import ")) + name
      return try desk.jobs.ask(Self.caller(desk, asked), kind: "import", title: title, payload: JSONText.line(ask))
    }
    return .json(["job": job], status: .accepted)
  }

  // MARK: Meetings

  private struct Meeting: Decodable {
    struct Item: Decodable {
      var title: String
      var `case`: Int?
    }
    var kind: String
    var title: String
    var heldOn: String
    var chair: String
    var place: String?
    var attendees: [String]?
    var items: [Item]?
    enum CodingKeys: String, CodingKey {
      case kind, title, chair, place, attendees, items
      case heldOn = "held_on"
    }
  }

  @Sendable private func planMeeting(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Meeting.self)
    let meeting = MeetingStore.Meeting(
      kind: ask.kind, title: ask.title, heldOn: ask.heldOn, place: ask.place ?? "", chair: ask.chair, attendees: ask.attendees ?? [])
    let items = ask.items.map { $0.map { MeetingStore.Item(title: $0.title, number: $0.case) } }
    let number = try await visit.write { desk in try Self.meetings(desk).plan(meeting, items: items, Self.context(desk, asked)) }
    return .json(["meeting": number], status: .created)
  }

  private struct Minutes: Decodable {
    var minutes: String
    var document: String?
    var decisions: [MeetingStore.Decision]?
  }

  @Sendable private func closeMeeting(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Minutes.self)
    let number = asked.number("number") ?? 0
    let cases = try await visit.write { desk in
      try Self.meetings(desk).close(
        number, minutes: ask.minutes, decisions: ask.decisions ?? [], Self.context(desk, asked, document: ask.document))
    }
    return .json(["cases": cases], status: .created)
  }

  // MARK: Plans

  private struct Adoption: Decodable {
    var document: String
    var date: String?
    var sitting: ProposalStore.Sitting?
  }

  @Sendable private func adopt(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let ask = try asked.decode(Adoption.self)
    let run = asked.number("run") ?? 0
    let title = visit.language("采纳方案 \(run) \(ask.document)", "adopt plan \(run) \(ask.document)")
    let number = try await visit.write { desk in
      let context = ["document": ask.document, "date": ask.date ?? desk.today ?? Today.date.iso]
      return try desk.proposals.proposeAdoption(
        Self.caller(desk, asked), run: run, publishes: false, title: title, context: context, sitting: ask.sitting)
    }
    return .json(["proposal": number], status: .created)
  }

  @Sendable private func explore(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    // The run is the path's, the language the reader's, whatever a body says: its shape has neither.
    struct Body: Decodable {
      var what: Job.Explore.What
      var factor, region, change, aim, measure, most, within, low, high, confidence: String?
      var doubts: [Job.Explore.Doubt]?
      var worlds: [String]?
      var keep: String?
      var values: [String]?
      var points, steps, draws: Int?
      var seconds: Double?
    }
    let (body, run) = (try asked.decode(Body.self), asked.number("run") ?? 0)
    var ask = Job.Explore(body.what, run: run, language: visit.language)
    (ask.factor, ask.region, ask.change, ask.values) = (body.factor, body.region, body.change, body.values)
    (ask.aim, ask.measure, ask.most, ask.points, ask.steps) = (body.aim, body.measure, body.most, body.points, body.steps)
    (ask.within, ask.low, ask.high, ask.draws, ask.seconds) = (body.within, body.low, body.high, body.draws, body.seconds)
    (ask.confidence, ask.doubts, ask.worlds, ask.keep) = (body.confidence, body.doubts, body.worlds, body.keep)
    let faults = ask.faults(visit.language)
    guard faults.isEmpty else { throw ConsoleError.invalid(faults.map { .init(field: $0.field, fault: $0.text) }) }
    _ = try await RunPages(house: house).stored(visit)
    return try await Self.begin(
      visit, asked, kind: "explore", title: visit.language("探索方案 \(run)", "explore plan \(run)"), payload: JSONText.line(ask))
  }

  @Sendable private func rehearse(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable {
      var scenario, from, to: String
      var procedure: String?
    }
    let body = try asked.decode(Body.self)
    let ask = try RehearsalPage.checked(
      Job.Rehearse(scenario: body.scenario, procedure: body.procedure, from: body.from, to: body.to, language: visit.language),
      visit.language)
    return try await Self.begin(
      visit, asked, kind: "rehearsal", title: visit.language("政策预演 \(ask.scenario)", "rehearse \(ask.scenario)"),
      payload: JSONText.line(ask))
  }

  // MARK: Accounts

  private static func requireAdministrator(_ visit: Visit, _ roles: String...) async throws {
    let visitor = try await visit.read { $0.visitor }
    guard roles.contains(where: { visitor.has($0) }) else { throw ConsoleError.notFound }
  }

  @Sendable private func openAccount(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable { var person: String }
    let person = try asked.decode(Body.self).person
    // Who may not is refused before the work of hashing.
    try await Self.requireAdministrator(visit, "system_admin")
    let password = Secret.firstPassword()
    let hash = try await house.passwords.hash(password)
    try await visit.asService(writes: true) { desk in
      try AccountStore(desk.session, city: desk.city).open(desk.caller, person, passwordHash: hash)
    }
    return .json(["person": person, "password": password], status: .created)
  }
}
