import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Store

extension APIRoutes {
  /// Stages on a decision, saved views.
  var deskOperations: [Operation] {
    [
      Operation(
        method: .post, path: "/projects/{code}/stages", id: "proposeStage",
        about:
          "Proposes to move a project to another stage on a decision; a second person decides. What a procedure gives isn't given by hand.",
        parameters: [.init(name: "code", place: .path, about: "Project code.", shape: .text(most: 64)), Self.keyParameter],
        body: .object(
          [("stage", .choice(Self.stages)), ("document", .text(most: 200)), ("reason", .text(most: 500))],
          required: ["stage", "document", "reason"]), status: .created,
        answer: .object([("proposal", .integer(nil))], required: ["proposal"]),
        handler: { visit, asked in
          struct Body: Decodable { var stage, document, reason: String }
          let body = try asked.decode(Body.self)
          let move = StageMove(project: asked["code"] ?? "", stage: body.stage, document: body.document, reason: body.reason)
          let number = try await visit.write { desk in try move.propose(desk, Self.caller(desk, asked)) }
          return .json(["proposal": number], status: .created)
        }),
      Operation(
        method: .get, path: "/views", id: "listViews", about: "Saved views of a page: the person's own, and those that others share.",
        parameters: [Self.viewPage] + Self.page,
        answer: .object([("items", .list(Self.view)), ("next", .orNull(.text()))], required: ["items", "next"]),
        handler: { visit, asked in
          let page = asked["page"] ?? ""
          return .json(try Part(try await visit.read { desk in try desk.views.list(desk.person, page: page) }, asked, visit))
        }),
      Operation(
        method: .put, path: "/views", id: "saveView", about: "Keeps a page with its filters under a name; the same name again is replaced.",
        body: .object(
          [
            ("name", .text(most: 60)), ("page", .text(pattern: Self.pagePattern, most: 100)),
            ("query", .text(pattern: "^[!-~]*$", most: 2_000)),
            ("is_shared", .flag),
          ], required: ["name", "page", "query"]), answer: .object([("name", .text())], required: ["name"]),
        handler: { visit, asked in
          struct Body: Decodable {
            var name, page, query: String
            var isShared: Bool?
            enum CodingKeys: String, CodingKey {
              case name, page, query
              case isShared = "is_shared"
            }
          }
          let body = try asked.decode(Body.self)
          _ = try await visit.write { desk in
            try desk.views.save(
              Self.caller(desk, asked), name: body.name, page: body.page, query: body.query, isShared: body.isShared ?? false)
          }
          return .json(["name": body.name])
        }),
      Operation(
        method: .delete, path: "/views", id: "dropView", about: "Forgets a view of one's own.",
        parameters: [
          Self.viewPage, .init(name: "name", place: .query, about: "Name.", shape: .text(most: 60), isRequired: true),
        ], answer: .object([("name", .text())], required: ["name"]),
        handler: { visit, asked in
          let (name, page) = (asked["name"] ?? "", asked["page"] ?? "")
          _ = try await visit.write { desk in try desk.views.drop(Self.caller(desk, asked), name: name, page: page) }
          return .json(["name": name])
        }),
    ]
  }

  private static let pagePattern = "^/[a-z]+(/[a-z_]+)?$"
  private static let viewPage = Operation.Parameter(
    name: "page", place: .query, about: "Path of the page: `/library`, `/reports/NAME`.", shape: .text(pattern: pagePattern, most: 100),
    isRequired: true)
  private static let view = Schema.object(
    [
      ("name", .text()), ("query", .text()), ("is_shared", .flag), ("is_own", .flag), ("person", .text()), ("person_name", .text()),
    ], required: ["name", "query", "is_shared", "is_own", "person", "person_name"])
}
