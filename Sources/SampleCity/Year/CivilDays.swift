internal import Allocation

/// Days since 1970-01-01 as the year's plan counts them, to and from dates.
public enum CivilDays {
  public static func day(_ year: Int, _ month: Int, _ day: Int) -> Int { CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0 }
  /// nil when it is no ISO date.
  public static func day(_ iso: String) -> Int? { CivilDate(iso)?.daysSince1970 }
  public static func iso(_ day: Int) -> String { CivilDate(daysSince1970: day)?.iso ?? "" }
}
