/// A day of the Gregorian calendar, without time or zone: the business date of a decision.
public struct CivilDate: Hashable, Comparable, Sendable, Codable {
  public var year: Int
  public var month: Int
  public var day: Int

  /// nil when there is no such day, or the year is outside 1949...2999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1949...2999).contains(year), (1...12).contains(month), day >= 1, day <= CivilDate.days(in: month, of: year) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2026-11-21`.
  public init?(_ iso: some StringProtocol) {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]) else {
      return nil
    }
    self.init(year: y, month: m, day: d)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = CivilDate(text) else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day: \(text)") }
    self = date
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// `2026-11-21`.
  public var iso: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// The day `days` days later (earlier when negative); nil outside 1949...2999.
  public func adding(days: Int) -> CivilDate? {
    guard days.magnitude <= 400_000 else { return nil }
    return CivilDate(ordinal: ordinal + days)
  }

  /// As databases, spreadsheets and calendars count.
  public var daysSince1970: Int { ordinal - CivilDate.ordinalOf1970 }
  /// nil outside 1949...2999.
  public init?(daysSince1970 days: Int) {
    guard days.magnitude <= 400_000 else { return nil }
    self.init(ordinal: days + CivilDate.ordinalOf1970)
  }
  private static let ordinalOf1970 = 719_468

  /// Days since 1 March of the year 0, counted so that leap days come last in their year.
  private var ordinal: Int {
    let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1
  }

  private init?(ordinal: Int) {
    guard ordinal > 0 else { return nil }
    var y = ordinal * 400 / 146_097
    func start(_ y: Int) -> Int { y * 365 + y / 4 - y / 100 + y / 400 }
    while start(y) > ordinal { y -= 1 }
    while start(y + 1) <= ordinal { y += 1 }
    let rest = ordinal - start(y)
    let m = (rest * 5 + 2) / 153
    self.init(year: m < 10 ? y : y + 1, month: m < 10 ? m + 3 : m - 9, day: rest - (m * 153 + 2) / 5 + 1)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  public var description: String { iso }
}
