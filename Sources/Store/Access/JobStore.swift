public import Foundation
public import Postgres

/// Long work that is asked for by people and done by workers.
public struct JobStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// What a worker takes up.
  public struct Job: Sendable {
    public var number: Int64
    public var kind: String
    public var person: String
    public var title: String
    /// As it was asked for (JSON).
    public var payload: String
    public var attempt: Int
  }

  /// A job as people see it.
  public struct Standing: Sendable, Codable {
    public var job: String
    public var kind: String
    public var title: String
    /// waiting, running, done, failed, cancelled.
    public var state: String
    public var person: String
    public var askedAt: String
    public var progress: String
    /// As it was asked for (JSON).
    public var payload: String?
    /// JSON of what came out.
    public var result: String?
    public var fault: String?
    public var isOver: Bool { !["waiting", "running"].contains(state) }
  }

  /// The same key gives the same job.
  public func ask(_ caller: Caller, kind: String, title: String, payload: String) throws -> Int64 {
    let values: Parameters = [.text(try JSON.text(caller)), .text(kind), .text(title), .text(payload)]
    return try session.prepared(Query("jobs_ask").text(), values).int64(0, "job")
  }

  public func cancel(_ caller: Caller, _ job: Int64) throws -> String {
    try session.prepared(Query("jobs_cancel").text(), [.text(try JSON.text(caller)), .int8(job)]).string(0, "state")
  }

  public func standing(_ job: Int64) throws -> Standing? {
    let rows = try session.prepared(Query("jobs_show").text(), [.text(city), .int8(job)])
    guard rows.count == 1 else { return nil }
    return Standing(
      job: try rows.string(0, "job"), kind: try rows.string(0, "kind"), title: try rows.string(0, "title"),
      state: try rows.string(0, "state"),
      person: try rows.string(0, "person"), askedAt: try rows.string(0, "asked_at"), progress: try rows.string(0, "progress"),
      payload: try rows.string(0, "payload"), result: try rows.optionalString(0, "result"), fault: try rows.optionalString(0, "fault"))
  }

  public func list(limit: Int) throws -> Listing {
    try Listing(session.prepared(Query("jobs_list").text(), [.text(city), .int8(Int64(limit))]))
  }

  // MARK: Files

  public func keepFile(_ caller: Caller, name: String, bytes: [UInt8]) throws -> Int64 {
    try session.prepared(Query("jobs_keep_file").text(), [.text(try JSON.text(caller)), .text(name), .bytes(bytes)]).int64(0, "file")
  }

  public func file(_ file: Int64) throws -> (name: String, bytes: Data)? {
    let rows = try session.prepared(Query("jobs_file").text(), [.text(city), .int8(file)])
    guard rows.count == 1 else { return nil }
    let text = try rows.string(0, "bytes")
    guard let bytes = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else { throw StoreError.inconsistent("file \(file)") }
    return (try rows.string(0, "name"), bytes)
  }

  // MARK: The worker's side

  /// A job whose worker was silent for so long is another's. nil: nothing to do.
  public func take(worker: String, silence seconds: Int) throws -> Job? {
    let rows = try session.prepared(Query("jobs_take").text(), [.text(city), .text(worker), .int4(Int32(seconds))])
    guard rows.count == 1 else { return nil }
    return Job(
      number: try rows.int64(0, "job"), kind: try rows.string(0, "kind"), person: try rows.string(0, "person"),
      title: try rows.string(0, "title"),
      payload: try rows.string(0, "payload"), attempt: Int(try rows.int32(0, "attempts")))
  }

  /// Whether it was asked to stop. Throws YS409 when the job is another worker's by now.
  public func beat(_ job: Int64, worker: String, progress: String?) throws -> Bool {
    let values: Parameters = [.text(city), .int8(job), .text(worker), .optional(progress)]
    return try session.prepared(Query("jobs_beat").text(), values).bool(0, "is_cancel_asked")
  }

  public enum End: Sendable {
    /// With what came out (JSON).
    case done(String)
    case failed(String)
    case cancelled
  }

  public func finish(_ job: Int64, worker: String, _ end: End) throws {
    let (state, result, fault): (String, String?, String?) =
      switch end {
      case .done(let result): ("done", result, nil)
      case .failed(let fault): ("failed", nil, fault)
      case .cancelled: ("cancelled", nil, nil)
      }
    let values: Parameters = [.text(city), .int8(job), .text(worker), .text(state), .optional(result), .optional(fault)]
    _ = try session.prepared(Query("jobs_finish").text(), values)
  }
}
