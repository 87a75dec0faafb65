import Allocation
import Diagnostics
import Foundation
import Intake
import Postgres
import Store
import Testing
import TestSupport

@Suite("The library in the database", .serialized)
struct LibraryStoreTests {
  static let city = "371500"
  static let header = "项目代码,项目名称,县市区,总投资（亿元）,项目来源,阶段,新增建设用地指标（亩）,化学需氧量（吨）,联系人\n"

  static func read(_ rows: String, header: String = header, _ store: LibraryStore) throws -> (
    records: [ProjectRecord], report: IntakeReport
  ) {
    let file = FileManager.default.temporaryDirectory.appending(path: "yaosu-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((header + rows).utf8).write(to: file)
    let mapping = try ColumnMapping(path: TestDatabase.checkout.appending(path: "Scenarios/mapping/projects.json").path)
    return try ProjectIntake(mapping: mapping, context: store.intakeContext()).records(RowSource(file.path))
  }

  static func take(_ rows: String, header: String = header, complete: Bool = false, _ session: Session) throws -> [LibraryStore.Difference]
  {
    let store = LibraryStore(session, city: city)
    let (records, report) = try read(rows, header: header, store)
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    return try store.take(
      records, report: report, request: .init(actor: "张三", document: "聊重办〔2026〕1号", date: "2026-03-01", isComplete: complete))
  }

  static func count(_ session: Session, _ sql: String) throws -> Int64 { try session.query(sql).int64(0, "n") }

  @Test("[L2] [L6.2] a file goes in whole, is classified, and each value names its cell")
  func takesIn() throws {
    try TestDatabase.withSession { session in
      let made = try LibraryStoreTests.take("P1,轴承园,莘县,6,新招引,储备,90,1.5,李四\nP2,阿胶,371523,1,,,,,\n", session)
      #expect(made.map(\.change) == [.new, .new])
      let classes = try session.query(
        "SELECT class, is_member, reason FROM library.classification WHERE project = 'P1' AND is_member ORDER BY class")
      #expect(classes.count == 1)
      #expect(try classes.string(0, "reason") == "投资 60000 万元，达到 50000 万元")
      #expect(
        try LibraryStoreTests.count(session, "SELECT sum(quantity)::bigint AS n FROM library.demand WHERE factor = 'land'") == 900_000)
      #expect(
        try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project WHERE code = 'P2' AND region = '371503'") == 1)
      let origins = try LibraryStore(session, city: LibraryStoreTests.city).origins("P1")
      let investment = try #require(origins.rows.first { $0[0] == "investment" })
      #expect(Array(investment[3...6]) == ["2", "4", "总投资（亿元）", "张三"])
    }
  }

  @Test("the dry run says what the import then does, and leaves nothing")
  func dryRun() throws {
    try TestDatabase.withSession { session in
      let rows = "P1,轴承园,莘县,6,新招引,储备,90,1.5,李四\nP2,阿胶,茌平区,1,,,,,\n"
      let before = try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project")
      let rehearsed = try session.dryRun { try LibraryStoreTests.take(rows, $0) }
      #expect(try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project") == before)
      #expect(try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.import") == 0)
      let done = try LibraryStoreTests.take(rows, session)
      #expect(rehearsed.map(\.project) == done.map(\.project))
      #expect(rehearsed.map(\.change) == done.map(\.change))
    }
  }

  @Test("[L12] the same file again changes nothing; a change of content reopens consultation, another contact does not")
  func again() throws {
    try TestDatabase.withSession { session in
      let rows = "P1,轴承园,莘县,6,新招引,储备,90,1.5,李四\n"
      _ = try LibraryStoreTests.take(rows, session)
      #expect(try LibraryStoreTests.take(rows, session).map(\.change) == [.unchanged])
      let contact = try LibraryStoreTests.take("P1,轴承园,莘县,6,新招引,储备,90,1.5,王五\n", session)
      #expect(contact.map(\.change) == [.changed])
      #expect(contact.map(\.isReopened) == [false])
      let demand = try LibraryStoreTests.take("P1,轴承园,莘县,6,新招引,储备,95,1.5,王五\n", session)
      #expect(demand.map(\.isReopened) == [true])
      #expect(demand[0].became.contains("demand.land"))
      #expect(
        try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project WHERE code = 'P1' AND stage = 'consultation'") == 1)
    }
  }

  @Test("a complete list shows what it leaves out and removes nothing")
  func complete() throws {
    try TestDatabase.withSession { session in
      _ = try LibraryStoreTests.take("P1,甲,莘县,1,,,,,\nP2,乙,莘县,1,,,,,\nP3,丙,茌平,1,,,,,\n", session)
      let shown = try LibraryStoreTests.take("P1,甲,莘县,1,,,,,\n", complete: true, session)
      #expect(shown.map(\.change) == [.unchanged, .missing])
      #expect(shown.last?.project == "P2")
      #expect(try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project WHERE code LIKE 'P_'") == 3)
    }
  }

