public import Allocation
public import Diagnostics

/// A plan as people take it to a meeting: everything that page and workbook show, computed once.
public struct PlanReport: Sendable {
  public var run: Int
  public var scenario: Scenario
  public var snapshot: Snapshot
  public var plan: Plan
  public var createdBy: String
  public var createdAt: String
  public var adoptedAt: String?
  public var publishedAt: String?
  public var assertions: [(text: String, holds: Bool, found: String)]
  public var shapes: [MapShape]
  public var language: Language
  var words: Words { Words(snapshot: snapshot, language: language) }

  public init(
    run: Int, scenario: Scenario, snapshot: Snapshot, plan: Plan, createdBy: String, createdAt: String, adoptedAt: String? = nil,
    publishedAt: String? = nil, assertions: [(text: String, holds: Bool, found: String)] = [], shapes: [MapShape] = [], language: Language
  ) {
    (self.run, self.scenario, self.snapshot, self.plan) = (run, scenario, snapshot, plan)
    (self.createdBy, self.createdAt, self.adoptedAt, self.publishedAt) = (createdBy, createdAt, adoptedAt, publishedAt)
    (self.assertions, self.shapes, self.language) = (assertions, shapes, language)
  }

  /// How one region fared.
  struct RegionFigures {
    var region: Int
    var asked = 0
    var served = 0
    /// 万元.
    var investmentAsked = Quantity.zero
    var investmentServed = Quantity.zero
    var scoreAsked: Int64 = 0
    var scoreServed: Int64 = 0
    /// Factors that its refused projects lack, with how many lack them, most first.
    var shortFactors: [(factor: Int, projects: Int)] = []
    var scoreShare: Double { scoreAsked == 0 ? 0 : Double(scoreServed) / Double(scoreAsked) }
    var share: Double { asked == 0 ? 0 : Double(served) / Double(asked) }
    var investmentShare: Double {
      investmentAsked == .zero ? 0 : Double(investmentServed.tenThousandths) / Double(investmentAsked.tenThousandths)
    }
  }

  /// Regions with projects that asked, in the snapshot's order.
  var regions: [RegionFigures] {
    var figures = snapshot.regions.indices.map { RegionFigures(region: $0) }
    func add(_ index: Int, served: Bool) {
      let project = snapshot.projects[index]
      figures[project.region].asked += 1
      figures[project.region].investmentAsked += project.investment
      figures[project.region].scoreAsked += project.score
      guard served else { return }
      figures[project.region].served += 1
      figures[project.region].investmentServed += project.investment
      figures[project.region].scoreServed += project.score
    }
    for award in plan.awards { add(award.project, served: true) }
    for unmet in plan.unmet { add(unmet.project, served: false) }
    let byRegion = Dictionary(grouping: plan.unmet) { snapshot.projects[$0.project].region }
    for (region, unmet) in byRegion { figures[region].shortFactors = Self.shortFactors(unmet) }
    return figures.filter { $0.asked > 0 }
  }

  /// One sentence for each region: how it fared beside the whole city.
  var fairness: [String] {
    let figures = regions
    let (served, asked) = figures.reduce((Int64(0), Int64(0))) { ($0.0 + $1.scoreServed, $0.1 + $1.scoreAsked) }
    let share = asked == 0 ? 0 : Double(served) / Double(asked)
    return figures.map { words.fairness($0, cityShare: share) }
  }

  var title: String {
    let name = language(scenario.title, scenario.englishTitle)
    return name.isEmpty ? scenario.name : name
  }
  var asked: Int { plan.awards.count + plan.unmet.count }
  var investmentServed: Quantity { plan.awards.reduce(.zero) { $0 + snapshot.projects[$1.project].investment } }
  var investmentAsked: Quantity { plan.unmet.reduce(investmentServed) { $0 + snapshot.projects[$1.project].investment } }
  /// 亿元 with one decimal.
  static func hundredMillions(_ quantity: Quantity) -> String { Markup.grouped(Double(quantity.tenThousandths) / 1e8, 1) }

  /// Factors that somebody lacks, with the number of projects that lack them, most first.
  var shortFactors: [(factor: Int, projects: Int)] { Self.shortFactors(plan.unmet) }

  private static func shortFactors(_ unmet: [Unmet]) -> [(factor: Int, projects: Int)] {
    var counts: [Int: Int] = [:]
    for unmet in unmet { for factor in Set(unmet.shortages.map(\.factor)) { counts[factor, default: 0] += 1 } }
    return counts.map { ($0.key, $0.value) }.sorted { ($1.projects, $0.factor) < ($0.projects, $1.factor) }
  }

  /// Awards in the order tier, region, code.
  var sortedAwards: [Plan.Award] {
    plan.awards.sorted { a, b in
      let (x, y) = (snapshot.projects[a.project], snapshot.projects[b.project])
      return (x.tier, x.region, x.code) < (y.tier, y.region, y.code)
    }
  }
  /// Those left out in the order tier, rank, code.
  var sortedUnmet: [Unmet] {
    plan.unmet.sorted { a, b in
      let (x, y) = (snapshot.projects[a.project], snapshot.projects[b.project])
      return (x.tier, a.rank, x.code) < (y.tier, b.rank, y.code)
    }
  }
}
