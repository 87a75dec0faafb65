import Allocation
import Foundation
public import Intake
public import Postgres

/// Cases: begun, acted on and read in the name of a person. Each act is one SQL function, atomic, and idempotent by its key.
public struct CaseStore {
  let session: Session
  let city: String
  /// Code of the person who works; the database checks what this person may see and do.
  let person: String

  public init(_ session: Session, city: String, person: String) { (self.session, self.city, self.person) = (session, city, person) }

  /// When, why and on which paper.
  public struct Context: Sendable {
    /// Business day, ISO; nil: today.
    public var date: String?
    /// The same key with the same content is the same act.
    public var key: String?
    public var reason: String?
    public var document: String?
    public init(date: String? = nil, key: String? = nil, reason: String? = nil, document: String? = nil) {
      (self.date, self.key, self.reason, self.document) = (date, key, reason, document)
    }
  }

  /// Where a case stands after an act, and who has it now.
  public struct Answer: Decodable, Sendable {
    public struct Waiting: Decodable, Sendable {
      public var task: Int
      public var step: String
      public var stepCode: String
      public var unit: String
      public var unitName: String
      public var role: String
      public var due: String?
      enum CodingKeys: String, CodingKey {
        case task, step, unit, role, due
        case stepCode = "step_code"
        case unitName = "unit_name"
      }
    }
    public var `case`: Int
    public var status: String
    public var result: String?
    public var round: Int
    public var waiting: [Waiting]
    public var replayed: Bool
  }

  /// A form's content: field → value; `factors` fields hold an object of their own.
  public enum FieldValue: Codable, Hashable, Sendable {
    case text(String)
    case table([String: String])
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .table(let table): try container.encode(table)
      }
    }
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      // What isn't a text must be a table; that decoding tells what is wrong when it is neither.
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .table(try container.decode([String: String].self))
      }
    }
  }
  public typealias FormContent = [String: FieldValue]

  /// Begins a case. `about`: project, unit, title, parent.
  @discardableResult
  public func start(_ procedure: String, about: [String: String], form: FormContent, _ context: Context) throws -> Answer {
    try answer(
      Query("work_start"), .text(try text(of: context)), .text(procedure), .text(try JSON.text(about)), .text(try JSON.text(form)))
  }

  /// Answers a task.
  @discardableResult
  public func act(_ task: Int, _ outcome: String, form: FormContent, _ context: Context) throws -> Answer {
    try answer(Query("work_act"), .text(try text(of: context)), .int8(Int64(task)), .text(outcome), .text(try JSON.text(form)))
  }

  /// What offices do beside answering: transfer, delegate, add, remove, back, withdraw, urge, correct, resume, extend, extend_yes, extend_no.
  @discardableResult
  public func verb(_ verb: String, _ task: Int, _ arguments: [String: String], _ context: Context) throws -> Answer {
    try answer(Query("work_verb"), .text(try text(of: context)), .int8(Int64(task)), .text(verb), .text(try JSON.text(arguments)))
  }

  private func answer(_ query: Query, _ values: Parameters.Value...) throws -> Answer {
    let text = try asPerson { try $0.prepared(query.text(), Parameters(values)).string(0, "answer") }
    return try JSON.decode(Answer.self, text)
  }

  func text(of context: Context) throws -> String {
    var object = ["city": city, "person": person]
    (object["date"], object["key"], object["reason"], object["document"]) = (context.date, context.key, context.reason, context.document)
    return try JSON.text(object)
  }

  /// Runs under row security as this person.
  func asPerson<R>(_ body: (Session) throws -> R) throws -> R {
    try session.transaction { session in
      try session.query("SELECT set_config('yaosu.person', $1, true)", [.text(person)])
      try session.script("SET LOCAL ROLE yaosu_officer")
      return try body(session)
    }
  }

  // MARK: What is read

  private func list(_ query: Query, _ values: Parameters.Value...) throws -> Listing {
    try asPerson { try Listing($0.prepared(query.text(), Parameters([.text(city)] + values))) }
  }

  /// Tasks that wait for this person, also in the name of people who are away; the first due first.
  public func inbox(on day: String?) throws -> Listing { try list(Query("work_inbox"), .text(person), .optional(day)) }
  /// Notices that nobody of the unit has read.
  public func notices() throws -> Listing { try list(Query("work_notices"), .text(person)) }
  public func cases(procedure: String?, project: String?, status: String?, limit: Int) throws -> Listing {
    try list(Query("work_cases"), .optional(procedure), .optional(project), .optional(status), .int8(Int64(limit)))
  }
  public func facts(_ number: Int) throws -> Listing { try list(Query("work_case"), .int8(Int64(number))) }
  public func tasks(_ number: Int) throws -> Listing { try list(Query("work_case_tasks"), .int8(Int64(number))) }
  public func history(_ number: Int) throws -> Listing { try list(Query("work_case_history"), .int8(Int64(number))) }
  public func documents(_ number: Int) throws -> Listing { try list(Query("work_case_documents"), .int8(Int64(number))) }

  /// Steps that are behind a case, with the day on which the last of their tasks was done, in days since 1970-01-01.
  public func doneDays(_ number: Int) throws -> [String: Int] {
    try asPerson { session in
      let rows = try session.prepared(Query("work_case_done").text(), [.text(city), .int8(Int64(number))])
      var days: [String: Int] = [:]
      for row in 0..<rows.count { days[try rows.string(row, "step")] = Int(try rows.int32(row, "day")) }
      return days
    }
  }

  /// Monthly figures of projects, all or none. Returns how many were taken.
  public func reportProgress(_ records: [ProgressRecord], _ context: Context) throws -> Int {
    let rows = records.map {
      ["project": $0.project, "month": $0.month.iso, "invested": $0.invested.decimal, "picture": $0.picture]
    }
    return try asPerson { session in
      let values: Parameters = [.text(try text(of: context)), .text(try JSON.text(rows))]
      return Int(try session.prepared(Query("work_report_progress").text(), values).int32(0, "taken"))
    }
  }
}
