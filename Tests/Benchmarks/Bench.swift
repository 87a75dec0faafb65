import Foundation
import PrivateCluster
import Store
import Postgres

/// What every benchmark needs: a durable cluster of its own, programs beside it, clocks and medians.
enum Bench {
  struct Failure: Error { var what: String }
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A migrated database in a new cluster with the server's defaults for durability; everything is removed afterwards.
  static func withDatabase<R>(_ body: (String) throws -> R) throws -> R {
    let cluster = PrivateCluster(folder: URL(filePath: "/var/tmp/yaosu-bench-\(ProcessInfo.processInfo.processIdentifier)"))
    defer { try? cluster.wipe() }
    try cluster.start()
    try Session(cluster.conninfo(database: "postgres")).script("CREATE DATABASE yaosu")
    let conninfo = cluster.conninfo()
    try Migrator(Session(conninfo), folder: checkout.appending(path: "sql")).migrate()
    return try body(conninfo)
  }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// The most memory that this process has held, in MiB (Linux), since the last `forgetPeak`.
  static func peakMiB() -> Double { mebibytes("VmHWM:") }
  /// What it holds now.
  static func residentMiB() -> Double { mebibytes("VmRSS:") }
  /// From now on the peak counts anew.
  static func forgetPeak() { try? FileHandle(forWritingTo: URL(filePath: "/proc/self/clear_refs")).write(contentsOf: Data("5".utf8)) }

  private static func mebibytes(_ field: String) -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
    return (line?.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0) / 1024
  }

  /// Seconds of processor time that this process has used, all threads together: on a busy machine steadier than the clock.
  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Runs a program that is on PATH and returns what it printed.
  @discardableResult
  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(what: "\(arguments.joined(separator: " ")): \(output)") }
    return output
  }

  /// TPC-B-like transactions a second, the yardstick of small durable writes; `pgbench -i` has made its tables.
  static func pgbench(_ conninfo: String, clients: Int, seconds: Int) throws -> Double {
    let said = try run(["pgbench", "-n", "-M", "prepared", "-c", "\(clients)", "-j", "2", "-T", "\(seconds)", conninfo])
    guard let line = said.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }), let tps = Double(line.split(separator: " ")[2])
    else { throw Failure(what: said) }
    return tps
  }

  static func row(_ name: String, _ figures: [(String, Double)]) {
    let text = figures.map { "\($0.0) \(String(format: $0.1 < 100 ? "%.2f" : "%.0f", $0.1))" }.joined(separator: "  ")
    print(name.padding(toLength: 44, withPad: " ", startingAt: 0), text)
  }
}
