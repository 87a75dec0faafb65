import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Statements live in sql/queries")
struct QueryTests {
  private static let folder = TestDatabase.checkout.appending(path: "sql/queries")
  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
  }

  @Test("each is one statement that a migrated database understands")
  func prepared() throws {
    try TestDatabase.withSession { session in
      let names = try QueryTests.names()
      #expect(names.count > 30)
      for name in names {
        let text = try String(contentsOf: QueryTests.folder.appending(path: "\(name).sql"), encoding: .utf8)
        #expect(text.hasPrefix("--"), "\(name) says what it is for")
        #expect(throws: Never.self, "\(name)") { try session.prepare(text) }
      }
    }
  }

  @Test("each is named by exactly one line of Swift, and none is named that isn't there")
  func named() throws {
    let sources = TestDatabase.checkout.appending(path: "Sources")
    let files = (FileManager.default.subpaths(atPath: sources.path) ?? []).filter { $0.hasSuffix(".swift") }
    var uses: [String: Int] = [:]
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /Query\("([a-z_]+)"\)/) { uses[String(match.1), default: 0] += 1 }
    }
    #expect(uses.keys.sorted() == (try QueryTests.names()))
    #expect(uses.filter { $0.value != 1 }.isEmpty)
  }
}
