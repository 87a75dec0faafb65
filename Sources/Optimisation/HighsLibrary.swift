internal import CHighs
internal import Foundation

/// The library, loaded once. Its table of functions never changes after `init`, so it may be shared.
public struct HighsLibrary: @unchecked Sendable {
  let api: CHighsApi
  /// Where it was found.
  public let path: String
  /// As HiGHS says it: `1.15.1`.
  public let version: String

  /// File name of the library.
  public static let fileName = "libhighs.so.1"
  /// Variable that names the library's path and comes before all other places.
  public static let variable = "YAOSU_HIGHS"

  /// Loads the library at `path`; a bare file name leaves the search to the loader.
  public init(path: String) throws(HighsError) {
    var api = CHighsApi()
    var message = [CChar](repeating: 0, count: 512)
    guard chighs_load(path, &api, &message, Int32(message.count)) == 0 else {
      let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw api.library == nil ? .libraryMissing(lookedIn: [path], loader: text) : .libraryUnusable(path: path, reason: text)
    }
    let probe = api.create()
    defer { api.destroy(probe) }
    guard api.size_of_int(probe) == 4 else { throw .libraryUnusable(path: path, reason: "it was built with 64-bit integers") }
    self.api = api
    self.path = path
    self.version = api.version().map { String(cString: $0) } ?? "unknown"
  }

  /// Finds and loads the library: `YAOSU_HIGHS`; `lib/` beside the executable; `.yaosu/lib/` in the folders above the executable
  /// and above the working directory; the loader's own places. A variable that is set and wrong is an error, not a reason to look on.
  public static func find() throws(HighsError) -> HighsLibrary {
    try find(
      variable: ProcessInfo.processInfo.environment[variable], executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
      workingDirectory: FileManager.default.currentDirectoryPath)
  }

  static func find(variable: String?, executable: String, workingDirectory: String) throws(HighsError) -> HighsLibrary {
    if let variable, !variable.isEmpty { return try HighsLibrary(path: variable) }
    let places = places(executable: executable, workingDirectory: workingDirectory)
    for place in places where FileManager.default.fileExists(atPath: place) { return try HighsLibrary(path: place) }
    do {
      return try HighsLibrary(path: fileName)
    } catch .libraryMissing(_, let loader) {
      throw .libraryMissing(lookedIn: places + [fileName], loader: loader)
    }
  }

  /// Paths that are tried before the loader's own, in order, each once.
  static func places(executable: String, workingDirectory: String) -> [String] {
    let folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
    var places = [folder.appendingPathComponent("lib/\(fileName)").path]
    for start in [folder, URL(fileURLWithPath: workingDirectory).standardizedFileURL] {
      var folder = start
      // No path is deeper than this; the loop ends at the root long before.
      for _ in 0..<256 {
        let place = folder.appendingPathComponent(".yaosu/lib/\(fileName)").path
        if !places.contains(place) { places.append(place) }
        guard folder.path != "/", !folder.path.isEmpty else { break }
        folder.deleteLastPathComponent()
      }
    }
    return places
  }
}
