import Allocation
import Diagnostics
import Foundation
import Intake
import Testing

@Suite("CSV files")
struct CSVTests {
  static let text = "项目代码,项目名称,县市区,总投资（万元）\r\nP1,\"轴承,\"\"甲\"\"\n二期\",莘县,\"1,200.5\"\r\nP2,阿胶,东阿,300\r\n"

  @Test("quotes, commas, line breaks and thousands separators")
  func quoting() throws {
    let (records, report) = try Sample.read(CSVTests.text)
    #expect(report.diagnostics.isEmpty)
    #expect(records.map(\.code) == ["P1", "P2"])
    #expect(records[0].text(.name) == "轴承,\"甲\"\n二期")
    #expect(records[0].quantity(.investment) == Quantity("1200.5"))
    #expect(records.map(\.row) == [2, 3])
    #expect(records[1].text(.region) == "371524")
  }

  @Test("the same records from UTF-8 with mark, GB18030, UTF-16 and with other delimiters")
  func encodings() throws {
    let expected = try Sample.read(CSVTests.text).records
    let gb = try #require(CSVTests.text.data(using: String.Encoding(rawValue: CFEncoding.gb18030)))
    let utf16 = try #require(CSVTests.text.data(using: .utf16LittleEndian))
    let semicolons = "项目代码;项目名称;县市区;总投资（万元）\nP1;\"轴承,\"\"甲\"\"\n二期\";莘县;1,200.5\nP2;阿胶;东阿;300"
    let variants: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array(CSVTests.text.utf8), Array(gb), [0xFF, 0xFE] + Array(utf16), Array(semicolons.utf8),
      Array(semicolons.replacingOccurrences(of: ";", with: "\t").utf8),
    ]
    for bytes in variants {
      let read = try Sample.withFile(bytes) { try Sample.projects().records(RowSource($0)) }
      #expect(read.records == expected)
      #expect(read.report.errors == 0)
    }
  }

  @Test("a wrong encoding is refused with the line")
  func wrongEncoding() throws {
    var bytes = Array(CSVTests.text.utf8)
    bytes += [0x50, 0x33, 0x2C, 0xFF, 0xFF, 0x0A]
    let error = #expect(throws: DiagnosticList.self) { try Sample.withFile(bytes) { try Sample.projects().records(RowSource($0)) } }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.code == .fileEncoding)
    #expect(diagnostic.place.row == 5)
  }

  @Test("a quote that never closes, a cell and a row past the limits")
  func broken() throws {
    var limits = IntakeLimits()
    limits.cellBytes = 1_000
    limits.columns = 50
    limits.rows = 100
    let header = "项目代码,项目名称,县市区\n"
    func refusal(_ text: String) throws -> DiagnosticCode? { try Sample.refusal("x.csv", Array(text.utf8), limits: limits) }
    #expect(try refusal(header + "P1,\"甲,莘县\nP2,乙,莘县\n") == .fileUnreadable)
    #expect(try refusal(header + "P1,\"" + String(repeating: "甲", count: 400) + "\",莘县\n") == .textTooLong)
    #expect(try refusal(header + String(repeating: ",", count: 60) + "\n") == .fileTooLarge)
    #expect(try refusal(header + (0..<200).map { "P\($0),甲,莘县\n" }.joined()) == .tooManyRows)
  }

  @Test("100,000 rows come through one by one")
  func large() throws {
    var text = "项目代码,项目名称,县市区,总投资（亿元）,新增建设用地指标（亩）\n"
    for n in 1...100_000 { text += "P\(n),第\(n)号项目,莘县,\(n % 50).5,\(n % 300)\n" }
    var (count, land) = (0, Quantity.zero)
    let report = try Sample.withFile(Array(text.utf8)) { path in
      try Sample.projects().read(RowSource(path)) { record in
        count += 1
        land += record.demands[0].quantity
      }
    }
    #expect(count == 100_000)
    #expect(report.records == 100_000)
    #expect(report.errors == 0)
    #expect(land == Quantity(units: (1...100_000).reduce(0) { $0 + Int64($1 % 300) }))
  }
}

/// Foundation's name for GB18030.
enum CFEncoding {
  static let gb18030 = UInt(0x8000_0632)
}
