/// Which days offices work: the week, and the State Council's list of days off and moved working days (调休). Days count from 1970-01-01.
public struct WorkCalendar: Hashable, Sendable {
  /// Day → how much of it is worked.
  public var special: [Int: Worked]
  public init(special: [Int: Worked] = [:]) { self.special = special }

  /// In halves of a working day (半天班 counts one).
  public enum Worked: Int, Hashable, Sendable { case off, half, whole }

  public func worked(_ day: Int) -> Worked {
    // 1970-01-01 was a Thursday.
    special[day] ?? (((day + 3) % 7 + 7) % 7 < 5 ? .whole : .off)
  }

  public func isWorking(_ day: Int) -> Bool { worked(day) != .off }

  /// The last day of a term that begins on a day; nil for terms that a form names.
  public func due(from day: Int, _ term: Term) -> Int? {
    guard let unit = term.unit, let amount = term.amount else { return nil }
    var result = day
    switch unit {
    case .workingDays:
      var halves = 2 * amount
      while halves > 0 {
        result += 1
        halves -= worked(result).rawValue
      }
      return result
    case .days: result += amount
    case .months: result = Civil(day: day).adding(months: amount).day
    }
    while !isWorking(result) { result += 1 }
    return result
  }

  /// A day of the calendar in parts; proleptic Gregorian.
  struct Civil: Hashable {
    var year: Int
    var month: Int
    var dayOfMonth: Int

    init(year: Int, month: Int, dayOfMonth: Int) { (self.year, self.month, self.dayOfMonth) = (year, month, dayOfMonth) }

    init(day: Int) {
      // Years that begin in March have their leap day at the end; an era is 400 of them.
      let shifted = day + 719_468
      let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
      let dayOfEra = shifted - era * 146_097
      let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let marchMonth = (5 * dayOfYear + 2) / 153
      dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
      month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
      year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var day: Int {
      let shifted = month <= 2 ? year - 1 : year
      let era = (shifted >= 0 ? shifted : shifted - 399) / 400
      let yearOfEra = shifted - era * 400
      let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
      return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The same day of a later month, or its last where the month is shorter.
    func adding(months: Int) -> Civil {
      let total = year * 12 + month - 1 + months
      let (newYear, newMonth) = (total / 12, total % 12 + 1)
      let isLeap = newYear % 4 == 0 && (newYear % 100 != 0 || newYear % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return Civil(year: newYear, month: newMonth, dayOfMonth: min(dayOfMonth, lengths[newMonth - 1]))
    }
  }
}
