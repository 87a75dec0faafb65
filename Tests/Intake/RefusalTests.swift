import Diagnostics
import Foundation
import Intake
import Testing

@Suite("What is no table")
struct RefusalTests {
  @Test("other kinds of file are named and refused")
  func foreign() throws {
    #expect(try Sample.refusal("a.xlsx", Array("%PDF-1.7 …".utf8)) == .fileNotASpreadsheet)
    #expect(try Sample.refusal("a.csv", [0x89, 0x50, 0x4E, 0x47, 13, 10]) == .fileNotASpreadsheet)
    #expect(try Sample.refusal("a.xls", Array("<html><table><tr><td>项目代码".utf8)) == .fileNotASpreadsheet)
    #expect(try Sample.refusal("a.csv", Array("项目\0代码".utf8)) == .fileNotASpreadsheet)
    #expect(try Sample.refusal("a.csv", []) == .fileNotASpreadsheet)
    #expect(try Sample.refusal("a.csv", Array("随便写的一段话\n没有表头\n".utf8)) == nil)
    #expect(try Sample.errors("随便写的一段话\n没有表头\n") == [.noHeader])
    let missing = #expect(throws: DiagnosticList.self) { try RowSource("/nowhere/at/all.csv") }
    #expect(missing?.diagnostics.first?.code == .fileUnreadable)
  }

  @Test("locked workbooks are refused with a sentence")
  func locked() throws {
    let error = #expect(throws: DiagnosticList.self) { try RowSource(Sample.fixture("locked.xlsx")) }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.code == .fileEncrypted)
    #expect(diagnostic.text(.chinese).contains("密码"))
    #expect(try Sample.refusal("a.xls", RefusalTests.lockedXLS()) == .fileEncrypted)
    #expect(try Sample.refusal("a.xlsx", RefusalTests.zip(name: "xl/workbook.xml", flags: 1, unpacked: 5)) == .fileEncrypted)
  }

  @Test("a packed bomb is refused before anything is unpacked")
  func bomb() throws {
    #expect(try Sample.refusal("a.xlsx", RefusalTests.zip(name: "xl/workbook.xml", unpacked: 0xFFFF_FF00)) == .fileTooLarge)
    #expect(try Sample.refusal("a.xlsx", RefusalTests.zip(name: "xl/workbook.xml", unpacked: 0xFFFF_FFFF)) == .fileTooLarge)
    #expect(try Sample.refusal("a.xlsx", RefusalTests.zip(name: "word/document.xml", unpacked: 5)) == .fileNotASpreadsheet)
    // It says that it is small and isn't even a part of a workbook: the converter finds nothing to read.
    #expect(try Sample.refusal("a.xlsx", RefusalTests.zip(name: "xl/workbook.xml", unpacked: 5)) == .fileUnreadable)
    var cut = RefusalTests.zip(name: "xl/workbook.xml", unpacked: 5)
    cut.removeLast(10)
    #expect(try Sample.refusal("a.xlsx", cut) == .fileUnreadable)
    var limits = IntakeLimits()
    limits.fileBytes = 10
    #expect(try Sample.refusal("a.csv", Array("项目代码,项目名称".utf8), limits: limits) == .fileTooLarge)
  }

  @Test("header faults: unknown with the nearest name, missing, twice")
  func headers() throws {
    let (_, report) = try Sample.read("项目代码,项目名称,县市区,总投姿（万元）\nP1,甲,莘县,1\n")
    #expect(report.diagnostics.map(\.code) == [.unknownHeader])
    #expect(report.diagnostics[0].suggestion?.contains("总投资") == true)
    #expect(try Sample.errors("项目代码,总投资（万元）,联系人\nP1,1,甲\n") == [.missingColumn, .missingColumn])
    #expect(try Sample.errors("项目代码,项目名称,县市区,总投资（万元）,投资额（亿元）\nP1,甲,莘县,1,1\n") == [.duplicateColumn])
    #expect(try Sample.errors("项目代码,项目名称,县市区,总投资\nP1,甲,莘县,1\n") == [.noUnit])
  }

  @Test("the list of faults is cut, its total is true, and errors come before notes")
  func many() throws {
    var limits = IntakeLimits()
    limits.shownDiagnostics = 10
    var text = "项目代码,项目名称,县市区,总投资（万元）\n"
    for n in 0..<50 { text += "合计,,,\nP\(n),甲,莘县,x\n" }
    let report = try Sample.read(text, limits: limits).report
    #expect(report.diagnostics.count == 10)
    #expect(report.diagnostics.allSatisfy { $0.code == .notANumber })
    #expect((report.errors, report.notes) == (50, 50))
    #expect(report.failure?.total == 100)
  }

  /// One stored entry without content whose directory says what the test wants.
  static func zip(name: String, flags: UInt16 = 0, unpacked: UInt32) -> [UInt8] {
    func word(_ n: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: n), UInt8(n >> 8)] }
    func long(_ n: UInt32) -> [UInt8] { word(UInt16(truncatingIfNeeded: n)) + word(UInt16(n >> 16)) }
    let bytes = Array(name.utf8)
    let local =
      long(0x0403_4B50) + word(20) + word(flags) + word(0) + long(0) + long(0) + long(0) + long(unpacked) + word(UInt16(bytes.count))
      + word(0) + bytes
    let entry =
      long(0x0201_4B50) + word(20) + word(20) + word(flags) + word(0) + long(0) + long(0) + long(0) + long(unpacked)
      + word(UInt16(bytes.count)) + word(0) + word(0) + word(0) + word(0) + long(0) + long(0) + bytes
    let end = long(0x0605_4B50) + word(0) + word(0) + word(1) + word(1) + long(UInt32(entry.count)) + long(UInt32(local.count)) + word(0)
    return local + entry + end
  }

  /// An OLE file with a Workbook stream that begins with BOF and FILEPASS.
  static func lockedXLS() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2_048)
    bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    let name: [UInt8] = Array("Workbook".utf8).flatMap { [$0, 0] }
    bytes.replaceSubrange(512..<512 + name.count, with: name)
    bytes[512 + 64] = UInt8(name.count + 2)
    bytes.replaceSubrange(1_024..<1_028, with: [0x09, 0x08, 0x10, 0x00])
    bytes.replaceSubrange(1_028..<1_032, with: [0x00, 0x06, 0x05, 0x00])
    bytes.replaceSubrange(1_044..<1_048, with: [0x2F, 0x00, 0x06, 0x00])
    return bytes
  }
}
