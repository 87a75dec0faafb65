import Allocation
import Diagnostics
import Foundation
import Intake
import Testing

@Suite("What was mended once is mended again")
struct RecipeTests {
  private let july = "项目代码,项目名称,县市区,总投资(亿元),投产\nA-1,甲,莘城,1,\nA-2,乙,莘城,二,\nA-3,丙,冠县,三,\n"
  private let mended = "项目代码,项目名称,县市区,总投资(亿元),备注\nA-1,甲,莘县,1,\nA-2,乙,莘县,2,\nA-3,丙,冠县,3,新\n"

  private func recipe(_ old: String, _ new: String) throws -> Recipe {
    try Sample.withFile(Array(old.utf8)) { before in
      try Sample.withFile(Array(new.utf8)) { after in
        try RecipeFinder(mapping: Sample.mapping("projects")).find(from: RowSource(before), to: RowSource(after))
      }
    }
  }

  @Test("a text mended the same way everywhere is a rule for all rows; an empty cell only for its row; a header by itself")
  func found() throws {
    let mendings = try recipe(july, mended).mendings
    #expect(
      mendings
        == [
          .init(header: "", found: "投产", becomes: "备注"), .init(header: "县市区", found: "莘城", becomes: "莘县"),
          .init(header: "备注", found: "", becomes: "新", code: "A-3"), .init(header: "总投资(亿元)", found: "三", becomes: "3"),
          .init(header: "总投资(亿元)", found: "二", becomes: "2"),
        ].sorted { ($0.header, $0.code, $0.found) < ($1.header, $1.code, $1.found) })
  }

  @Test("next month's file reads as if it had been mended, and every mending is a note at its cell")
  func replayed() throws {
    let recipe = try recipe(july, mended)
    let august = july + "A-9,戊,莘城,三,\n"
    let (records, report) = try Sample.withFile(Array(august.utf8)) {
      try ProjectIntake(mapping: Sample.mapping("projects"), context: Sample.context, recipe: recipe).records(RowSource($0))
    }
    #expect(report.errors == 0)
    #expect(records.map(\.code) == ["A-1", "A-2", "A-3", "A-9"])
    #expect(records.last?[.region] == .text("371522"))
    #expect(records.last?[.investment] == .quantity(Quantity(units: 30_000)))
    #expect(report.diagnostics.filter { $0.code == .mended }.count == 7)
    let unmended = try Sample.errors(august)
    #expect(!unmended.isEmpty)
  }

  @Test("the file of a recipe reads back as what it was, with commas and quotes")
  func file() throws {
    let recipe = Recipe([.init(header: "名称", found: "a,\"b\"", becomes: "c\nd"), .init(header: "", found: "x", becomes: "y", code: "")])
    let back = try Sample.withFile(Array(recipe.csv.utf8)) { try Recipe(path: $0) }
    #expect(back == recipe)
  }

  @Test("a file that is no recipe is told so")
  func refused() throws {
    #expect(throws: DiagnosticList.self) { try Sample.withFile(Array("a,b\n1,2\n".utf8)) { try Recipe(path: $0) } }
  }
}
