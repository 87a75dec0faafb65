import Allocation
import Diagnostics
import Foundation
import Intake
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  static func records(_ name: String) throws -> (records: [ProjectRecord], report: IntakeReport) {
    try Sample.projects().records(RowSource(Sample.fixture(name)))
  }

  @Test("XLSX: title rows, merged two-row header, units, full-width digits, old region codes, dates, totals, notes")
  func xlsx() throws {
    let (records, report) = try WorkbookTests.records("projects.xlsx")
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    #expect(records.map(\.code) == ["SX-001", "SX-002", "SX-003"])
    let first = try #require(records.first)
    #expect(first.quantity(.investment) == Quantity("52000"))
    #expect(first.quantity(.fixedInvestment) == Quantity("41000"))
    #expect(first.demands.map(\.factor) == ["land", "cod"])
    #expect(first.demands.map(\.quantity) == [Quantity("37.5"), Quantity("0.35")])
    #expect(first.date(.plannedStart) == CivilDate("2026-03-01"))
    #expect(records[1].quantity(.investment) == Quantity("1200"))
    #expect(records[1].date(.plannedStart) == CivilDate("2026-05-01"))
    #expect(records[2].text(.region) == "371503")
    #expect(records[2].quantity(.investment) == Quantity("3000"))
    #expect(records[2].date(.plannedStart) == CivilDate("2026-03-01"))
    #expect(records.map(\.row) == [5, 6, 8])
    #expect(report.diagnostics.map(\.code) == [.rowSkipped, .rowSkipped, .sheetSkipped])
    #expect(report.sheets.map(\.headerRow) == [4])
    #expect(report.sheets[0].columns.first { $0.field == "demand.land" }?.unit == "公顷")
  }

  @Test("XLS and ODS read as XLSX does", arguments: [("projects.xls", "GX-001", "371525", 4), ("projects.ods", "DE-001", "371524", 5)])
  func others(_ file: String, _ code: String, _ region: String, _ row: Int) throws {
    let (records, report) = try WorkbookTests.records(file)
    #expect(report.errors == 0, "\(report.diagnostics.map { $0.text(.chinese) })")
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.code == code)
    #expect(record.text(.region) == region)
    #expect(record.row == row)
    #expect(record.date(.plannedStart) == CivilDate("2026-03-01"))
    #expect(record.demands.first?.quantity == (file.hasSuffix("xls") ? Quantity("30") : Quantity("60.5")))
  }

  @Test("days counted from 1904")
  func mac() throws {
    let (records, report) = try WorkbookTests.records("mac1904.xlsx")
    #expect(report.errors == 0)
    #expect(records.first?.date(.plannedStart) == CivilDate("2026-03-01"))
  }

  @Test("every fault at once with sheet, row, column, found and expected")
  func errors() throws {
    let source = try RowSource(Sample.fixture("errors.xlsx"))
    let (records, report) = try Sample.projects().records(source)
    // The unknown header stops the import; the columns that are known are looked at all the same.
    #expect(records.isEmpty)
    #expect(report.diagnostics.first?.code == .unknownHeader)
    #expect(report.diagnostics.first?.place.column == 7)
    #expect(report.failure?.total == 11)

    var mapping = try Sample.mapping("projects")
    mapping.ignored.append("负责人电话号码")
    let (kept, second) = try ProjectIntake(mapping: mapping, context: Sample.context).records(source)
    #expect(kept.isEmpty)
    let found = second.diagnostics.map { "\($0.place.row ?? 0)\(Diagnostic.columnLetters($0.place.column ?? 0)) \($0.code.rawValue)" }
    #expect(
      found == [
        "2D I006", "2E I005", "2F I008", "3C I009", "3A I012", "4B I004", "4D I007", "4E I016", "5D I013", "5E I013",
      ])
    #expect(second.failure?.total == 10)
    #expect(second.diagnostics.allSatisfy { $0.place.sheet == "项目" && $0.place.file == "errors.xlsx" })
    #expect(second.diagnostics[3].found == "火星")
    #expect(second.diagnostics[3].expected.contains("莘县"))
  }

  @Test("the name says nothing: a workbook called .csv is read as a workbook")
  func renamed() throws {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: Sample.fixture("projects.xlsx"))))
    let records = try Sample.withFile(bytes, name: "表.csv") { path -> [ProjectRecord] in
      let source = try RowSource(path)
      #expect(source.format == .xlsx)
      return try Sample.projects().records(source).records
    }
    #expect(records.count == 3)
  }

  @Test("a converter that takes too long or says too much is ended")
  func limits() throws {
    var limits = IntakeLimits()
    limits.converterOutputBytes = 10
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: Sample.fixture("projects.xlsx"))))
    #expect(try Sample.refusal("x.xlsx", bytes, limits: limits) == .fileTooLarge)
    limits = IntakeLimits()
    limits.converterMemoryBytes = 1 << 20
    #expect(try Sample.refusal("x.xlsx", bytes, limits: limits) == .fileUnreadable)
  }
}
