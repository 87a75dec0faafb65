import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store

extension APIRoutes {
  /// People and their absences, the assessment, notices, a case's plan, the security record's proof.
  var houseOperations: [Operation] {
    [
      Self.list(
        "/people", "listPeople", "People at work with their units and roles, and who stands in today; numbers are masked.",
        columns: ["code", "name", "unit", "unit_name", "roles", "phone", "delegate"],
        [Self.query("unit", "Code of a unit."), Self.query("role", "Code of a role.")],
        read: { visit, asked in
          try await visit.read { desk in
            try Self.requireOffice(desk)
            return try OfficeStore(desk.session, city: desk.city).people(unit: asked["unit"], role: asked["role"])
          }
        }),
      Self.list(
        "/units", "listUnits", "Units of the city.", columns: ["code", "name", "kind", "region", "factors", "people"],
        read: { visit, _ in try await visit.read { desk in try OfficeStore(desk.session, city: desk.city).units() } }),
      Self.list(
        "/roles", "listRoles", "Roles of the city.", columns: ["code", "name", "name_en"],
        read: { visit, _ in try await visit.read { desk in try OfficeStore(desk.session, city: desk.city).roles() } }),
      Self.list(
        "/absences", "listAbsences", "Absences that have not ended, with who acts in that name.",
        columns: ["person", "name", "delegate", "delegate_name", "first_day", "last_day", "reason"],
        read: { visit, _ in
          try await visit.read { desk in
            try Self.requireOffice(desk)
            return try OfficeStore(desk.session, city: desk.city).absences()
          }
        }),
      Operation(
        method: .post, path: "/absences", id: "registerAbsence",
        about:
          "Registers an absence: the delegate acts in that name meanwhile. The own, with a delegate of the same unit; the system administrator anybody's.",
        parameters: [Self.keyParameter],
        body: .object(
          [("person", .text(most: 64)), ("delegate", .text(most: 64)), ("from", .day), ("until", .day), ("reason", .text(most: 500))],
          required: ["delegate", "from", "until"]), status: .created,
        answer: .object([("person", .text()), ("delegate", .text())], required: ["person", "delegate"]), handler: registerAbsence),
      assessed(
        "totals", "listAssessmentTotals", "Totals with ranks, and ranks won against the policy's weights.",
        ["subject", "place", "unit", "unit_name", "points", "percent", "moved"]
      ) { try $0.totals($1, weights: $2) },
      assessed("points", "listAssessmentPoints", "Every point with its measure, and the report that holds the facts.", Self.pointColumns) {
        try $0.points($1, weights: $2)
      },
      Self.list(
        "/surveys", "drawSurvey",
        "Draws project owners for the satisfaction survey: who knows the published seed draws the same. For who sees the whole city.",
        columns: ["place", "project", "name", "region", "owner", "ticket"],
        [
          Self.query("seed", "Published seed.", .text(most: 200), isRequired: true),
          Self.query("count", "How many.", .integer(1...10_000), isRequired: true),
        ],
        read: { visit, asked in
          try await Self.requireCity(visit)
          let (seed, count) = (asked["seed"] ?? "", asked.number("count") ?? 0)
          return try await visit.read { desk in try AssessmentStore(desk.session, city: desk.city).draw(seed: seed, count: count) }
        }),
      Operation(
        method: .post, path: "/ratings", id: "recordRating",
        about: "Records what a drawn owner said of a department; one answer of a project for a unit and day.",
        parameters: [Self.keyParameter],
        body: .object(
          [
            ("project", .text(most: 64)), ("unit", .text(most: 64)), ("points", Self.points), ("remark", .text(most: 500)), ("date", .day),
          ], required: ["project", "unit", "points"]), status: .created,
        answer: .object([("project", .text()), ("unit", .text())], required: ["project", "unit"]), handler: rate),
      Self.list(
        "/notices", "listNotices", "Notices for the person's units that nobody has read, the newest first.",
        columns: ["notice", "day", "kind", "text", "case", "due"],
        read: { visit, _ in try await visit.read { desk in try desk.cases.notices() } }),
      Self.list(
        "/cases/{number}/plan", "readCasePlan",
        "The plan of a case by its offices' limits: the critical path, planned against real, drift in days.",
        columns: ["critical", "step", "due", "planned_from", "planned_to", "real", "drift"], [Self.number],
        read: { visit, asked in
          let number = asked.number("number") ?? 0
          return try await visit.read { desk in
            try CasePlanListing(number, session: desk.session, city: desk.city, person: desk.person, language: desk.language).listing
          }
        }),
      Operation(
        method: .get, path: "/record/verification", id: "verifyRecord",
        about: "Verifies the seals of the security record, for the audit administrator.",
        answer: Self.verification(["check"]),
        handler: { visit, _ in
          let fault = try await visit.read { desk in
            guard desk.visitor.has("audit_admin") else { throw ConsoleError.notFound }
            return try AccountStore(desk.session, city: desk.city).firstFault()
          }
          let detail = fault.map { "\($0.event): \($0.fault)" } ?? ""
          return .json(
            JSONValue.object([
              "holds": .flag(fault == nil),
              "checks": .list([.object(["check": .text("seals"), "holds": .flag(fault == nil), "detail": .text(detail)])]),
            ]))
        }),
      Self.list(
        "/verifications", "listVerifications", "Verifications that were asked for, newest first, for the audit administrator.",
        columns: ["job", "asked_at", "person", "state", "holds"],
        read: { visit, _ in
          try await visit.read { desk in
            guard desk.visitor.has("audit_admin") else { throw ConsoleError.notFound }
            return try VerificationStore(desk.session, city: desk.city).list(limit: Self.verificationLimit)
          }
        }),
      Operation(
        method: .post, path: "/verifications", id: "verify",
        about:
          "Recomputes the seals of ledger, cases' histories and security record, and holds them against where they ended the last time; a job whose result is kept. For the audit administrator.",
        parameters: [Self.keyParameter], status: .accepted, answer: Self.job,
        handler: { visit, asked in
          let language = visit.language
          return try await Self.begin(visit, asked, kind: "verification", title: VerificationPart.title(language)) { _ in
            JSONText.pretty(Job.Verify(language: language))
          }
        }),
    ]
  }

