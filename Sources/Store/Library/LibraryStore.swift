import Allocation
import Foundation
public import Intake
public import Postgres

/// The project library: takes in what a file says, all or nothing.
public struct LibraryStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public struct Request: Sendable {
    public var actor: String
    public var document: String?
    /// Business date, ISO: classes are judged by the policy of that day.
    public var date: String
    /// The file is the complete list of its regions: what it leaves out is shown, never removed.
    public var isComplete: Bool
    public init(actor: String, document: String? = nil, date: String, isComplete: Bool = false) {
      (self.actor, self.document, self.date, self.isComplete) = (actor, document, date, isComplete)
    }
  }

  /// What an import does to one project.
  public struct Difference: Sendable {
    public enum Change: String, Sendable, CaseIterable { case new, changed, unchanged, missing }
    public var change: Change
    public var project: String
    public var name: String
    public var row: Int?
    /// The fields that differ, as JSON texts.
    public var was: String
    public var became: String
    /// The change sent a reserved project back to consultation (L12).
    public var isReopened: Bool
  }

  /// Takes in the records of one file by project code. Inside `session.dryRun` it is the dry run.
  public func take(_ records: [ProjectRecord], report: IntakeReport, request: Request, progress: (Int) -> Void = { _ in }) throws
    -> [Difference]
  {
    try session.transaction { session in
      try session.script("SET LOCAL client_min_messages = warning")
      try session.query("SELECT library.open_staging()")
      try stage(records, progress)
      let rows = try session.query(
        "SELECT * FROM library.import_staged($1::jsonb)", [.text(try JSON.text(ImportContext(city: city, report, request)))])
      return try (0..<rows.count).map { row in
        Difference(
          change: Difference.Change(rawValue: try rows.string(row, "change")) ?? .unchanged, project: try rows.string(row, "project"),
          name: try rows.string(row, "name"), row: try rows.optionalInt32(row, "row_number").map(Int.init),
          was: try rows.optionalJSON(row, "was") ?? "{}", became: try rows.optionalJSON(row, "became") ?? "{}",
          isReopened: try rows.isNull(row, "reopened") ? false : rows.bool(row, "reopened"))
      }
    }
  }

  private func stage(_ records: [ProjectRecord], _ progress: (Int) -> Void) throws {
    let columns = ProjectField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    for start in stride(from: 0, to: records.count, by: LibraryStore.chunk) {
      let part = records[start..<min(start + LibraryStore.chunk, records.count)]
      try session.copyIn(
        into: "pg_temp.staged_project (sheet, row_number, code, libraries, \(columns))", rows: part.lazy.map(StagedRow.values))
      let demands = part.lazy.flatMap { record in record.demands.map { StagedRow.values($0, of: record.code) } }
      try session.copyIn(into: "pg_temp.staged_demand (code, factor, year, phase, quantity, standing, basis)", rows: demands)
      progress(start + part.count)
    }
  }
  /// Records between two reports of progress.
  static let chunk = 5_000

  /// Estimates demand that nobody has reported, from norms, and marks it so; returns what was made.
  public func estimate(actor: String, date: String) throws -> Listing {
    let context = ["city": city, "actor": actor, "date": date]
    return try session.transaction { try Listing($0.prepared(Query("library_estimate").text(), [.text(try JSON.text(context))])) }
  }

  /// Moves projects to another stage (L11), all or none, with who and why in their history.
  public func setStage(_ stage: String, of projects: [String], actor: String, reason: String, document: String?) throws {
    var context = ["city": city, "actor": actor, "reason": reason]
    context["document"] = document
    let text = try JSON.text(context)
    try session.transaction { session in
      for project in projects { try session.prepared(Query("library_set_stage").text(), [.text(text), .text(project), .text(stage)]) }
    }
  }

  /// Where each present value of a project was read.
  public func origins(_ project: String) throws -> Listing {
    try Listing(session.prepared(Query("library_origins").text(), [.text(city), .text(project)]))
  }

  /// Files that were taken in, the last first.
  public func imports(limit: Int) throws -> Listing {
    try Listing(session.prepared(Query("library_imports").text(), [.text(city), .int8(Int64(limit))]))
  }

  /// Codes, names and old names of regions → code.
  public func regionNames() throws -> [String: String] {
    let names = try SnapshotStore(session, city: city).names()
    let pairs = names.regions.flatMap { [($0.code, $0.code), ($0.name, $0.code)] } + names.aliases.map { ($0.key, $0.value) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Names that cells may use, for Intake.
  public func intakeContext() throws -> IntakeContext {
    let names = try SnapshotStore(session, city: city).names()
    let aliases = Dictionary(grouping: names.aliases, by: \.value).mapValues { $0.map(\.key) }
    return IntakeContext(
      regions: names.regions.map { .init(code: $0.code, name: $0.name, aliases: aliases[$0.code] ?? []) }, factors: names.factors)
  }
}
