import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Reporting
import Store

extension APIRoutes {
  /// One run and all that can be asked of it. Who doesn't see the whole city has no plan of it: 404.
  var planOperations: [Operation] {
    [
      Operation(
        method: .get, path: "/runs/{run}", id: "readRun",
        about: "One run: what it asked, each tier with its bound and gap, where it stands.",
        parameters: [Self.run], answer: PlanLists.headerShape,
        handler: { visit, _ in Self.tagged(try await lists(visit).header, visit) }),
      part("awards", "listAwards", "Who is served, a row for each pool that the quota comes from.", PlanLists.awardColumns) { $0.awards },
      part("pools", "listRunPools", "Each pool before and after, and what one more unit would be worth.", PlanLists.poolColumns) {
        $0.pools
      },
      part("moves", "listMoves", "Loans and transfers between counties that it needs.", PlanLists.moveColumns) { $0.moves },
      part(
        "refusals", "listRefusals", "Everyone who is left out: why, by when there is an answer, the first way in.", PlanLists.refusalColumns
      ) {
        $0.refusals
      },
      part(
        "lendable", "listLendable", "What each county can lend without losing a project that it serves, and until when.",
        PlanLists.lendableColumns
      ) {
        $0.lendable
      },
      Operation(
        method: .get, path: "/runs/{run}/refusals/{code}", id: "explainProject",
        about: "What a run says of one project: why it is out and every way in, or that it is served.",
        parameters: [
          Self.run, Self.projectCode,
          Self.query("displacement", "Solves again with the project forced in: who would be pushed out.", .flag),
        ], answer: PlanLists.refusalShape, handler: explain),
      Operation(
        method: .get, path: "/runs/{run}/certificate", id: "readCertificate",
        about: "The database proves the run again: awards, pools, and each tier's bound by its prices, in whole numbers.",
        parameters: [Self.run], answer: Self.certificate, handler: certificate),
      Operation(
        method: .get, path: "/runs/{run}/checks", id: "checkRun",
        about: "The whole-number check again, and what moved since the snapshot in a way that adoption would feel.", parameters: [Self.run],
        answer: Self.check, handler: check),
      Operation(
        method: .get, path: "/runs/{run}/comparisons/{other}", id: "compareRuns",
        about: "What another run was made from and decides otherwise, and the cause for each project.",
        parameters: [
          Self.run, .init(name: "other", place: .path, about: "Number of the other run.", shape: .integer(1...2_147_483_647)),
        ], answer: Self.comparison, handler: compare),
      Operation(
        method: .post, path: "/runs/{run}/arrivals", id: "findRoom",
        about:
          "A project arrives: in which county it fits on what the run leaves, what is short elsewhere, and the ways in. Writes nothing.",
        parameters: [Self.run],
        body: .object(
          [
            ("needs", .table(.decimal)), ("region", .text(most: 64)), ("tier", .integer(1...1_000)), ("score", .integer(1...1_000_000_000)),
            ("may_use_city_pool", .flag),
          ], required: ["needs"]),
        answer: .object([("items", .list(PlanLists.arrivalShape))], required: ["items"]), handler: findRoom),
      Operation(
        method: .post, path: "/runs/{run}/publications", id: "proposePublication",
        about: "Proposes to publish an adopted run; a second person decides. If-Match: the tag of the run.",
        parameters: [Self.run, Self.keyParameter, Self.ifMatchParameter],
        body: .object([("document", .text(most: 200)), ("reason", .text(most: 500))], required: []), status: .created,
        answer: Self.proposal, handler: publish),
      Operation(
        method: .get, path: "/runs/{run}/report", id: "readRunReport",
        about: "The report as a page that prints, or as XLSX by the header Accept.",
        parameters: [Self.run], otherTypes: ["text/html", Self.xlsx],
        handler: { visit, _ in
          let report = PlanReport(try await stored(visit), shapes: house.shapes, language: visit.language)
          guard Self.accepts(visit, Self.xlsx) else { return Paper.response(report.html()) }
          return try Paper.workbook("plan-\(try visit.number("run"))") { try report.writeWorkbook(to: $0) }
        }),
      Operation(
        method: .get, path: "/runs/{run}/proof", id: "readProof",
        about: "A page that verifies the run by itself in any browser, without a network.", parameters: [Self.run],
        otherTypes: ["text/html"],
        handler: { visit, _ in
          let stored = try await stored(visit)
          let page = try ProofPage(stored, language: visit.language)
          return .file(ByteBuffer(string: try page.html()), type: "text/html; charset=utf-8", name: "proof-\(stored.run).html")
        }),
    ]
  }

  private func stored(_ visit: Visit) async throws -> RunStore.Stored { try await RunPages(house: house).stored(visit).1 }
  private func lists(_ visit: Visit) async throws -> PlanLists { PlanLists(stored: try await stored(visit), language: visit.language) }

