/// One project in one of the years that are planned together; years count from the first.
struct YearOption: Hashable, Comparable {
  var project: Int
  var year: Int
  static func < (a: YearOption, b: YearOption) -> Bool { (a.project, a.year) < (b.project, b.year) }
}
