import Allocation
import Diagnostics
import Hummingbird
import Operations
import Reporting
import Store

/// One plan: how good it is, who is served from which pools, who is left out and why, pools and counties as pictures and tables.
extension RunPages {
  private struct Figures: Sendable {
    var header: ReportStore.Result
    var tiers: ReportStore.Result
    var counties: ReportStore.Result
    var unmet: ReportStore.Result
    var pools: ReportStore.Result
    var aims: ReportStore.Result
    /// nil: who asks doesn't see the whole city.
    var stored: RunStore.Stored?
  }

  func show(_ visit: Visit) async throws -> Response {
    let run = try visit.number("run")
    let language = visit.language
    let (visitor, part, header) = try await visit.kept(
      { desk in
        let filter = [("run", "\(run)")]
        return Figures(
          header: try desk.reports.read("plan_run", where: filter), tiers: try desk.reports.read("plan_tier", where: filter),
          counties: try desk.reports.read("county_satisfaction", where: filter),
          unmet: try desk.reports.read("unmet_demand", where: filter), pools: try desk.reports.read("plan_pool", where: filter),
          aims: try desk.reports.read("plan_aim", where: filter),
          stored: desk.visitor.isCity ? try desk.runs.read(run) : nil)
      }, beside: { desk in try desk.reports.read("plan_run", where: [("run", "\(run)")]) }
    ) { visitor, figures in plan(visit, run, visitor, figures) }
    guard let row = Self.row(header) else { throw ConsoleError.notFound }
    let mayPropose = visitor.has("hq_clerk") && row["published_at"].isEmpty && row["is_rehearsal"] != "true"
    // Forms of a session stand outside of what is kept.
    let form: HTML = mayPropose ? "<div id=\"decide\">\(adoption(visit, run, isAdopted: !row["adopted_at"].isEmpty))</div>" : .empty
    return .page(
      Page(title: "\(language("方案", "Plan")) \(run)", visitor: visitor, body: "\(part)\(form)", place: "/runs"), visit)
  }

  private static func row(_ header: ReportStore.Result) -> ReportRow? {
    header.rows.first.map { ReportRow(columns: header.description.columns.map(\.name), values: $0) }
  }

  private func plan(_ visit: Visit, _ run: Int, _ visitor: Visitor, _ figures: Figures) -> HTML {
    guard let row = Self.row(figures.header) else { return .empty }
    let language = visit.language
    let standing =
      row["published_at"].isEmpty
      ? row["adopted_at"].isEmpty
        ? language("未采纳", "not adopted") : language("已采纳 \(row["adopted_at"].prefix(10))", "adopted \(row["adopted_at"].prefix(10))")
      : language("已公布 \(row["published_at"].prefix(10))", "published \(row["published_at"].prefix(10))")
    let mayPropose = visitor.has("hq_clerk") && row["published_at"].isEmpty && row["is_rehearsal"] != "true"
    let report = figures.stored.map { PlanReport($0, shapes: house.shapes, language: language) }
    return """
      <div class="title"><h1>\(language("方案", "Plan")) \(run) · \(row["title"])</h1><p>\(language("基准日", "as of")) \(row["base_date"]) · \(standing)</p>
      <span class="actions">\(visitor.isCity ? cityActions(run, language, mayPropose: mayPropose) : .empty)</span></div>\(cards(row, run, language))
      \(report.map { Self.pictures($0) } ?? .empty)
      <div class="columns2"><section id="quality"><h2>\(language("方案有多好", "How good it is"))</h2>\(Table(figures.tiers, ["vintage", "name", "awarded", "candidates", "value", "bound", "gap_percent"], language, empty: "").html)
      \(aims(figures.aims, language))<h2>\(language("县区满足率", "Counties"))</h2>\(counties(figures.counties, run, language))
      <h2>\(language("要素池前后", "Pools before and after"))</h2><details><summary>\(language("\(figures.pools.rows.count) 个要素池", "\(figures.pools.rows.count) pools"))</summary>\(Table(figures.pools, ["region_name", "factor_name", "vintage", "before", "moved_in", "moved_out", "given", "after", "unit"], language, empty: "").html)</details></section>
      <section><h2>\(language("暂不能保障的项目", "Left out"))</h2>\(left(figures.unmet, run, isCity: visitor.isCity, language))
      \(figures.stored.map { served($0, language) } ?? .empty)</section></div>
      """
  }

