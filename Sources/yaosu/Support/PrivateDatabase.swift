import Postgres
import PrivateCluster

/// The database `yaosu` in the private cluster.
enum PrivateDatabase {
  /// Starts the cluster and makes the database when it isn't there; another process that makes it at the same moment is no failure.
  static func ensure() throws {
    let cluster = try DatabaseOptions.privateCluster()
    try cluster.start()
    let admin = try Session(cluster.conninfo(database: "postgres"))
    guard try admin.query("SELECT FROM pg_database WHERE datname = 'yaosu'").count == 0 else { return }
    do { try admin.script("CREATE DATABASE yaosu") } catch let error as PostgresError
      where error.sqlState == "42P04" || error.sqlState == "23505"
    {}
  }
}
