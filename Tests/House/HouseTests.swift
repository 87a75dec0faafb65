import Foundation
import Testing

/// Rules over the tree of files, as docs/decisions and design have them.
@Suite("The house is in order")
struct HouseTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct File {
    var path: String
    var text: String
    var imports: Set<String> {
      Set(
        text.matches(
          of: /^(?:@[a-z]+ )?(?:public |internal |package |private |fileprivate )?import (?:struct |class |enum |func )?([A-Za-z0-9]+)/
            .anchorsMatchLineEndings()
        )
        .map { String($0.1) })
    }
    var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }
  }

  private static func files(_ folder: String, _ ending: String) throws -> [File] {
    let place = root.appending(path: folder)
    return try (FileManager.default.subpaths(atPath: place.path) ?? []).filter { $0.hasSuffix(ending) }.sorted().map {
      File(path: "\(folder)/\($0)", text: try String(contentsOf: place.appending(path: $0), encoding: .utf8))
    }
  }

  @Test("the heart imports nothing, and each library has one room", arguments: ["Allocation", "Procedures"])
  func heart(_ module: String) throws {
    for file in try Self.files("Sources/\(module)", ".swift") { #expect(file.imports == [], "\(file.path)") }
  }

  @Test(
    "a library is imported by its own room only",
    arguments: [
      ("CPQ", "Sources/Postgres/"), ("CHighs", "Sources/Optimisation/"), ("CXlsxWriter", "Sources/Reporting/"),
      ("CArgon2", "Sources/Passwords/"),
      ("Hummingbird", "Sources/Console/"), ("Yams", "Sources/ScenarioFiles/"), ("ArgumentParser", "Sources/yaosu/"),
    ])
  func rooms(_ library: String, _ room: String) throws {
    let users = try Self.files("Sources", ".swift").filter { $0.imports.contains(library) }.map(\.path)
    #expect(users.filter { !$0.hasPrefix(room) } == [])
    // A rule about a library that nobody uses proves nothing, except for rooms that aren't built yet.
    if FileManager.default.fileExists(atPath: Self.root.appending(path: room).path) { #expect(!users.isEmpty, "\(library)") }
  }

  @Test("only the Store knows SQL of ours: no other room names our schemas in a statement")
  func statements() throws {
    for file in try Self.files("Sources", ".swift") where !file.path.hasPrefix("Sources/Store/") {
      #expect(!file.text.contains(/(?:FROM|INTO|UPDATE|SELECT) (?:ledger|library|plan|policy|report|work|office)\./), "\(file.path)")
    }
  }

  @Test("no file is longer than 400 lines, and nothing is left for later")
  func sizes() throws {
    let all = try Self.files("Sources", ".swift") + Self.files("Tests", ".swift") + Self.files("sql", ".sql")
    #expect(all.count > 300)
    for file in all {
      #expect(file.lines <= 400, "\(file.path)")
      let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
      #expect(!marks.contains { file.text.contains($0) }, "\(file.path)")
    }
  }

  @Test("each function and view is alone in the file of its name, and says in Chinese what it is", arguments: ["functions", "views"])
  func objects(_ kind: String) throws {
    for file in try Self.files("sql/\(kind)", ".sql") {
      let name = file.path.dropFirst("sql/\(kind)/".count).dropLast(4).replacing("/", with: ".")
      let pattern = kind == "functions" ? "CREATE OR REPLACE FUNCTION " : "CREATE VIEW "
      let made = file.text.components(separatedBy: pattern).dropFirst().map { String($0.prefix { !" (\n".contains($0) }) }
      #expect(made == [String(name)], "\(file.path)")
      #expect(file.text.contains("COMMENT ON \(kind == "functions" ? "FUNCTION" : "VIEW") \(name)"), "\(file.path)")
      #expect(file.text.hasPrefix("--"), "\(file.path) says why")
    }
  }

  @Test("each id of a requirement that a test's name carries stands in the policy map")
  func ids() throws {
    let map = try String(contentsOf: Self.root.appending(path: "docs/policy-map.md"), encoding: .utf8)
    var ids: Set<String> = []
    for file in try Self.files("Tests", ".swift") + Self.files("Tests", ".sql") {
      for match in file.text.matches(of: /\[((?:L|P|J|A|B)[0-9]+(?:\.[0-9]+)?)\]/) { ids.insert(String(match.1)) }
    }
    #expect(ids.count >= 10)
    for id in ids { #expect(map.contains("| \(id) |"), "\(id)") }
  }
}
