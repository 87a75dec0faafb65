import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Postgres
import Procedures
import Reporting
import ScenarioFiles
import Store

extension APIRoutes {
  /// Policy, procedures and scenarios: what decisions rest on.
  var policyOperations: [Operation] {
    [
      Self.list(
        "/policy/versions", "listPolicyVersions", "Policy versions with their days.",
        columns: ["code", "document", "first_day", "last_day", "source"],
        read: { visit, _ in try await visit.read { desk in try desk.lists.policyVersions() } }),
      Self.list(
        "/policy/parameters", "listParameters", "Parameters in force on a day, with the article and source of each.",
        columns: ["key", "factor", "industry", "region", "value", "unit", "article", "source", "confirm"],
        [Self.day("on", "Day; default: today.")],
        read: { visit, asked in
          try await visit.read { desk in try desk.lists.policyParameters(on: try asked["on"] ?? desk.lists.today()) }
        }),
      Self.list(
        "/policy/differences", "comparePolicies", "Parameters that differ between two versions.",
        columns: ["key", "factor", "industry", "region", "before", "after"],
        [
          Self.query("from", "Code of a version.", isRequired: true), Self.query("to", "Code of another.", isRequired: true),
        ],
        read: { visit, asked in
          try await visit.read { desk in
            let known = try desk.lists.policyVersions().rows.compactMap { $0[0] }
            let faults = ["from", "to"].filter { !known.contains(asked[$0] ?? "") }.map {
              ConsoleError.FieldFault(field: $0, fault: known.joined(separator: ", "))
            }
            if !faults.isEmpty { throw ConsoleError.invalid(faults) }
            return try desk.lists.policyDifference(asked["from"] ?? "", asked["to"] ?? "")
          }
        }),
      Self.list(
        "/regions", "listRegions", "Regions with their other names.", columns: ["code", "name", "name_en", "kind", "aliases"],
        read: { visit, _ in try await visit.read { desk in try desk.lists.regions() } }),
      Self.list(
        "/factors", "listFactors", "Factors with their units.", columns: ["code", "name", "name_en", "category", "unit", "unit_en"],
        read: { visit, _ in try await visit.read { desk in try desk.lists.factors() } }),
      Self.list(
        "/procedures", "listProcedures", "Versions of procedures with their days and how many cases ran under them.",
        columns: ["procedure", "version", "title", "title_en", "first_day", "last_day", "document", "articles", "cases", "open_cases"],
        read: { visit, _ in try await visit.read { desk in try ProcedureStore(desk.session, city: desk.city).list() } }),
      Operation(
        method: .get, path: "/procedures/{procedure}", id: "readProcedure",
        about: "One procedure as it is in force on a day: steps, who acts, terms, answers, forms; with the keys of procedure files.",
        parameters: [Self.procedure, Self.day("on", "Day; default: today.")], answer: Self.procedureShape,
        handler: { visit, asked in Self.tagged(try await Self.found(visit, asked).procedure, visit) }),
      Operation(
        method: .get, path: "/procedures/{procedure}/chart", id: "drawProcedure", about: "The procedure as a picture (SVG).",
        parameters: [Self.procedure, Self.day("on", "Day; default: today.")], otherTypes: ["image/svg+xml"],
        handler: { visit, asked in
          let (found, names) = try await Self.found(visit, asked)
          let chart = ProcedureChart(found, language: visit.language, unitNames: names)
          return .file(ByteBuffer(string: chart.svg()), type: "image/svg+xml", name: nil)
        }),
      Operation(
        method: .post, path: "/procedures/checks", id: "checkProcedure",
        about: "All that is wrong with a procedure file, by line. Writes nothing.",
        body: Self.content, answer: Self.soundness,
        handler: { visit, asked in
          try Self.checkQuestion(visit)
          _ = try await visit.read { $0.visitor }
          let text = try asked.decode(Content.self).content
          do {
            _ = try ProcedureFile.read(Data(text.utf8), file: Self.sentFile)
            return Self.soundness([], visit)
          } catch let list as DiagnosticList {
            return Self.soundness(list.diagnostics, visit)
          }
        }),
      Operation(
        method: .get, path: "/scenarios", id: "listScenarios",
        about: "Scenarios that can be run (`planScenario`). For who sees the whole city, as all of scenarios.", parameters: Self.page,
        answer: Self.scenarioList,
        handler: listScenarios),
      Operation(
        method: .get, path: "/scenarios/{name}", id: "readScenario",
        about: "What a scenario asks, as YAML that reads back: one, several joined by +, or all of a batch.",
        parameters: [
          .init(name: "name", place: .path, about: "Name, or names joined by +.", shape: .text(pattern: "^[^/\\\\]+$", most: 200))
        ],
        answer: Self.scenarioShape, handler: readScenario),
      Operation(
        method: .post, path: "/scenarios/checks", id: "checkScenario",
        about:
          "All that is wrong with a scenario file, by line, with a suggestion for a misspelt key. Writes nothing; `planScenario` runs it.",
        body: Self.content, answer: Self.soundness,
        handler: { visit, asked in
          try Self.checkQuestion(visit)
          let text = try asked.decode(Content.self).content
          return Self.soundness(try await folder(visit) { $0.check(Job.Scenario.sentName, content: text) }, visit)
        }),
    ]
  }

  // MARK: Files that are sent to be looked at

  private struct Content: Decodable { var content: String }
  private static let content = Schema.object([("content", .text(most: Job.Scenario.contentLimit))], required: ["content"])
  private static let sentFile = "sent.yaml"
  private static let soundness = Schema.object(
    [
      ("is_sound", .flag),
      (
        "problems",
        .list(
          .object(
            [
              ("code", .text()), ("level", .choice(["error", "warning", "note"])), ("line", .orNull(.integer(nil))),
              ("column", .orNull(.integer(nil))), ("found", .text()), ("expected", .text()), ("text", .text()),
            ], required: ["code", "level", "line", "column", "found", "expected", "text"]))
      ),
    ], required: ["is_sound", "problems"])

