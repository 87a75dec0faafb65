public import Foundation

/// The project's own PostgreSQL: a cluster in one folder, on a unix socket only.
///
/// PostgreSQL refuses to run as root; then every server command runs as the package's user `postgres`, who owns the folder.
public struct PrivateCluster: Sendable {
  /// Where it lives: `data`, `server.log`, and the socket.
  public let folder: URL
  /// Without durability and crash safety: only for data that a test can make again.
  public let isForTests: Bool

  public static let user = "yaosu"
  /// Connections that the server accepts.
  public static let connectionLimit = 100

  public init(folder: URL, isForTests: Bool = false) {
    (self.folder, self.isForTests) = (folder, isForTests)
  }

  var data: URL { folder.appending(path: "data") }
  var isMade: Bool { FileManager.default.fileExists(atPath: data.appending(path: "PG_VERSION").path) }

  /// A unix socket path holds at most 107 bytes, so a deep folder needs a short one elsewhere.
  var socketFolder: URL {
    let own = folder.appending(path: "run")
    return own.path.utf8.count <= 85 ? own : URL(filePath: "/tmp/yaosu-\(String(folder.path.stableHash, radix: 36))")
  }

  /// Version and place of the server that would be used; nil when none is installed.
  public static func serverVersion() -> String? {
    // Asked by doctor: a server whose programs don't run is as good as none, and doctor says what to install.
    guard let folder = try? ServerCommand.folder(), let said = try? ServerCommand.run("postgres", ["--version"]), said.status == 0 else {
      return nil
    }
    return "\(said.output)  \(folder)"
  }

  /// What libpq needs to reach `database`.
  public func conninfo(database: String = "yaosu") -> String {
    "host='\(socketFolder.path)' user=\(PrivateCluster.user) dbname=\(database) application_name=yaosu"
  }

  /// Makes it when it is missing and starts it when it is down. Two callers at once: the second waits for the first.
  public func start() throws {
    try withLock {
      if !isMade { try make() }
      if try !answers() { try launch() }
    }
  }

  public func stop() throws {
    guard try answers() else { return }
    try server("pg_ctl", ["-D", data.path, "-m", "fast", "-w", "-s", "stop"])
  }

  /// Stops it and removes every trace.
  public func wipe() throws {
    try stop()
    for url in [folder, socketFolder] where FileManager.default.fileExists(atPath: url.path) {
      try FileManager.default.removeItem(at: url)
    }
  }

  /// For show: a server that can't be asked is told as down. What starts, stops or removes asks `answers`.
  public var isRunning: Bool { (try? answers()) ?? false }

  /// Throws when it can't be asked: then nobody may take it for down, and `wipe` may not remove what it still writes to.
  private func answers() throws -> Bool { try isMade && ServerCommand.run("pg_ctl", ["-D", data.path, "status"]).status == 0 }

  private func make() throws {
    let initdb = ["-D", data.path, "-U", PrivateCluster.user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
    try server("initdb", initdb + (isForTests ? ["--no-sync"] : ["--data-checksums"]))
    try server("tee", ["-a", data.appending(path: "postgresql.conf").path], input: settings)
  }

  /// `trust` and a socket that everybody can write would be a superuser for everybody: the socket is the owner's alone.
  private var settings: String {
    var lines = [
      "listen_addresses = ''", "unix_socket_directories = '\(socketFolder.path)'", "unix_socket_permissions = 0700",
      "shared_buffers = 256MB", "max_connections = \(PrivateCluster.connectionLimit)", "timezone = 'UTC'", "jit = off",
      "max_locks_per_transaction = 128",
    ]
    if isForTests {
      lines += [
        "fsync = off", "synchronous_commit = off", "full_page_writes = off", "wal_level = minimal", "max_wal_senders = 0",
        "autovacuum = off",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func launch() throws {
    try prepare(socketFolder)
    let log = folder.appending(path: "server.log").path
    do {
      try server("pg_ctl", ["-D", data.path, "-l", log, "-w", "-s", "start"])
    } catch let error as ClusterError {
      // The failure is told either way; the log's last lines are extra.
      let tail = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").suffix(5).joined(separator: "\n") ?? ""
      throw ClusterError.command(name: "pg_ctl start", output: "\(error.output)\n\(tail)")
    }
  }

  private func server(_ name: String, _ arguments: [String], input: String? = nil) throws {
    let result = try ServerCommand.run(name, arguments, input: input)
    guard result.status == 0 else { throw ClusterError.command(name: name, output: result.output) }
  }

  /// The folder must be the server user's, and each folder above must let that user through.
  private func prepare(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    guard geteuid() == 0 else { return }
    guard let owner = getpwnam(ServerCommand.user) else { throw ClusterError.noUser(ServerCommand.user) }
    guard chown(url.path, owner.pointee.pw_uid, owner.pointee.pw_gid) == 0 else {
      throw ClusterError.command(name: "chown \(url.path)", output: String(cString: strerror(errno)))
    }
  }

  private func withLock(_ body: () throws -> Void) throws {
    try prepare(folder)
    let lock = open(folder.appending(path: "lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw ClusterError.command(name: "lock \(folder.path)", output: String(cString: strerror(errno))) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { throw ClusterError.command(name: "flock", output: String(cString: strerror(errno))) }
    try body()
  }
}

/// What stops a cluster.
public enum ClusterError: Error, Hashable, Sendable {
  /// No PostgreSQL server programs on this machine.
  case noServer
  /// Running as root, and the package's user is missing.
  case noUser(String)
  case command(name: String, output: String)
  /// The server's user can't enter the folder (a home folder of mode 0700 above it).
  case unreachable(String)

  var output: String {
    if case .command(_, let output) = self { return output }
    return ""
  }
}

extension String {
  /// FNV-1a: the same in every process, unlike `hashValue`.
  fileprivate var stableHash: UInt64 { utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } }
}
