public import Allocation
import Foundation
public import Postgres

/// Runs of the planner in schema `plan`.
public struct RunStore {
  let session: Session
  let city: String
  /// Runs that a long-running program keeps; nil: each is read whole.
  let shelf: RunShelf?

  public init(_ session: Session, city: String, shelf: RunShelf? = nil) { (self.session, self.city, self.shelf) = (session, city, shelf) }

  /// What is stored with a plan besides snapshot and plan.
  public struct Header: Sendable {
    /// The same key again returns the run that it made first.
    public var key: String
    public var actor: String
    public var scenario: Scenario
    public var ledgerBatch: Int64
    /// Content hash of each project when the snapshot was read.
    public var hashes: [String: String]
    public var assertions: [Assertion]
    public struct Assertion: Sendable, Encodable {
      public var subject: String
      public var holds: Bool
      public var found: String
      public init(subject: String, holds: Bool, found: String) { (self.subject, self.holds, self.found) = (subject, holds, found) }
    }
    public init(
      key: String, actor: String, scenario: Scenario, ledgerBatch: Int64, hashes: [String: String], assertions: [Assertion] = []
    ) {
      (self.key, self.actor, self.scenario) = (key, actor, scenario)
      (self.ledgerBatch, self.hashes, self.assertions) = (ledgerBatch, hashes, assertions)
    }
  }

  /// Writes a plan that has been checked; returns its number.
  public func store(_ plan: Plan, of snapshot: Snapshot, header: Header) throws -> Int {
    struct Run: Encodable {
      var city: String, key: String, actor: String, scenario: String, title: String
      var titleEnglish: String
      var content: Scenario
      var isRehearsal: Bool
      var ledgerBatch: Int64
      enum CodingKeys: String, CodingKey {
        case city, key, actor, scenario, title, content
        case titleEnglish = "title_en"
        case isRehearsal = "is_rehearsal"
        case ledgerBatch = "ledger_batch"
      }
    }
    let scenario = header.scenario
    let run = Run(
      city: city, key: header.key, actor: header.actor, scenario: scenario.name, title: scenario.title, titleEnglish: scenario.titleEnglish,
      content: scenario, isRehearsal: scenario.isRehearsal || !plan.chosenVariants(of: snapshot).isEmpty, ledgerBatch: header.ledgerBatch)
    let rows = try session.prepared(
      Query("plan_store_run").text(),
      [
        .text(try JSON.text(run)), .text(try JSON.text(snapshot)), .text(try JSON.text(plan)), .text(try JSON.text(header.hashes)),
        .text(try JSON.text(header.assertions)),
      ])
    return Int(try rows.int32(0, "run"))
  }

  /// What a run was decided on and what was decided.
  public struct Stored: Sendable {
    public var run: Int
    public var scenario: Scenario
    public var snapshot: Snapshot
    public var plan: Plan
    public var createdBy: String
    public var createdAt: String
    public var adoptedAt: String?
    public var adoptedBy: String?
    public var publishedAt: String?
    /// Books or library moved since, in a way that adoption would feel.
    public var isStale: Bool
  }

  /// Who may not see the run gets none, whatever is kept of it.
  public func read(_ run: Int) throws -> Stored {
    let known = shelf?[run]
    let rows = try session.prepared(Query("plan_read_run").text(), [.text(city), .int4(Int32(run)), .bool(known == nil)])
    guard rows.count == 1 else { throw StoreError.noRun(run) }
    let content =
      try known
      ?? RunShelf.Content(
        scenario: JSON.decode(Scenario.self, rows.string(0, "scenario_content")),
        snapshot: JSON.decode(Snapshot.self, rows.string(0, "snapshot")), plan: JSON.decode(Plan.self, rows.string(0, "content")))
    if known == nil { shelf?.keep(content, of: run) }
    return Stored(
      run: run, scenario: content.scenario, snapshot: content.snapshot, plan: content.plan,
      createdBy: try rows.string(0, "created_by"), createdAt: try rows.string(0, "created_at"),
      adoptedAt: try rows.optionalString(0, "adopted_at"), adoptedBy: try rows.optionalString(0, "adopted_by"),
      publishedAt: try rows.optionalString(0, "published_at"), isStale: try rows.bool(0, "is_stale"))
  }

  /// Adopts a run; the answer is `plan.adoption`'s JSON. `context`: actor, document, decided_by, decided_on, date, reason.
  public func adopt(_ run: Int, context: [String: String]) throws -> String {
    try call(Query("plan_adopt"), run, context)
  }

  public func publish(_ run: Int, context: [String: String]) throws -> String {
    try call(Query("plan_publish"), run, context)
  }

  /// Reclaims what a project holds and has not used; `lines` nil: all of it. The answer is the function's JSON.
  public func reclaim(_ project: String, context: [String: String], lines: [LedgerStore.Line]?) throws -> String {
    let context = context.merging(["city": city]) { _, city in city }
    let text = try lines.map { Parameters.Value.text(try JSON.text($0)) } ?? .null
    return try session.prepared(Query("plan_reclaim").text(), [.text(try JSON.text(context)), .text(project), text]).string(0, "result")
  }

  private func call(_ query: Query, _ run: Int, _ context: [String: String]) throws -> String {
    let context = context.merging(["city": city]) { _, city in city }
    return try session.prepared(query.text(), [.text(try JSON.text(context)), .int4(Int32(run))]).string(0, "result")
  }
}

/// JSON with sorted keys, so that the same value is the same text.
enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
