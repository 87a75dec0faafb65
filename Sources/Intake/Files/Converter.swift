import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// GDAL's ogr2ogr as a child process: it reads XLSX, XLS and ODS and writes rows as CSV to a pipe. A hostile file can only hurt the child,
/// which has limits on processor time, memory and output, sees a link with a plain name instead of the file's own, and nothing else.
struct Converter {
  let format: FileFormat
  let path: String
  let limits: IntakeLimits

  enum Failure: Error, Equatable {
    /// ogr2ogr, ogrinfo or prlimit is not installed.
    case missing(String)
    case timedOut(seconds: Int)
    case outputTooLarge
    /// It ended badly; the first line of what it said.
    case failed(String)
  }

  /// Names of the sheets, in the workbook's order.
  func sheets() throws -> [String] {
    var text: [UInt8] = []
    try run("ogrinfo", ["-ro", "-q"], after: []) { bytes in
      text.append(contentsOf: bytes)
      return text.count < 1 << 20
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":"), Int(line[..<colon]) != nil else { return nil }
      let name = line[line.index(after: colon)...].drop { $0 == " " }
      return String(name.hasSuffix(" (None)") ? name.dropLast(7) : name)
    }
  }

  /// Rows of one sheet with raw cells as text, from row 1, empty ones too. `each` returns false to stop.
  func rows(of sheet: String, each: (Int, [String]) throws -> Bool) throws {
    var parser = CSVParser(delimiter: 0x2C, maximumColumns: limits.columns, maximumCellBytes: limits.cellBytes)
    // The first row out is the converter's own Field1, Field2, ….
    func skipsFirst(_ number: Int, _ cells: [String]) throws -> Bool { number == 1 ? true : try each(number - 1, cells) }
    // A sheet's name must not be taken for an option.
    let quoted = sheet.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    let selection = sheet.hasPrefix("-") ? ["-sql", "SELECT * FROM \"\(quoted)\""] : [sheet]
    var wasStopped = false
    try run("ogr2ogr", ["-f", "CSV", "/vsistdout/"], after: selection) { bytes in
      wasStopped = try !parser.take(bytes, each: skipsFirst)
      return !wasStopped
    }
    if !wasStopped { _ = try parser.finish(each: skipsFirst) }
  }

  private func run(
    _ tool: String, _ before: [String], after: [String], each: (UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yaosu-intake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // What was read is read: a link that stays in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(at: folder) }
    // The drivers look at the ending, and people's endings lie.
    let input = folder.appendingPathComponent("input.\(format.rawValue)")
    try FileManager.default.createSymbolicLink(atPath: input.path, withDestinationPath: URL(fileURLWithPath: path).standardizedFileURL.path)
    let complaints = folder.appendingPathComponent("complaints")
    try Data().write(to: complaints)

    let child = Process()
    child.executableURL = try Converter.find("prlimit")
    child.arguments =
      [
        "--cpu=\(limits.converterCPUSeconds)", "--as=\(limits.converterMemoryBytes)", "--core=0", "--fsize=\(1 << 20)", "--nofile=64", "--",
        try Converter.find(tool).path,
      ] + before + [input.path] + after
    child.environment = Converter.environment(format, scratch: folder.path)
    child.currentDirectoryURL = folder
    child.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    child.standardOutput = pipe
    child.standardError = try FileHandle(forWritingTo: complaints)
    try child.run()
    try pump(child, pipe, each: each, complaints: complaints)
  }

  /// Reads the child's output until it ends, is stopped, or breaks a limit; the child is gone when this returns.
  private func pump(_ child: Process, _ pipe: Pipe, each: (UnsafeRawBufferPointer) throws -> Bool, complaints: URL) throws {
    let watch = Watch()
    let deadline = DispatchTime.now() + .seconds(limits.converterSeconds)
    DispatchQueue.global().asyncAfter(deadline: deadline) { watch.expire(child) }
    defer {
      watch.end()
      if child.isRunning { child.terminate() }
      child.waitUntilExit()
    }
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      total += count
      if total > limits.converterOutputBytes { throw Failure.outputTooLarge }
      if try !buffer.withUnsafeBytes({ try each(UnsafeRawBufferPointer(rebasing: $0[..<count])) }) { return }
    }
    child.waitUntilExit()
    if watch.hasExpired { throw Failure.timedOut(seconds: limits.converterSeconds) }
    guard child.terminationReason == .exit, child.terminationStatus == 0 else {
      // The failure is told either way; what the tool said of it is extra.
      let said = (try? String(contentsOf: complaints, encoding: .utf8))?.split(separator: "\n").first.map(String.init) ?? ""
      throw Failure.failed(child.terminationReason == .exit ? said : "signal \(child.terminationStatus)")
    }
  }

  /// Ends the child when its time is over.
  private final class Watch: @unchecked Sendable {
    private let lock = NSLock()
    private var isOver = false
    private var expired = false
    var hasExpired: Bool { lock.withLock { expired } }
    func end() { lock.withLock { isOver = true } }
    func expire(_ child: Process) {
      lock.withLock {
        if isOver || !child.isRunning { return }
        expired = true
        kill(child.processIdentifier, SIGKILL)
      }
    }
  }

  private static func environment(_ format: FileFormat, scratch: String) -> [String: String] {
    var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMPDIR": scratch, "CPL_TMPDIR": scratch, "GDAL_PAM_ENABLED": "NO"]
    let driver = format.rawValue.uppercased()
    variables["OGR_\(driver)_HEADERS"] = "DISABLE"
    variables["OGR_\(driver)_FIELD_TYPES"] = "STRING"
    return variables
  }

  static func find(_ tool: String) throws -> URL {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)") {
      return URL(fileURLWithPath: "\(folder)/\(tool)")
    }
    throw Failure.missing(tool)
  }
}

/// What reads workbooks.
public enum WorkbookReader {
  /// What ogr2ogr says of itself; nil when it or prlimit is missing.
  public static func version() -> String? {
    let child = Process()
    let pipe = Pipe()
    child.arguments = ["--version"]
    child.standardOutput = pipe
    child.standardError = FileHandle.nullDevice
    do {
      _ = try Converter.find("prlimit")
      child.executableURL = try Converter.find("ogr2ogr")
      try child.run()
      let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
      child.waitUntilExit()
      return String(decoding: said, as: UTF8.self).split(separator: "\n").first.map(String.init)
    } catch {
      // A tool that isn't there, doesn't start or can't be heard is missing as far as doctor is concerned, and that is the answer.
      return nil
    }
  }
}
