import Allocation
import Diagnostics
import Testing

@testable import Intake

@Suite("Values of cells")
struct ValueTests {
  @Test(
    "numbers as people write them",
    arguments: [
      ("1,234.5", "1234.5"), ("１２３．５", "123.5"), ("¥ 300", "300"), ("1.2E3", "1200"), ("0.30000000000000004", "0.3"), ("7.0000", "7"),
      ("1234.5600000000001", "1234.56"), ("1,234,567", "1234567"), ("+5", "5"), ("(12)", "-12"), ("2e-3", "0.002"),
    ])
  func numbers(_ cell: String, _ expected: String) throws {
    #expect(try #require(NumberText(cell)).quantity(worth: .one) == .exact(Quantity(expected)))
  }

  @Test("what is no number", arguments: ["", "abc", "1,5", "12,34", "约500", "1.2.3", "--5", "1-2", "一百"])
  func notNumbers(_ cell: String) { #expect(NumberText(cell) == nil) }

  @Test("units are exact fractions, and what must be rounded says so")
  func units() throws {
    let squareMetres = try #require(Ratio("3/2000"))
    #expect(try #require(NumberText("5000")).quantity(worth: squareMetres) == .exact(Quantity("7.5")))
    #expect(try #require(NumberText("1234.5")).quantity(worth: squareMetres) == .rounded(Quantity("1.8518")))
    #expect(try #require(NumberText("0.00001")).quantity(worth: .one) == .rounded(.zero))
    #expect(try #require(NumberText("99999999999999")).quantity(worth: Ratio(10_000)) == .tooLarge)
    #expect(try #require(NumberText("9E15")).quantity(worth: .one) == .tooLarge)
  }

  @Test(
    "dates as people write them",
    arguments: [
      ("2026-03-01", "2026-03-01"), ("2026/3/1", "2026-03-01"), ("2026.3.1", "2026-03-01"), ("2026年3月1日", "2026-03-01"),
      ("2026年3月", "2026-03-01"), ("2026.3", "2026-03-01"), ("20260301", "2026-03-01"), ("46082", "2026-03-01"), ("46082.5", "2026-03-01"),
      ("2026-03-01T12:30:00", "2026-03-01"), ("2026/03/01 12:30:00", "2026-03-01"), ("２０２６年３月", "2026-03-01"), ("2026年", "2026-01-01"),
    ])
  func dates(_ cell: String, _ expected: String) { #expect(DateText.date(cell, countsFrom1904: false)?.iso == expected) }

  @Test("what is no date", arguments: ["2026-02-30", "2026-13-01", "明年", "3月", "2026-03-01吧", "123456", "1.5", "2026/3/1/4"])
  func notDates(_ cell: String) { #expect(DateText.date(cell, countsFrom1904: false) == nil) }

  @Test("both day counts of spreadsheets")
  func serials() {
    #expect(DateText.date("36526", countsFrom1904: false)?.iso == "2000-01-01")
    #expect(DateText.date("35064", countsFrom1904: true)?.iso == "2000-01-01")
    #expect(DateText.date("45351", countsFrom1904: false)?.iso == "2024-02-29")
  }

  @Test("regions by name, short name, code, old code and alias")
  func regions() {
    for (cell, code) in [
      ("莘县", "371522"), ("莘 县", "371522"), ("371522", "371522"), ("371522.0", "371522"), ("371523", "371503"), ("茌平县", "371503"),
      ("茌平", "371503"), ("东阿", "371524"), ("kfq", "KFQ"), ("开发区", "KFQ"), ("经济技术开发区", "KFQ"),
    ] { #expect(Sample.context.region(cell) == code, "\(cell)") }
    #expect(Sample.context.region("火星") == nil)
    #expect(Sample.context.region("") == nil)
  }

  @Test("headers: width, brackets, marks, unit and year")
  func headers() {
    #expect(HeaderText.parts(" *总投资（亿元）：").brackets == ["亿元"])
    #expect(HeaderText.parts("总投资（单位：亿元）").brackets == ["亿元"])
    #expect(HeaderText.parts("化学需氧量 (吨/年)").names.last == "化学需氧量")
    #expect(HeaderText.parts("化学需氧量 (吨/年)").brackets == ["吨"])
    #expect(HeaderText.parts("2027年新增建设用地指标\n（亩）").year == 2027)
    #expect(HeaderText.parts("2027年度用地需求").names == ["用地需求"])
  }

  @Test("[L9] categories, stages and libraries by the words that forms use")
  func choices() throws {
    let text = "项目代码,项目名称,县市区,项目类别,阶段,所在库,是否两高,亩产效益评价,就业人数\nP1,甲,莘县,招商引资,储备,\"省级库、政策性资金\",是,A类,１，２００人\n"
    let record = try #require(try Sample.read(text).records.first)
    #expect(record.text(.category) == "promotion")
    #expect(record.text(.stage) == "reserved")
    #expect(record.libraries == ["province", "policy_fund"])
    #expect(record[.isTwoHigh] == .flag(true))
    #expect(record.text(.grade) == "A")
    #expect(record[.jobs] == .integer(1200))
    #expect(try Sample.errors("项目代码,项目名称,县市区,项目类别\nP1,甲,莘县,外星投资\n") == [.unknownChoice])
  }

  @Test("demand by year from headers, standing and basis from their columns; one unit for the whole sheet")
  func demand() throws {
    let text = """
      重点项目表,,,,,,
      单位：万元、亩,,,,,,
      项目代码,项目名称,县市区,总投资,2026年用地需求,2027年用地需求,数据状态
      P1,甲,莘县,500,10,20.5,核定
      """
    let (records, report) = try Sample.read(text)
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    let record = try #require(records.first)
    #expect(record.quantity(.investment) == Quantity("500"))
    #expect(record.demands.map(\.year) == [2026, 2027])
    #expect(record.demands.map(\.quantity) == [Quantity("10"), Quantity("20.5")])
    #expect(record.demands.allSatisfy { $0.standing == .verified })
  }

  @Test("faults of one cell each")
  func faults() throws {
    func fault(_ header: String, _ cell: String) throws -> [DiagnosticCode] {
      try Sample.errors("项目代码,项目名称,县市区,\(header)\nP1,甲,莘县,\(cell)\n")
    }
    #expect(try fault("总投资（万元）", "-1") == [.negative])
    #expect(try fault("总投资（万元）", "0.00001") == [.tooManyDecimals])
    #expect(try fault("总投资（亿元）", "100001") == [.absurd])
    #expect(try fault("总投资（万元）", "5亩") == [.unknownUnit])
    #expect(try fault("总投资（万元）", "5亿元") == [])
    #expect(try fault("用地需求（亩）", "#N/A") == [.formulaError])
    #expect(try fault("统一社会信用代码", "123") == [.badCode])
    #expect(try fault("就业人数", "3.5") == [.notANumber])
    #expect(try fault("经度", "200") == [.absurd])
    #expect(try fault("行业", String(repeating: "长", count: 101)) == [.textTooLong])
    #expect(try Sample.errors("项目代码,项目名称,县市区\n1.23457E+17,甲,莘县\n") == [.badCode])
    #expect(try Sample.errors("项目代码,项目名称,县市区,开工时间,竣工时间\nP1,甲,莘县,2026-05,2026-03\n") == [.inconsistent])
    #expect(try Sample.errors("项目代码,项目名称,县市区,总投资(万元),固定资产投资(万元)\nP1,甲,莘县,5,6\n") == [.inconsistent])
    #expect(try Sample.errors("项目代码,项目名称,县市区\nP1,甲,莘县\nP1,乙,莘县\n") == [.duplicateCode])
  }
}
