import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store

/// The wall chart (挂图作战): where every project stands, what is scarce, what is late, what was decided today.
struct WallPage {
  let house: House
  /// Measures by which counties are coloured: a column of county_satisfaction, bulletin_county or the lights.
  private static let measures = ["green", "served", "done"]

  func add(to router: ConsoleRouter) {
    router.page("/", house) { visit in try await show(visit, isFull: false) }
    router.page("/wall", house) { visit in try await show(visit, isFull: true) }
  }

  private struct Figures: Sendable {
    var today: String
    var stages: ReportStore.Result
    var pools: ReportStore.Result
    var overdue: ReportStore.Result
    /// Only what the map is coloured by is read.
    var satisfaction: ReportStore.Result?
    var bulletin: ReportStore.Result?
    var marks: Listing
    var lights: [ReportRow] { marks.rows.map { ReportRow(columns: marks.columns, values: $0) } }
    var decided: Listing
    var factors: Listing
  }

  private func show(_ visit: Visit, isFull: Bool) async throws -> Response {
    let measure = visit.query["measure"].flatMap { Self.measures.contains($0) ? $0 : nil } ?? "green"
    let (visitor, part) = try await visit.kept({ desk in
      let reports = desk.reports
      let today = try desk.lists.today()
      return Figures(
        today: today, stages: try reports.read("library_by_stage"),
        pools: try reports.read("pool_balance", where: [("vintage", String(today.prefix(4)))]), overdue: try reports.read("overdue"),
        satisfaction: measure == "served" ? try reports.read("county_satisfaction", where: [("run", try Self.standing(reports))]) : nil,
        bulletin: measure == "done" ? try reports.read("bulletin_county", where: [("month", Self.lastMonth(today))]) : nil,
        marks: try desk.lists.marks(),
        decided: try desk.lists.decided(on: nil, limit: 12), factors: try desk.lists.factors())
    }) { _, figures in body(visit, figures, measure, isFull) }
    let page = Page(
      title: visit.language("挂图作战", "Wall chart"), visitor: visitor, body: part, place: "/", isBare: isFull, refresh: isFull ? 60 : nil)
    return .page(page, visit)
  }

  /// The plan that was adopted last; 0: none was.
  private static func standing(_ reports: ReportStore) throws -> String {
    let runs = try reports.read("plan_run")
    return runs.rows.map { ReportRow(columns: runs.description.columns.map(\.name), values: $0) }.last { !$0["adopted_at"].isEmpty }?["run"]
      ?? "0"
  }

