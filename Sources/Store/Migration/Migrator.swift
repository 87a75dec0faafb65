public import Foundation
public import Postgres

/// Brings a database to what the tree's `sql` folder says.
///
/// Migrations are numbered, applied once each in a transaction of its own, remembered with their checksum, and never edited. Functions,
/// views and reference data are replaced whole, in one transaction, when any file of them changed. One migrator at a time: an advisory lock
/// of the session, which ends with it, so that no lock outlives a crash.
public struct Migrator {
  let session: Session
  let tree: SQLTree

  /// Any number that nobody else uses for advisory locks of this database.
  static let lockKey: Int64 = 0x7961_6f73_75
  /// How long a migration waits for a table that somebody uses.
  static let lockTimeout = "30s"

  public init(_ session: Session, folder: URL) throws {
    self.session = session
    tree = try SQLTree(folder: folder)
  }

  public struct Outcome: Hashable, Sendable {
    /// File names of the migrations that were applied now.
    public var applied: [String]
    /// Functions, views and reference data were replaced.
    public var isRefreshed: Bool
  }

  /// Throws `MigrationError`; what came before the failing file stays, the file itself leaves nothing.
  @discardableResult
  public func migrate() throws -> Outcome {
    try session.query("SELECT pg_advisory_lock($1)", [.int8(Migrator.lockKey)])
    // Here and below: only a lost connection can fail these, and with it lock and settings are gone.
    defer { _ = try? session.query("SELECT pg_advisory_unlock($1)", [.int8(Migrator.lockKey)]) }
    try session.script("SET client_min_messages = warning; SET lock_timeout = '\(Migrator.lockTimeout)'")
    defer { _ = try? session.script("RESET client_min_messages; RESET lock_timeout") }
    try makeJournal()
    let pending = try checkHistory()
    for migration in pending { try apply(migration) }
    let isRefreshed = try refresh(force: !pending.isEmpty)
    return Outcome(applied: pending.map(\.name), isRefreshed: isRefreshed)
  }

  /// Migrations that are not yet applied, and `functions and views` when those are not this tree's; an edited or missing migration is refused.
  public func pending() throws -> [String] {
    let exists = try session.query("SELECT to_regclass('yaosu_migration.applied') IS NOT NULL AS ok").bool(0, "ok")
    guard exists else { return tree.migrations.map(\.name) }
    return try checkHistory().map(\.name) + (isFresh() ? [] : ["functions and views"])
  }

  private func makeJournal() throws {
    try session.script(
      """
      CREATE SCHEMA IF NOT EXISTS yaosu_migration;
      CREATE TABLE IF NOT EXISTS yaosu_migration.applied (
        number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE TABLE IF NOT EXISTS yaosu_migration.refreshed (one boolean PRIMARY KEY DEFAULT true CHECK (one), checksum text NOT NULL);
      CREATE TABLE IF NOT EXISTS yaosu_migration.function (signature text PRIMARY KEY);
      CREATE TABLE IF NOT EXISTS yaosu_migration.view (name text PRIMARY KEY);
      """)
  }

  private func checkHistory() throws -> [SQLTree.File] {
    let rows = try session.query("SELECT number, name, checksum FROM yaosu_migration.applied ORDER BY number")
    for row in 0..<rows.count {
      let name = try rows.string(row, "name")
      guard row < tree.migrations.count else { throw MigrationError.missing(name) }
      let file = tree.migrations[row]
      guard file.name == name else { throw MigrationError.missing(name) }
      guard try checksum(file.text) == rows.string(row, "checksum") else { throw MigrationError.edited(name) }
    }
    return Array(tree.migrations[rows.count...])
  }

  private func apply(_ file: SQLTree.File) throws {
    do {
      try session.transaction { session in
        try session.script(file.text)
        try session.query(
          "INSERT INTO yaosu_migration.applied (number, name, checksum) VALUES ($1, $2, $3)",
          [.int4(Int32(file.number)), .text(file.name), .text(try checksum(file.text))])
        if let check = file.verification {
          let rows = try session.query(check)
          guard rows.count == 1, try rows.bool(0, rows.columns[0]) else { throw MigrationError.notVerified(file.name) }
        }
      }
    } catch let error as PostgresError {
      throw MigrationError.failed(file: file.name, error)
    }
  }

  /// The server hashes: one implementation, and none of ours to keep.
  func checksum(_ text: String) throws -> String {
    try session.query("SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex') AS hash", [.text(text)]).string(0, "hash")
  }
}

public enum MigrationError: Error, Sendable {
  /// An applied migration's text is no longer what was applied.
  case edited(String)
  /// An applied migration is gone from the tree, or another took its place.
  case missing(String)
  /// Its verify query says that it is not in effect.
  case notVerified(String)
  case failed(file: String, PostgresError)
  /// Numbers must be 0001, 0002, … without gaps.
  case badNumber(String)
}
