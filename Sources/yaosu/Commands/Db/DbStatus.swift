import ArgumentParser
import Diagnostics
import Foundation
import Postgres
import PrivateCluster
import Store

struct DbStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says whether the database is up, and which migrations it lacks.")
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let conninfo: String
      if let own = database.ownServer {
        conninfo = own
      } else {
        let cluster = try DatabaseOptions.privateCluster()
        guard cluster.isRunning else {
          return Terminal.out(language("私有数据库未运行：\(cluster.folder.path)", "The private cluster is down: \(cluster.folder.path)"))
        }
        conninfo = cluster.conninfo()
      }
      let session = try Session(conninfo)
      let version = session.serverVersion
      let pending = try Migrator(session, folder: ResourceFolder.sql()).pending()
      Terminal.out("PostgreSQL \(version / 10_000).\(version % 10_000)  \(conninfo)")
      Terminal.out(
        pending.isEmpty
          ? language("迁移：已是最新", "migrations: up to date")
          : language("待执行的迁移：", "pending migrations: ") + pending.joined(separator: ", "))
    }
  }
}
