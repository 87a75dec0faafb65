public import Allocation
import Diagnostics

/// What a county reports of a project and month.
public struct ProgressRecord: Hashable, Sendable {
  public var project: String
  /// Its first day.
  public var month: CivilDate
  /// 万元 this year up to the month's end.
  public var invested: Quantity
  public var picture: String
  public init(project: String, month: CivilDate, invested: Quantity, picture: String = "") {
    (self.project, self.month, self.invested, self.picture) = (project, month, invested, picture)
  }
}

/// Reads a county's monthly figures. Columns: 项目代码, 月份, 年内累计完成投资（万元 or 亿元）; optional 形象进度.
public enum ProgressIntake {
  private static let invested = "年内累计完成投资"
  private static let mostRows = 200_000

  /// Throws all mistakes at once.
  public static func read(_ source: RowSource) throws -> [ProgressRecord] {
    var result: [ProgressRecord] = []
    var seen: Set<String> = []
    try PlainTable.read(source, required: ["项目代码", "月份", invested], optional: ["形象进度"], mostRows: mostRows) { table, row in
      guard let unit = table.units[invested], let times = ["万元": Int64(1), "亿元": 10_000][unit] else {
        table.tell(Diagnostic(.noUnit, at: row.place(invested), found: table.units[invested] ?? "", expected: "万元, 亿元"))
        return
      }
      let month = DateText.date(row["月份"], countsFrom1904: source.countsFrom1904).flatMap {
        CivilDate(year: $0.year, month: $0.month, day: 1)
      }
      if month == nil { table.tell(Diagnostic(.notADate, at: row.place("月份"), found: row["月份"], expected: "2026-03")) }
      let amount = amount(row[invested], times: times)
      if amount == nil { table.tell(Diagnostic(.notANumber, at: row.place(invested), found: row[invested], expected: "≥ 0")) }
      if let month, !seen.insert("\(row["项目代码"]) \(month.iso)").inserted {
        table.tell(Diagnostic(.duplicateKey, at: row.place("项目代码"), found: "\(row["项目代码"]) \(month.iso.prefix(7))"))
      }
      guard let month, let amount else { return }
      result.append(.init(project: row["项目代码"], month: month, invested: amount, picture: row["形象进度"]))
    }
    return result
  }

  /// nil for what is no number, is negative, or has more than four decimals of 万元.
  static func amount(_ text: String, times: Int64) -> Quantity? {
    guard let number = NumberText(text), number.suffix.isEmpty, number.mantissa >= 0 else { return nil }
    var value = number.mantissa
    // Ten-thousandths of 万元: four decimals more, and four again from 亿元.
    for _ in 0..<(times == 1 ? 4 : 8) {
      let (product, isTooMuch) = value.multipliedReportingOverflow(by: 10)
      if isTooMuch { return nil }
      value = product
    }
    for _ in 0..<max(number.decimals, 0) {
      guard value % 10 == 0 else { return nil }
      value /= 10
    }
    guard number.decimals >= 0, value <= Quantity.largest.tenThousandths else { return nil }
    return Quantity(tenThousandths: value)
  }
}
