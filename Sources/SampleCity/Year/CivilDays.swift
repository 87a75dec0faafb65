internal import Allocation

/// Days since 1970-01-01, to and from dates.
public enum CivilDays {
  private static let epoch = CivilDate("1970-01-01")

  public static func day(_ year: Int, _ month: Int, _ day: Int) -> Int { CivilDate(year: year, month: month, day: day).map(of) ?? 0 }
  /// nil when it is no ISO date.
  public static func day(_ iso: String) -> Int? { CivilDate(iso).map(of) }
  public static func iso(_ day: Int) -> String { epoch?.adding(days: day)?.iso ?? "" }

  private static func of(_ date: CivilDate) -> Int {
    // Proleptic Gregorian: whole years since the epoch, then months.
    var days = 0
    for year in 1970..<max(date.year, 1970) { days += isLeap(year) ? 366 : 365 }
    let lengths = [31, isLeap(date.year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return days + lengths.prefix(date.month - 1).reduce(0, +) + date.day - 1
  }
  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}
