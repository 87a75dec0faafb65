public import Postgres

/// The yearly assessment: every point leads to its facts.
public struct AssessmentStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// Ranks by the policy's weights where `weights` says no other; `moved`: ranks won against the policy's.
  public func totals(_ year: Int, weights: [String: String]) throws -> Listing { try list(Query("work_assess_total"), year, weights) }
  public func points(_ year: Int, weights: [String: String]) throws -> Listing { try list(Query("work_assess"), year, weights) }

  /// Throws `StoreError.noIndicator` for a weight of what isn't assessed.
  private func list(_ query: Query, _ year: Int, _ weights: [String: String]) throws -> Listing {
    let rows = try session.prepared(Query("work_indicators").text(), [.text(city)])
    let known = try (0..<rows.count).map { try rows.string($0, "code") }
    if let name = weights.keys.sorted().first(where: { !known.contains($0) }) { throw StoreError.noIndicator(name, known: known) }
    return try listing(query, year, weights)
  }

  private func listing(_ query: Query, _ year: Int, _ weights: [String: String]) throws -> Listing {
    try Listing(session.prepared(query.text(), [.text(city), .int4(Int32(year)), .text(try JSON.text(weights))]))
  }

  /// Projects whose owners are asked, the same for the same seed.
  public func draw(seed: String, count: Int) throws -> Listing {
    try Listing(session.prepared(Query("work_survey").text(), [.text(city), .text(seed), .int4(Int32(count))]))
  }

  /// `points`: 0 to 100, decimal.
  public func rate(_ project: String, unit: String, points: String, remark: String, person: String, date: String?) throws {
    var context = ["city": city, "person": person]
    context["date"] = date
    try session.transaction { session in
      try session.prepared(
        Query("work_rate").text(),
        [.text(try JSON.text(context)), .text(project), .text("satisfaction"), .text(unit), .text(points), .text(remark)])
    }
  }
}
