import Foundation
import Postgres
import Store
import Testing
import TestSupport

@Suite("The migrator")
struct MigratorTests {
  /// A tree of its own, small enough to see through, and an empty database.
  private func withTree(_ body: (URL, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-sql-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(folder, "migrations/0001_first.sql", "CREATE SCHEMA core; CREATE TABLE core.a (n int);")
    try write(folder, "migrations/0002_second.sql", "CREATE TABLE core.b (n int);")
    try write(folder, "migrations/verify/0002_second.sql", "SELECT to_regclass('core.b') IS NOT NULL")
    try write(folder, "functions/core/one.sql", "CREATE OR REPLACE FUNCTION core.one() RETURNS int LANGUAGE sql AS 'SELECT 1';")
    // Needs a view that comes later in the order.
    try write(folder, "views/core/early.sql", "CREATE VIEW core.early AS SELECT * FROM core.late;")
    try write(folder, "views/core/late.sql", "CREATE VIEW core.late AS SELECT core.one() AS n;")
    try write(folder, "reference/01.sql", "DELETE FROM core.a; INSERT INTO core.a VALUES (7);")
    try TestDatabase.withEmptyDatabase { try body(folder, $0) }
  }
  private func write(_ folder: URL, _ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  private func migrate(_ folder: URL, _ conninfo: String) throws -> Migrator.Outcome {
    try Migrator(Session(conninfo), folder: folder).migrate()
  }
  private func exists(_ name: String, _ conninfo: String) throws -> Bool {
    try Session(conninfo).query("SELECT to_regclass($1) IS NOT NULL AS ok", [.text(name)]).bool(0, "ok")
  }

  @Test("twice is once; what is pending is said beforehand")
  func twice() throws {
    try withTree { folder, conninfo in
      let pending = try Migrator(Session(conninfo), folder: folder).pending()
      #expect(pending == ["0001_first.sql", "0002_second.sql"])
      let first = try migrate(folder, conninfo)
      #expect(first.applied == pending && first.isRefreshed)
      let second = try migrate(folder, conninfo)
      #expect(second.applied.isEmpty && !second.isRefreshed)
      let sum = try Session(conninfo).query("SELECT n + (SELECT n FROM core.early) AS n FROM core.a").int32(0, "n")
      #expect(sum == 8)
    }
  }

  @Test("history that was edited, renamed or lost is refused by name, and so is a gap in the numbers")
  func history() throws {
    try withTree { folder, conninfo in
      _ = try migrate(folder, conninfo)
      let file = folder.appending(path: "migrations/0002_second.sql")
      let text = try Data(contentsOf: file)
      try write(folder, "migrations/0002_second.sql", "CREATE TABLE core.c (n int);")
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.edited("0002_second.sql") = $0 { true } else { false } }
      try FileManager.default.removeItem(at: file)
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.missing("0002_second.sql") = $0 { true } else { false } }
      try text.write(to: folder.appending(path: "migrations/0002_other.sql"))
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.missing("0002_second.sql") = $0 { true } else { false } }
      try write(folder, "migrations/0004_gap.sql", "SELECT 1;")
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.badNumber("0004_gap.sql") = $0 { true } else { false } }
    }
  }

  @Test("a migration that fails, or isn't in effect, leaves nothing; those before it stay")
  func failure() throws {
    try withTree { folder, conninfo in
      try write(folder, "migrations/0003_bad.sql", "CREATE TABLE core.d (n int); SELECT 1 / 0;")
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.failed("0003_bad.sql", _) = $0 { true } else { false } }
      try write(folder, "migrations/0003_bad.sql", "CREATE TABLE core.d (n int);")
      try write(folder, "migrations/verify/0003_bad.sql", "SELECT to_regclass('core.e') IS NOT NULL")
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.notVerified("0003_bad.sql") = $0 { true } else { false } }
      let (kept, lost) = (try exists("core.b", conninfo), try exists("core.d", conninfo))
      #expect(kept && !lost)
    }
  }

  @Test("functions and views that left the tree leave the database; those of migrations stay")
  func stale() throws {
    try withTree { folder, conninfo in
      try write(
        folder, "migrations/0003_own.sql",
        "CREATE VIEW core.own AS SELECT 1 AS n; CREATE FUNCTION core.mine() RETURNS int LANGUAGE sql AS 'SELECT 2';")
      _ = try migrate(folder, conninfo)
      for path in ["functions/core/one.sql", "views/core/early.sql"] {
        try FileManager.default.removeItem(at: folder.appending(path: path))
      }
      try write(folder, "views/core/late.sql", "CREATE VIEW core.late AS SELECT 3 AS n, 4 AS m;")
      let outcome = try migrate(folder, conninfo)
      #expect(outcome.applied.isEmpty && outcome.isRefreshed)
      let rows = try Session(conninfo).query(
        """
        SELECT to_regproc('core.one') IS NULL AND to_regclass('core.early') IS NULL AS gone,
          to_regproc('core.mine') IS NOT NULL AND to_regclass('core.own') IS NOT NULL AS kept, (SELECT m FROM core.late) AS m
        """)
      let (gone, kept, m) = (try rows.bool(0, "gone"), try rows.bool(0, "kept"), try rows.int32(0, "m"))
      #expect(gone && kept && m == 4)
    }
  }

  @Test("a broken function or view replaces nothing")
  func brokenRefresh() throws {
    try withTree { folder, conninfo in
      _ = try migrate(folder, conninfo)
      try write(folder, "functions/core/one.sql", "CREATE OR REPLACE FUNCTION core.one() RETURNS int LANGUAGE sql AS 'SELECT 5';")
      try write(folder, "views/core/late.sql", "CREATE VIEW core.late AS SELECT nosuch FROM core.a;")
      #expect { try migrate(folder, conninfo) } throws: { if case MigrationError.failed("core/late.sql", _) = $0 { true } else { false } }
      let n = try Session(conninfo).query("SELECT n FROM core.early").int32(0, "n")
      #expect(n == 1)
    }
  }

  @Test("two at once: the second waits, and finds everything done")
  func together() async throws {
    let database = try TestDatabase.make(like: "template0")
    defer { database.drop() }
    let sql = TestDatabase.checkout.appending(path: "sql")
    let outcomes = try await withThrowingTaskGroup(of: Migrator.Outcome.self) { group in
      for _ in 0..<2 { group.addTask { try Migrator(Session(database.conninfo), folder: sql).migrate() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: sql.appending(path: "migrations").path).filter { $0.hasSuffix(".sql") }
    #expect(outcomes.map(\.applied.count).sorted() == [0, files.count])
  }

  @Test("each migration says how to see that it is in effect")
  func verification() throws {
    let migrations = TestDatabase.checkout.appending(path: "sql/migrations")
    let files = try FileManager.default.contentsOfDirectory(atPath: migrations.path).filter { $0.hasSuffix(".sql") }
    #expect(files.count >= 6)
    for file in files { #expect(FileManager.default.fileExists(atPath: migrations.appending(path: "verify/\(file)").path), "\(file)") }
  }
}
