import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Reporting
import Store

extension APIRoutes {
  /// The library, reports, plans, papers.
  var readOperations: [Operation] {
    [
      Operation(
        method: .get, path: "/me", id: "whoAmI", about: "Who the token or session speaks for.",
        answer: .object([], required: [], isOpen: true), isRemembered: true,
        handler: { visit, _ in
          struct Me: Encodable {
            var person: String
            var name: String
            var unit: String
            var region: String
            var roles: [String]
          }
          let visitor = try await visit.read { $0.visitor }
          return Self.tagged(
            Me(person: visitor.person, name: visitor.name, unit: visitor.unit, region: visitor.region, roles: visitor.roles.sorted()), visit
          )
        }),
      Operation(
        method: .get, path: "/projects", id: "listProjects", about: "Projects of the library that the person may see.",
        parameters: [
          .init(name: "search", place: .query, about: "Part of name, code or owner.", shape: .text(most: 100)),
          .init(name: "region", place: .query, about: "Code of a region.", shape: .text(most: 64)),
          .init(name: "stage", place: .query, about: "Stage.", shape: .choice(Self.stages)),
          .init(name: "light", place: .query, about: "Traffic light.", shape: .choice(["red", "yellow", "green"])),
          .init(name: "class", place: .query, about: "Class of article 2.", shape: .integer(1...7)),
          .init(name: "short", place: .query, about: "Code of a factor that it is short of.", shape: .text(most: 64)),
          .init(
            name: "library", place: .query, about: "Library.",
            shape: .choice(["province", "city", "county", "promotion", "policy_fund", "factor"])),
          .init(name: "order", place: .query, about: "Order.", shape: .choice(["name", "investment", "start", "light", "code"])),
        ] + Self.page, answer: Self.items, otherTypes: Self.files, isRemembered: true, handler: listProjects),
      Operation(
        method: .get, path: "/projects/{code}", id: "readProject",
        about: "One project: its fields, quantities in the units of the column names.",
        parameters: [.init(name: "code", place: .path, about: "Project code.", shape: .text(most: 64))], answer: .named("Row"),
        isRemembered: true,
        handler: { visit, asked in
          let code = asked["code"] ?? ""
          let fields = try await visit.read { desk in try desk.lists.projectFields(code) }
          guard !fields.rows.isEmpty else { throw ConsoleError.notFound }
          return Self.tagged(Dictionary(fields.rows.map { ($0[0] ?? "", $0[1]) }) { $1 }, visit)
        }),
      Operation(
        method: .get, path: "/reports", id: "listReports", about: "Views of schema report.", parameters: Self.page, answer: Self.items,
        otherTypes: Self.files,
        handler: { visit, asked in
          let all = try await visit.report { desk in try desk.reports.list() }
          return try Self.items(Listing(columns: ["name", "comment"], rows: all.map { [$0.name, $0.comment] }), asked, visit, "reports")
        }),
      Operation(
        method: .get, path: "/reports/{name}", id: "readReport",
        about: "Rows of a report; any of its columns may be given as a filter. JSON, CSV or XLSX by the header Accept.",
        parameters: [.init(name: "name", place: .path, about: "Name of the report.", shape: .text(most: 64))] + Self.page,
        answer: Self.items,
        otherTypes: ["text/csv", Self.xlsx], handler: readReport),
      Operation(
        method: .get, path: "/runs", id: "listRuns", about: "Plans.", parameters: Self.page, answer: Self.items, otherTypes: Self.files,
        handler: { visit, asked in
          let result = try await visit.report { desk in try desk.reports.read("plan_run") }
          return try Self.items(
            Listing(columns: result.description.columns.map(\.name), rows: result.rows), asked, visit, "runs")
        }),
      Operation(
        method: .get, path: "/documents/{name}/{id}", id: "readDocument",
        about: "A paper as a page that prints, or as XLSX by the header Accept.",
        parameters: [
          .init(
            name: "name", place: .path, about: "Paper.",
            shape: .choice(DocumentMaker.names)),
          .init(name: "id", place: .path, about: "Number, project code or month.", shape: .text(most: 64)),
        ], otherTypes: ["text/html", Self.xlsx],
        handler: { visit, asked in
          let (name, id, language) = (asked["name"] ?? "", asked["id"] ?? "", visit.language)
          let document = try await visit.report { desk in
            try desk.documents.document(name, id)
          }
          guard Self.accepts(visit, Self.xlsx) else { return Paper.response(document.html(language)) }
          return try Paper.workbook("\(name)-\(id)") { try document.writeWorkbook(to: $0, language) }
        }),
    ]
  }

  static let stages = ["planning", "consultation", "reserved", "allocated", "construction", "production", "out"]
  static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  static func accepts(_ visit: Visit, _ type: String) -> Bool { visit.request.headers[.accept]?.contains(type) ?? false }

  @Sendable private func listProjects(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    var filter = ListStore.ProjectFilter()
    (filter.search, filter.region, filter.stage, filter.light) = (asked["search"], asked["region"], asked["stage"], asked["light"])
    (filter.classNumber, filter.shortOf, filter.library) = (asked["class"], asked["short"], asked["library"])
    filter.order = asked["order"] ?? "code"
    let isFile = Self.files.contains { Self.accepts(visit, $0) }
    let limit = asked.number("limit") ?? Self.pageRows
    // One more tells whether there is another page.
    (filter.limit, filter.after) = isFile ? (ReportStore.rowLimit, nil) : (limit + 1, try visit.cursor(asked)?.place)
    let wanted = filter
    let page = try await visit.read { desk in try desk.lists.page(wanted) }
    var listing = page.listing
    if isFile {
      // The last column counts all rows.
      listing.columns.removeLast()
      listing.rows = listing.rows.map { Array($0.dropLast()) }
      return try Self.items(listing, asked, visit, "projects")
    }
    listing.rows = Array(listing.rows.prefix(limit))
    let next = page.places.count > limit ? Cursor(place: page.places[limit - 1]).text(of: visit.listed) : nil
    return Self.tagged(Items(items: Self.rows(listing), next: next), visit)
  }

  /// A page comes in the order of the columns, from left to right, so that it has a place after which the next begins; a file in the report's own.
  @Sendable private func readReport(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let name = asked["name"] ?? ""
    let filters = visit.query.pairs.filter { !["limit", "cursor"].contains($0.name) }.map { (column: $0.name, value: $0.value) }
    guard Self.files.contains(where: { Self.accepts(visit, $0) }) else {
      let place = try visit.cursor(asked).map { ReportStore.Place(row: $0.place ?? "", equal: $0.equal ?? 1) }
      let limit = asked.number("limit") ?? Self.pageRows
      guard let (result, next) = try await visit.report({ try $0.reports.page(name, where: filters, after: place, limit: limit) }) else {
        throw ListPage.gone(visit)
      }
      let listing = Listing(columns: result.description.columns.map(\.name), rows: result.rows)
      return .json(Items(items: Self.rows(listing), next: next.map { Cursor(place: $0.row, equal: $0.equal).text(of: visit.listed) }))
    }
    let result = try await visit.report { desk in try desk.reports.read(name, where: filters) }
    return try Self.items(Listing(columns: result.description.columns.map(\.name), rows: result.rows), asked, visit, name)
  }
}
