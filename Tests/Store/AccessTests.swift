import Postgres
import Testing
import TestSupport

/// Row security, tried as the roles that the city gives to people.
@Suite("Who sees what in reports")
struct AccessTests {
  private static let views = [
    "pool_balance", "project_holding", "ledger_statement", "library_by_stage", "advances", "loans", "reclaims", "county_satisfaction",
    "plan_pool",
    "unmet_demand", "allocation",
  ]

  /// Two counties with a deposit, a project, a reservation and a reclaim each, an advance, and a loan between them.
  private static let data = """
    INSERT INTO library.project (city, code, created_by, name, region, stage, entered) VALUES
      ('371500', 'S1', 't', '莘一', '371522', 'reserved', '2026-01-01'), ('371500', 'G1', 't', '冠一', '371525', 'reserved', '2026-01-01');
    SELECT ledger.deposit('{"city":"371500","key":"d","actor":"t","date":"2026-02-01"}',
      '[{"factor":"land","region":"371522","vintage":2026,"quantity":1000000,"source":"s"},
        {"factor":"land","region":"371525","vintage":2026,"quantity":1000000,"source":"s"},
        {"factor":"balance_quantity","region":"371522","vintage":2026,"quantity":1000000,"source":"s"}]');
    SELECT ledger.reserve('{"city":"371500","key":"r","actor":"t","date":"2026-02-02"}',
      '[{"project":"S1","factor":"land","region":"371522","vintage":2026,"quantity":1000},
        {"project":"G1","factor":"land","region":"371525","vintage":2026,"quantity":1000}]');
    SELECT ledger.reclaim('{"city":"371500","key":"c","actor":"t","date":"2026-02-03"}',
      '[{"project":"S1","factor":"land","region":"371522","vintage":2026,"quantity":100},
        {"project":"G1","factor":"land","region":"371525","vintage":2026,"quantity":100}]');
    SELECT ledger.lend('{"city":"371500","key":"l","actor":"t","date":"2026-02-04"}',
      '[{"factor":"balance_quantity","vintage":2026,"from":"371522","to":"371525","quantity":1000,"due":"2026-06-01"}]');
    SELECT ledger.open('{"city":"371500","key":"o","actor":"t","date":"2026-02-05"}',
      '[{"kind":"expected","factor":"land","region":"371522","vintage":2027,"quantity":1000000},
        {"kind":"expected","factor":"land","region":"371525","vintage":2027,"quantity":1000000}]');
    SELECT ledger.advance('{"city":"371500","key":"a","actor":"t","date":"2026-02-06"}',
      '[{"factor":"land","region":"371522","vintage":2027,"quantity":1000},{"factor":"land","region":"371525","vintage":2027,"quantity":1000}]');
    INSERT INTO policy.access (city, role_name, region) VALUES ('371500', 'yaosu_report', NULL), ('371500', 'test_shenxian', '371522');
    """

  private func withRoles(_ body: (Session, String) throws -> Void) throws {
    try TestDatabase.withDatabase { conninfo in
      let session = try Session(conninfo)
      // Roles belong to the cluster; these are dropped with it.
      try session.script(
        """
        DO $$ DECLARE r text; BEGIN FOREACH r IN ARRAY ARRAY['test_shenxian', 'test_nobody'] LOOP
          BEGIN EXECUTE format('CREATE ROLE %I LOGIN IN ROLE yaosu_report', r); EXCEPTION WHEN duplicate_object THEN NULL; END;
        END LOOP; END $$
        """)
      try session.script(Self.data)
      try body(session, conninfo)
    }
  }

  private func regions(_ view: String, as role: String, _ session: Session) throws -> [String] {
    let column = try session.query(
      """
      SELECT attname::text AS name FROM pg_attribute WHERE attrelid = ('report.' || $1)::regclass AND attname = ANY ($2)
      ORDER BY array_position($2, attname::text) LIMIT 1
      """, [.text(view), .textArray(["project_region", "region", "pool_region", "lender"])]
    ).string(0, "name")
    return try session.transaction { session in
      try session.script("SET LOCAL ROLE \(role)")
      let rows = try session.query("SELECT DISTINCT \(column)::text AS region FROM report.\(view) ORDER BY 1")
      return try (0..<rows.count).map { try rows.string($0, "region") }
    }
  }

  @Test("[L3] a county sees its own rows and the city's pools, never another county's; who isn't listed sees nothing")
  func byRegion() throws {
    try withRoles { session, _ in
      let filled = ["pool_balance", "project_holding", "ledger_statement", "library_by_stage", "advances", "loans", "reclaims"]
      for view in Self.views {
        let all = try regions(view, as: "yaosu_report", session)
        let own = try regions(view, as: "test_shenxian", session)
        let none = try regions(view, as: "test_nobody", session)
        #expect(Set(own).isSubset(of: ["371522", "371500"]), "\(view): \(own)")
        #expect(none == [], "\(view)")
        if filled.contains(view) {
          #expect(own.contains("371522"), "\(view): \(own)")
          #expect(all.contains("371522"), "\(view): \(all)")
          if view != "loans" { #expect(all.contains("371525"), "\(view): \(all)") }
        }
      }
    }
  }

  @Test("the tables below the views keep the same secret")
  func tables() throws {
    try withRoles { session, _ in
      try session.transaction { session in
        try session.script("SET LOCAL ROLE test_shenxian")
        for (table, column) in [("ledger.account", "region"), ("library.project", "region")] {
          let rows = try session.query("SELECT DISTINCT \(column)::text AS r FROM \(table) WHERE \(column) NOT IN ('371522', '371500')")
          #expect(rows.count == 0, "\(table)")
        }
        let entries = try session.query(
          """
          SELECT count(*) AS n, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM ledger.account a WHERE a.account IN (e.from_account, e.to_account))) AS strange
          FROM ledger.entry e
          """)
        let (n, strange) = (try entries.int64(0, "n"), try entries.int64(0, "strange"))
        #expect(n > 0 && strange == 0)
      }
    }
  }

  @Test("nobody of them can write, by table or by function")
  func writes() throws {
    try withRoles { session, _ in
      for statement in [
        "DELETE FROM ledger.entry", "UPDATE library.project SET name = 'x'",
        "INSERT INTO policy.access VALUES ('371500', 'test_nobody', NULL, '')",
        "SELECT ledger.deposit('{}', '[]')", "SELECT plan.adopt('{}', 1)",
      ] {
        let error = #expect(throws: PostgresError.self, "\(statement)") {
          try session.transaction { session in
            try session.script("SET LOCAL ROLE test_shenxian")
            try session.script(statement)
          }
        }
        #expect(error?.sqlState == "42501", "\(statement): \(String(describing: error))")
      }
    }
  }
}
