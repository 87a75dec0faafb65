public import Allocation

/// A snapshot made straight from the sample, without a database: every generated project competes, whatever its stage or year.
/// For tests and measurements of the solver. Real projects are left out, because they have no demand of their own.
struct SnapshotMaker {
  let city: SampleCity
  /// The pools, split by policy: 30 % of land and pollutants to the city (L17.2, L18.1).
  let pools: [Pool]

  static let tiers = [
    Snapshot.Tier(name: "国家级、省级重点", nameEnglish: "national and provincial"),
    Snapshot.Tier(name: "政策性资金和市级重点", nameEnglish: "policy funds and municipal"),
    Snapshot.Tier(name: "其他重点项目", nameEnglish: "other key projects"),
    Snapshot.Tier(name: "其他项目", nameEnglish: "others"),
  ]
  /// Ten-thousandths by which a grade multiplies the score (assumption, as in the reference policy): A 1.2, B 1, C 0.8, D 0.5, T 1.
  private static let gradeWeights: [String: Int64] = ["A": 12_000, "B": 10_000, "C": 8_000, "D": 5_000, "T": 10_000]
  private static let mayUse = Array(repeating: true, count: Places.factors.count)
  private static let mayNotUse = Array(repeating: false, count: Places.factors.count)

  init(city: SampleCity, progress: (Int) -> Void) {
    self.city = city
    var need = Need(years: city.years)
    for index in 0..<city.generated {
      need.add(city.generatedProject(index), year: 0)
      if index % 4_096 == 0 { progress(index) }
    }
    pools = SnapshotMaker.pools(Supply(seed: city.seed, need: need.spread()).rows())
  }

  private static func pools(_ rows: [SampleQuota]) -> [Pool] {
    struct Key: Hashable { var region, factor, vintage: Int }
    var sums: [Key: Quantity] = [:]
    for row in rows {
      let share = Supply.isSplitByPolicy(row.factor) ? Ratio(3, 10).roundedDown(row.quantity) : .zero
      sums[Key(region: row.region, factor: row.factor, vintage: row.vintage), default: .zero] += row.quantity - share
      if share > .zero { sums[Key(region: 0, factor: row.factor, vintage: row.vintage), default: .zero] += share }
    }
    return sums.map { Pool(region: $0.key.region, factor: $0.key.factor, vintage: $0.key.vintage, available: $0.value) }
      .sorted { ($0.vintage, $0.factor, $0.region) < ($1.vintage, $1.factor, $1.region) }
  }

  /// All but the projects.
  var frame: Snapshot {
    var rules = Snapshot.Rules()
    rules.carriesOver = Places.factors.indices.map { $0 != Places.land }
    return Snapshot(
      city: Places.city.code, baseDate: CivilDate(Figures.baseDate.iso)!, policyVersion: "sample", vintage: Figures.firstVintage,
      horizon: city.years, factors: Places.factors, regions: Places.regions, cityRegion: 0, pools: pools, tiers: SnapshotMaker.tiers,
      projects: [], rules: rules)
  }

  func project(_ index: Int) -> Project {
    let row = city.generatedProject(index)
    let tier = SnapshotMaker.tier(row)
    let points = row.investment!.tenThousandths / Quantity.scale / 100
    let score = max(1, points * (SnapshotMaker.gradeWeights[row.grade] ?? 10_000) / 10_000)
    return Project(
      code: row.code, name: row.name, region: row.region, home: row.region, industry: row.industry, tier: tier, score: score,
      investment: row.investment!, demands: row.demands.map(SnapshotMaker.demand),
      mayUseCityPool: tier <= 2 ? SnapshotMaker.mayUse : SnapshotMaker.mayNotUse, entered: SnapshotMaker.days(row.entered),
      isStalled: row.holds == .granted, isGenerated: true)
  }

  private static func demand(_ ask: SampleProject.Ask) -> Demand {
    Demand(
      factor: ask.factor, asked: ask.quantity, ratio: Need.ratio(ask.factor), needed: Need.atPool(ask), standing: .reported)
  }

  /// The first of the seven classes of L2 that matter for the order, at the thresholds of the draft regulation.
  private static func tier(_ row: SampleProject) -> Int {
    if row.level == .national || row.level == .provincial { return 0 }
    if row.sourceKind == .policyFund || row.level == .municipal { return 1 }
    let investment = row.investment!
    let isKey =
      switch row.sourceKind {
      case .attracted: investment >= Quantity(units: 50_000)
      case .planned: investment >= Quantity(units: 200_000)
      case .foreign: (row.foreignTotal ?? .zero) >= Quantity(units: 3_000) && (row.foreignCash ?? .zero) >= Quantity(units: 1_000)
      default: false
      }
    return isKey ? 2 : 3
  }

  private static func days(_ iso: String) -> Int {
    guard let date = CivilDate(iso) else { return 0 }
    return Int(Day(Int64(date.year), Int64(date.month), Int64(date.day)).number)
  }
}

extension SampleCity {
  /// Every generated project competing for pools of `years` vintages. About 1 KB a project.
  public func snapshot(progress: (Int) -> Void = { _ in }) -> Snapshot {
    let maker = SnapshotMaker(city: self, progress: progress)
    var snapshot = maker.frame
    // Codes are of one length, so they ascend with the index.
    snapshot.projects = (0..<generated).map(maker.project)
    return snapshot
  }
}
