import Allocation
import Diagnostics
import Foundation
import Intake
import Testing

@Suite("Workbooks that go back")
struct AnnotatedTests {
  @Test("the clerk's own rows come back with comments on the cells, lists, and a summary in front")
  func annotated() throws {
    var mapping = try Sample.mapping("projects")
    mapping.ignored.append("负责人电话号码")
    let source = try RowSource(Sample.fixture("errors.xlsx"))
    let report = try ProjectIntake(mapping: mapping, context: Sample.context).records(source).report
    let book = try AnnotatedWorkbook(source: source, report: report, mapping: mapping, context: Sample.context, language: .chinese)
    #expect(book.sheets.map(\.name) == ["检查结果", "项目"])
    #expect(book.sheets[0].rows[1] == ["错误", "10"])
    #expect(book.sheets[0].rows.count == book.sheets[0].headerRow + 10)
    let sheet = book.sheets[1]
    #expect(sheet.rows.count == 5)
    #expect(sheet.rows[2][2] == "火星")
    #expect(sheet.marks.count == 10)
    let region = try #require(sheet.marks.first { $0.row == 3 && $0.column == 3 })
    #expect(region.text.hasPrefix("[I009]"))
    #expect(region.level == .error)
    let list = try #require(sheet.choices.first { $0.column == 3 })
    #expect(list.values.contains("莘县"))
    #expect(list.firstRow == 2)
  }

  @Test("several faults of one cell share a comment; the worst gives its colour")
  func shared() throws {
    let text = "项目代码,项目名称,县市区\nP1,甲,莘县\nP1,乙,莘县\n"
    let book = try Sample.withFile(Array(text.utf8)) { path -> AnnotatedWorkbook in
      let source = try RowSource(path)
      var report = try Sample.projects().records(source).report
      let place = try #require(report.diagnostics.first?.place)
      report.diagnostics.append(Diagnostic(.rounded, at: place))
      return try AnnotatedWorkbook(
        source: source, report: report, mapping: Sample.mapping("projects"), context: Sample.context, language: .english)
    }
    let marks = book.sheets[1].marks
    #expect(marks.count == 1)
    #expect(marks[0].level == .error)
    #expect(marks[0].text.split(separator: "\n").count == 2)
  }

  @Test("a filled template reads back as what it was filled with")
  func template() throws {
    let text = """
      项目代码,项目名称,县市区,总投资（亿元）,项目类别,阶段,是否两高,计划开工时间,所在库,本地劳动力比例,新增建设用地指标（公顷）,化学需氧量（公斤）
      P1,"甲,乙",莘县,5.25,招商引资,储备,是,2026-03-01,省级库、招商,35%,2,350
      P2,丙,茌平,1,,,,,,,,
      """
    let records = try Sample.read(text).records
    #expect(records.count == 2)
    let sheet = ProjectTemplate(mapping: try Sample.mapping("projects"), context: Sample.context).sheet(records, language: .chinese)
    let csv = sheet.rows.map { $0.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",") }.joined(
      separator: "\n")
    let (again, report) = try Sample.read(csv)
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    for (before, after) in zip(records, again) {
      #expect(Set(before.entries) == Set(after.entries))
      #expect(before.demands == after.demands)
      #expect(before.libraries == after.libraries)
    }
    #expect(again.map(\.code) == ["P1", "P2"])
  }
}
