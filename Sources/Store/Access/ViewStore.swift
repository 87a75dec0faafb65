public import Postgres

/// Pages with their filters that people keep under a name (保存的视图).
public struct ViewStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public struct View: Sendable, Encodable, Hashable {
    public var name: String
    /// What stands behind the question mark.
    public var query: String
    public var isShared: Bool
    public var isOwn: Bool
    public var person: String
    public var personName: String
    enum CodingKeys: String, CodingKey {
      case name, query, person
      case isShared = "is_shared"
      case isOwn = "is_own"
      case personName = "person_name"
    }
  }

  /// Own views of a page first, then those that others share; at most 200.
  public func list(_ person: String, page: String) throws -> [View] {
    let rows = try session.prepared(Query("office_views").text(), [.text(city), .text(page), .text(person)])
    return try (0..<rows.count).map { row in
      View(
        name: try rows.string(row, "name"), query: try rows.string(row, "query"), isShared: try rows.string(row, "is_shared") == "true",
        isOwn: try rows.string(row, "is_own") == "true", person: try rows.string(row, "person"),
        personName: try rows.string(row, "person_name"))
    }
  }

  /// The same name again replaces what it was.
  public func save(_ caller: Caller, name: String, page: String, query: String, isShared: Bool) throws {
    let values: Parameters = [.text(try JSON.text(caller)), .text(name), .text(page), .text(query), .bool(isShared)]
    _ = try session.prepared(Query("office_save_view").text(), values)
  }

  public func drop(_ caller: Caller, name: String, page: String) throws {
    _ = try session.prepared(Query("office_drop_view").text(), [.text(try JSON.text(caller)), .text(name), .text(page)])
  }
}
