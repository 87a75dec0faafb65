import Allocation
public import Postgres
public import Procedures

/// Procedures as the database keeps them.
public struct ProcedureStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// Stores versions, all or none; returns the codes of those that were new.
  public func store(_ procedures: [Procedure], actor: String) throws -> [String] {
    let context = try JSON.text(["city": city, "actor": actor])
    return try session.transaction { session in
      try procedures.filter {
        try session.prepared(Query("work_store_procedure").text(), [.text(context), .text(try JSON.text($0))]).bool(0, "stored")
      }.map(\.procedure)
    }
  }

  /// All versions with their dates and how many cases ran under them.
  public func list() throws -> Listing { try Listing(session.prepared(Query("work_procedures").text(), [.text(city)])) }

  /// The version of a procedure that is in force on a day (ISO; nil: today), or the one of that name. Throws `StoreError.noProcedure`.
  public func procedure(_ code: String, on day: String? = nil) throws -> Procedure {
    let rows = try session.prepared(Query("work_procedure").text(), [.text(city), .text(code), .optional(day)])
    guard rows.count == 1 else { throw StoreError.noProcedure(code, known: try list().rows.compactMap { $0[0] }) }
    return try JSON.decode(Procedure.self, rows.string(0, "content"))
  }

  /// The procedure under which a case runs, and the day on which it began, in days since 1970-01-01.
  public func procedure(ofCase number: Int) throws -> (procedure: Procedure, opened: Int) {
    let rows = try session.prepared(Query("work_case_procedure").text(), [.text(city), .int4(Int32(number))])
    guard rows.count == 1 else { throw StoreError.noCase(number) }
    return (try JSON.decode(Procedure.self, rows.string(0, "content")), Int(try rows.int32(0, "opened")))
  }

  /// Days off, moved working days and half days of the city.
  public func calendar() throws -> WorkCalendar {
    let rows = try session.prepared(Query("work_special_days").text(), [.text(city)])
    var special: [Int: WorkCalendar.Worked] = [:]
    for row in 0..<rows.count { special[Int(try rows.int32(row, "day"))] = .init(rawValue: Int(try rows.int32(row, "halves"))) }
    return WorkCalendar(special: special)
  }

  /// The day that rules and reports of this session take for today (ISO).
  /// Throws `StoreError.badDay`.
  public func setToday(_ day: String) throws {
    guard CivilDate(day) != nil else { throw StoreError.badDay(day) }
    try session.query("SELECT set_config('yaosu.today', $1, false)", [.text(day)])
  }

  public struct TickResult: Decodable, Sendable {
    public var day: String
    public var reminded: Int
    public var lapsed: Int
    public var started: Int
  }

  /// The daily job for a day (ISO; nil: today). Running it twice tells nothing twice.
  public func tick(on day: String?) throws -> TickResult {
    var context = ["city": city]
    context["date"] = day
    if let day, CivilDate(day) == nil { throw StoreError.badDay(day) }
    let text = try session.transaction { session in
      // Rules that ask for today mean that day.
      try session.query("SELECT set_config('yaosu.today', $1, true)", [.text(day ?? "")])
      return try session.prepared(Query("work_tick").text(), [.text(try JSON.text(context))]).string(0, "answer")
    }
    return try JSON.decode(TickResult.self, text)
  }

  /// A task that somebody has to do, with those who could.
  public struct OpenTask: Sendable {
    public var task: Int
    public var number: Int
    public var procedure: String
    public var step: String
    public var project: String
    public var region: String
    public var unit: String
    public var round: Int
    /// Days since 1970-01-01.
    public var opened: Int
    public var due: Int?
    public var people: [String]
  }

  public func openTasks() throws -> [OpenTask] {
    let rows = try session.prepared(Query("work_open_tasks").text(), [.text(city)])
    return try (0..<rows.count).map { row in
      OpenTask(
        task: Int(try rows.string(row, "task")) ?? 0, number: Int(try rows.string(row, "case")) ?? 0,
        procedure: try rows.string(row, "procedure"),
        step: try rows.string(row, "step"), project: try rows.string(row, "project"), region: try rows.string(row, "region"),
        unit: try rows.string(row, "unit"), round: Int(try rows.int32(row, "round")), opened: Int(try rows.int32(row, "opened")),
        due: try rows.optionalInt32(row, "due").map(Int.init), people: try rows.string(row, "people").split(separator: " ").map(String.init)
      )
    }
  }

  /// The last business day in any case's history, in days since 1970-01-01.
  public func lastDay() throws -> Int? {
    try session.prepared(Query("work_last_day").text(), [.text(city)]).optionalInt32(0, "day").map(Int.init)
  }

  /// Cases whose history doesn't follow from its seals.
  public func verify() throws -> Listing { try Listing(session.prepared(Query("work_verify").text(), [.text(city)])) }
}