  /// Each figure leads to what it counts.
  private func cards(_ row: ReportRow, _ run: Int, _ language: Language) -> HTML {
    let cards: [(figure: String, text: String, link: String)] = [
      (row["served"], language("个获得保障，共 \(row["candidates"]) 个", "served of \(row["candidates"])"), "#served"),
      (
        Words.trimmed(row["investment_served"]), language("万元投资获得保障", "10⁴ yuan of investment served"),
        "/reports/county_satisfaction?run=\(run)"
      ),
      ("\(row["gap_percent"])%", language("与最优的差距（已证明）", "proven gap to the best"), "#quality"),
      (row["seconds"], language("秒", "seconds"), "/reports/plan_tier?run=\(run)"),
    ]
    return
      "<div class=\"cards\">\(cards.html { "<a class=\"card\" href=\"\($0.link)\"><b>\($0.figure)</b><span>\($0.text)</span></a>" })</div>"
  }

  private func cityActions(_ run: Int, _ language: Language, mayPropose: Bool) -> HTML {
    let decide: HTML = mayPropose ? "<a class=\"button plain\" href=\"#decide\">\(language("采纳与公布", "Adopt, publish"))</a>" : .empty
    return """
      <a class="button" href="/runs/\(run)/try">\(language("推演", "Try changes"))</a> <a class="button" href="/runs/\(run)/explore">\(language("探索", "Explore"))</a> \(decide) <a class="button plain" href="/runs/\(run)/report">\(language("报告", "Report"))</a>
      <a class="button plain" href="/runs/\(run)/report?format=xlsx">XLSX</a> <a class="button plain" href="/runs/\(run)/proof" download>\(language("证明（离线可核验）", "Proof, verifies itself offline"))</a>
      """
  }

  private static func pictures(_ report: PlanReport) -> HTML {
    "<div class=\"charts\">\(report.charts.html { "<figure>\(HTML(trusted: $0))</figure>" })</div>"
  }

  private func aims(_ aims: ReportStore.Result, _ language: Language) -> HTML {
    guard !aims.rows.isEmpty else { return .empty }
    return
      "<h2>\(language("得分之外的目标", "Aims beside the score"))</h2>\(Table(aims, ["vintage", "tier_name", "aim", "value", "bound", "unit", "points_given"], language, empty: "").html)"
  }

  private func counties(_ counties: ReportStore.Result, _ run: Int, _ language: Language) -> HTML {
    Table(counties, ["region_name", "projects", "served", "served_percent", "investment_percent"], language, empty: "") { column, row in
      column == "served" && row["served"] != row["projects"]
        ? "\(row["served"]) <a href=\"/reports/unmet_demand?run=\(run)&amp;project_region=\(row["region"].queryEncoded)\">\(language("缺", "left out")) \((Int(row["projects"]) ?? 0) - (Int(row["served"]) ?? 0))</a>"
        : nil
    }.html
  }

  /// Rows that are shown before the rest is folded.
  private static let shownLeft = 25

  /// A row for each project; why leads to the ways in, where the whole plan may be seen.
  private func left(_ unmet: ReportStore.Result, _ run: Int, isCity: Bool, _ language: Language) -> HTML {
    var seen: Set<String> = []
    let columns = unmet.description.columns.map(\.name)
    let all = unmet.rows.filter { seen.insert(ReportRow(columns: columns, values: $0)["project"]).inserted }
    var shown = unmet
    shown.rows = all
    return Table(
      shown, ["project_name", "project_region_name", "factor_name", "missing", "unit", "due"], language,
      empty: language("全部获得保障。", "All are served.")
    ) { column, row in
      column == "project_name" && isCity
        ? "<a href=\"/runs/\(run)/why?project=\(row["project"].queryEncoded)\">\(row["project_name"])</a>" : nil
    }.html(first: Self.shownLeft, language)
  }

  /// Who is served, tier by tier, with the pools that give.
  private func served(_ stored: RunStore.Stored, _ language: Language) -> HTML {
    let (snapshot, plan) = (stored.snapshot, stored.plan)
    let words = Reporting.Words(snapshot: snapshot, language: language)
    let byTier = Dictionary(grouping: plan.awards) { snapshot.projects[$0.project].tier }
    let parts = snapshot.tiers.indices.html { tier -> HTML in
      guard let awards = byTier[tier] else { return .empty }
      let rows = awards.sorted { snapshot.projects[$0.project].score > snapshot.projects[$1.project].score }.map { award -> [HTML] in
        let project = snapshot.projects[award.project]
        let lines = award.lines.map { "\(words.factor($0.factor)) \(words.amount($0.quantity, $0.factor)) ← \(words.region($0.region))" }
        return [
          "<a href=\"/library/\(project.code.queryEncoded)\">\(project.name)</a><small>\(project.code)</small>",
          "\(words.region(project.region))",
          "\(award.vintage)", "\(project.score)", "\(lines.joined(separator: language("；", "; ")))",
        ]
      }
      let table = Table(
        columns: [
          .init(language("项目", "project")), .init(language("县市区", "county")), .init(language("年份", "vintage")),
          .init(language("得分", "score"), number: true), .init(language("要素与来源池", "quota and its pools")),
        ], rows: rows, empty: "")
      let name = language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish)
      return "<details><summary>\(name) · \(rows.count)</summary>\(table.html)</details>"
    }
    return "<div id=\"served\"><h2>\(language("获得保障的项目", "Served")) <small>\(plan.awards.count)</small></h2>\(parts)</div>"
  }
}
