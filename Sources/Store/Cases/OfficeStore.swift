public import Intake
public import Postgres

/// Units, people and their posts.
public struct OfficeStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  private struct Content: Encodable {
    var units: [OfficeRecord.Unit]
    var people: [OfficeRecord.Person]
  }
  public struct Counts: Decodable, Sendable {
    public var units: Int
    public var people: Int
  }

  /// Takes in what a file lists, by code; all or nothing.
  public func store(_ records: OfficeRecord, actor: String) throws -> Counts {
    let text = try session.transaction { session in
      try session.prepared(
        Query("office_store").text(),
        [
          .text(try JSON.text(["city": city, "actor": actor])), .text(try JSON.text(Content(units: records.units, people: records.people))),
        ]
      ).string(0, "answer")
    }
    return try JSON.decode(Counts.self, text)
  }

  /// Throws `StoreError.noPerson` when nobody at work has this code.
  public func require(_ person: String) throws {
    guard try session.prepared(Query("office_person").text(), [.text(city), .text(person)]).count == 1 else {
      throw StoreError.noPerson(person)
    }
  }

  /// From now on this session reads what a person may see, and nothing else. Throws `StoreError.noPerson`.
  public func read(as person: String) throws {
    try require(person)
    try session.query("SELECT set_config('yaosu.person', $1, false)", [.text(person)])
    try session.script("SET ROLE yaosu_officer")
  }

  public func people(unit: String?, role: String?) throws -> Listing {
    try Listing(session.prepared(Query("office_people").text(), [.text(city), .optional(unit), .optional(role)]))
  }
  public func units() throws -> Listing { try Listing(session.prepared(Query("office_units").text(), [.text(city)])) }
  public func roles() throws -> Listing { try Listing(session.prepared(Query("office_roles").text(), [.text(city)])) }

  /// Absences that have not ended.
  public func absences() throws -> Listing { try Listing(session.prepared(Query("office_absences").text(), [.text(city)])) }

  /// A person is away from one day to another (ISO); `delegate` acts in that name.
  public func away(_ person: String, delegate: String, from: String, until: String, caller: Caller) throws {
    try session.prepared(
      Query("office_away").text(), [.text(try JSON.text(caller)), .text(person), .text(delegate), .text(from), .text(until)])
  }
}
