import Allocation
import Diagnostics
import Intake
import Testing

@Suite("The yearly list of enterprises")
struct EnterpriseTests {
  private static let regions = ["莘县": "371522", "371522": "371522"]
  private func read(_ text: String) throws -> [EnterpriseRecord] {
    try Sample.withFile(Array(text.utf8)) { try EnterpriseIntake.read(try RowSource($0), regions: Self.regions) }
  }

  @Test("[B3.1] amounts with their units; what a cell leaves empty isn't known")
  func amounts() throws {
    let rows = try read(
      "2025年度企业\n年份,企业名称,县市区,行业,统一社会信用代码,从业人数,用地（亩）,营业收入（亿元）,税收（万元）,能耗（万吨标准煤）\n2025,甲,莘县,轴承,91371500MA3ABCDE1X,120,20.5,1.2,,0.3\n")
    let row = try #require(rows.first)
    #expect(row.year == 2025 && row.region == "371522" && row.workers == 120 && row.creditCode == "91371500MA3ABCDE1X")
    #expect(
      row.amounts == [.landArea: Quantity(tenThousandths: 205_000), .revenue: Quantity(units: 12_000), .energy: Quantity(units: 3_000)])
  }

  @Test("every mistake of a list at once: years, regions, codes, numbers, units, the same firm twice")
  func faults() throws {
    let text = """
      年份,企业名称,县市区,行业,统一社会信用代码,从业人数,用地（公顷）,税收（万元）
      去年,甲,莘县,轴承,,,,
      2025,乙,火星,轴承,,,,
      2025,丙,莘县,轴承,123,,,
      2025,丁,莘县,轴承,,-1,,
      2025,戊,莘县,轴承,,,1,
      2025,己,莘县,轴承,,,,许多
      2025,己,莘县,轴承,,,,1
      2025,庚,莘县,,,,,
      """
    let error = #expect(throws: DiagnosticList.self) { _ = try read(text) }
    #expect(
      error?.diagnostics.map(\.code) == [
        .notADate, .unknownRegion, .badCode, .notANumber, .noUnit, .notANumber, .duplicateKey, .emptyRequired,
      ])
    #expect(error?.diagnostics.map(\.place.row) == [2, 3, 4, 5, 6, 7, 8, 9])
  }
}
