import Allocation
import Diagnostics
import Intake
import Testing

@Suite("Quota files")
struct QuotaTests {
  static func read(_ text: String) throws -> (records: [QuotaRecord], report: IntakeReport) {
    try Sample.withFile(Array(text.utf8)) { try Sample.quota().records(RowSource($0)) }
  }

  @Test("[L15.2] one row a deposit: factor, amount, unit, source, document, validity")
  func long() throws {
    let (records, report) = try QuotaTests.read(
      """
      序号,县市区,要素,年度,数量,单位,来源,文号,有效期至
      1,莘县,新增建设用地,2026年,12.5,公顷,年度计划,聊自规〔2026〕1号,2027-12-31
      2,371523,cod,2026,1.25,吨,信源化工关停,聊环〔2026〕2号,
      合计,,,,13.75,,,,
      """)
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    #expect(records.map(\.factor) == ["land", "cod"])
    #expect(records.map(\.quantity) == [Quantity("187.5"), Quantity("1.25")])
    #expect(records.map(\.region) == ["371522", "371503"])
    #expect(records[0].validTo == CivilDate("2027-12-31"))
    #expect(records.map(\.row) == [2, 3])
  }

  @Test("[L15.2] one column a factor: each amount is a deposit")
  func wide() throws {
    let (records, report) = try QuotaTests.read(
      "县市区,年份,来源,文号,新增建设用地指标（亩）,煤炭消费指标（万吨）\n莘县,2026,计划,1号,100,0.5\n东阿县,2026,计划,1号,0,1\n")
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    #expect(records.map(\.factor) == ["land", "coal", "coal"])
    #expect(records.map(\.quantity) == [Quantity("100"), Quantity("5000"), Quantity("10000")])
    #expect(records.map(\.column) == [5, 6, 6])
  }

  @Test("an unknown factor or unit, a missing amount, a term that ends before it begins")
  func faults() throws {
    let (records, report) = try QuotaTests.read(
      """
      县市区,要素,年度,数量,单位,来源,文号,有效期起,有效期至
      莘县,空气,2026,1,吨,甲,1号,,
      莘县,cod,2026,1,亩,甲,1号,,
      莘县,cod,2026,,吨,甲,1号,,
      莘县,cod,2026,1,吨,甲,1号,2026-05-01,2026-04-01
      莘县,cod,2026,1,吨,,1号,,
      莘县,cod,26,1,吨,甲,1号,,
      """)
    #expect(records.isEmpty)
    #expect(
      report.diagnostics.map(\.code) == [
        .unknownFactor, .emptyRequired, .unknownUnit, .emptyRequired, .inconsistent, .emptyRequired, .notADate,
      ])
  }
}
