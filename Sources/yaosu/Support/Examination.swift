import Diagnostics
import Foundation
import Intake
import Operations
import Optimisation
import Postgres
import PrivateCluster
import Reporting
import Store

/// Looks at everything that the program stands on. Starts and changes nothing.
struct Examination {
  let database: DatabaseOptions
  let language: Language

  struct Finding {
    var name: String
    /// Version and place; what went wrong where it isn't fine.
    var found: String
    var purpose: String
    var isFine: Bool
    var isRequired = true
    /// The command that installs or mends it.
    var remedy: String?
  }

  func findings() -> [Finding] { [server, resources, solver, converter, workbook] + connection }

  /// The server's own programs are needed for the private cluster only.
  private var server: Finding {
    let purpose = language("私有数据库的服务器程序", "server of the private cluster")
    let version = PrivateCluster.serverVersion()
    return Finding(
      name: "PostgreSQL", found: version ?? language("未安装", "not installed"), purpose: purpose, isFine: version != nil,
      isRequired: database.ownServer == nil, remedy: "apt-get install postgresql postgis")
  }

  private var resources: Finding {
    // Not found is what doctor is for.
    let folder = try? ResourceFolder.sql().path
    return Finding(
      name: "sql", found: folder ?? language("找不到", "not found"),
      purpose: language("数据库结构与函数", "schema and functions of the database"), isFine: folder != nil,
      remedy: "YAOSU_HOME=…")
  }

  private var solver: Finding {
    let library = Result { try HighsLibrary.find() }
    var finding = Finding(
      name: "HiGHS", found: "", purpose: language("线性与整数规划求解器", "solver of linear and integer programs"), isFine: false,
      remedy: "./quickstart")
    switch library {
    case .success(let library): (finding.found, finding.isFine) = ("\(library.version)  \(library.path)", true)
    case .failure(let error): finding.found = Fault(error, language).text
    }
    return finding
  }

  private var converter: Finding {
    let version = WorkbookReader.version()
    return Finding(
      name: "GDAL ogr2ogr", found: version ?? language("未安装", "not installed"),
      purpose: language("读取 XLSX、XLS、ODS（CSV 不需要）", "reads XLSX, XLS and ODS (CSV does without)"), isFine: version != nil,
      remedy: "apt-get install gdal-bin util-linux")
  }

  private var workbook: Finding {
    Finding(
      name: "libxlsxwriter", found: Workbook.libraryVersion, purpose: language("写出 Excel 工作簿", "writes Excel workbooks"), isFine: true)
  }

  /// The database that commands would use: reachable, of a version that we know, migrated, its extensions there.
  private var connection: [Finding] {
    let purpose = language("命令所用的数据库", "the database that commands use")
    let name = language("数据库", "database")
    // A folder that can't be used is told below, where the connection is tried.
    if database.ownServer == nil, let cluster = try? DatabaseOptions.privateCluster(), !cluster.isRunning {
      let found = language("私有数据库未运行（下一个命令会启动它）", "the private cluster is down (the next command starts it)")
      return [Finding(name: name, found: found, purpose: purpose, isFine: false, isRequired: false, remedy: "yaosu db start")]
    }
    do {
      let session = try Session(database.ownServer ?? DatabaseOptions.privateCluster().conninfo())
      let version = "\(session.serverVersion / 10_000).\(session.serverVersion % 10_000)"
      return [
        Finding(
          name: name, found: "PostgreSQL \(version), libpq \(Session.libraryVersion / 10_000).\(Session.libraryVersion % 10_000)",
          purpose: purpose, isFine: session.serverVersion >= Self.oldestServer,
          remedy: language("需要 PostgreSQL 15 或更新", "PostgreSQL 15 or later")),
        try migrations(session), try extensions(session),
      ]
    } catch {
      return [Finding(name: name, found: Fault(error, language).text, purpose: purpose, isFine: false, remedy: "yaosu db start")]
    }
  }

  /// Views with `security_invoker` came with it.
  private static let oldestServer = 150_000
  private static let wantedExtensions = ["btree_gist", "pg_trgm", "pgcrypto"]

  private func migrations(_ session: Session) throws -> Finding {
    let pending = try Migrator(session, folder: ResourceFolder.sql()).pending()
    return Finding(
      name: language("迁移", "migrations"),
      found: pending.isEmpty ? language("已是最新", "up to date") : pending.joined(separator: ", "),
      purpose: language("数据库结构与程序一致", "the database fits the program"), isFine: pending.isEmpty, remedy: "yaosu db migrate")
  }

  private func extensions(_ session: Session) throws -> Finding {
    let rows = try session.query(
      "SELECT name FROM pg_available_extensions WHERE name = ANY($1) ORDER BY name", [.textArray(Self.wantedExtensions)])
    let found = try (0..<rows.count).map { try rows.string($0, "name") }
    return Finding(
      name: language("扩展", "extensions"), found: found.joined(separator: ", "), purpose: Self.wantedExtensions.joined(separator: ", "),
      isFine: found == Self.wantedExtensions, remedy: "apt-get install postgresql-contrib")
  }
}
