import Foundation
import Testing
import TestSupport

@Suite("Files are solved without a database")
struct SolveTests {
  private static let program = Program(database: nil)
  private static let keys = ["bound", "gap", "name", "objective", "peak_mib", "seconds", "status"]

  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-solve-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  private func instances(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]], "\(result.all)")
  }

  @Test("an array with the documented keys for each problem of a file, whatever else the file says")
  func keys() throws {
    try withFolder { folder in
      let file = "\(folder)/two.txt"
      try Data("2\n3 1 5\n4 3 2\n3 2 1\n3\n2 1 0\n1 2\n1 1\n1\n".utf8).write(to: URL(filePath: file))
      let result = try Self.program.run(["solve", file, "--input", "mknap", "--format", "json"])
      let found = try instances(result)
      #expect(result.status == 0 && found.map { $0["name"] as? String } == ["two-1", "two-2"])
      #expect(found.map { $0["objective"] as? Double } == [5, 2] && found.map { $0["status"] as? String } == ["optimal", "optimal"])
      for instance in found { #expect(instance.keys.sorted() == Self.keys) }
    }
  }

  @Test("what a clock cut short is told; what a limit of nodes ended isn't the clock's")
  func limits() throws {
    try withFolder { folder in
      var state: UInt64 = 3
      func next(_ most: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 1 + Int(state >> 33) % most
      }
      let rows = (0..<20).map { _ in (0..<300).map { _ in next(1_000) } }
      let text =
        "1\n300 20 0\n"
        + ([(0..<300).map { _ in 900 + next(200) }] + rows + [rows.map { $0.reduce(0, +) / 2 }])
        .map { $0.map(String.init).joined(separator: " ") }.joined(separator: "\n")
      let file = "\(folder)/hard.txt"
      try Data(text.utf8).write(to: URL(filePath: file))
      let line = ["solve", file, "--input", "mknap", "--format", "json", "--lang", "en"]
      let cut = try Self.program.run(line + ["--time-limit", "0.05"])
      #expect(try instances(cut).first?["status"] as? String == "stopped")
      #expect(cut.status == 0 && cut.errors.contains("cut short by the clock") && cut.errors.contains("hard"), "\(cut.all)")
      let ended = try [1, 2].map { try Self.program.run(line + ["--nodes", "1", "--threads", "\($0)", "--time-limit", "600"]) }
      let found = try ended.map { try instances($0)[0] }
      #expect(found.allSatisfy { $0["status"] as? String == "stopped" } && !ended[0].errors.contains("clock"), "\(ended[0].all)")
      #expect(
        found[0]["objective"] as? Double == found[1]["objective"] as? Double && found[0]["bound"] as? Double == found[1]["bound"] as? Double
      )
    }
  }

  @Test("a snapshot's tiers are told where asked for, and projects whose data is faulty by their codes")
  func snapshot() throws {
    try withFolder { folder in
      let file = "\(folder)/city.json"
      #expect(try Self.program.run(["sample", "--projects", "60", "--snapshot", file]).status == 0)
      let line = ["solve", file, "--input", "snapshot", "--gap", "0.01", "--lang", "en"]
      let whole = try instances(try Self.program.run(line + ["--format", "json"]))
      #expect(whole.count == 1 && whole[0].keys.sorted() == Self.keys)
      let tiers = try instances(try Self.program.run(line + ["--tiers", "--format", "json"]))[0]["tiers"] as? [[String: Any]]
      let values = (tiers ?? []).compactMap { $0["objective"] as? Double }
      #expect(values.count >= 4 && values.reduce(0, +) == whole[0]["objective"] as? Double)
      var changed = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file))) as? [String: Any])
      var projects = try #require(changed["projects"] as? [[String: Any]])
      projects[0]["score"] = -5
      changed["projects"] = projects
      try JSONSerialization.data(withJSONObject: changed).write(to: URL(filePath: file))
      let told = try Self.program.run(line)
      #expect(
        told.status == 0 && told.errors.contains("faulty data") && told.errors.contains(projects[0]["code"] as! String), "\(told.all)")
    }
  }
}
