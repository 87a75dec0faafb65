import Foundation
import Postgres
import Testing
import TestSupport

/// Rules over the whole schema, asked of the database's own catalogue.
@Suite("The catalogue holds the rules of the house")
struct CatalogueTests {
  private static let ours = "'core', 'policy', 'office', 'ledger', 'library', 'plan', 'work', 'report'"

  /// Names that a query returns: each breaks a rule.
  private func offenders(_ sql: String) throws -> [String] {
    try TestDatabase.withSession { session in
      let rows = try session.query(sql)
      return try (0..<rows.count).map { try rows.string($0, "name") }
    }
  }

  @Test("every table has a primary or unique key that begins with the city")
  func cityFirst() throws {
    let bad = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN (\(Self.ours))
      AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = c.oid AND i.indisunique AND (a.attname = 'city' OR c.oid = 'policy.city'::regclass))
      """)
    // The plan's snapshots are kept by their hash, whoever's they are; classes are the regulation's own.
    #expect(Set(bad).subtracting(["plan.snapshot", "policy.project_class"]) == [])
  }

  @Test("no row refers into another city: every foreign key between tables with a city carries it first")
  func foreignKeys() throws {
    let bad = try offenders(
      """
      SELECT f.conrelid::regclass || '.' || f.conname AS name FROM pg_constraint f
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
      WHERE f.contype = 'f' AND f.connamespace::regnamespace::text IN (\(Self.ours))
        AND EXISTS (SELECT FROM pg_attribute x WHERE x.attrelid = f.confrelid AND x.attname = 'city')
        AND NOT (a.attname = 'city' AND b.attname = 'city') AND f.confrelid <> 'policy.city'::regclass
      """)
    #expect(bad == [])
  }

  @Test("functions that run as their owner have a fixed search_path, and nothing is for everybody")
  func functions() throws {
    let loose = try offenders(
      """
      SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN (\(Self.ours)) AND p.prosecdef
        AND NOT EXISTS (SELECT FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%')
      """)
    #expect(loose == [])
    let open = try offenders(
      """
      SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN (\(Self.ours))
        AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) x WHERE x.grantee = 0))
      """)
    #expect(open == [])
  }

  @Test("every table that answers are read from tells its changes")
  func toldChanges() throws {
    let silent = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind IN ('r', 'p')
        AND c.relnamespace::regnamespace::text IN ('policy', 'office', 'library', 'ledger', 'plan', 'work', 'access', 'jobs')
        AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = 'core.tell_change'::regproc AND t.tgenabled = 'O'
          AND t.tgtype = 4 + 8 + 16 + 32)
      """)
    // Sessions and the record are written by reading; jobs are asked anew each time.
    #expect(Set(silent) == ["access.session", "access.event", "access.counter", "jobs.kind", "jobs.job", "jobs.file"])
  }

  @Test(
    "[L3] row security holds on every table that officers read of people, cases and projects; rules that are everybody's are named here")
  func rowSecurity() throws {
    let open = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
        AND c.relnamespace::regnamespace::text IN ('office', 'work', 'library', 'ledger', 'plan')
        AND (has_any_column_privilege('yaosu_officer', c.oid, 'SELECT') OR has_any_column_privilege('yaosu_report', c.oid, 'SELECT'))
      """)
    // Procedures, roles and the list of offices are public by their nature; an import's line names a file and counts.
    let everybodys: Set = ["office.role", "office.unit", "work.procedure", "work.step", "work.outcome", "work.arrow", "library.import"]
    #expect(Set(open).subtracting(everybodys).filter { !$0.hasPrefix("plan.") && !$0.hasPrefix("ledger.") } == [])
    let work = try offenders(
      "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace IN ('work'::regnamespace, 'office'::regnamespace) AND c.relrowsecurity"
    )
    #expect(work.count >= 20, "\(work)")
    // Row security without a policy would show nothing to anybody.
    let silent = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
      """)
    #expect(silent == [])
  }

  @Test("the reports' role may only read, and the application's role writes through functions alone")
  func roles() throws {
    let writes = try offenders(
      """
      SELECT DISTINCT r.rolname || ' ' || c.oid::regclass || ' ' || p.priv AS name
      FROM pg_class c, (VALUES ('yaosu_report'), ('yaosu_app')) r (rolname), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p (priv)
      WHERE c.relnamespace::regnamespace::text IN (\(Self.ours)) AND c.relkind IN ('r', 'v') AND has_table_privilege(r.rolname, c.oid, p.priv)
      """)
    #expect(writes == [])
    let unread = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' AND NOT has_table_privilege('yaosu_report', c.oid, 'SELECT')
      """)
    #expect(unread == [])
  }

  @Test("reports run with the reader's rights and say in Chinese what each column is")
  func reports() throws {
    let owners = try offenders(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v'
        AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)
      """)
    #expect(owners == [])
    let silent = try offenders(
      """
      SELECT c.oid::regclass || coalesce('.' || a.attname, '') AS name FROM pg_class c
      LEFT JOIN LATERAL (SELECT 0 AS attnum, NULL::name AS attname UNION ALL SELECT attnum, attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) a ON true
      LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
      WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' AND (d.description IS NULL OR d.description !~ '[一-龥]')
      """)
    #expect(silent == [])
  }

  @Test("columns of reports are a contract: docs/reference/reports.md is the list, and it changes only on purpose")
  func contract() throws {
    let known = try String(contentsOf: TestDatabase.checkout.appending(path: "docs/reference/reports.md"), encoding: .utf8)
    let columns = try offenders(
      """
      SELECT c.relname || ' ' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' ORDER BY c.relname, a.attnum
      """)
    var listed: [String] = []
    var view = ""
    for line in known.split(separator: "\n") {
      if line.hasPrefix("## ") { view = String(line.dropFirst(3)) }
      if line.hasPrefix("| `"), let name = line.dropFirst(3).split(separator: "`").first { listed.append("\(view) \(name)") }
    }
    #expect(columns == listed)
  }

  @Test("tables with names or texts sort and search Chinese")
  func chinese() throws {
    try TestDatabase.withSession { session in
      let row = try session.query(
        "SELECT string_agg(n, '' ORDER BY n COLLATE \"zh-x-icu\") AS sorted, similarity('莘县轴承产业园', '轴承产业园项目') > 0 AS alike FROM unnest(ARRAY['茌平','莘县','阳谷','冠县']) n"
      )
      let (sorted, alike) = (try row.string(0, "sorted"), try row.bool(0, "alike"))
      #expect(sorted == "茌平冠县莘县阳谷" && alike)
    }
  }
}
