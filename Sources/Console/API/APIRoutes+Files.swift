import Allocation
import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Operations
import Reporting
import Store

extension APIRoutes {
  /// Files that come in and go out: imports beside those of projects, forms for counties, what a job was sent and what it found.
  var fileOperations: [Operation] {
    [
      importing(
        "quota", "importQuota",
        "Takes a file of quota in as a job: deposits, expected plans, opening balances, old grants. Rehearsed it is booked and taken back; in earnest each batch becomes a proposal that a second person decides (`proposals` of the job's result). The same file twice is once."
      ),
      importing(
        "enterprises", "importEnterprises",
        "Takes yearly figures of enterprises in as a job, all or none, and grades them. The same file twice changes nothing."),
      Operation(
        method: .post, path: "/estimates", id: "estimateDemand",
        about: "Estimates demand that nobody has reported, from norms of policy, as a job; what is reported or verified isn't touched.",
        parameters: [Self.keyParameter], body: .object([("date", .day)], required: []), status: .accepted, answer: Self.job,
        handler: { visit, asked in
          struct Body: Decodable { var date: String? }
          let (date, language) = (try asked.decode(Body.self).date, visit.language)
          return try await Self.begin(visit, asked, kind: "estimate", title: language("估算需求", "estimate demand")) { desk in
            JSONText.line(Job.Estimate(date: date ?? desk.today ?? Today.date.iso, language: language))
          }
        }),
      Operation(
        method: .get, path: "/templates/projects", id: "readTemplate",
        about: "The form that a county fills in, as XLSX: fields with units, lists to choose from, the projects that the person may see. "
          + "Names and numbers of people stay empty; an empty cell changes nothing when the file comes in.",
        parameters: [Self.query("region", "Only this region's projects."), Self.query("empty", "Without projects.", .flag)],
        otherTypes: [Self.xlsx], handler: template),
      Operation(
        method: .get, path: "/jobs/{number}/file", id: "readJobFile",
        about: "The file that an import was sent, as it came; the person's own.",
        parameters: [Self.number], otherTypes: ["application/octet-stream"],
        handler: { visit, asked in
          let file = try await Self.sent(visit, asked.number("number")).file
          return .file(ByteBuffer(bytes: file.bytes), type: "application/octet-stream", name: file.name)
        }),
      Operation(
        method: .get, path: "/jobs/{number}/annotated", id: "readAnnotated",
        about: "A file of projects as a workbook with every problem on its cell, to be mended and sent in again.",
        parameters: [Self.number], otherTypes: [Self.xlsx], handler: annotated),
      Operation(
        method: .get, path: "/jobs/{number}/paper", id: "readJobPaper",
        about: "What an exploration or rehearsal found, as a page that prints, or as XLSX by the header Accept.", parameters: [Self.number],
        otherTypes: ["text/html", Self.xlsx], handler: paper),
      Operation(
        method: .post, path: "/jobs/{number}/imports", id: "importAgain",
        about:
          "The same file once more: taken in as it was rehearsed, or rehearsed with what was mended. Mendings of the job before go on.",
        parameters: [Self.number, Self.keyParameter],
        body: .object([("rehearsal", .flag), ("mendings", .list(Self.mending, most: Job.Import.mendingLimit))], required: ["rehearsal"]),
        status: .accepted, answer: Self.job, handler: again),
      Operation(
        method: .get, path: "/jobs/{number}/recipe", id: "findRecipe",
        about: "What was mended by hand between the file of one import and that of another, to be done again on the next month's.",
        parameters: [
          Self.number, Self.query("mended", "Number of the import of the mended file.", .integer(1...2_147_483_647), isRequired: true),
        ],
        answer: .object([("mendings", .list(Self.recipe))], required: ["mendings"]), handler: findRecipe),
    ]
  }

  /// `header` empty: of a header itself.
  private static let mending = Schema.object(
    [("header", .text(most: 500)), ("found", .text(most: 500)), ("becomes", .text(most: 500))], required: ["header", "found", "becomes"])
  private static let recipe = Schema.object(
    [("header", .text()), ("found", .text()), ("becomes", .text()), ("code", .text())], required: ["header", "found", "becomes", "code"])

  // MARK: In

  private func importing(_ kind: String, _ id: String, _ about: String) -> Operation {
    Operation(
      method: .post, path: "/imports/\(kind)", id: id, about: about, parameters: Self.importParameters, fileTypes: Self.fileTypes,
      status: .accepted, answer: Self.job
    ) { visit, asked in
      let (name, language) = (asked["name"] ?? "", visit.language)
      // Who it is comes before 32 MiB of body.
      try await Self.requireCity(visit)
      let bytes = try await visit.fileBody(Self.fileTypes)
      let isDryRun = asked["rehearsal"] == "true"
      let title = (isDryRun ? language("预演导入 ", "rehearse import of ") : language("导入 ", "import ")) + name
      return try await Self.begin(visit, asked, kind: kind, title: title) { desk in
        JSONText.line(
          Job.Import(
            file: try desk.jobs.keepFile(desk.caller, name: name, bytes: bytes), isDryRun: isDryRun, region: nil,
            document: asked["document"], date: asked["date"] ?? desk.today ?? Today.date.iso, language: language))
      }
    }
  }

