import Postgres

/// Functions, views and reference data: replaced whole, together.
extension Migrator {
  static let schemas = "'core', 'policy', 'office', 'ledger', 'library', 'plan', 'work', 'report'"

  /// Returns whether anything was replaced.
  func refresh(force: Bool) throws -> Bool {
    if try !force && isFresh() { return false }
    let wanted = try wantedChecksum()
    try session.transaction { session in
      try dropViews()
      // Bodies may name what comes later in the order; each is checked when it is first run, and by tests.
      try session.script("SET LOCAL check_function_bodies = off")
      for file in tree.functions { try run(file) }
      try dropStaleFunctions()
      try createViews()
      for file in tree.reference { try run(file) }
      try session.query(
        "INSERT INTO yaosu_migration.refreshed (checksum) VALUES ($1) ON CONFLICT (one) DO UPDATE SET checksum = excluded.checksum",
        [.text(wanted)])
    }
    return true
  }

  private func wantedChecksum() throws -> String {
    try checksum((tree.functions + tree.views + tree.reference).map { "\($0.name)\n\($0.text)" }.joined(separator: "\u{1}"))
  }

  /// Functions, views and reference data in the database are those of the tree.
  func isFresh() throws -> Bool {
    let rows = try session.query("SELECT checksum FROM yaosu_migration.refreshed")
    return try rows.count == 1 && rows.string(0, "checksum") == wantedChecksum()
  }

  private func run(_ file: SQLTree.File) throws {
    do { try session.script(file.text) } catch let error as PostgresError { throw MigrationError.failed(file: file.name, error) }
  }

  /// Those that the last refresh made. Views of migrations stay: row security stands on them.
  private func dropViews() throws {
    let rows = try session.query("SELECT name FROM yaosu_migration.view ORDER BY name")
    for row in 0..<rows.count { try session.script("DROP VIEW IF EXISTS \(rows.string(row, "name")) CASCADE") }
    try session.script("DELETE FROM yaosu_migration.view")
    for file in tree.views { try session.query("INSERT INTO yaosu_migration.view VALUES ($1)", [.text(Migrator.object(of: file))]) }
  }

  /// `report/loans.sql` makes `report.loans`.
  private static func object(of file: SQLTree.File) -> String { String(file.name.dropLast(".sql".count)).replacing("/", with: ".") }

  /// A view may stand on one that comes later in the order: what fails for that reason is tried again while others succeed.
  private func createViews() throws {
    var waiting = tree.views
    while !waiting.isEmpty {
      var failed: [SQLTree.File] = []
      var lastError: MigrationError?
      for file in waiting {
        do {
          try session.transaction { _ in try run(file) }
        } catch MigrationError.failed(let name, let error) where error.sqlState == "42P01" || error.sqlState == "42883" {
          failed.append(file)
          lastError = .failed(file: name, error)
        }
      }
      if failed.count == waiting.count, let lastError { throw lastError }
      waiting = failed
    }
  }

  /// Functions that an earlier tree had and this one has not. Those of migrations (triggers) are never in the list.
  private func dropStaleFunctions() throws {
    let current = try functionSignatures()
    let rows = try session.query("SELECT signature FROM yaosu_migration.function")
    let old = try (0..<rows.count).map { try rows.string($0, "signature") }
    let texts = tree.functions.map(\.text).joined()
    func isInTree(_ signature: String) -> Bool { texts.contains("FUNCTION \(signature.prefix { $0 != "(" })(") }
    for signature in old where current.contains(signature) && !isInTree(signature) {
      try session.script("DROP FUNCTION IF EXISTS \(signature)")
    }
    try session.script("DELETE FROM yaosu_migration.function")
    for signature in current where isInTree(signature) {
      try session.query("INSERT INTO yaosu_migration.function VALUES ($1)", [.text(signature)])
    }
  }

  private func functionSignatures() throws -> Set<String> {
    let rows = try session.query(
      """
      SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS signature
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN (\(Migrator.schemas)) AND p.prokind = 'f'
      """)
    return Set(try (0..<rows.count).map { try rows.string($0, "signature") })
  }
}
