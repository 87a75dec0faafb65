public import Postgres

/// Where sealed chains end, and what earlier verifications found.
public struct VerificationStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// The seal of one line of a chain.
  public struct Head: Codable, Hashable, Sendable {
    /// ledger, record.
    public var part: String
    public var number: Int64
    public var seal: String
  }

  /// The last line of each chain that has any.
  public func heads() throws -> [Head] { try read(nil, nil) }

  /// The same lines as they are now; those that are gone are missing.
  public func now(_ heads: [Head]) throws -> [Head] {
    func number(_ part: String) -> Int64 { heads.first { $0.part == part }?.number ?? 0 }
    return try read(number("ledger"), number("record"))
  }

  private func read(_ batch: Int64?, _ event: Int64?) throws -> [Head] {
    let rows = try session.prepared(Query("verify_heads").text(), [.text(city), .optional(batch), .optional(event)])
    return try (0..<rows.count).map {
      Head(part: try rows.string($0, "part"), number: try rows.int64($0, "number"), seal: try rows.string($0, "seal"))
    }
  }

  /// The latest verification before a job: its number, and its result as JSON.
  public func last(before job: Int64) throws -> (job: Int64, result: String)? {
    let rows = try session.prepared(Query("verify_last").text(), [.text(city), .int8(job)])
    return rows.count == 0 ? nil : (try rows.int64(0, "job"), try rows.string(0, "result"))
  }

  /// Those that were asked for, newest first.
  public func list(limit: Int) throws -> Listing {
    try Listing(session.prepared(Query("verify_list").text(), [.text(city), .int8(Int64(limit))]))
  }
}
