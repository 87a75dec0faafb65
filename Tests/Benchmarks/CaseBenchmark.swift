import ArgumentParser
import Foundation
import Intake
import Postgres
import Procedures
import ScenarioFiles
import Store

/// Consultations begun and answered one act at a time, each a transaction in its officer's name, and the daily job; against pgbench's TPC-B-like
/// transactions on the same cluster.
struct CaseBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cases")
  @Option(help: "Projects that are consulted on: one start and four answers each.")
  var projects = 1_000
  @Option(help: "Seconds of the pgbench run.")
  var seconds = 10

  private static let city = "371500"
  private static let departments = ["land", "environment", "development", "industry"]

  func run() throws {
    try Bench.withDatabase { conninfo in
      let session = try Session(conninfo)
      try prepare(session)
      let count = Double(projects * 5)
      let acts = try Bench.seconds { try consult(session) }
      let procedures = ProcedureStore(session, city: Self.city)
      let first = try Bench.seconds { _ = try procedures.tick(on: "2026-03-02") }
      let again = try Bench.seconds { _ = try procedures.tick(on: "2026-03-02") }
      let reserved = try session.query("SELECT count(*) AS n FROM library.project WHERE stage = 'reserved'").int64(0, "n")
      guard reserved == projects else { throw Bench.Failure(what: "\(reserved) of \(projects) reserved") }
      try Bench.run(["pgbench", "-iqs", "10", conninfo])
      let yardstick = try Bench.pgbench(conninfo, clients: 1, seconds: seconds)
      Bench.row("pgbench TPC-B-like, 1 client", [("per s", yardstick)])
      Bench.row("acts of consultations, 1 session", [("per s", count / acts), ("× pgbench 1", count / acts / yardstick)])
      Bench.row("the daily job, first and again", [("s", first), ("s", again)])
    }
  }

  private func prepare(_ session: Session) throws {
    let people = Self.departments.map { OfficeRecord.Person(code: "\($0)-1", name: $0, unit: $0, roles: ["department_clerk"]) }
    let clerk = OfficeRecord.Person(code: "s-1", name: "s", unit: "hq-371522", roles: ["county_clerk"])
    _ = try OfficeStore(session, city: Self.city).store(OfficeRecord(people: people + [clerk]), actor: "bench")
    let folder = try ResourceFolder.home().appending(path: "Scenarios/liaocheng/procedures")
    let files = try ProcedureFile.files(in: folder).map { try ProcedureFile.read(Data(contentsOf: $0), file: $0.lastPathComponent) }
    _ = try ProcedureStore(session, city: Self.city).store(files, actor: "bench")
    try session.script(
      """
      INSERT INTO library.project (city, code, name, region, category, stage, created_by)
      SELECT '371500', 'B' || n, 'B' || n, '371522', 'private', 'planning', 'bench' FROM generate_series(1, \(projects)) n
      """)
    try ProcedureStore(session, city: Self.city).setToday("2026-03-31")
  }

  private func consult(_ session: Session) throws {
    let context = CaseStore.Context(date: "2026-03-02")
    let clerk = CaseStore(session, city: Self.city, person: "s-1")
    for number in 1...projects {
      let started = try clerk.start("consultation", about: ["project": "B\(number)"], form: ["policy_basis": .text("x")], context)
      for task in started.waiting {
        try CaseStore(session, city: Self.city, person: "\(task.unit)-1").act(task.task, "agree", form: ["opinion": .text("x")], context)
      }
    }
  }
}
