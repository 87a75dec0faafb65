import Foundation

/// Runs the server's own programs, as the user that PostgreSQL insists on.
enum ServerCommand {
  static let user = "postgres"

  /// Folder of initdb and pg_ctl: what pg_config says, or the newest of Debian's.
  static func folder() throws -> String {
    let manager = FileManager.default
    let debian = "/usr/lib/postgresql"
    // Without Debian's folder there are the other places; `noServer` is told when none has a server.
    let versions = ((try? manager.contentsOfDirectory(atPath: debian)) ?? []).sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
    for candidate in versions.map({ "\(debian)/\($0)/bin" }) + ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"]
    where manager.isExecutableFile(atPath: "\(candidate)/initdb") && manager.isExecutableFile(atPath: "\(candidate)/pg_ctl") {
      return candidate
    }
    throw ClusterError.noServer
  }

  /// The program's exit status and what it printed on both outputs.
  static func run(_ name: String, _ arguments: [String], input: String? = nil) throws -> (status: Int32, output: String) {
    let program = name == "tee" ? "/usr/bin/tee" : try "\(folder())/\(name)"
    let process = Process()
    // The server outlives us, so it must inherit no descriptor: Foundation's Process sees that its child ended by a socket that closes, and
    // a server that holds it open makes waiting endless. `cd /`: the caller's folder may be one that `postgres` can't enter.
    let script = """
      for fd in /proc/$$/fd/*; do fd=${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-" 2>/dev/null || :; fi; done
      cd /; exec "$@"
      """
    var words = ["-c", script, "yaosu"]
    if geteuid() == 0 { words += ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--init-groups", "env", "HOME=/"] }
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = words + [program] + arguments
    // Files, not pipes: pg_ctl's server keeps standard output open for as long as it lives.
    let output = try OutputFile()
    process.standardOutput = output.handle
    process.standardError = output.handle
    let pipe = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : pipe
    try process.run()
    if let input {
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    process.waitUntilExit()
    return (process.terminationStatus, output.text())
  }
}

/// A temporary file without a name that outlives its use.
private struct OutputFile {
  let handle: FileHandle
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "yaosu-\(getpid())-\(UUID().uuidString)"
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forUpdatingAtPath: path) else {
      throw ClusterError.command(name: "create \(path)", output: String(cString: strerror(errno)))
    }
    self.handle = handle
  }

  func text() -> String {
    // The program has ended and its status decides; text that can't be read, or a file that stays, changes nothing.
    defer {
      try? handle.close()
      try? FileManager.default.removeItem(atPath: path)
    }
    // See above: without its text the command's status still stands.
    return ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
