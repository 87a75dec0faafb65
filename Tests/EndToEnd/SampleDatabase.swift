import Foundation
import TestSupport

/// The sample city as its commands make it: generated once, taken in once, cloned for each test.
enum SampleDatabase {
  struct Failure: Error { var what: String }
  private static let template = "template_city"
  static let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-city-\(ProcessInfo.processInfo.processIdentifier)")

  private static let made = Result<Void, any Error> {
    atexit { try? FileManager.default.removeItem(at: SampleDatabase.folder) }
    try TestDatabase.makeTemplate(template) { conninfo in
      let program = Program(database: conninfo)
      for line in [
        "sample --out \(folder.path)", "import projects \(folder.path)/projects.csv --date 2026-07-01",
        "import quota \(folder.path)/quota.csv --date 2026-07-01", "import quota \(folder.path)/openings.csv --date 2026-07-01",
        "estimate --date 2026-07-01", "officer import \(folder.path)/officers.csv", "procedure load",
      ] {
        let result = try program.run(line)
        guard result.status == 0 else { throw Failure(what: "\(line): \(result.all)") }
      }
    }
  }

  static func withProgram<R>(_ body: (Program) throws -> R) throws -> R {
    try made.get()
    return try TestDatabase.withDatabase(like: template) { try body(Program(database: $0)) }
  }
}