  /// The first day of the last month that can be complete.
  private static func lastMonth(_ day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return day }
    let (year, month) = parts[1] == 1 ? (parts[0] - 1, 12) : (parts[0], parts[1] - 1)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-01"
  }

  private func body(_ visit: Visit, _ figures: Figures, _ measure: String, _ isFull: Bool) -> HTML {
    let language = visit.language
    let title: HTML = """
      <div class="title"><h1>\(language("重点项目挂图作战", "Key projects, wall chart"))</h1><p>\(figures.today)</p>
      <a class="button plain" href="/brief">\(language("今日", "Today"))</a>
      <a class="button plain" href="\(isFull ? "/" : "/wall")">\(isFull ? language("退出全屏", "Leave") : language("大屏", "Wall screen"))</a></div>
      """
    return """
      \(title)\(headline(figures, language))
      <div class="wall"><section class="map"><div class="tabs" role="navigation" aria-label="\(language("着色", "Colour by"))">\(tabs(measure, isFull, language))</div>
      \(map(figures, measure, language))</section>
      <section><h2>\(language("阶段与亮灯", "Stages and lights"))</h2>\(stages(figures, language))
      <h2>\(language("要素池", "Pools")) <small>\(String(figures.today.prefix(4)))</small></h2>\(gauges(figures, language))</section>
      <section><h2>\(language("逾期", "Overdue")) <small>\(figures.overdue.rows.count)</small></h2>\(overdue(figures, language))
      <h2>\(language("今日办结", "Decided today"))</h2>\(decided(figures, language))</section></div>
      """
  }

  private func rows(_ result: ReportStore.Result) -> [ReportRow] {
    let columns = result.description.columns.map(\.name)
    return result.rows.map { ReportRow(columns: columns, values: $0) }
  }

  private func headline(_ figures: Figures, _ language: Language) -> HTML {
    let stages = rows(figures.stages)
    let projects = stages.reduce(0) { $0 + (Int($1["projects"]) ?? 0) }
    let investment = stages.reduce(0.0) { $0 + (Double($1["investment"]) ?? 0) } / 10_000
    let lights = Dictionary(grouping: figures.lights) { $0["colour"] }.mapValues(\.count)
    let cards: [(HTML, String, String)] = [
      ("\(projects)", language("个项目", "projects"), "/library"),
      ("\(Words.trimmed(String(Int(investment.rounded()))))", language("亿元总投资", "×10⁸ yuan of investment"), "/reports/library_by_stage"),
      ("<span class=\"red\">\(lights["red"] ?? 0)</span>", language("红灯", "red lights"), "/library?light=red"),
      ("<span class=\"yellow\">\(lights["yellow"] ?? 0)</span>", language("黄灯", "yellow lights"), "/library?light=yellow"),
      ("\(figures.overdue.rows.count)", language("件逾期", "tasks overdue"), "/reports/overdue"),
    ]
    return "<div class=\"cards\">\(cards.html { "<a class=\"card\" href=\"\($0.2)\"><b>\($0.0)</b><span>\($0.1)</span></a>" })</div>"
  }

  private func tabs(_ measure: String, _ isFull: Bool, _ language: Language) -> HTML {
    let names = ["green": language("绿灯率", "Green lights"), "served": language("要素满足率", "Served"), "done": language("投资完成率", "Invested")]
    return Self.measures.html { name in
      "<a href=\"\(isFull ? "/wall" : "/")?measure=\(name)\"\(name == measure ? HTML(trusted: " aria-current=\"true\"") : .empty)>\(names[name])</a>"
    }
  }

  private func map(_ figures: Figures, _ measure: String, _ language: Language) -> HTML {
    var values: [String: (share: Double, caption: String)] = [:]
    func set(_ region: String, _ percent: Double) { values[region] = (min(max(percent / 100, 0), 1), "\(Int(percent.rounded()))%") }
    switch measure {
    case "served":
      for row in figures.satisfaction.map(rows) ?? [] { set(row["region"], Double(row["served_percent"]) ?? 0) }
    case "done": for row in figures.bulletin.map(rows) ?? [] { set(row["region"], Double(row["done_percent"]) ?? 0) }
    default:
      for (region, all) in Dictionary(grouping: figures.lights, by: { $0["region"] }) {
        set(region, 100 * Double(all.count { $0["colour"] == "green" }) / Double(max(all.count, 1)))
      }
    }
    let marks = figures.lights.compactMap { row -> MapChart.Mark? in
      guard let x = Double(row["longitude"]), let y = Double(row["latitude"]), row["colour"] != "green" else { return nil }
      return .init(
        x: x, y: y, colour: row["colour"], title: "\(row["name"])：\(row["reason"])", link: "/library/\(row["code"].queryEncoded)")
    }
    let legend = ["served": language("获保障项目占比", "share served"), "done": language("年度投资完成率", "of the year's plan invested")][measure]
    let chart = MapChart(
      title: language("全市地图", "Map of the city"), shapes: house.shapes.named { Words.glossary().word($0.name, language) }, values: values,
      legend: legend ?? language("绿灯占比", "share of green lights"),
      marks: marks)
    return HTML(trusted: chart.svg)
  }

  private func stages(_ figures: Figures, _ language: Language) -> HTML {
    let lights = Dictionary(grouping: figures.lights) { $0["stage"] }
    let counts = rows(figures.stages).reduce(into: [String: Int]()) { $0[$1["stage"], default: 0] += Int($1["projects"]) ?? 0 }
    let order = ["planning", "consultation", "reserved", "allocated", "construction", "production", "out"]
    let table = Table(
      columns: [
        .init(language("阶段", "stage")), .init(language("项目", "projects"), number: true), .init(language("红", "red"), number: true),
        .init(language("黄", "yellow"), number: true), .init(language("绿", "green"), number: true),
      ],
      rows: order.filter { counts[$0] != nil }.map { stage in
        func light(_ colour: String) -> HTML {
          let count = lights[stage]?.count { $0["colour"] == colour } ?? 0
          return count == 0 ? "" : "<a class=\"\(colour)\" href=\"/library?stage=\(stage)&amp;light=\(colour)\">\(count)</a>"
        }
        return [
          "<a href=\"/library?stage=\(stage)\">\(Words.stage(stage, language))</a>", "\(counts[stage] ?? 0)", light("red"), light("yellow"),
          light("green"),
        ]
      }, empty: language("没有项目。", "No projects."))
    return table.html
  }

  /// Each factor: what the pools have left of what they had, over all pools that may be seen.
  private func gauges(_ figures: Figures, _ language: Language) -> HTML {
    let words = Dictionary(
      figures.factors.rows.map { ReportRow(columns: figures.factors.columns, values: $0) }.map {
        ($0["code"], (name: language($0["name"], $0["name_en"]), unit: language($0["unit"], $0["unit_en"])))
      }
    ) { first, _ in first }
    var order: [String] = []
    var sums: [String: (name: String, unit: String, left: Double, all: Double)] = [:]
    for row in rows(figures.pools) {
      let code = row["factor"]
      if sums[code] == nil { order.append(code) }
      var sum = sums[code] ?? (words[code]?.name ?? row["factor_name"], words[code]?.unit ?? row["unit"], 0, 0)
      let left = Double(row["available"]) ?? 0
      sum.left += left
      sum.all += (Double(row["balance"]) ?? 0) + (Double(row["reserved"]) ?? 0) + (Double(row["granted"]) ?? 0) + (Double(row["used"]) ?? 0)
      sums[code] = sum
    }
    let items = order.html { code -> HTML in
      let sum = sums[code]!
      let share = sum.all > 0 ? max(0, min(1, sum.left / sum.all)) : 0
      return """
        <li><a href="/pools?factor=\(code)"><span>\(sum.name)</span><meter min="0" max="100" low="15" optimum="100" value="\(Int(share * 100))" aria-label="\(sum.name)"></meter>
        <b>\(Words.trimmed(String(format: "%.1f", sum.left)))</b> <small>\(sum.unit)</small></a></li>
        """
    }
    return "<ul class=\"gauges\">\(items)</ul>"
  }

  private func overdue(_ figures: Figures, _ language: Language) -> HTML {
    let worst = rows(figures.overdue).sorted { (Int($0["overdue_days"]) ?? 0) > (Int($1["overdue_days"]) ?? 0) }.prefix(9)
    let items = worst.html {
      "<li><a href=\"/cases/\($0["number"])\">\($0["project_name"].isEmpty ? $0["procedure_title"] : $0["project_name"])</a><span>\($0["unit_name"]) · \($0["step_title"])</span><b class=\"red\">\($0["overdue_days"]) \(language("天", "days"))</b></li>"
    }
    return "<ol class=\"lines\">\(items)</ol>"
  }

  private func decided(_ figures: Figures, _ language: Language) -> HTML {
    guard !figures.decided.rows.isEmpty else { return "<p class=\"empty\">\(language("今日尚无办结。", "Nothing yet."))</p>" }
    let items = figures.decided.rows.prefix(8).map { ReportRow(columns: figures.decided.columns, values: $0) }.html {
      "<li><a href=\"/cases/\($0["case"])\">\($0["title"])</a><span>\($0["unit"]) · \($0["step"])</span><b>\($0["outcome"])</b></li>"
    }
    return "<ol class=\"lines\">\(items)</ol>"
  }
}
