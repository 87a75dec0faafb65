import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store

extension APIRoutes {
  /// What belongs to one project beside its fields, and the funds of all of them.
  var projectOperations: [Operation] {
    [
      about(
        "demands", "listDemands", "What it asks, with who stands behind each number.",
        [
          "factor", "year", "phase", "quantity", "unit", "standing", "basis",
        ]
      ) { desk, code in try desk.lists.projectDemands(code) },
      about(
        "classes", "listClasses", "The classes of article 2 that it is or isn't in, and why.", ["class", "name", "is_member", "reason"]
      ) {
        desk, code in try desk.lists.projectClasses(code)
      },
      about(
        "history", "listHistory", "What changed, when, by whom, from which import; fields as JSON texts.",
        [
          "changed_at", "actor", "reason", "import", "version", "is_material", "was", "became",
        ]
      ) { desk, code in try desk.lists.projectHistory(code) },
      about(
        "sources", "traceProject", "The lots that its quota came from, and what has become of it.",
        [
          "factor", "vintage", "pool_region", "state", "lot", "lot_region", "source", "document", "valid_to", "quantity",
        ]
      ) { desk, code in try LedgerStore(desk.session, city: desk.city).sources(of: code) },
      about(
        "life", "listLife", "What happened in its cases, in order; the cases themselves: `listCases` with the project.",
        [
          "day", "case", "procedure", "what", "person", "reason", "document",
        ]
      ) { desk, code in try DocumentStore(desk.session, city: desk.city).life(of: code) },
      about(
        "districts", "rankDistricts", "Counties and zones ranked for it, with the reason, by what the person may see.",
        [
          "place", "region", "name", "points", "reason",
        ]
      ) { desk, code in try desk.lists.projectDistricts(code) },
      Operation(
        method: .get, path: "/projects/{code}/evaluations", id: "readEvaluations",
        about: "Evaluations (L28) and ratings beside what was promised and kept. All that is late: the report `promise` with is_late=true.",
        parameters: [Self.projectCode],
        answer: .object(
          [("evaluations", .list(.named("Row"))), ("promises", .list(.named("Row")))], required: ["evaluations", "promises"]),
        handler: { visit, asked in
          let code = asked["code"] ?? ""
          let (evaluations, promises) = try await visit.read { desk in
            try Self.requireProject(code, desk)
            return (
              try desk.reports.read("evaluation", where: [("project", code)]), try desk.reports.read("promise", where: [("project", code)])
            )
          }
          func rows(_ result: ReportStore.Result) -> [[String: String?]] {
            Self.rows(Listing(columns: result.description.columns.map(\.name), rows: result.rows))
          }
          return .json(["evaluations": rows(evaluations), "promises": rows(promises)])
        }),
      Operation(
        method: .get, path: "/projects/{code}/funds", id: "combineFunds",
        about: "The cheapest lawful combination of funds for it on full pools, and why each instrument that has no part has none (L19).",
        parameters: [
          Self.projectCode, Self.query("need", "What it needs, 10⁴ yuan, instead of what it asks.", .decimal),
          Self.day("date", "Day of decision: rules in force, pools of that year."),
        ], answer: Self.combination, handler: combineFunds),
      Self.list(
        "/funds", "listFunds",
        "Combinations of funds of all that ask for them, in the order of tier and score, each on what is left; 10⁴ yuan. For who sees the whole city.",
        columns: ["project", "name", "need", "covered", "cost", "unit", "parts"],
        [Self.day("date", "Day of decision: rules in force, pools of that year.")],
        read: { visit, asked in
          let desk = try await funds(visit, asked)
          let rows = try desk.lines(only: nil, need: nil).map { line in
            let combination = line.combination
            return [
              line.project.code, line.project.name, combination.need.decimal, combination.covered.decimal, combination.cost.decimal,
              Self.money, combination.parts.map { "\(desk.factor($0.instrument).code) \($0.quantity.decimal)" }.joined(separator: "; "),
            ]
          }
          return Listing(columns: ["project", "name", "need", "covered", "cost", "unit", "parts"], rows: rows)
        }),
    ]
  }

  /// Units of funds.
  static let money = "万元"

  /// A list that belongs to one project; a project that isn't the person's to see isn't there.
  private func about(
    _ name: String, _ id: String, _ text: String, _ columns: [String], read: @escaping @Sendable (Visit.Desk, String) throws -> Listing
  ) -> Operation {
    Self.list("/projects/{code}/\(name)", id, text, columns: columns, [Self.projectCode]) { visit, asked in
      let code = asked["code"] ?? ""
      return try await visit.read { desk in
        try Self.requireProject(code, desk)
        return try read(desk, code)
      }
    }
  }

  private static func requireProject(_ code: String, _ desk: Visit.Desk) throws {
    guard try !desk.lists.projectFacts(code).rows.isEmpty else { throw ConsoleError.notFound }
  }

  private static let combination = Schema.object(
    [
      ("project", .text()), ("name", .text()), ("unit", .text()), ("need", .decimal), ("covered", .decimal), ("cost", .decimal),
      (
        "instruments",
        .list(
          .object(
            [
              ("factor", .text()), ("name", .text()), ("yearly_cost", .text()), ("quantity", .orNull(.decimal)),
              ("why_not", .orNull(.text())),
            ],
            required: ["factor", "name", "yearly_cost", "quantity", "why_not"]))
      ),
    ], required: ["project", "name", "unit", "need", "covered", "cost", "instruments"])

  /// With the rights of planning, which sees all pools: who asks has been looked at before.
  private func funds(_ visit: Visit, _ asked: Operation.Asked) async throws -> FundDesk {
    try await Self.requireCity(visit)
    guard let day = (asked["date"] ?? visit.today).map({ CivilDate($0) }) ?? Today.date else {
      throw ConsoleError.invalid([.init(field: "date", fault: "2026-07-01")])
    }
    let city = visit.city
    return try await house.trials.planning(house) { session in try FundDesk(session, city: city, on: day) }
  }

  @Sendable private func combineFunds(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let need = asked["need"].flatMap { Quantity(decimal: $0) }
    if asked["need"] != nil, need.map({ $0 <= .zero }) ?? true {
      throw ConsoleError.invalid([.init(field: "need", fault: visit.language("应为大于 0 的数（万元）", "an amount above 0, in 10⁴ yuan"))])
    }
    let desk = try await funds(visit, asked)
    guard let line = try desk.lines(only: asked["code"] ?? "", need: need).first else { throw ConsoleError.notFound }
    let (language, combination) = (visit.language, line.combination)
    let instruments = desk.plan.instruments.indices.map { index -> JSONValue in
      let factor = desk.factor(index)
      let part = combination.parts.first { $0.instrument == index }
      return .object([
        "factor": .text(factor.code), "name": .text(language(factor.name, factor.nameEnglish)),
        "yearly_cost": .text(desk.plan.instruments[index].cost.description), "quantity": .text(part?.quantity.decimal),
        "why_not": .text(combination.refusals[index]?.text(language)),
      ])
    }
    return .json(
      JSONValue.object([
        "project": .text(line.project.code), "name": .text(line.project.name), "unit": .text(Self.money),
        "need": .text(combination.need.decimal), "covered": .text(combination.covered.decimal), "cost": .text(combination.cost.decimal),
        "instruments": .list(instruments),
      ]))
  }
}
