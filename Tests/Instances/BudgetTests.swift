import Allocation
import Diagnostics
import Instances
import Testing

@Suite("Participatory budgets")
struct BudgetTests {
  private static func file(_ meta: String, _ projects: String, header: String = "project_id;cost;votes;score;name", votes: String = "")
    -> String
  {
    "META\r\nkey;value\r\nunit;Town\r\ninstance;2020\r\n\(meta)\r\nPROJECTS\r\n\(header)\r\n\(projects)\r\nVOTES\r\nvoter_id;vote\r\n\(votes)"
  }
  private static let city = file("budget;100", "c1;60;10;100;甲\r\nc2;60;9;300;乙")
  private static let east = file("district;East\r\nbudget;100", "e1;70;8;1;丙\r\ne2;90;20;2;丁")
  private static let west = file("subunit;West\r\nbudget;50", "w1;60;30;5;戊\r\nw2;0;4;1;己")
  private static let all = ["city.pb": city, "east.pb": east, "west.pb": west]

  private func solved(_ files: [String: String], _ budget: ParticipatoryBudget = ParticipatoryBudget()) throws -> [Double] {
    try Scratch.withFiles(files) { try budget.read($0).map(Scratch.solved) }
  }

  @Test("city and districts are pools of their own; what costs nothing is done anyway")
  func separate() throws {
    // The city takes c1, the east e2, the west can't pay w1; w2 is free.
    let found = try solved(Self.all)
    #expect(found == [10 + 20 + 4])
  }

  @Test("with coordination districts give a share and may draw on it")
  func coordinated() throws {
    // 30 % of 150 goes to the city: 145. East has 70, west 35: w1 draws 25, e2 draws 20, c1 takes 60.
    let found = try solved(Self.all, ParticipatoryBudget(coordinated: Ratio(3, 10)))
    #expect(found == [10 + 20 + 30 + 4])
  }

  @Test("worth by score where the file has one")
  func byScore() throws {
    let found = try solved(["city.pb": Self.city], ParticipatoryBudget(worth: .score))
    #expect(found == [300])
  }

  @Test("votes are counted where the projects don't carry their number; towns and years are instances of their own")
  func counted() throws {
    let plain = Self.file("budget;60", "a;60;x\r\nb;60;y", header: "project_id;cost;name", votes: "1;a,b\r\n2;b\r\n")
    let other = plain.replacing("2020", with: "2021")
    let found = try solved(["1.pb": plain, "2.pb": other])
    #expect(found == [2, 2])
  }

  @Test("the faults of all files at once")
  func faults() throws {
    let files = [
      "a.pb": "nonsense", "b.pb": Self.file("budgt;5", "1;1;1;1;x"), "c.pb": Self.file("budget;5\r\nnum_projects;3", "1;1;1;1;x"),
      "d.pb": Self.file("budget;5", "1;minus;1;1;x"), "e.pb": Self.file("budget;5", "1;1;1;1;x\r\n1;2;1;1;y"),
    ]
    try Scratch.withFiles(files) { folder in
      do {
        _ = try ParticipatoryBudget().read(folder)
        Issue.record("nothing was refused")
      } catch let list as DiagnosticList {
        #expect(list.diagnostics.map(\.code) == [.fileNotASpreadsheet, .missingKey, .truncated, .notANumber, .duplicateCode])
      }
    }
    #expect(Scratch.fault { _ = try ParticipatoryBudget().read("/nonexistent") }?.code == .fileUnreadable)
  }
}
