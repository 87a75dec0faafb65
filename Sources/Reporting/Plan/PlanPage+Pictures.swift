public import Allocation
import Diagnostics

extension PlanReport.RegionFigures {
  /// What is served and what was asked, in one measure.
  func amounts(of measure: Aim.Measure) -> (served: Double, asked: Double) {
    switch measure {
    case .projects: (Double(served), Double(asked))
    case .investment: (Double(investmentServed.tenThousandths), Double(investmentAsked.tenThousandths))
    case .score: (Double(scoreServed), Double(scoreAsked))
    }
  }
}

extension PlanReport {
  /// Waterfalls are drawn for so many factors.
  static let waterfallLimit = 6

  /// Map of the counties, score against land, and the pools of the scarcest factors, as SVG.
  public var charts: [String] {
    let scarce = shortFactors.prefix(Self.waterfallLimit).map(\.factor)
    return ([map.svg, scatter] + scarce.map(waterfall)).filter { !$0.isEmpty }
  }

  var pictures: String {
    let figures = charts.map { "<figure>\($0)</figure>" }.joined()
    return section(language("一览", "In pictures"), "", figures.isEmpty ? "" : "<div class=\"figures\">\(figures)</div>")
  }

  /// The map for a page whose script colours it anew.
  public var liveMap: String {
    var live = map
    live.isLive = true
    return live.svg
  }

  /// The map of one measure: what is served of what was asked, from nothing to all of it, so that maps of several plans are of one scale.
  public func map(of measure: Aim.Measure) -> String {
    var chart = map
    chart.title = title(of: measure)
    chart.legend = legend(of: measure)
    chart.values = Dictionary(
      regions.map { region in
        let (served, asked) = region.amounts(of: measure)
        let share = asked > 0 ? served / asked : 0
        let caption = measure == .projects ? "\(region.served)/\(region.asked)" : "\(Int((100 * share).rounded()))%"
        return (snapshot.regions[region.region].code, (share, caption))
      }
    ) { $1 }
    return chart.svg
  }

  private func title(of measure: Aim.Measure) -> String {
    switch measure {
    case .projects: language("方案 \(run)：各县市区项目保障率", "Plan \(run): share of projects served by region")
    case .investment: language("方案 \(run)：各县市区投资保障率", "Plan \(run): share of investment served by region")
    case .score: language("方案 \(run)：各县市区得分保障率", "Plan \(run): share of points served by region")
    }
  }

  private func legend(of measure: Aim.Measure) -> String {
    switch measure {
    case .projects: language("项目保障率（示意图，非行政界线）", "share of projects served (schematic)")
    case .investment: language("投资保障率（示意图，非行政界线）", "share of investment served (schematic)")
    case .score: language("得分保障率（示意图，非行政界线）", "share of points served (schematic)")
    }
  }

  private var map: MapChart {
    var values: [String: (share: Double, caption: String)] = [:]
    for region in regions {
      values[snapshot.regions[region.region].code] = (region.share, "\(region.served)/\(region.asked)")
    }
    let names = Dictionary(snapshot.regions.map { ($0.code, language($0.name, $0.nameEnglish)) }) { first, _ in first }
    return MapChart(
      title: language("各县市区项目保障率", "Share of projects served by region"), shapes: shapes.named { names[$0.code] ?? $0.name },
      values: values,
      legend: legend(of: .projects))
  }

  private var scatter: String {
    // Land is what nearly every project asks; investment stands for demand where nobody asks land.
    let land = snapshot.factors.firstIndex { $0.category == .land }
    func dot(_ index: Int, _ isServed: Bool) -> ScatterChart.Dot? {
      let project = snapshot.projects[index]
      guard let land, let demand = project.demands.first(where: { $0.factor == land }) else { return nil }
      return .init(
        x: Double(demand.needed.tenThousandths) / 10_000, y: Double(project.score), isServed: isServed,
        tip: "\(project.name) \(project.code)")
    }
    return ScatterChart(
      title: language("得分与用地需求", "Score against land needed"), xTitle: language("用地（亩）", "land (mu)"), yTitle: language("得分", "score"),
      served: language("获得保障", "served"), left: language("未保障", "left out"),
      dots: plan.awards.compactMap { dot($0.project, true) } + plan.unmet.compactMap { dot($0.project, false) }
    ).svg
  }

  private func waterfall(_ factor: Int) -> String {
    func units(_ quantity: Quantity) -> Double { Double(quantity.tenThousandths) / 10_000 }
    let vintage = snapshot.vintage
    let rows = plan.pools.filter { $0.factor == factor && $0.vintage == vintage }.map { pool in
      WaterfallChart.Row(
        name: language(Self.short(words.region(pool.region)), Self.cut(words.region(pool.region))), before: units(pool.before),
        movedIn: units(pool.movedIn), movedOut: units(pool.movedOut),
        given: units(pool.given), isCity: pool.region == snapshot.cityRegion)
    }
    return WaterfallChart(
      title: "\(words.factor(factor)) \(vintage)", unit: language(snapshot.factors[factor].unit, snapshot.factors[factor].unitEnglish),
      rows: rows,
      words: (language("已配置", "given"), language("剩余", "left"), language("调出", "moved out"))
    ).svg
  }

  static func cut(_ name: String) -> String { name.count <= 16 ? name : name.prefix(15) + "…" }

  /// The long names of zones don't fit beside a bar.
  static func short(_ name: String) -> String {
    name.count <= 7 ? name : String(name.replacing("聊城", with: "").prefix(8))
  }
}