  private func part(
    _ name: String, _ id: String, _ about: String, _ columns: [String], _ read: @escaping @Sendable (PlanLists) -> Listing
  ) -> Operation {
    Self.list("/runs/{run}/\(name)", id, about, columns: columns, [Self.run]) { visit, _ in read(try await lists(visit)) }
  }

  // MARK: One project

  @Sendable private func explain(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let (stored, code, language) = (try await stored(visit), asked["code"] ?? "", visit.language)
    let why: WhyNot?
    if asked["displacement"] == "true" {
      // Solving takes a core: it waits its turn with the trials.
      why = try await house.trials.planning(house) { _ in try WhyNot(code, in: stored, isForced: true, language: language) }
    } else {
      why = try WhyNot(code, in: stored, isForced: false, language: language)
    }
    guard let why else { throw ConsoleError.notFound }
    return .json(PlanLists.refusal(why))
  }

  // MARK: Proof and check

  private static let certificate = Schema.object(
    [
      ("holds", .flag),
      (
        "tiers",
        .list(
          .object(
            [
              ("vintage", .integer(nil)), ("tier", .integer(nil)), ("name", .text()), ("value", .integer(nil)),
              ("certified", .orNull(.integer(nil))), ("gap_percent", .orNull(.text())), ("stated_bound", .integer(nil)), ("holds", .flag),
              ("problem", .text()),
            ], required: ["vintage", "tier", "name", "value", "certified", "gap_percent", "stated_bound", "holds", "problem"]))
      ),
    ], required: ["holds", "tiers"])

  @Sendable private func certificate(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    try await Self.requireCity(visit)
    let run = asked.number("run") ?? 0
    let tiers = try await visit.report { desk in try desk.runs.certificate(run) }
    let told = tiers.map { tier -> JSONValue in
      .object([
        "vintage": .count(tier.vintage), "tier": .count(tier.place), "name": .text(tier.name), "value": .count(tier.value),
        "certified": tier.certified.map { .count($0) } ?? .null, "gap_percent": .text(tier.gapPercent),
        "stated_bound": .count(tier.statedBound), "holds": .flag(tier.holds), "problem": .text(tier.problem),
      ])
    }
    return .json(JSONValue.object(["holds": .flag(tiers.allSatisfy(\.holds)), "tiers": .list(told)]))
  }

  private static let check = Schema.object(
    [
      ("holds", .flag), ("failures", .list(.text())), ("awards", .integer(nil)), ("is_adopted", .flag),
      ("moved", .list(row(["kind", "region", "factor", "vintage", "project", "expected", "found"]))),
    ], required: ["holds", "failures", "awards", "is_adopted", "moved"])

  @Sendable private func check(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Told: Encodable {
      var holds: Bool
      var failures: [String]
      var awards: Int
      var isAdopted: Bool
      var moved: [[String: String?]]
      enum CodingKeys: String, CodingKey {
        case holds, failures, awards, moved
        case isAdopted = "is_adopted"
      }
    }
    let stored = try await stored(visit)
    let failures = PlanCheck.check(stored.plan, against: stored.snapshot).map { "\($0)" }
    let isAdopted = stored.adoptedAt != nil
    let moved = try await isAdopted ? Listing(columns: [], rows: []) : visit.read { desk in try desk.lists.moved(since: stored.run) }
    return .json(
      Told(
        holds: failures.isEmpty, failures: failures, awards: stored.plan.awards.count, isAdopted: isAdopted, moved: Self.rows(moved)))
  }

  // MARK: Two runs

  private static let poolChange = ["region", "factor", "vintage", "before", "after", "unit"]
  private static let demandChange = ["project", "factor", "before", "after", "unit"]
  private static let comparison = Schema.object(
    [
      ("from", .integer(nil)), ("to", .integer(nil)), ("gained", .list(.text())), ("lost", .list(.text())), ("moved", .list(.text())),
      (
        "causes",
        .list(
          .object(
            [("project", .text()), ("kind", .choice(Comparison.Cause.Kind.allCases.map(\.rawValue))), ("factors", .list(.text()))],
            required: ["project", "kind", "factors"]))
      ), ("pools", .list(row(poolChange))), ("demands", .list(row(demandChange))), ("projects", .list(row(["project", "aspect"]))),
    ], required: ["from", "to", "gained", "lost", "moved", "causes", "pools", "demands", "projects"])

