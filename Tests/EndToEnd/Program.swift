import Foundation
import TestSupport

/// The program as its users have it: a process with arguments, two outputs and an exit code.
struct Program {
  var database: String?
  var environment: [String: String] = [:]

  struct Result {
    var status: Int32
    var output: String
    var errors: String
    var all: String { output + errors }
  }

  static var executable: URL {
    // Tests and program are built into one folder.
    let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "yaosu")
    return FileManager.default.isExecutableFile(atPath: own.path) ? own : TestDatabase.checkout.appending(path: ".build/debug/yaosu")
  }

  /// Starts it; the caller ends or awaits it. Outputs go to files, so that no full pipe can stop it.
  func start(_ arguments: [String]) throws -> Running {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["YAOSU_DATABASE_URL"] = database
    variables["YAOSU_ACTOR"] = "规划员"
    variables["LANG"] = "C.UTF-8"
    process.environment = variables.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return Running(process: process, folder: folder)
  }

  func run(_ arguments: [String]) throws -> Result { try start(arguments).wait() }
  func run(_ line: String) throws -> Result { try run(line.split(separator: " ").map(String.init)) }

  struct Running {
    let process: Process
    let folder: URL
    func wait() throws -> Result {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(at: folder) }
      func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self) }
      let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
      return Result(status: status, output: try text("output"), errors: try text("errors"))
    }
  }
}
