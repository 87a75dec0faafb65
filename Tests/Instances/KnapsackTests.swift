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

  @Test("amounts of 1 and of 10^12 stand in one row, exactly") func wide() throws {
    let text = "1\n4 2 0\n10 20 30 40\n1 1000000000000 1 999999999999\n1 1 1 0.5\n1000000000001\n3\n"
    try Scratch.withFiles(["wide.txt": text]) { folder in
      let instance = try #require(try KnapsackFile.read("\(folder)/wide.txt").first)
      // The last and both small ones: 999999999999 + 2 fits to the unit.
      #expect(try Scratch.solved(instance) == 80)
    }
  }

  /// A few huge amounts beside many small ones: what the linear programs of nodes don't see must still be decided exactly.
  @Test("beside amounts of 10^12 small ones are still chosen best, or the plan says that it isn't proven", arguments: 0..<16)
  func hugeBesideSmall(seed: Int) throws {
    var random = Counting(state: UInt64(seed))
    let (huge, small) = [(2, 12), (1, 20), (3, 40), (4, 12)][seed % 4]
    let items =
      (0..<huge).map { _ in (amount: 1_000_000_000_000 - random.next(3), worth: 900 + random.next(200)) }
      + (0..<small).map { _ in (amount: 1 + random.next(900), worth: 1 + random.next(60)) }
    let room = items.dropFirst(huge).reduce(0) { $0 + $1.amount } / 3
    let most = 1 + random.next(max(0, huge - 2))
    let limit = 1_000_000_000_000 * most + room
    let text =
      "1\n\(items.count) 1 0\n\(items.map { "\($0.worth)" }.joined(separator: " "))\n"
      + "\(items.map { "\($0.amount)" }.joined(separator: " "))\n\(limit)\n"
    // Every set of huge ones with the best of the small ones in what it leaves.
    let best = (0..<(1 << huge)).compactMap { set -> Int? in
      let taken = (0..<huge).filter { set >> $0 & 1 == 1 }
      let left = limit - taken.reduce(0) { $0 + items[$1].amount }
      guard left >= 0 else { return nil }
      return taken.reduce(0) { $0 + items[$1].worth } + Self.best(Array(items.dropFirst(huge)), in: left)
    }.max()
    try Scratch.withFiles(["huge.txt": text]) { folder in
      let instance = try #require(try KnapsackFile.read("\(folder)/huge.txt").first)
      let value = try Scratch.solved(instance)
      #expect(value == Double(best ?? -1))
    }
  }

  /// By amounts, as for one knapsack.
  private static func best(_ items: [(amount: Int, worth: Int)], in room: Int) -> Int {
    let room = min(room, items.reduce(0) { $0 + $1.amount })
    var most = [Int](repeating: 0, count: room + 1)
    for item in items where item.amount <= room {
      for place in stride(from: room, through: item.amount, by: -1) {
        most[place] = max(most[place], most[place - item.amount] + item.worth)
      }
    }
    return most[room]
  }

  private struct Counting {
    var state: UInt64
    mutating func next(_ most: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % (most + 1)
    }
  }

  @Test(
    "other forms of the OR-Library's files are read alike",
    arguments: [
      "\u{FEFF}1\n3 2 5\n4 3 2\n3 2 1\n1 1 1\n3 2\n", "3 2 5 4 3 2 3 2 1 1 1 1 3 2", "3\t2\t0\r\n4,3,2\r\n3 2 1\r\n1 1 1\r\n3 2",
      "# one problem\n1\n3 2 5 # n m optimum\n4 3 2\n3 2 1\n1 1 1\n3 2\n",
      """
      ++++++
      48 problems, Petersen 1967
      ++++++
      problem PET1.DAT

      2 3   // 2 knapsacks, 3 objects
      4 3 2
      3 2
      3 2 1
      1 1 1

      5
      # the end
      """,
    ])
  func otherForms(_ text: String) throws {
    try Scratch.withFiles(["other.txt": text]) { folder in
      let instances = try KnapsackFile.read("\(folder)/other.txt")
      #expect(instances.map(\.name) == ["other"])
      let values = try instances.map(Scratch.solved)
      #expect(values == [5])
    }
  }

  @Test("all problems among lines of text, and where the last one breaks off") func amongText() throws {
    let one = "problem A\n2 3\n4 3 2\n3 2\n3 2 1\n1 1 1\n5\n"
    try Scratch.withFiles(["two.txt": one + one, "cut.txt": one + one.prefix(30)]) { folder in
      let both = try KnapsackFile.read("\(folder)/two.txt")
      #expect(both.map(\.known) == [5, 5])
      let fault = Scratch.fault { _ = try KnapsackFile.read("\(folder)/cut.txt") }
      #expect(fault?.code == .truncated && fault?.row == 13, "\(String(describing: fault))")
    }
  }

  @Test("values of 10^12 are worth what they say") func hugeValues() throws {
    let text = "1\n3 1 1999999999999\n1000000000000 999999999999 1\n1 1 1\n2\n"
    try Scratch.withFiles(["values.txt": text]) { folder in
      let instance = try #require(try KnapsackFile.read("\(folder)/values.txt").first)
      #expect(instance.known == 1_999_999_999_999)
      let value = try Scratch.solved(instance)
      #expect(value == 1_999_999_999_999)
    }
  }

  @Test(
    "what can't be counted or can't be kept is told by line",
    arguments: [
      ("1\n1 1 0\n1\n10000000000000\n5\n", DiagnosticCode.outOfRange, 4), ("1\n1 1 0\n1\n1\n-5\n", .negative, 5),
      ("1\n2 1 0\n1 1\n1 1000000000000.5\n5\n", .notANumber, 4),
    ])
  func absurd(_ text: String, _ code: DiagnosticCode, _ row: Int) throws {
    try Scratch.withFiles(["absurd.txt": text]) { folder in
      let fault = Scratch.fault { _ = try KnapsackFile.read("\(folder)/absurd.txt") }
      #expect(fault?.code == code && fault?.row == row, "\(String(describing: fault))")
    }
  }

  @Test("sums that 64 bits don't hold are refused, not tried") func sums() throws {
    let items = 5_000
    let many =
      "1\n\(items) 1 0\n" + String(repeating: "1 ", count: items) + "\n" + String(repeating: "99999999999.5 ", count: items) + "\n5\n"
    try Scratch.withFiles(["sums.txt": many]) { folder in
      #expect(Scratch.fault { _ = try KnapsackFile.read("\(folder)/sums.txt") }?.code == .outOfRange)
    }
  }

  @Test("a snapshot that points at what it doesn't have is refused, with the place")
  func snapshotFaults() throws {
    let sound = Snapshot(
      city: "0", baseDate: CivilDate(year: 2026, month: 1, day: 1)!, policyVersion: "p", vintage: 2026,
      factors: [Factor(code: "f", category: .land, name: "地", nameEnglish: "land", unit: "亩", unitEnglish: "mu")],
      regions: [Region(code: "0", name: "市", nameEnglish: "city", kind: .city)], cityRegion: 0,
      pools: [Pool(region: 0, factor: 0, vintage: 2026, available: Quantity(units: 1))], tiers: [.init(name: "级", nameEnglish: "tier")],
      projects: [])
    func told(_ change: (inout Snapshot) -> Void) throws -> [String] {
      var snapshot = sound
      change(&snapshot)
      let text = String(decoding: try JSONEncoder().encode(snapshot), as: UTF8.self)
      return try Scratch.withFiles(["s.json": text]) { folder in
        do {
          _ = try SnapshotInput.read("\(folder)/s.json")
          return []
        } catch let list as DiagnosticList { return list.diagnostics.map(\.found) }
      }
    }
    #expect(try told { _ in } == [])
    #expect(try told { $0.cityRegion = 7 } == [".cityRegion 7"])
    #expect(try told { $0.pools[0].region = -1 } == [".pools[0].region -1"])
    #expect(try told { $0.pools.append($0.pools[0]) } == [".pools[1]"])
    #expect(try told { $0.horizon = 9 } == [".horizon 9"])
    #expect(try told { $0.rules.floors = [.init(region: 3, projects: 1)] } == [".rules.floors.region 3"])
    #expect(try told { $0.rules.lendable = [5] } == [".rules.lendable 5"])
    #expect(
      try told { $0.rules.groups = [ProjectGroup(name: "g", kind: .together, projects: [0, 4])] } == [".rules.groups[0].projects 4"])
    let alone = try told { $0.rules.groups = [ProjectGroup(name: "g", kind: .together, projects: [])] }
    #expect(alone == [".rules.groups[0].projects.count 0"])
    #expect(try told { $0.rules.together = YearsTogether(discount: Ratio(3, 2)) }.count == 1)
    func project(_ code: String, score: Int64) -> Project {
      Project(
        code: code, name: code, region: 0, home: 0, industry: "", tier: 0, score: score, investment: .zero, demands: [],
        mayUseCityPool: [true])
    }
    #expect(try told { $0.projects = [project("a", score: 1), project("a", score: 2)] } == [".projects[1] a"])
    let three = ["a", "b", "c"].map { project($0, score: 1) }
    let phases = [[0, 1], [1, 2], [2, 0]].map { ProjectGroup(name: "phases", kind: .follows, projects: $0) }
    #expect(try told { ($0.projects, $0.rules.groups) = (three, phases) } == [".rules.groups phases: follows a, b, c"])
    #expect(try told { ($0.projects, $0.rules.groups) = (three, Array(phases.prefix(2))) } == [])
    #expect(
      try told { $0.projects = [project("a", score: 1), project("b", score: 1_000_000_000_000_000)] } == [
        ".projects.score Σ 1000000000000001"
      ])
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
      ("1\n1 1 0\n1e400\n1\n1", .notANumber, 3), ("1\0\n\01\0 \01", .fileEncoding, 1),
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
