import Allocation
import Diagnostics
import Foundation
import Intake
import Reporting
import Testing

@Suite("Workbooks, read back by another program")
struct WorkbookTests {
  private func withBook<R>(_ write: (String) throws -> Void, _ read: (RowSource) throws -> R) throws -> R {
    let path = FileManager.default.temporaryDirectory.appending(path: "yaosu-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(path)
    return try read(RowSource(path))
  }

  private func rows(_ source: RowSource, _ sheet: String) throws -> [[String]] {
    var rows: [[String]] = []
    try source.rows(of: sheet) { _, cells in
      rows.append(cells)
      return true
    }
    return rows
  }

  @Test("the plan's workbook has a sheet for each part, and its awards add up to the plan's")
  func plan() throws {
    let report = try SamplePlan.report(.english)
    try withBook({ try report.writeWorkbook(to: $0) }) { source in
      #expect(["awards", "left out", "fairness"].allSatisfy(source.sheets.contains))
      let awards = try rows(source, "awards")
      let amount = try #require(awards[0].firstIndex(of: "amount"))
      // A cell holds a binary fraction with 16 digits.
      let sum = awards.dropFirst().reduce(Quantity.zero) {
        $0 + Quantity(tenThousandths: Int64(((Double($1[amount]) ?? 0) * 10_000).rounded()))
      }
      let planned = report.plan.awards.flatMap(\.lines).reduce(Quantity.zero) { $0 + $1.quantity }
      #expect(awards.count - 1 == report.plan.awards.flatMap(\.lines).count)
      #expect(sum == planned)
      let code = try #require(awards[0].firstIndex(of: "code"))
      let codes = Set(awards.dropFirst().map { $0[code] })
      #expect(codes == Set(report.plan.awards.map { report.snapshot.projects[$0.project].code }))
      let left = try rows(source, "left out")
      #expect(left.count - 1 == report.plan.unmet.count)
    }
  }

  @Test("an annotated sheet keeps the clerk's texts, and what Excel would not take as a name is replaced")
  func annotated() throws {
    let sheet = AnnotatedSheet(
      name: "县[1]:重点", rows: [["项目代码", "投资"], ["001", "一百万"], ["", "1e3"]], headerRow: 1,
      marks: [.init(row: 2, column: 2, level: .error, text: "不是数字"), .init(row: 3, column: 1, level: .note, text: "空")],
      choices: [.init(column: 2, firstRow: 2, lastRow: 9, values: ["甲", "乙"])])
    try withBook({ path in
      let book = try Workbook(path: path)
      try book.sheet(sheet)
      try book.close()
    }) { source in
      #expect(source.sheets == ["县_1__重点"])
      let cells = try rows(source, source.sheets[0])
      #expect(cells == [["项目代码", "投资"], ["001", "一百万"], ["", "1e3"]])
    }
  }

  @Test("a place that can't be written is an error that names it")
  func unwritable() throws {
    let book = try Workbook(path: "/nonexistent/folder/book.xlsx")
    try book.sheet("a", columns: [.init("x")], rows: [["1"]])
    #expect(throws: Workbook.Failure.self) { try book.close() }
  }
}
