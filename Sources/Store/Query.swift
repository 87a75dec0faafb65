import Foundation

/// One statement of sql/queries, by its file name without ending.
///
/// Each file is named by exactly one line of Swift; a test prepares each against a migrated database.
struct Query: Sendable {
  let name: String

  init(_ name: String) { self.name = name }

  /// The statement's text. Throws `ResourceError` when the program's `sql` folder is not found.
  func text() throws -> String {
    try QueryCache.shared.text(of: name)
  }
}

/// Query texts are read once a process: a list command runs the same few again and again.
private final class QueryCache: @unchecked Sendable {
  static let shared = QueryCache()
  private let lock = NSLock()
  private var texts: [String: String] = [:]

  func text(of name: String) throws -> String {
    try lock.withLock {
      if let text = texts[name] { return text }
      let text = try String(contentsOf: ResourceFolder.sql().appending(path: "queries/\(name).sql"), encoding: .utf8)
      texts[name] = text
      return text
    }
  }
}
