public import Foundation
public import Postgres
import PrivateCluster
import Store

/// Databases for tests: one cluster of this checkout's own, started at first use and removed at the end; one migrated database, cloned for each
/// test that asks.
public enum TestDatabase {
  /// A session in a fresh clone of the migrated database, which is dropped afterwards.
  public static func withSession<R>(_ body: (Session) throws -> R) throws -> R {
    try withDatabase { conninfo in try body(Session(conninfo)) }
  }

  /// A migrated database that `fill` has filled, to be cloned by `withDatabase(like:)`. Nobody may stay connected to it.
  public static func makeTemplate(_ name: String, _ fill: (String) throws -> Void) throws {
    let cluster = try Shared.cluster.get()
    try Session(cluster.conninfo(database: "postgres")).script("CREATE DATABASE \(name) TEMPLATE \(migrated) STRATEGY file_copy")
    try fill(cluster.conninfo(database: name))
  }

  /// The database that is migrated and empty.
  public static let migrated = "template_tests"

  /// The connection string of a fresh clone, for tests that need several sessions.
  public static func withDatabase<R>(like template: String = migrated, _ body: (String) throws -> R) throws -> R {
    let database = try make(like: template)
    defer { database.drop() }
    return try body(database.conninfo)
  }

  /// A database with nothing in it.
  public static func withEmptyDatabase<R>(_ body: (String) throws -> R) throws -> R { try withDatabase(like: "template0", body) }

  /// A fresh clone that the caller drops.
  public static func make(like template: String = migrated) throws -> (conninfo: String, drop: @Sendable () -> Void) {
    let cluster = try Shared.cluster.get()
    let name = "test_\(UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased())"
    let admin = cluster.conninfo(database: "postgres")
    // A clone waits for nobody: nothing connects to the template after it is made.
    try Shared.cloning.withLock { try Session(admin).script("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy") }
    return (cluster.conninfo(database: name), { try? Session(admin).script("DROP DATABASE \(name) WITH (FORCE)") })
  }

  /// The folder of the checkout.
  public static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private enum Shared {
    static let cloning = NSLock()
    static let cluster = Result { try start() }

    private static func start() throws -> PrivateCluster {
      // The checkout's path names the folder: two runs of one checkout are kept apart by the build's own lock.
      let key = checkout.path.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
      let cluster = PrivateCluster(folder: URL(filePath: "/var/tmp/yaosu-tests-\(String(key, radix: 36))"), isForTests: true)
      // What a run that was killed has left.
      try? cluster.wipe()
      try cluster.start()
      atexit { try? Shared.cluster.get().wipe() }
      try Session(cluster.conninfo(database: "postgres")).script("CREATE DATABASE \(migrated)")
      let session = try Session(cluster.conninfo(database: migrated))
      try Migrator(session, folder: checkout.appending(path: "sql")).migrate()
      return cluster
    }
  }
}
