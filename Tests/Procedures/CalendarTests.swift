import Procedures
import Testing

@Suite("Days that count")
struct CalendarTests {
  /// 2026-09-25 to 27 off (中秋), 09-20 worked, 10-01 to 07 off (国庆), 10-10 worked, 09-30 and 11-03 half days; days since 1970-01-01.
  private static let september1 = 20_697
  private static func day(_ month: Int, _ day: Int) -> Int { september1 + (month == 9 ? day - 1 : month == 10 ? 29 + day : 60 + day) }
  private static let calendar = WorkCalendar(
    special: Dictionary(
      uniqueKeysWithValues: (25...27).map { (day(9, $0), .off) } + (1...7).map { (day(10, $0), .off) } + [
        (day(9, 20), .whole), (day(10, 10), .whole), (day(9, 30), .half), (day(11, 3), .half),
      ]))

  @Test("the week, days off and moved working days")
  func working() {
    let calendar = Self.calendar
    #expect(calendar.isWorking(Self.day(9, 1)), "a Tuesday")
    #expect(!calendar.isWorking(Self.day(9, 5)) && !calendar.isWorking(Self.day(9, 6)))
    #expect(calendar.isWorking(Self.day(9, 20)), "a Sunday that is worked")
    #expect(!calendar.isWorking(Self.day(10, 1)) && calendar.isWorking(Self.day(10, 10)))
    #expect(calendar.isWorking(Self.day(11, 3)) && calendar.worked(Self.day(11, 3)) == .half)
  }

  @Test(
    "[L10] terms end as the calendar says: working days skip holidays, half days count half, other terms end on the next working day",
    arguments: [
      (9, 1, Term(3, .workingDays), 9, 4), (9, 4, Term(1, .workingDays), 9, 7), (9, 18, Term(1, .workingDays), 9, 20),
      (9, 24, Term(1, .workingDays), 9, 28), (9, 28, Term(5, .workingDays), 10, 12), (11, 2, Term(1, .workingDays), 11, 4),
      (11, 2, Term(2, .workingDays), 11, 5), (11, 1, Term(1, .workingDays), 11, 2), (9, 29, Term(1, .workingDays), 10, 8),
      (10, 30, Term(1, .days), 11, 2),
      (9, 1, Term(15, .days), 9, 16),
      (9, 20, Term(15, .days), 10, 8), (9, 30, Term(1, .months), 10, 30), (9, 1, Term(1, .months), 10, 8), (9, 1, Term(0, .days), 9, 1),
    ])
  func due(_ month: Int, _ from: Int, _ term: Term, _ dueMonth: Int, _ dueDay: Int) {
    #expect(Self.calendar.due(from: Self.day(month, from), term) == Self.day(dueMonth, dueDay))
  }

  @Test("a month later is the same day, or the month's last")
  func months() {
    // 2027-01-29 (a Friday) + 1 month: 2027-02-28 is a Sunday, so the next Monday.
    let january29 = 20_847
    #expect(WorkCalendar().due(from: january29, Term(1, .months)) == january29 + 31)
  }

  @Test("terms are read as files write them", arguments: ["10 working days", "15 days", "3 months", "field due"])
  func terms(_ text: String) {
    #expect(Term(text)?.text == text)
    #expect(Term("soon") == nil && Term("-1 days") == nil && Term("3 weeks") == nil && Term("2000 days") == nil)
  }
}
