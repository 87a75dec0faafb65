import Allocation
import Diagnostics
import Foundation
import Instances
import Optimisation
import Testing

enum Scratch {
  /// Files with these texts in a folder of their own.
  static func withFiles<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-instances-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  /// The best value of an instance, checked in whole numbers, in the file's own unit.
  static func solved(_ instance: SolveInstance) throws -> Double {
    var limits = Scenario.Limits()
    limits.gap = 0
    let plan = try Planner(solver: HighsSolver(), limits: limits).plan(instance.snapshot)
    #expect(PlanCheck.check(plan, against: instance.snapshot) == [])
    #expect(plan.status == .proven)
    return instance.value(plan.tiers.reduce(0) { $0 + $1.value })
  }

  static func fault(_ read: () throws -> Void) -> (code: DiagnosticCode, row: Int?)? {
    do {
      try read()
    } catch let list as DiagnosticList {
      return list.diagnostics.first.map { ($0.code, $0.place.row) }
    } catch {
      Issue.record(error)
    }
    return nil
  }
}

@Suite("Knapsack files of the OR-Library")
struct KnapsackTests {
  /// Two problems: the first by hand, the second with decimals, an item that takes nothing, one that is worth nothing, one that never fits.
  private static let text = """
     2
     3 2 5
     4 3 2
     3 2 1
     1 1 1
     3 2

     5 1 0
     1.5 2.25 7 0 100
     1 2 0 1 9
     2
    """

  @Test("all problems of a file, with the optimum that it names and the one that is found")
  func problems() throws {
    try Scratch.withFiles(["two.txt": Self.text]) { folder in
      let instances = try KnapsackFile.read("\(folder)/two.txt")
      #expect(instances.map(\.name) == ["two-1", "two-2"])
      #expect(instances.map(\.known) == [5, nil])
      let values = try instances.map(Scratch.solved)
      #expect(values == [5, 9.25])
    }
  }

  @Test("sixty random problems, against every subset")
  func bruteForce() throws {
    var state: UInt64 = 7
    func next(_ most: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % (most + 1)
    }
    var text = "60\n"
    var wanted: [Double] = []
    for _ in 0..<60 {
      let (items, rows) = (1 + next(7), 1 + next(3))
      let values = (0..<items).map { _ in next(20) }
      let amounts = (0..<rows).map { _ in (0..<items).map { _ in next(9) } }
      let limits = (0..<rows).map { _ in next(20) }
      func sum(_ numbers: [Int], of set: Int) -> Int { numbers.indices.reduce(0) { $0 + (set >> $1 & 1) * numbers[$1] } }
      var best = 0
      for set in 0..<(1 << items) where (0..<rows).allSatisfy({ sum(amounts[$0], of: set) <= limits[$0] }) {
        best = max(best, sum(values, of: set))
      }
      wanted.append(Double(best))
      text +=
        "\(items) \(rows) 0\n" + ([values] + amounts + [limits]).map { $0.map(String.init).joined(separator: " ") }.joined(separator: "\n")
        + "\n"
    }
    try Scratch.withFiles(["random.txt": text]) { folder in
      let found = try KnapsackFile.read("\(folder)/random.txt").map(Scratch.solved)
      #expect(found == wanted)
    }
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("", DiagnosticCode.truncated, 1), ("x", .notANumber, 1), ("1\n2 1 0\n1 1\n1 1\n", .truncated, 5),
      ("1\n2 1 0\n1 1\n1 -1\n3", .negative, 4),
      ("1\n2 1 0\n1 1\n1 1\n3 4", .conflict, 5), ("1\n0 1 0", .outOfRange, 2), ("1\n9999999 9999999 0", .outOfRange, 2),
      ("1\n1 1 0\n1e400\n1\n1", .notANumber, 3),
    ])
  func faults(_ text: String, _ code: DiagnosticCode, _ row: Int) throws {
    try Scratch.withFiles(["bad.txt": text]) { folder in
      let fault = Scratch.fault { _ = try KnapsackFile.read("\(folder)/bad.txt") }
      #expect(fault?.code == code && fault?.row == row)
    }
  }

  @Test("a snapshot that the sample writes is read; another file is told where it differs")
  func snapshot() throws {
    try Scratch.withFiles(["a.json": "{\"city\": 5}", "b.json": "{"]) { folder in
      for name in ["a", "b", "missing"] {
        #expect(Scratch.fault { _ = try SnapshotInput.read("\(folder)/\(name).json") }?.code == .fileUnreadable)
      }
    }
  }
}
