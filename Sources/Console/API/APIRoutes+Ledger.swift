import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store

extension APIRoutes {
  /// Movements of quota, balances of past days, traces, the ledger's proof.
  var ledgerOperations: [Operation] {
    [
      Operation(
        method: .post, path: "/movements", id: "proposeMovement",
        about:
          "Proposes a movement of quota; a second person decides (`decideProposal`). It is tried at once and taken back. Which fields an event has: "
          + Self.eventFields,
        parameters: [Self.keyParameter], body: Self.movementShape, status: .created, answer: Self.proposal, handler: proposeMovement),
      Self.list(
        "/balances", "listBalances", "Balances of pools at the end of a business day.",
        columns: ["region", "region_name", "factor", "factor_name", "unit", "vintage", "balance"],
        [
          Self.day("on", "Business day.", isRequired: true), Self.query("region", "Code of a region."),
          Self.query("factor", "Code of a factor."), Self.query("vintage", "Vintage.", .integer(1900...2200)),
        ],
        read: { visit, asked in
          let filters = ["region", "factor", "vintage"].compactMap { name in asked[name].map { (column: name, value: $0) } }
          let result = try await visit.read { desk in try desk.reports.balances(on: asked["on"] ?? "", where: filters) }
          return Listing(columns: result.description.columns.map(\.name), rows: result.rows)
        }),
      Self.list(
        "/changes", "listChanges", "What happened from one day to another, both included: the draft of a weekly dispatch sheet.",
        columns: [
          "day", "kind", "region_name", "project", "project_name", "factor_name", "amount", "unit", "what", "document", "actor",
        ],
        [Self.day("from", "First day.", isRequired: true), Self.day("to", "Last day.", isRequired: true)],
        read: { visit, asked in
          guard let first = asked["from"].flatMap({ CivilDate($0) }), let last = asked["to"].flatMap({ CivilDate($0) }), first <= last
          else {
            throw ConsoleError.invalid([
              .init(field: "from", fault: visit.language("应为日期，起不晚于止。", "Days, the first not after the last."))
            ])
          }
          let result = try await visit.report { desk in try desk.reports.changes(from: first.iso, to: last.iso) }
          return Listing(columns: result.description.columns.map(\.name), rows: result.rows)
        }),
      Self.list(
        "/lots/{lot}/holders", "traceLot", "The accounts that hold some of a lot now, as far as the person may see them.",
        columns: ["state", "region", "factor", "vintage", "project", "quantity"],
        [.init(name: "lot", place: .path, about: "Number of the lot.", shape: .integer(1...2_147_483_647))],
        read: { visit, asked in
          let lot = Int64(asked.number("lot") ?? 0)
          let listing = try await visit.read { desk in try LedgerStore(desk.session, city: desk.city).destinations(of: lot) }
          guard !listing.rows.isEmpty else { throw ConsoleError.notFound }
          return listing
        }),
      Operation(
        method: .get, path: "/ledger/verification", id: "verifyLedger",
        about: "Recomputes the ledger from its entries: seals, sums, balances, lots, loans. For who sees the whole city.",
        answer: Self.verification(["check"]),
        handler: { visit, _ in
          let checks = try await visit.report { desk in try LedgerStore(desk.session, city: desk.city).verify() }
          guard !checks.isEmpty else { throw ConsoleError.notFound }
          return .json(
            JSONValue.object([
              "holds": .flag(checks.allSatisfy(\.isFine)),
              "checks": .list(
                checks.map { .object(["check": .text($0.name), "holds": .flag($0.isFine), "detail": .text($0.detail)]) }),
            ]))
        }),
    ]
  }

  private static let eventFields =
    Movement.kinds.map { kind in
      "\(kind.event.rawValue) (" + (kind.fields.sorted() + kind.more.sorted().map { "\($0)?" }).joined(separator: ", ") + ")"
    }.joined(separator: "; ") + "."

  private static let movementShape = Schema.object(
    [
      ("event", .choice(Movement.kinds.map(\.event.rawValue))), ("document", .text(most: 200)), ("reason", .text(most: 500)),
      ("date", .day), ("article", .text(most: 64)), ("decided_on", .day), ("factor", .text(most: 64)), ("region", .text(most: 64)),
      ("to", .text(most: 64)), ("vintage", .integer(1900...2200)), ("quantity", .decimal), ("price", .decimal),
      ("project", .text(most: 64)), ("cause", .choice(["given_up", "false_information", "stalled", "other"])),
      ("source", .text(most: 200)), ("valid_from", .day), ("valid_to", .day), ("city_share", .choice(["none"])), ("up_to", .flag),
      ("due", .day), ("loan", .integer(1...2_147_483_647)), ("batch", .integer(1...2_147_483_647)), ("land_price", .decimal),
      ("land_years", .integer(1...1_000)), ("land_used_years", .integer(0...1_000)), ("appraisal", .decimal),
    ], required: ["event", "document"])

  @Sendable private func proposeMovement(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    guard case .object(let pairs) = try asked.decode(JSONValue.self) else { throw ConsoleError.notFound }
    let given = pairs.sorted { $0.key < $1.key }.compactMap { name, value in Self.field(value).map { (name: name, value: $0) } }
    let number = try await visit.write { desk in
      let day = given.contains { $0.name == "date" } ? [] : [(name: "date", value: desk.today ?? Today.date.iso)]
      let movement = try Movement(Fields(pairs: given + day), city: desk.city, isProgram: true, desk.language)
      return try desk.proposals.propose(
        Self.caller(desk, asked), movement.event, title: movement.title, region: movement.region, context: movement.context,
        lines: [movement.line])
    }
    return .json(["proposal": number], status: .created)
  }

  /// As a form would say it; null says nothing.
  private static func field(_ value: JSONValue) -> String? {
    switch value {
    case .text(let text): text
    case .number(let number): String(Int64(number))
    case .flag(let flag): flag ? "true" : "false"
    case .null, .list, .object: nil
    }
  }

  /// Checks by name, and whether all of them hold.
  static func verification(_ names: [String]) -> Schema {
    .object(
      [
        ("holds", .flag),
        (
          "checks",
          .list(
            .object(
              names.map { ($0, .text()) } + [("holds", .flag), ("detail", .text())], required: names + ["holds", "detail"]))
        ),
      ], required: ["holds", "checks"])
  }
}