  @Test("an import that fails in the database leaves nothing, and the session goes on")
  func allOrNothing() throws {
    try TestDatabase.withSession { session in
      let store = LibraryStore(session, city: LibraryStoreTests.city)
      var (records, report) = try LibraryStoreTests.read("P1,甲,莘县,1,,,10,,\nP2,乙,莘县,1,,,10,,\n", store)
      records[1].demands[0].factor = "nothing"
      let error = #expect(throws: PostgresError.self) {
        try store.take(records, report: report, request: .init(actor: "张三", date: "2026-03-01"))
      }
      #expect(error != nil)
      #expect(try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.project WHERE code LIKE 'P_'") == 0)
      #expect(try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.import") == 0)
      _ = report
    }
  }

  @Test("two imports of the same new projects at once: the second sees the first's and changes nothing")
  func atOnce() async throws {
    try TestDatabase.withDatabase { conninfo in
      let rows = (1...200).map { "P\($0),第\($0)号,莘县,1,,,5,,\n" }.joined()
      let results = Outcomes()
      DispatchQueue.concurrentPerform(iterations: 2) { _ in
        do { results.add(try LibraryStoreTests.take(rows, Session(conninfo)).map(\.change)) } catch { results.fail("\(error)") }
      }
      #expect(results.failures.isEmpty)
      #expect(Set(results.changes.flatMap(\.self)) == [.new, .unchanged])
      #expect(results.changes.allSatisfy { Set($0).count == 1 && $0.count == 200 })
    }
  }

  /// What concurrent imports did.
  private final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [[LibraryStore.Difference.Change]] = []
    private var failed: [String] = []
    var changes: [[LibraryStore.Difference.Change]] { lock.withLock { kept } }
    var failures: [String] { lock.withLock { failed } }
    func add(_ changes: [LibraryStore.Difference.Change]) { lock.withLock { kept.append(changes) } }
    func fail(_ text: String) { lock.withLock { failed.append(text) } }
  }

  @Test("missing demand is estimated from norms only when asked, and says from what; reported demand stays")
  func estimate() throws {
    try TestDatabase.withSession { session in
      _ = try LibraryStoreTests.take("P1,甲,莘县,3.84,,储备,,,\nP2,乙,莘县,1,,,7,,\n", session)
      let store = LibraryStore(session, city: LibraryStoreTests.city)
      let made = try store.estimate(actor: "张三", date: "2026-03-01")
      #expect(Set(made.rows.compactMap { $0[0] }) == ["P1"])
      #expect(
        try LibraryStoreTests.count(session, "SELECT quantity::bigint AS n FROM library.demand WHERE project = 'P1' AND factor = 'land'")
          == 1_000_000)
      #expect(
        try LibraryStoreTests.count(session, "SELECT count(*) AS n FROM library.demand WHERE standing = 'estimated' AND basis <> ''")
          == Int64(made.rows.count))
      #expect(try LibraryStoreTests.count(session, "SELECT quantity::bigint AS n FROM library.demand WHERE project = 'P2'") == 70_000)
      // An estimate is not the owner's content: it does not reopen consultation.
      #expect(
        try LibraryStoreTests.count(
          session, "SELECT count(*) AS n FROM library.project WHERE code = 'P1' AND stage = 'reserved' AND content_version = 1") == 1)
      #expect(try store.estimate(actor: "张三", date: "2026-03-01").rows.isEmpty)
    }
  }

  @Test("[L11] [L13] a stage changes along the procedure only, with who and why in the history")
  func stages() throws {
    try TestDatabase.withSession { session in
      _ = try LibraryStoreTests.take("P1,甲,莘县,1,,,,,\n", session)
      let store = LibraryStore(session, city: LibraryStoreTests.city)
      #expect(throws: PostgresError.self) { try store.setStage("allocated", of: ["P1"], actor: "张三", reason: "试", document: nil) }
      try store.setStage("consultation", of: ["P1"], actor: "张三", reason: "发起会商", document: nil)
      try store.setStage("reserved", of: ["P1"], actor: "张三", reason: "部门意见齐全", document: "会商〔2026〕3号")
      let history = try session.query("SELECT actor, reason FROM library.project_history WHERE project = 'P1' ORDER BY change")
      #expect(history.count == 2)
      #expect(try history.string(1, "reason") == "部门意见齐全 · 会商〔2026〕3号")
    }
  }
}
