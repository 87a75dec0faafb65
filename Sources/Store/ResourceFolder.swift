public import Foundation

/// Finds `sql/`, `Scenarios/` and the assets of pages: YAOSU_HOME, beside the executable, `share/yaosu` of its prefix, or the checkout above it.
public enum ResourceFolder {
  /// The folder that holds `sql`. Throws `ResourceError` with the places that were looked at.
  public static func home() throws -> URL {
    var looked: [String] = []
    for candidate in candidates() {
      if FileManager.default.fileExists(atPath: candidate.appending(path: "sql/migrations").path) { return candidate }
      looked.append(candidate.path)
    }
    throw ResourceError(looked: looked)
  }

  public static func sql() throws -> URL { try home().appending(path: "sql") }
  public static func scenarios() throws -> URL { try home().appending(path: "Scenarios") }

  /// Styles and scripts of pages: as they are shipped, or those of the checkout.
  public static func assets() throws -> URL {
    let home = try home()
    let shipped = home.appending(path: "assets")
    return FileManager.default.fileExists(atPath: shipped.path) ? shipped : home.appending(path: "Sources/Console/Assets")
  }

  private static func candidates() -> [URL] {
    var all: [URL] = []
    if let home = ProcessInfo.processInfo.environment["YAOSU_HOME"] { all.append(URL(filePath: home)) }
    // Where there is no /proc the program's name has to do; every place is told when nothing is found.
    let executable = URL(
      filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    let beside = executable.deletingLastPathComponent()
    all += [beside, beside.deletingLastPathComponent().appending(path: "share/yaosu")]
    // A build folder lies a few levels below its checkout; tests run from the checkout.
    for start in [beside, URL(filePath: FileManager.default.currentDirectoryPath)] {
      var folder = start
      for _ in 0..<8 where folder.path != "/" {
        all.append(folder)
        folder = folder.deletingLastPathComponent()
      }
    }
    return all
  }
}

/// The program's files are not where it looks.
public struct ResourceError: Error, Hashable, Sendable {
  public var looked: [String]
}
