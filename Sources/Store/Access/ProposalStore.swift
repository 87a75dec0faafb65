public import Foundation
public import Postgres

/// What one person proposes and another decides (双人复核).
public struct ProposalStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// Tried at once and taken back: what can't be done throws here. `kind`: ledger.EVENT, library.stage, plan.adopt, plan.publish; `content`: JSON.
  public func propose(_ caller: Caller, kind: String, title: String, region: String, content: String) throws -> Int {
    let values: Parameters = [.text(try JSON.text(caller)), .text(kind), .text(title), .text(region), .text(content)]
    return Int(try session.prepared(Query("office_propose").text(), values).int32(0, "proposal"))
  }

  /// A movement of the ledger. The context's actor and key are the proposal's.
  public func propose(
    _ caller: Caller, _ event: LedgerStore.Event, title: String, region: String, context: [String: String], lines: [LedgerStore.Line]
  ) throws -> Int {
    struct Content: Encodable {
      var context: [String: String]
      var lines: [LedgerStore.Line]
    }
    return try propose(
      caller, kind: "ledger.\(event.rawValue)", title: title, region: region,
      content: try JSON.text(Content(context: context, lines: lines)))
  }

  /// `sitting`: the plan is adopted in a meeting, with minutes and a task in the same transaction.
  public func proposeAdoption(
    _ caller: Caller, run: Int, publishes: Bool, title: String, context: [String: String], sitting: Sitting? = nil
  ) throws -> Int {
    struct Content: Encodable {
      var context: [String: String]
      var run: Int
      var sitting: Sitting?
    }
    return try propose(
      caller, kind: publishes ? "plan.publish" : "plan.adopt", title: title, region: city,
      content: try JSON.text(Content(context: context, run: run, sitting: sitting)))
  }

  /// Projects that a decision moves to another stage, all or none. The context's `reason` stands in their history.
  public func proposeStages(_ caller: Caller, title: String, context: [String: String], stages: [(project: String, stage: String)]) throws
    -> Int
  {
    struct Content: Encodable {
      struct Line: Encodable { var project, stage: String }
      var context: [String: String]
      var lines: [Line]
    }
    let content = Content(context: context, lines: stages.map { .init(project: $0.project, stage: $0.stage) })
    return try propose(caller, kind: "library.stage", title: title, region: city, content: try JSON.text(content))
  }

  /// The meeting in which a plan is adopted.
  public struct Sitting: Codable, Sendable, Hashable {
    public var title: String
    /// Person codes.
    public var chair: String
    public var place: String?
    public var attendees: [String]?
    public var minutes: String
    /// Code of the unit that carries the plan out, until `due` (ISO); nil: no task.
    public var unit: String?
    public var due: String?
    public init(
      title: String, chair: String, place: String? = nil, attendees: [String]? = nil, minutes: String, unit: String? = nil,
      due: String? = nil
    ) {
      (self.title, self.chair, self.place, self.attendees) = (title, chair, place, attendees)
      (self.minutes, self.unit, self.due) = (minutes, unit, due)
    }
  }

  /// Adds a paper to one's own proposal that waits; the same bytes again are the same paper.
  @discardableResult
  public func attach(_ caller: Caller, _ proposal: Int, name: String, bytes: [UInt8]) throws -> Int {
    let values: Parameters = [.text(try JSON.text(caller)), .int4(Int32(clamping: proposal)), .text(name), .bytes(bytes)]
    return Int(try session.prepared(Query("office_attach").text(), values).int32(0, "attachment"))
  }

  public func attachments(limit: Int) throws -> Listing {
    try Listing(session.prepared(Query("office_attachments").text(), [.text(city), .int8(Int64(limit))]))
  }

  /// nil where there is none that the person may see.
  public func attachment(_ number: Int, of proposal: Int) throws -> (name: String, bytes: Data)? {
    let values: Parameters = [.text(city), .int4(Int32(clamping: proposal)), .int4(Int32(clamping: number))]
    let rows = try session.prepared(Query("office_attachment").text(), values)
    guard rows.count == 1 else { return nil }
    guard let bytes = Data(base64Encoded: try rows.string(0, "bytes"), options: .ignoreUnknownCharacters) else {
      throw StoreError.inconsistent("attachment \(number)")
    }
    return (try rows.string(0, "name"), bytes)
  }

  /// `decision`: agree, refuse, withdraw. Returns the state that follows: agreed, done, refused, withdrawn.
  public func decide(_ caller: Caller, _ proposal: Int, _ decision: String) throws -> String {
    let values: Parameters = [.text(try JSON.text(caller)), .int4(Int32(clamping: proposal)), .text(decision)]
    return try session.prepared(Query("office_decide").text(), values).string(0, "state")
  }

  public func list(state: String?, limit: Int) throws -> Listing {
    try Listing(session.prepared(Query("office_proposals").text(), [.text(city), .optional(state), .int8(Int64(limit))]))
  }

  /// Carries out what was agreed and whose window is over. Returns how many took effect.
  public func carryOutDue() throws -> Int {
    Int(try session.prepared(Query("office_carry_out_due").text(), [.text(city)]).int32(0, "done"))
  }
}
