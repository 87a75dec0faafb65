import Foundation
import Intake
import Postgres
import Procedures
import ScenarioFiles
import Store
import TestSupport

/// A city with its procedures, officers and some projects, cloned for each test.
struct CaseFixture {
  let session: Session
  let conninfo: String
  static let city = "371500"
  static let lastDay = "2028-12-30"

  /// `371522` is 莘县: clerk `s-1`, leader `s-2`, clerk and service officer `s-3`, steward `s-4`; `371525` is 冠县: `g-1`, `g-2`.
  private static let people: [(String, String, [String])] = heads + departments
  private static let heads: [(String, String, [String])] = [
    ("hq-1", "hq", ["hq_clerk"]), ("hq-2", "hq", ["hq_leader"]), ("conf-1", "conference", ["conference_clerk"]),
    ("conf-2", "conference", ["conference_chair"]), ("sup-1", "supervision", ["supervisor"]), ("s-1", "hq-371522", ["county_clerk"]),
    ("s-2", "hq-371522", ["county_leader"]), ("s-3", "hq-371522", ["county_clerk", "service_officer"]), ("s-4", "hq-371522", ["steward"]),
    ("g-1", "hq-371525", ["county_clerk"]), ("g-2", "hq-371525", ["county_leader"]), ("tw-1", "tw-s", ["township_clerk"]),
    ("ent-1", "ent-s", ["owner"]), ("fin-1", "finance", ["department_clerk"]), ("sys-1", "data", ["system_admin"]),
    ("sec-1", "data", ["security_admin"]), ("aud-1", "data", ["audit_admin"]),
  ]
  private static let departments: [(String, String, [String])] = [
    "land", "environment", "development", "industry", "promotion", "approval", "construction", "water", "emergency", "market",
  ].flatMap { [("\($0)-1", $0, ["department_clerk"]), ("\($0)-2", $0, ["department_leader"]), ("\($0)-3", $0, ["department_clerk"])] }

  /// P1 to P4 in 莘县 (P1, P2 planning, P3 construction, P4 reserved), Q1 in 冠县; land of both counties.
  private static let data = """
    INSERT INTO library.project (city, code, created_by, name, region, category, stage, investment, fixed_investment, output, tax, jobs, land_area, owner,
        credit_code, planned_start, planned_finish, contents, entered) VALUES
      ('371500', 'P1', 't', '轴承园', '371522', 'private', 'planning', 600000000, 480000000, 900000000, 30000000, 200, 900000, '轴承公司', '91371500MA3ABCDE1X', '2026-09-01', '2028-08-31', '建轴承', '2026-01-01'),
      ('371500', 'P2', 't', '铜箔厂', '371522', 'government', 'planning', 1500000000, NULL, NULL, NULL, NULL, NULL, '铜箔公司', NULL, '2026-09-01', '2028-08-31', '建铜箔', '2026-01-01'),
      ('371500', 'P3', 't', '药厂', '371522', 'private', 'construction', 300000000, NULL, 400000000, 20000000, 100, NULL, '药业公司', '91371500MA3ABCDE3X', '2025-03-01', '2026-12-31', '建药厂', '2025-01-01'),
      ('371500', 'P4', 't', '电厂', '371522', 'private', 'reserved', 1200000000, NULL, NULL, NULL, NULL, NULL, '轴承公司', '91371500MA3ABCDE1X', '2026-06-01', '2028-12-31', '建电厂', '2026-01-01'),
      ('371500', 'Q1', 't', '冠县厂', '371525', 'private', 'planning', 100000000, NULL, NULL, NULL, NULL, NULL, '冠县公司', NULL, '2026-09-01', '2028-08-31', '建厂', '2026-01-01');
    INSERT INTO library.demand (city, project, factor, quantity, standing, basis) VALUES
      ('371500', 'P1', 'land', 900000, 'reported', NULL), ('371500', 'P1', 'cod', 1500, 'estimated', '定额'), ('371500', 'P4', 'land', 400000, 'reported', NULL);
    -- The demand came with the projects: it is no change of their contents.
    ALTER TABLE library.project DISABLE TRIGGER note_change;
    UPDATE library.project SET content_version = 1, stage = CASE code WHEN 'P4' THEN 'reserved' ELSE stage END;
    ALTER TABLE library.project ENABLE TRIGGER note_change;
    SELECT ledger.deposit('{"city":"371500","key":"d","actor":"t","date":"2026-01-05"}',
      '[{"factor":"land","region":"371522","vintage":2026,"quantity":5000000,"source":"s"}]');
    SELECT ledger.reserve('{"city":"371500","key":"r3","actor":"t","date":"2026-01-06"}', '[{"project":"P4","factor":"land","region":"371522","vintage":2026,"quantity":400000}]');
    """