  @Sendable private func compare(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let other = asked.number("other") ?? 0
    let first = try await stored(visit)
    let second = try await visit.report { desk in try desk.runs.read(other) }
    let found = Comparison(from: (first.snapshot, first.plan), to: (second.snapshot, second.plan))
    let units = Dictionary((first.snapshot.factors + second.snapshot.factors).map { ($0.code, $0.unit) }) { $1 }
    func unit(_ factor: String) -> JSONValue { .text(units[factor]) }
    return .json(
      JSONValue.object([
        "from": .count(first.run), "to": .count(second.run), "gained": .texts(found.gained), "lost": .texts(found.lost),
        "moved": .texts(found.moved),
        "causes": .list(
          found.causes.map { .object(["project": .text($0.project), "kind": .text($0.kind.rawValue), "factors": .texts($0.factors)]) }),
        "pools": .list(
          found.pools.map {
            .object([
              "region": .text($0.region), "factor": .text($0.factor), "vintage": .text("\($0.vintage)"), "before": .text($0.before.decimal),
              "after": .text($0.after.decimal), "unit": unit($0.factor),
            ])
          }),
        "demands": .list(
          found.demands.map {
            .object([
              "project": .text($0.project), "factor": .text($0.factor), "before": .text($0.before.decimal),
              "after": .text($0.after.decimal), "unit": unit($0.factor),
            ])
          }), "projects": .list(found.projects.map { .object(["project": .text($0.project), "aspect": .text($0.aspect.rawValue)]) }),
      ]))
  }

  // MARK: A newcomer

  private struct Newcomer: Decodable {
    var needs: [String: String]
    var region: String?
    var tier: Int?
    var score: Int64?
    var mayUseCityPool: Bool?
    enum CodingKeys: String, CodingKey {
      case needs, region, tier, score
      case mayUseCityPool = "may_use_city_pool"
    }

    /// As it would stand in the library. Throws all that the run doesn't know.
    func project(_ snapshot: Snapshot, _ language: Language) throws -> Project {
      var faults: [ConsoleError.FieldFault] = []
      let known = snapshot.factors.map(\.code).joined(separator: ", ")
      if needs.isEmpty { faults.append(.init(field: "needs", fault: language("没有需求", "no demand"))) }
      let demands = needs.sorted { $0.key < $1.key }.compactMap { code, text -> Demand? in
        guard let factor = snapshot.factors.firstIndex(where: { $0.code == code }) else {
          faults.append(.init(field: "needs.\(code)", fault: language("没有这种要素；有：", "no such factor; there are: ") + known))
          return nil
        }
        guard let amount = Quantity(decimal: text), amount > .zero else {
          faults.append(.init(field: "needs.\(code)", fault: language("应为大于 0 的数", "an amount above 0")))
          return nil
        }
        return Demand(factor: factor, asked: amount, ratio: .one, needed: amount, standing: .reported)
      }
      let place = tier ?? snapshot.tiers.count
      if !(1...snapshot.tiers.count).contains(place) { faults.append(.init(field: "tier", fault: "1…\(snapshot.tiers.count)")) }
      if let region, !snapshot.regions.contains(where: { $0.code == region }) {
        faults.append(.init(field: "region", fault: snapshot.regions.map(\.code).joined(separator: ", ")))
      }
      if !faults.isEmpty { throw ConsoleError.invalid(faults) }
      return Project(
        code: "", name: language("新项目", "the new project"), region: 0, home: 0, industry: "", tier: place - 1, score: score ?? 1,
        investment: .zero, demands: demands.sorted { $0.factor < $1.factor },
        mayUseCityPool: [Bool](repeating: mayUseCityPool ?? false, count: snapshot.factors.count))
    }
  }

  @Sendable private func findRoom(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    try Self.checkQuestion(visit)
    let stored = try await stored(visit)
    let ask = try asked.decode(Newcomer.self)
    let (answers, snapshot) = Arrival.everywhere(try ask.project(stored.snapshot, visit.language), after: stored.plan, of: stored.snapshot)
    let shown = answers.filter { answer in ask.region.map { snapshot.regions[answer.region].code == $0 } ?? true }
    return .json(["items": shown.map { PlanLists.arrival($0, snapshot) }])
  }

  // MARK: Publication

  @Sendable private func publish(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable { var document, reason: String? }
    let (ask, run, language) = (try asked.decode(Body.self), asked.number("run") ?? 0, visit.language)
    let title = language("公布方案 \(run)", "publish plan \(run)")
    var said: [String: String] = [:]
    (said["document"], said["reason"]) = (ask.document, ask.reason)
    let context = said
    let number = try await visit.write(
      ifMatch: asked["If-Match"],
      { desk in
        let stored = try desk.runs.read(run)
        return Self.tag(of: PlanLists(stored: stored, language: language).header)
      }
    ) { desk in
      try desk.proposals.proposeAdoption(Self.caller(desk, asked), run: run, publishes: true, title: title, context: context)
    }
    return .json(["proposal": number], status: .created)
  }
}
