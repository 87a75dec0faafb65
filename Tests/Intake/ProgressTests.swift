import Allocation
import Diagnostics
import Intake
import Testing

@Suite("A county's monthly figures")
struct ProgressTests {
  private func read(_ text: String) throws -> [ProgressRecord] {
    try Sample.withFile(Array(text.utf8)) { try ProgressIntake.read(try RowSource($0)) }
  }

  private func errors(_ text: String) throws -> [DiagnosticCode] {
    do {
      _ = try read(text)
      return []
    } catch let list as DiagnosticList {
      return list.diagnostics.map(\.code)
    }
  }

  @Test(
    "[L23] [J6.1] a list below a title is read; 亿元 are 万元 times ten thousand, exactly",
    arguments: [("万元", "1200.5000"), ("亿元", "12005000.0000")])
  func units(_ unit: String, _ expected: String) throws {
    let rows = try read("三月进度\n项目代码,月份,年内累计完成投资（\(unit)）,形象进度\nP-1,2026-03,1200.5,主体封顶\n\nP-2,2026年3月,0,\n")
    #expect(rows.map(\.project) == ["P-1", "P-2"])
    #expect(rows.map(\.month.iso) == ["2026-03-01", "2026-03-01"])
    #expect(rows[0].invested == Quantity(decimal: expected))
    #expect(rows[0].picture == "主体封顶")
  }

  @Test("[L23] every mistake of a list at once: no unit, months that aren't, no numbers, the same month twice")
  func faults() throws {
    let head = "项目代码,月份,年内累计完成投资（万元）\n"
    #expect(
      try errors(head + "P-1,三月,1\nP-2,2026-03,-1\nP-3,2026-03,abc\n,2026-03,1\nP-4,2026-03,1\nP-4,2026-03,2\nP-5,2026-03,0.00001\n") == [
        .notADate, .notANumber, .notANumber, .emptyRequired, .duplicateKey, .notANumber,
      ])
    #expect(try errors("项目代码,月份,年内累计完成投资\nP-1,2026-03,1\n") == [.noUnit])
    #expect(try errors("项目代码,月份,形象进度\nP-1,2026-03,x\n").first == .missingColumn)
    #expect(try errors("没有,表头\n1,2\n") == [.noHeader])
  }
}
