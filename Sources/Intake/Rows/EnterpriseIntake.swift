public import Allocation
import Diagnostics

/// What an enterprise put in and brought out in a year (B3.1); nil where nobody has said.
public struct EnterpriseRecord: Hashable, Sendable {
  public var year: Int
  public var name: String
  public var creditCode: String?
  /// Code of its region.
  public var region: String
  public var industry: String
  public var workers: Int?
  public var amounts: [Amount: Quantity] = [:]

  /// Each with the field's name in the database.
  public enum Amount: String, Hashable, Sendable, CaseIterable {
    /// 亩.
    case landArea = "land_area"
    /// 万元.
    case revenue
    case addedValue = "added_value"
    case tax
    case research
    /// 吨标准煤.
    case energy
    /// 吨 of COD, NH3-N, SO2, NOx and VOCs together.
    case emissions
  }

  public init(
    year: Int, name: String, creditCode: String? = nil, region: String, industry: String, workers: Int? = nil,
    amounts: [Amount: Quantity] = [:]
  ) {
    (self.year, self.name, self.creditCode, self.region, self.industry) = (year, name, creditCode, region, industry)
    (self.workers, self.amounts) = (workers, amounts)
  }
}

/// Reads the yearly list of enterprises.
///
/// Columns: 年份, 企业名称, 县市区, 行业; optional 统一社会信用代码, 从业人数, 用地（亩）, 营业收入（万元）, 工业增加值（万元）, 税收（万元）, 研发投入（万元）, 能耗（吨标准煤）,
/// 污染物排放（吨）; money also in 亿元, energy in 万吨标准煤.
public enum EnterpriseIntake {
  static let amounts: [(title: String, amount: EnterpriseRecord.Amount, units: [String: Int64])] = [
    ("用地", .landArea, ["亩": 1]), ("营业收入", .revenue, money), ("工业增加值", .addedValue, money), ("税收", .tax, money), ("研发投入", .research, money),
    ("能耗", .energy, ["吨标准煤": 1, "万吨标准煤": 10_000]), ("污染物排放", .emissions, ["吨": 1, "万吨": 10_000]),
  ]
  private static let money: [String: Int64] = ["万元": 1, "亿元": 10_000]
  private static let required = ["年份", "企业名称", "县市区", "行业"]
  private static let code = "统一社会信用代码"
  private static let people = "从业人数"
  private static let mostRows = 200_000

  /// Throws all mistakes at once. `regions`: name, code or alias → code.
  public static func read(_ source: RowSource, regions: [String: String]) throws -> [EnterpriseRecord] {
    var result: [EnterpriseRecord] = []
    var seen: Set<String> = []
    try PlainTable.read(source, required: required, optional: [code, people] + amounts.map(\.title), mostRows: mostRows) { table, row in
      let year = Int(row["年份"].prefix(4)).flatMap { (2000...2100).contains($0) ? $0 : nil }
      if year == nil { table.tell(Diagnostic(.notADate, at: row.place("年份"), found: row["年份"], expected: "2025")) }
      let region = regions[row["县市区"]]
      if region == nil, !row["县市区"].isEmpty { table.tell(Diagnostic(.unknownRegion, at: row.place("县市区"), found: row["县市区"])) }
      if !row[code].isEmpty, !isCreditCode(row[code]) {
        table.tell(Diagnostic(.badCode, at: row.place(code), found: row[code], expected: "18 A–Z 0–9"))
      }
      if let year, !seen.insert("\(year) \(row["企业名称"])").inserted {
        table.tell(Diagnostic(.duplicateKey, at: row.place("企业名称"), found: "\(row["企业名称"]) \(year)"))
      }
      let workers = row[people].isEmpty ? nil : Int(row[people])
      if workers.map({ $0 < 0 }) ?? !row[people].isEmpty {
        table.tell(Diagnostic(.notANumber, at: row.place(people), found: row[people], expected: "≥ 0"))
      }
      let found = quantities(&table, row)
      guard let year, let region else { return }
      result.append(
        .init(
          year: year, name: row["企业名称"], creditCode: row[code].isEmpty ? nil : row[code], region: region, industry: row["行业"],
          workers: workers,
          amounts: found))
    }
    return result
  }

  private static func quantities(_ table: inout PlainTable, _ row: PlainTable.Row) -> [EnterpriseRecord.Amount: Quantity] {
    var found: [EnterpriseRecord.Amount: Quantity] = [:]
    for (title, amount, units) in amounts where !row[title].isEmpty {
      guard let times = table.units[title].flatMap({ units[$0] }) else {
        table.tell(
          Diagnostic(.noUnit, at: row.place(title), found: table.units[title] ?? "", expected: units.keys.sorted().joined(separator: ", ")))
        continue
      }
      found[amount] = ProgressIntake.amount(row[title], times: times)
      if found[amount] == nil { table.tell(Diagnostic(.notANumber, at: row.place(title), found: row[title], expected: "≥ 0")) }
    }
    return found
  }

  private static func isCreditCode(_ text: String) -> Bool {
    text.utf8.count == 18 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  }
}
