import Allocation
import Optimisation
import Postgres
import SampleCity
import TestSupport
import Testing

@testable import Store

@Suite("Dates given to those left out") struct DatesKeptTests {
  @Test("[L20.2] a date is kept by a later adopted run that decides by then, missed when it passes, open until then") func kept() throws {
    try TestDatabase.withSession { session in
      let policy = try session.query("SELECT code FROM policy.version WHERE city = '371500' ORDER BY code LIMIT 1").string(0, "code")
      let snapshot = try CertificateTests.snapshot(seed: 1, years: 1, policy: policy)
      for project in snapshot.projects {
        try session.prepared(
          "INSERT INTO library.project (city, code, name, region, stage, created_by) VALUES ('371500', $1, $1, $2, 'reserved', 'test')",
          [.text(project.code), .text(snapshot.regions[project.region].code)])
      }
      let plan = try Planner(solver: try HighsSolver()).plan(snapshot)
      let hashes = Dictionary(uniqueKeysWithValues: snapshot.projects.map { ($0.code, String(repeating: "0", count: 64)) })
      let store = RunStore(session, city: "371500")
      for key in ["first", "second", "third"] {
        let header = RunStore.Header(key: key, actor: "test", scenario: Scenario(name: key), ledgerBatch: 0, hashes: hashes)
        _ = try store.store(plan, of: snapshot, header: header)
      }
      #expect(try store.datesKept() == (0, 0))
      // Adoption needs a whole city's books; what counts here is the day.
      try session.script(
        """
        ALTER TABLE plan.run DISABLE TRIGGER guard; ALTER TABLE plan.unmet DISABLE TRIGGER keep;
        UPDATE plan.run SET adopted_at = d.at::timestamptz, adopted_by = 'test', decision_document = 'x'
          FROM (VALUES (1, '2026-03-01'), (2, '2026-03-20'), (3, '2026-06-01')) AS d(run, at) WHERE plan.run.run = d.run;
        UPDATE plan.unmet SET due = d.due::date, due_basis = d.basis
          FROM (VALUES (1, '2026-03-31', 'decisionDue'), (2, '2026-04-30', 'decisionDue'), (3, '2999-01-01', 'nextVintage')) AS d(run, due, basis)
          WHERE plan.unmet.run = d.run
        """)
      let left = Int64(plan.unmet.count)
      // The second run decides again in time; the third comes after the second's day; the third's day is far.
      #expect(try store.datesKept() == (left, left))
      let rows = try session.query(
        "SELECT run, given, kept, missed, open, kept_percent::text AS percent FROM report.dates_kept ORDER BY run")
      #expect(try (0..<rows.count).map { try rows.int32($0, "open") } == [0, 0, Int32(left)])
      #expect(try rows.string(0, "percent") == "100.0" && rows.string(1, "percent") == "0.0")
      #expect(try rows.optionalString(2, "percent") == nil)
    }
  }
}
