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

  @Test("cells in quotation marks hold semicolons; other columns and line ends are no matter")
  func quoted() throws {
    let text = Self.file(
      "budget;100\r\nnum_projects;3", "a;\"Park; \"\"north\"\"\";60;10;x\r\nb;\"60\";60;\"9\";y\r\n\"c\";an \"open\" space;40;8;z",
      header: "project_id;name;cost;votes;category")
    for text in [
      text, text.replacing("\r\n", with: "\r"), "\u{FEFF}" + text.replacing("\r\n", with: "\n").replacing(";", with: " ; "),
    ] {
      let found = try solved(["Q.PB": text])
      #expect(found == [18])
    }
  }

  @Test("points are added up where the projects don't carry their score")
  func points() throws {
    let header = "project_id;cost;name"
    let text = Self.file("budget;60\r\nvote_type;cumulative\r\nnum_votes;2", "a;60;x\r\nb;60;y", header: header)
      .replacing("voter_id;vote\r\n", with: "voter_id;vote;points\r\n1;b,a;1,4\r\n2;b;2\r\n")
    let (byVotes, byPoints) = (try solved(["p.pb": text]), try solved(["p.pb": text], ParticipatoryBudget(worth: .score)))
    #expect(byVotes == [2] && byPoints == [4])
  }

  @Test("budgets of 10^12 beside costs of 1 are counted exactly")
  func huge() throws {
    let text = Self.file("budget;1000000000001", "a;1000000000000;5;5;x\r\nb;1;3;3;y\r\nc;1;2;2;z")
    let found = try solved(["h.pb": text])
    #expect(found == [8])
  }

  @Test(
    "what is missing, cut off or there twice is told, not guessed",
    arguments: [
      (["a.pb": file("budget;60", "a;60;x", header: "project_id;cost;name")], DiagnosticCode.missingKey),
      (["a.pb": file("budget;60\r\nnum_votes;3", "a;60;x", header: "project_id;cost;name", votes: "1;a\r\n2;a\r\n")], .truncated),
      (["a.pb": file("budget;60\r\nnum_votes;3", "a;60;9;9;x", votes: "1;a\r\n2;a\r\n")], .truncated),
      (["a.pb": file("budget;60", "60;x", header: "cost;name")], .missingKey), (["a.pb": file("budget;-6", "a;6;9;9;x")], .negative),
      (["a.pb": file("budget;6", "a;60000000000000000000;9;9;x")], .outOfRange), (["a.pb": city, "b.pb": city], .conflict),
      (["a.pb": east, "b.pb": east], .conflict),
    ])
  func told(_ files: [String: String], _ code: DiagnosticCode) throws {
    try Scratch.withFiles(files) { folder in #expect(Scratch.fault { _ = try ParticipatoryBudget().read(folder) }?.code == code) }
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
