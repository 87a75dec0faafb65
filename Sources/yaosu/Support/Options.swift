public import ArgumentParser
public import Diagnostics
import Foundation
import Operations
import Postgres
import PrivateCluster
import Store

extension Language: ExpressibleByArgument {}

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
  @Option(name: .long, help: "Language of messages and tables: zh or en. Default: by LANG.")
  var lang: Language?

  var language: Language { lang ?? Language(locale: ProcessInfo.processInfo.environment["LANG"]) }
}

/// Which database, and which city in it.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "libpq connection string or URI (several hosts and TLS as libpq has them). Default: YAOSU_DATABASE_URL, else the project's private cluster."
    ))
  var database: String?

  @Option(name: .long, help: "Division code of the city.")
  var city: String = ProcessInfo.processInfo.environment["YAOSU_CITY"] ?? "371500"

  @Option(name: .long, help: "Who does this; stands in every record. Default: YAOSU_ACTOR, else the login name.")
  var actor: String?

  var actorName: String { actor ?? ProcessInfo.processInfo.environment["YAOSU_ACTOR"] ?? NSUserName() }

  /// An own server, or nil for the private cluster.
  var ownServer: String? { database ?? ProcessInfo.processInfo.environment["YAOSU_DATABASE_URL"] }

  static func privateCluster() throws -> PrivateCluster {
    PrivateCluster(folder: StateFolder.choose(project: try ResourceFolder.home()))
  }

  /// Starts the private cluster when it is the one meant.
  func conninfo() throws -> String {
    if let ownServer { return ownServer }
    try PrivateDatabase.ensure()
    return try Self.privateCluster().conninfo()
  }

  func session() throws -> Session {
    let session = try Session(try conninfo())
    try session.script("SET lock_timeout = '30s'")
    return session
  }

  /// A session of a database that is migrated to this program's `sql`; says what to do when it isn't.
  func migratedSession() throws -> Session {
    let session = try session()
    let pending = try Migrator(session, folder: ResourceFolder.sql()).pending()
    guard pending.isEmpty else { throw CommandError.notMigrated(pending) }
    return session
  }
}