  @Sendable private func again(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    struct Body: Decodable {
      var rehearsal: Bool
      var mendings: [Job.Import.Mending]?
    }
    let (body, language) = (try asked.decode(Body.self), visit.language)
    let sent = try await Self.sent(visit, asked.number("number"))
    var ask = sent.ask
    let mended = body.mendings ?? []
    // What is mended again takes the place of what it was mended to.
    ask.mendings = (ask.mendings ?? []).filter { old in !mended.contains { ($0.header, $0.found) == (old.header, old.found) } } + mended
    guard (ask.mendings ?? []).count <= Job.Import.mendingLimit else {
      throw ConsoleError.invalid([.init(field: "mendings", fault: "≤ \(Job.Import.mendingLimit)")])
    }
    (ask.isDryRun, ask.language) = (body.rehearsal, language.rawValue)
    let payload = JSONText.line(ask)
    let title = (body.rehearsal ? language("预演导入 ", "rehearse import of ") : language("导入 ", "import ")) + sent.file.name
    return try await Self.begin(visit, asked, kind: sent.kind, title: title) { _ in payload }
  }

  // MARK: Out

  private struct Sent: Sendable {
    var kind: String
    var ask: Job.Import
    var file: (name: String, bytes: Data)
  }

  /// Read with the person's own rights: another's file isn't there, and a job of another kind has none.
  private static func sent(_ visit: Visit, _ number: Int?) async throws -> Sent {
    let found = try await visit.read { desk -> Sent? in
      guard let job = try desk.jobs.standing(Int64(number ?? 0)), let ask = Job.read(Job.Import.self, job.payload),
        let file = try desk.jobs.file(ask.file)
      else { return nil }
      return Sent(kind: job.kind, ask: ask, file: file)
    }
    guard let found else { throw ConsoleError.notFound }
    return found
  }

  @Sendable private func annotated(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let (sent, language, city) = (try await Self.sent(visit, asked.number("number")), visit.language, visit.city)
    guard sent.kind == "import" else { throw ConsoleError.notFound }
    let bytes = try await house.trials.planning(house) { session in
      try ProjectFile(sent.file.bytes, name: sent.file.name, mendings: sent.ask.mendings, session: session, city: city).annotated(language)
    }
    let name = sent.file.name.split(separator: ".").first.map(String.init) ?? "file"
    return .file(ByteBuffer(bytes: bytes), type: Self.xlsx, name: "\(name)-annotated.xlsx")
  }

  @Sendable private func paper(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let number = asked.number("number") ?? 0
    let job = try await visit.read { desk in try desk.jobs.standing(Int64(number)) }
    guard let job, ["explore", "rehearsal"].contains(job.kind), let found = Job.read(Exploration.self, job.result) else {
      throw ConsoleError.notFound
    }
    let document = found.document(issuer: visit.language("推演结果，不是决定", "Explored, not decided"))
    guard Self.accepts(visit, Self.xlsx) else { return Paper.response(document.html(visit.language)) }
    return try Paper.workbook("job-\(job.job)") { try document.writeWorkbook(to: $0, visit.language) }
  }

  @Sendable private func template(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let (region, isEmpty, language) = (asked["region"], asked["empty"] == "true", visit.language)
    let sheet = try await visit.report { desk in
      if let region, try !desk.lists.regions().rows.contains(where: { $0[0] == region }) { throw ConsoleError.notFound }
      let store = LibraryStore(desk.session, city: desk.city)
      let records = try isEmpty ? [] : store.records(region: region).map(Self.withoutPeople)
      let mapping = try ColumnMapping(path: ResourceFolder.scenarios().appending(path: "mapping/projects.json").path)
      return try ProjectTemplate(mapping: mapping, context: store.intakeContext()).sheet(records, language: language)
    }
    return try Paper.workbook("projects") { path in
      let book = try Workbook(path: path)
      try book.sheet(sheet)
      try book.close()
    }
  }

  private static func withoutPeople(_ record: ProjectRecord) -> ProjectRecord {
    var record = record
    record.entries.removeAll { ListStore.personalFields.contains($0.field.rawValue) }
    return record
  }

  @Sendable private func findRecipe(_ visit: Visit, _ asked: Operation.Asked) async throws -> Response {
    let (old, new) = (try await Self.sent(visit, asked.number("number")), try await Self.sent(visit, asked.number("mended")))
    guard old.kind == new.kind, ["import", "quota"].contains(old.kind) else {
      throw ConsoleError.invalid([.init(field: "mended", fault: visit.language("应为同类导入", "an import of the same kind"))])
    }
    // Reading two files is work: it waits its turn with the trials.
    let found = try await house.trials.planning(house) { _ in
      try ImportRecipeFinder(mapping: old.kind == "quota" ? "quota" : "projects").find(from: old.file, to: new.file)
    }
    return .json([
      "mendings": found.mendings.map { ["header": $0.header, "found": $0.found, "becomes": $0.becomes, "code": $0.code] }
    ])
  }
}
