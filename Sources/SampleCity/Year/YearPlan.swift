internal import Allocation

/// What people of the sample city begin in a year, and on which days: made up, seeded, the same on every machine.
public struct YearPlan: Sendable {
  public struct Start: Hashable, Sendable {
    /// Days since 1970-01-01.
    public var day: Int
    public var procedure: String
    public var project: String?
    public var person: String
    public var form: [String: String]
  }
  /// Monthly figures that a county reports.
  public struct Progress: Hashable, Sendable {
    public var day: Int
    public var person: String
    public var project: String
    /// First day of the month, ISO.
    public var month: String
    /// 万元 this year up to the month's end.
    public var invested: String
  }
  /// By day, ascending.
  public let starts: [Start]
  public let progress: [Progress]

  /// For the projects of a city, from the first Monday of January to the end of November of `year`.
  public init(city: SampleCity, year: Int) {
    var maker = Maker(seed: city.seed, year: year)
    for project in city.rows where project.isGenerated { maker.take(project) }
    starts = maker.starts.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    progress = maker.progress.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  private struct Maker {
    let seed: UInt64
    let year: Int
    var starts: [Start] = []
    var progress: [Progress] = []
    private var counts: [String: Int] = [:]

    init(seed: UInt64, year: Int) { (self.seed, self.year) = (seed, year) }

    mutating func take(_ project: SampleProject) {
      var source = RandomSource(seed: seed, stream: YearBot.hash(project.code))
      let region = Places.regions[project.region].code
      switch project.stage {
      case .planning, .consultation:
        if project.category != nil { consult(project, region, &source) }
      case .construction:
        build(project, region, &source)
      case .reserved:
        serve(project, region, &source)
      default: break
      }
    }

    private mutating func begin(
      _ procedure: String, _ project: SampleProject?, by person: String, month: Int, _ source: inout RandomSource, most: Int = .max,
      _ form: [String: String] = [:]
    ) {
      counts[procedure, default: 0] += 1
      guard counts[procedure, default: 0] <= most else { return }
      let day = CivilDays.day(year, month, 1 + Int(source.below(26)))
      starts.append(Start(day: day, procedure: procedure, project: project?.code, person: person, form: form))
    }

    private mutating func consult(_ project: SampleProject, _ region: String, _ source: inout RandomSource) {
      if project.investment.map({ $0 >= Quantity(units: 10_000) }) == true, source.chance(800) {
        begin("first-negotiation", project, by: "hq-1", month: 1 + Int(source.below(6)), &source, most: 6, ["found_by": "市投资促进局"])
      }
      if project.category == .promotion, source.chance(2_000) {
        begin(
          "special-case", project, by: "tw-\(region)-1", month: 2 + Int(source.below(6)), &source, most: 5,
          ["is_new_kind": "true", "existing_way": "无", "plant_kind": "新建厂房", "floor_area": "\(source.within(8...90) * 500)"])
      }
      begin("consultation", project, by: "\(region)-1", month: 1 + Int(source.below(10)), &source)
    }

    private mutating func build(_ project: SampleProject, _ region: String, _ source: inout RandomSource) {
      if source.chance(2_500) {
        begin(
          "problem", project, by: "\(region)-1", month: 1 + Int(source.below(10)), &source,
          most: 30, ["level": ["县级", "市级", "市级", "联席会议"][Int(source.below(4))]])
      }
      if source.chance(1_200) {
        begin("policy-fulfilment", project, by: "tw-\(region)-1", month: 2 + Int(source.below(8)), &source, most: 6)
      }
      if source.chance(600) { begin("false-information", project, by: "supervision-1", month: 4 + Int(source.below(5)), &source, most: 2) }
      report(project, region, &source)
    }

    private mutating func serve(_ project: SampleProject, _ region: String, _ source: inout RandomSource) {
      if project.investment.map({ $0 >= Quantity(units: 100_000) }) == true, source.chance(2_500) {
        begin("agency", project, by: "\(region)-1", month: 1 + Int(source.below(5)), &source, most: 8)
      }
      if project.category == .privateInvestment, source.chance(150) {
        begin("commitment", project, by: "\(region)-1", month: 2 + Int(source.below(7)), &source, most: 5)
      }
      if source.chance(400) {
        let (change, into, out) = [("调入", "city", ""), ("转库", "factor", "county"), ("调出", "", "county")][Int(source.below(3))]
        begin(
          "adjustment", project, by: "\(region)-1", month: [3, 6, 9][Int(source.below(3))], &source, most: 24,
          ["change": change, "into": into, "out_of": out].filter { !$0.value.isEmpty })
      }
    }

    /// Figures of each month until October, at the project's own pace; some stand still for a while.
    private mutating func report(_ project: SampleProject, _ region: String, _ source: inout RandomSource) {
      guard let investment = project.investment else { return }
      let pace = source.within(4...15)
      // Some halt in the year; those that stood still before it began still do: nothing is invested, and their quota lies idle.
      let halt = project.holds == .granted ? 1 : source.chance(2_000) ? Int(source.within(3...8)) : 99
      var done: Int64 = 0
      for month in 1...10 {
        if month < halt { done += investment.tenThousandths / 280 * pace }
        progress.append(
          Progress(
            day: CivilDays.day(year, month, 26), person: "\(region)-1", project: project.code,
            month: "\(year)-\(month < 10 ? "0" : "")\(month)-01",
            invested: Quantity(tenThousandths: done).decimal))
      }
    }
  }
}
