import Foundation

/// The files of `sql`, in the order in which they are applied.
struct SQLTree {
  struct File {
    var name: String
    var number = 0
    var text: String
    /// A query that returns true when the migration is in effect.
    var verification: String?
  }

  var migrations: [File] = []
  var functions: [File] = []
  var views: [File] = []
  var reference: [File] = []

  init(folder: URL) throws {
    migrations = try SQLTree.files(folder.appending(path: "migrations"), recursive: false)
    for index in migrations.indices {
      let name = migrations[index].name
      guard let number = Int(name.prefix(4)), number == index + 1 else { throw MigrationError.badNumber(name) }
      migrations[index].number = number
      let verify = folder.appending(path: "migrations/verify/\(name)")
      if FileManager.default.fileExists(atPath: verify.path) {
        migrations[index].verification = try String(contentsOf: verify, encoding: .utf8)
      }
    }
    functions = try SQLTree.files(folder.appending(path: "functions"), recursive: true)
    views = try SQLTree.files(folder.appending(path: "views"), recursive: true)
    reference = try SQLTree.files(folder.appending(path: "reference"), recursive: true)
  }

  /// Paths below `folder`, sorted by their bytes, so that every machine applies them in one order.
  private static func files(_ folder: URL, recursive: Bool) throws -> [File] {
    let manager = FileManager.default
    let names = recursive ? manager.subpaths(atPath: folder.path) ?? [] : (try manager.contentsOfDirectory(atPath: folder.path))
    return try names.filter { $0.hasSuffix(".sql") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      File(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }
}
