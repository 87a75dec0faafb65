public import Postgres

/// Meetings with agenda, minutes, and decisions that become tasks.
public struct MeetingStore {
  private let cases: CaseStore
  let session: Session
  let city: String

  public init(_ session: Session, city: String, person: String) {
    (self.session, self.city, cases) = (session, city, CaseStore(session, city: city, person: person))
  }

  public struct Meeting: Encodable, Sendable {
    /// regular, special, coordination; of agency dispatch: routine, composite, hard, major.
    public var kind: String
    public var title: String
    /// ISO.
    public var heldOn: String
    public var place: String
    public var chair: String
    public var attendees: [String]
    public init(kind: String, title: String, heldOn: String, place: String, chair: String, attendees: [String]) {
      (self.kind, self.title, self.heldOn, self.place, self.chair, self.attendees) = (kind, title, heldOn, place, chair, attendees)
    }
    enum CodingKeys: String, CodingKey {
      case kind, title, place, chair, attendees
      case heldOn = "held_on"
    }
  }
  public struct Item: Encodable, Sendable {
    public var title: String
    /// The case that is discussed.
    public var number: Int?
    public init(title: String, number: Int? = nil) { (self.title, self.number) = (title, number) }
  }
  public struct Decision: Codable, Sendable {
    public var place: Int
    public var decision: String
    public var unit: String?
    public var due: String?
    public init(place: Int, decision: String, unit: String? = nil, due: String? = nil) {
      (self.place, self.decision, self.unit, self.due) = (place, decision, unit, due)
    }
  }

  /// Plans a meeting; `items` nil: the problems that are open at the city's level. Returns its number.
  public func plan(_ meeting: Meeting, items: [Item]?, _ context: CaseStore.Context) throws -> Int {
    try cases.asPerson { session in
      Int(
        try session.prepared(
          Query("work_plan_meeting").text(),
          [.text(try cases.text(of: context)), .text(try JSON.text(meeting)), .optional(try items.map { try JSON.text($0) })]
        ).int32(0, "meeting"))
    }
  }

  /// Closes it with minutes; the decisions' tasks begin in the same transaction. Returns the numbers of their cases.
  @discardableResult
  public func close(_ meeting: Int, minutes: String, decisions: [Decision], _ context: CaseStore.Context) throws -> [Int] {
    struct Answer: Decodable { var cases: [Int] }
    let text = try cases.asPerson { session in
      try session.prepared(
        Query("work_close_meeting").text(),
        [.text(try cases.text(of: context)), .int4(Int32(meeting)), .text(minutes), .text(try JSON.text(decisions))]
      ).string(0, "answer")
    }
    return try JSON.decode(Answer.self, text).cases
  }

  public func list() throws -> Listing { try Listing(session.prepared(Query("work_meetings").text(), [.text(city)])) }
  /// One row an item; the meeting's own facts in each.
  public func document(_ meeting: Int) throws -> Listing {
    try Listing(session.prepared(Query("work_meeting_document").text(), [.text(city), .int4(Int32(meeting))]))
  }
}