  private static let template = Result<Void, any Error> {
    try TestDatabase.makeTemplate("template_cases") { conninfo in
      let session = try Session(conninfo)
      let offices = OfficeStore(session, city: city)
      _ = try offices.store(
        OfficeRecord(
          units: [
            .init(code: "tw-s", kind: "township", name: "园区", region: "371522"),
            .init(code: "ent-s", kind: "enterprise", name: "轴承公司", region: "371522", creditCode: "91371500MA3ABCDE1X"),
          ], people: people.map { .init(code: $0.0, name: "姓\($0.0)", unit: $0.1, roles: $0.2) }), actor: "test")
      _ = try ProcedureStore(session, city: city).store(shipped(), actor: "test")
      try session.script(data)
    }
  }

  static func shipped() throws -> [Procedure] {
    try ProcedureFile.files(in: TestDatabase.checkout.appending(path: "Scenarios/liaocheng/procedures")).map {
      try ProcedureFile.read(Data(contentsOf: $0), file: $0.lastPathComponent)
    }
  }

  static func with<R>(_ body: (CaseFixture) throws -> R) throws -> R {
    try template.get()
    return try TestDatabase.withDatabase(like: "template_cases") { try body(open($0)) }
  }

  /// For bodies that wait.
  static func with<R>(_ body: (CaseFixture) async throws -> R) async throws -> R {
    try template.get()
    let database = try TestDatabase.make(like: "template_cases")
    defer { database.drop() }
    return try await body(open(database.conninfo))
  }

  private static func open(_ conninfo: String) throws -> CaseFixture {
    let fixture = CaseFixture(session: try Session(conninfo), conninfo: conninfo)
    // Acts of these tests lie before this day, whenever the tests run; policy LC-2026 is in force on it.
    try fixture.procedures.setToday(lastDay)
    return fixture
  }

  func cases(_ person: String) -> CaseStore { CaseStore(session, city: Self.city, person: person) }
  var procedures: ProcedureStore { ProcedureStore(session, city: Self.city) }

  /// Begins a case; fields as texts.
  @discardableResult
  func start(_ procedure: String, _ project: String?, as person: String, on day: String, key: String? = nil, _ form: [String: String] = [:])
    throws
    -> CaseStore.Answer
  {
    try cases(person).start(
      procedure, about: project.map { ["project": $0] } ?? [:], form: form.mapValues { .text($0) }, .init(date: day, key: key))
  }

  /// Answers the open task of a step (of a unit, where there are several).
  @discardableResult
  func act(
    _ number: Int, _ step: String, _ outcome: String, as person: String, on day: String, unit: String? = nil, key: String? = nil,
    _ form: [String: String] = [:], factors: [String: String]? = nil
  ) throws -> CaseStore.Answer {
    if day > Self.lastDay { try procedures.setToday(day) }
    var content = form.mapValues { CaseStore.FieldValue.text($0) }
    if let factors { content["factors"] = .table(factors) }
    return try cases(person).act(task(number, step, unit: unit), outcome, form: content, .init(date: day, key: key))
  }

  func task(_ number: Int, _ step: String, unit: String? = nil) throws -> Int {
    let found = try procedures.openTasks().filter { $0.number == number && $0.step == step && (unit == nil || $0.unit == unit) }
    guard let task = found.last?.task else { throw StoreError.inconsistent("case \(number) has no open task of \(step)") }
    return task
  }

  /// Departments that a consultation asks, all with one answer.
  func everybody(_ number: Int, _ outcome: String, on day: String) throws {
    for task in try procedures.openTasks() where task.number == number && task.step == "opinions" {
      let form: [String: CaseStore.FieldValue] = ["opinion": .text("意见"), "conditions": .text("条件")]
      try cases(task.people[0]).act(task.task, outcome, form: form, .init(date: day))
    }
  }

  func text(_ sql: String) throws -> String { try session.query(sql).optionalString(0, "x") ?? "" }
  func stage(_ project: String) throws -> String { try text("SELECT stage AS x FROM library.project WHERE code = '\(project)'") }

  /// What the database refuses with, or nil.
  func refusal(_ body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch let error as PostgresError { return error.sqlState }
  }
}