  private static func soundness(_ all: [Diagnostic], _ visit: Visit) -> Response {
    let problems = all.map { problem -> JSONValue in
      .object([
        "code": .text(problem.code.rawValue), "level": .text(problem.level.rawValue),
        "line": problem.place.row.map { .count($0) } ?? .null, "column": problem.place.column.map { .count($0) } ?? .null,
        "found": .text(problem.found), "expected": .text(problem.expected), "text": .text(Self.within(problem).text(visit.language)),
      ])
    }
    return .json(JSONValue.object(["is_sound": .flag(!all.contains { $0.level == .error }), "problems": .list(problems)]))
  }

  /// Names a file, not where it lies on the server.
  private static func within(_ diagnostic: Diagnostic) -> Diagnostic {
    var told = diagnostic
    told.place.file = URL(filePath: diagnostic.place.file).lastPathComponent
    return told
  }

  // MARK: Procedures

  private static let procedure = Operation.Parameter(name: "procedure", place: .path, about: "Code of a procedure.", shape: .text(most: 64))
  private static let procedureShape = Schema.object(
    [
      ("procedure", .text()), ("version", .text()), ("title", .text()), ("title_en", .text()), ("document", .text()),
      ("articles", .list(.text())), ("from", .day), ("until", .day), ("subject", .choice(["project", "unit", "none"])),
      ("on_change", .text()), ("start", .object([], required: [], isOpen: true)),
      ("forms", .list(.object([("form", .text()), ("title", .text())], required: ["form", "title"], isOpen: true))),
      (
        "steps",
        .list(
          .object(
            [("step", .text()), ("title", .text()), ("mode", .choice(["one", "each", "any", "end"]))], required: ["step", "title", "mode"],
            isOpen: true)
        )
      ),
    ], required: ["procedure", "version", "title", "title_en", "document", "articles", "from", "subject", "start", "forms", "steps"])

  private static func found(_ visit: Visit, _ asked: Operation.Asked) async throws -> (procedure: Procedure, unitNames: [String: String]) {
    let (code, day) = (asked["procedure"] ?? "", asked["on"])
    return try await visit.read { desk in
      let units = try OfficeStore(desk.session, city: desk.city).units().rows
      return (
        try ProcedureStore(desk.session, city: desk.city).procedure(code, on: day),
        Dictionary(units.map { ($0[0] ?? "", desk.catalogue.glossary(desk.city).word($0[1] ?? "", visit.language)) }) { first, _ in first }
      )
    }
  }

  // MARK: Scenarios

  private static let scenarioList = Schema.object(
    [
      (
        "items",
        .list(
          .object(
            [
              ("name", .text()), ("title", .text()), ("title_en", .text()), ("question", .text()), ("scenarios", .integer(nil)),
              ("is_sound", .flag),
            ], required: ["name", "title", "title_en", "question", "scenarios", "is_sound"]))
      ), ("next", .orNull(.text())),
    ], required: ["items", "next"])
  private static let scenarioShape = Schema.object(
    [
      ("name", .text()), ("source", .orNull(.text())),
      (
        "scenarios",
        .list(
          .object(
            [
              ("name", .text()), ("title", .text()), ("title_en", .text()), ("question", .text()), ("is_rehearsal", .flag),
              ("content", .text()),
            ], required: ["name", "title", "title_en", "question", "is_rehearsal", "content"]))
      ),
    ], required: ["name", "source", "scenarios"])

  /// The city's folder, read with the rights of planning: who asks sees the whole city.
  private func folder<R: Sendable>(_ visit: Visit, _ body: @escaping @Sendable (ScenarioFolder) throws -> R) async throws -> R {
    try await Self.requireCity(visit)
    let city = visit.city
    return try await house.trials.planning(house) { session in try body(try .ofCity(session, city: city, folder: nil)) }
  }

  @Sendable private func listScenarios(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let items = try await folder(visit) { folder in
      try folder.names().map { name -> JSONValue in
        let mistakes = folder.check(name)
        let all = mistakes.isEmpty ? try folder.scenarios(name) : []
        let first = all.first
        return .object([
          "name": .text(name), "title": .text(first?.title ?? ""), "title_en": .text(first?.titleEnglish ?? ""),
          "question": .text(first?.question ?? ""), "scenarios": .count(all.count), "is_sound": .flag(mistakes.isEmpty),
        ])
      }
    }
    return .json(try Part(items, asked, visit))
  }

  @Sendable private func readScenario(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let name = asked["name"] ?? ""
    let (source, all) = try await folder(visit) { folder -> (String?, [Scenario]) in
      let known = try folder.names()
      // `batch:a,b` names one of a batch.
      let files = name.split(separator: "+", omittingEmptySubsequences: false).map { $0.split(separator: ":").first.map(String.init) ?? "" }
      guard files.allSatisfy(known.contains) else { throw ConsoleError.notFound }
      return (try folder.text(of: name), try folder.scenarios(name))
    }
    return Self.tagged(
      JSONValue.object([
        "name": .text(name), "source": .text(source),
        "scenarios": .list(
          all.map {
            .object([
              "name": .text($0.name), "title": .text($0.title), "title_en": .text($0.titleEnglish), "question": .text($0.question),
              "is_rehearsal": .flag($0.isRehearsal), "content": .text(ScenarioWriter.yaml($0)),
            ])
          }),
      ]), visit)
  }
}
