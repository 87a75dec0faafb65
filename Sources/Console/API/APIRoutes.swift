import Allocation
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store

/// The API for programs, below `/api/v1`. Who asks shows a token (`Authorization: Bearer …`) or the session of a browser.
struct APIRoutes {
  let house: House

  var operations: [Operation] {
    readOperations + workOperations + writeOperations + cityOperations + ledgerOperations + projectOperations + planOperations
      + fileOperations + houseOperations + policyOperations + deskOperations
  }

  func add(to router: ConsoleRouter) {
    let operations = operations
    for operation in operations {
      router.on(RouterPath(operation.route), method: operation.method) { request, context in
        // A file is made anew each time: what is remembered is JSON.
        let isFile = operation.otherTypes.contains { request.headers[.accept]?.contains($0) ?? false }
        let slot = operation.isRemembered && !isFile ? house.memory.slot(request) : nil
        if let answer = slot?.answer { return Self.again(answer, request) }
        var visit = try Visit(house, request, context)
        visit.slot = slot
        return try await operation.handler(visit, try await operation.withBody(try operation.asked(visit), visit, Self.components))
      }
    }
    // Methods that a path doesn't have are refused with those that it has.
    let all: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]
    for (route, known) in Dictionary(grouping: operations, by: \.route) {
      let allowed = known.map(\.method.rawValue).sorted().joined(separator: ", ")
      for method in all where !known.contains(where: { $0.method == method }) {
        router.on(RouterPath(route), method: method) { _, _ -> Response in
          throw HTTPError(.methodNotAllowed, headers: [.allow: allowed], message: "\(allowed)")
        }
      }
    }
    let document = OpenAPIDocument(operations: operations, components: Self.components)
    router.get("/api/v1/openapi.json") { _, _ in Response.json(document) }
  }

  static let components: [String: Schema] = [
    "Problem": .object(
      [
        ("type", .text()), ("title", .text()), ("status", .integer(400...599)), ("detail", .text()), ("instance", .text()),
        ("code", .text()),
        ("errors", .list(.object([("field", .text()), ("fault", .text())], required: ["field", "fault"]))),
        ("diagnostics", .list(.object([], required: [], isOpen: true))),
      ], required: ["type", "title", "status", "detail", "instance", "code"]),
    // Rows of lists: names of columns with texts; null is nothing.
    "Row": .table(.orNull(.text())),
    "Answer": .object(
      [
        ("case", .integer(nil)), ("status", .text()), ("result", .orNull(.text())), ("round", .integer(nil)), ("replayed", .flag),
        ("waiting", .list(.object([], required: [], isOpen: true))),
      ], required: ["case", "status", "round", "replayed", "waiting"]),
    "Wish": .object(
      [
        (
          "shares",
          .list(.object([("factor", .text(most: 64)), ("value", .text(most: 30))], required: ["factor", "value"]), most: Wish.limit)
        ),
        (
          "supply",
          .list(
            .object(
              [("factor", .text(most: 64)), ("region", .text(most: 64)), ("vintage", .integer(1900...2200)), ("change", .text(most: 30))],
              required: ["factor", "change"]),
            most: Wish.limit)
        ),
        (
          "lends",
          .list(
            .object(
              [
                ("factor", .text(most: 64)), ("from", .text(most: 64)), ("to", .text(most: 64)), ("vintage", .integer(1900...2200)),
                ("quantity", .text(most: 30)),
              ], required: ["factor", "from", "to", "vintage", "quantity"]), most: Wish.limit)
        ),
        (
          "demands",
          .list(
            .object(
              [("project", .text(most: 64)), ("factor", .text(most: 64)), ("quantity", .text(most: 30))],
              required: ["project", "factor", "quantity"]), most: Wish.limit)
        ), ("pins", .table(.choice(["must", "never"]))), ("loans", .list(.text(most: 64), most: Wish.limit)),
        ("transfers", .list(.text(most: 64), most: Wish.limit)),
        (
          "weights",
          .list(
            .object([("grade", .choice(["A", "B", "C", "D", "T"])), ("value", .text(most: 30))], required: ["grade", "value"]), most: 5)
        ), ("tiers", .list(.list(.text(most: 100), most: 16), most: 16)),
        (
          "aims",
          .list(
            .object(
              [
                ("aim", .choice(Aim.Kind.allCases.map(\.key))), ("give", .text(most: 30)),
                ("measure", .choice(Aim.Measure.allCases.map(\.rawValue))),
              ], required: ["aim"]), most: Aim.Kind.allCases.count)
        ),
        (
          "floors",
          .list(
            .object([("region", .text(most: 64)), ("projects", .integer(0...Wish.floorLimit))], required: ["projects"]), most: Wish.limit)
        ), ("withoutGroups", .list(.text(most: 200), most: Wish.limit)), ("years", .integer(1...Planner.horizonLimit)),
      ], required: []),
    "Form": .table(.either(.text(most: 4_000), .table(.text(most: 100)))),
  ]

  static let items = Schema.object([("items", .list(.named("Row"))), ("next", .orNull(.text()))], required: ["items", "next"])

  // MARK: What several need

  static let keyParameter = Operation.Parameter(
    name: "Idempotency-Key", place: .header, about: "A retry with the same key is the same act.", shape: .text(most: 200), isRequired: true)
  /// Rows of a page when nobody says how many.
  static let pageRows = 100
  static let page: [Operation.Parameter] = [
    .init(name: "limit", place: .query, about: "Rows of a page.", shape: .integer(1...1_000)),
    .init(
      name: "cursor", place: .query, about: "Where the page begins: `next` of the page before, as it was given.",
      shape: .text(pattern: "^[A-Za-z0-9_-]+\\.[0-9a-f]+$", most: Cursor.lengthLimit)),
  ]

  /// A page of a list whose members aren't rows, and where the next begins.
  struct Part<Member: Encodable>: Encodable {
    var items: [Member]
    var next: String?
    init(_ all: [Member], _ asked: Operation.Asked, _ visit: Visit) throws {
      let page = try ListPage(asked, visit, count: all.count, columns: 1) { row, _ in JSONText.line(all[row]) }
      (items, next) = (Array(all[page.rows]), page.next)
    }
    enum CodingKeys: String, CodingKey { case items, next }
    func encode(to encoder: any Encoder) throws {
      var box = encoder.container(keyedBy: CodingKeys.self)
      try box.encode(items, forKey: .items)
      // null says: this was the last page.
      try box.encode(next, forKey: .next)
    }
  }

  static func rows(_ listing: Listing) -> [[String: String?]] {
    listing.rows.map { Dictionary(zip(listing.columns, $0)) { $1 } }
  }

  struct Items: Encodable {
    var items: [[String: String?]]
    var next: String?
    enum CodingKeys: String, CodingKey { case items, next }
    func encode(to encoder: any Encoder) throws {
      var box = encoder.container(keyedBy: CodingKeys.self)
      try box.encode(items, forKey: .items)
      // null says: this was the last page.
      try box.encode(next, forKey: .next)
    }
  }

  /// What lists are given as beside JSON.
  static let files = ["text/csv", xlsx]

  /// A page of a list, or all of it as CSV or XLSX by the header Accept. `name`: of the file.
  static func items(_ listing: Listing, _ asked: Operation.Asked, _ visit: Visit, _ name: String) throws -> Response {
    if accepts(visit, xlsx) { return try Export.response(columns: listing.columns, rows: listing.rows, name: name, format: "xlsx") }
    if accepts(visit, "text/csv") { return try Export.response(columns: listing.columns, rows: listing.rows, name: name, format: "csv") }
    let page = try ListPage(asked, visit, count: listing.rows.count, columns: listing.columns.count) { listing.rows[$0][$1] }
    return .json(Items(items: rows(Listing(columns: listing.columns, rows: Array(listing.rows[page.rows]))), next: page.next))
  }

  /// A list that is short by its nature.
  static func items(_ listing: Listing) -> Response { .json(Items(items: rows(listing), next: nil)) }

  static func caller(_ desk: Visit.Desk, _ asked: Operation.Asked) -> Caller {
    var caller = desk.caller
    caller.key = asked["Idempotency-Key"].map { "\(desk.person):\($0)" }
    return caller
  }

  static func context(_ desk: Visit.Desk, _ asked: Operation.Asked, reason: String? = nil, document: String? = nil) -> CaseStore.Context {
    .init(date: desk.today, key: asked["Idempotency-Key"].map { "\(desk.person):\($0)" }, reason: reason, document: document)
  }

  /// An entity tag of what was answered; a request that has it already gets no body. Where the operation is one that is remembered, it is.
  static func tagged(_ value: some Encodable, _ visit: Visit) -> Response {
    let text = JSONText.pretty(value)
    let answer = AnswerMemory.Answer(tag: Tag.of(text), body: ByteBuffer(string: text))
    if let slot = visit.slot { visit.house.memory.keep(answer, in: slot) }
    return again(answer, visit.request)
  }

  private static func again(_ answer: AnswerMemory.Answer, _ request: Request) -> Response {
    if request.headers[.ifNoneMatch] == answer.tag { return Response(status: .notModified, headers: [.eTag: answer.tag]) }
    return Response(
      status: .ok, headers: [.contentType: "application/json", .eTag: answer.tag], body: .init(byteBuffer: answer.body))
  }
}

extension APIRoutes {
  static func tag(of value: some Encodable) -> String { Tag.of(JSONText.pretty(value)) }
  static let ifMatchParameter = Operation.Parameter(
    name: "If-Match", place: .header, about: "Entity tag of what was read: refused with 412 when it has changed since.",
    shape: .text(most: 100))
}

enum Tag {
  static func of(_ text: String) -> String { "\"\(String(hash(text), radix: 16))\"" }

  static let start: UInt64 = 14_695_981_039_346_656_037
  /// FNV-1a of 64 bits: two versions of one thing must differ, nobody gains by making them agree.
  static func hash(_ text: String, after hash: UInt64 = start) -> UInt64 {
    text.utf8.reduce(hash) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }
}
