import Postgres

extension RunStore {
  /// One tier of a run, as `report.plan_certificate` proves it again.
  public struct ProvenTier: Sendable, Encodable {
    public var vintage: Int
    /// 1 is served first.
    public var place: Int
    public var name: String
    /// Points of the awards as they are stored.
    public var value: Int64
    /// What the prices prove; nil when they prove nothing.
    public var certified: Int64?
    public var gapPercent: String?
    /// What the planner stated; a search may have proved more than prices alone can.
    public var statedBound: Int64
    public var holds: Bool
    /// Empty when it holds.
    public var problem: String
  }

  /// Throws `StoreError.noRun` when there is no such run.
  public func certificate(_ run: Int) throws -> [ProvenTier] {
    let rows = try session.prepared(Query("plan_certificate").text(), [.text(city), .int4(Int32(run))])
    guard rows.count > 0 else { throw StoreError.noRun(run) }
    return try (0..<rows.count).map { row in
      ProvenTier(
        vintage: Int(try rows.int32(row, "vintage")), place: Int(try rows.int32(row, "place")), name: try rows.string(row, "name"),
        value: try rows.int64(row, "value"), certified: try rows.optionalInt64(row, "certified"),
        gapPercent: try rows.optionalString(row, "gap_percent"), statedBound: try rows.int64(row, "stated_bound"),
        holds: try rows.bool(row, "holds"), problem: try rows.string(row, "problem"))
    }
  }

  /// Dates that adopted runs gave to those left out, as far as they have passed or were kept (L20.2).
  public func datesKept() throws -> (kept: Int64, missed: Int64) {
    let rows = try session.prepared(Query("plan_dates_kept").text(), [.text(city)])
    return (try rows.int64(0, "kept"), try rows.int64(0, "missed"))
  }
}