  /// Owners of projects have no business with the offices' people.
  private static func requireOffice(_ desk: Visit.Desk) throws {
    guard desk.visitor.unitKind != "enterprise" else { throw ConsoleError.notFound }
  }

  private static let verificationLimit = 1_000

  // MARK: Absences

  @Sendable private func registerAbsence(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable {
      var person: String?
      var delegate, from, until: String
      var reason: String?
    }
    let body = try asked.decode(Body.self)
    let person = try await visit.write { desk -> String in
      var caller = Self.caller(desk, asked)
      caller.reason = body.reason
      let person = body.person ?? desk.person
      try OfficeStore(desk.session, city: desk.city).away(
        person, delegate: body.delegate, from: body.from, until: body.until, caller: caller)
      return person
    }
    return .json(["person": person, "delegate": body.delegate], status: .created)
  }

  // MARK: Assessment

  private static let pointColumns = [
    "subject", "unit", "unit_name", "indicator", "title", "weight", "value", "share", "points", "numerator", "denominator", "facts",
  ]
  private static let points = Schema.text(pattern: "^([0-9]{1,2}(\\.[0-9])?|100(\\.0)?)$")
  /// `indicator=points`, by commas.
  private static let weights = Schema.text(
    pattern: "^[a-z0-9_]{1,64}=[0-9]{1,2}(\\.[0-9]{1,2})?(,[a-z0-9_]{1,64}=[0-9]{1,2}(\\.[0-9]{1,2})?)*$", most: 2_000)

  private func assessed(
    _ name: String, _ id: String, _ about: String, _ columns: [String],
    read: @escaping @Sendable (AssessmentStore, Int, [String: String]) throws -> Listing
  ) -> Operation {
    Self.list(
      "/assessments/{year}/\(name)", id, about, columns: columns,
      [
        .init(name: "year", place: .path, about: "Year.", shape: .integer(2000...2200)),
        Self.query("weights", "What if: indicator=points by commas, as county_investment=50.", Self.weights),
        Self.query("unit", "Only of this unit."),
      ]
    ) { visit, asked in
      let (year, weights) = (asked.number("year") ?? 0, Self.table(asked["weights"]))
      var listing = try await visit.read { desk in
        let store = AssessmentStore(desk.session, city: desk.city)
        try Self.check(weights, against: weights.isEmpty ? [] : store.points(year, weights: [:]).rows.compactMap { $0[3] }, desk.language)
        return try read(store, year, weights)
      }
      if let unit = asked["unit"], let place = columns.firstIndex(of: "unit") { listing.rows = listing.rows.filter { $0[place] == unit } }
      return listing
    }
  }

  private static func table(_ text: String?) -> [String: String] {
    (text ?? "").split(separator: ",").reduce(into: [:]) { table, item in
      let parts = item.split(separator: "=").map(String.init)
      table[parts[0]] = parts.count == 2 ? parts[1] : nil
    }
  }

  private static func check(_ weights: [String: String], against known: [String], _ language: Language) throws {
    let faults = weights.keys.sorted().filter { !known.contains($0) }.map {
      ConsoleError.FieldFault(
        field: "weights", fault: language("没有指标 \($0)；有：", "no indicator \($0); there are: ") + Set(known).sorted().joined(separator: ", "))
    }
    if !faults.isEmpty { throw ConsoleError.invalid(faults) }
  }

  @Sendable private func rate(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable {
      var project, unit, points: String
      var remark, date: String?
    }
    let body = try asked.decode(Body.self)
    try await visit.write { desk in
      try AssessmentStore(desk.session, city: desk.city).rate(
        body.project, unit: body.unit, points: body.points, remark: body.remark ?? "", person: desk.person, date: body.date ?? desk.today)
    }
    return .json(["project": body.project, "unit": body.unit], status: .created)
  }
}
