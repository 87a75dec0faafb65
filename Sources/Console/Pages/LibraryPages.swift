import Diagnostics
import Hummingbird
import Operations
import Store

/// The library: a table that is searched and filtered, and each project's page.
struct LibraryPages {
  let house: House
  static let pageSize = 50
  /// What can be shown beside code and name, in this order; those that are shown unless others are chosen.
  private static let columns = [
    "region_name", "stage", "colour", "investment", "land_area", "industry", "classes", "short", "planned_start", "owner", "reason",
  ]
  private static let usual: Set<String> = ["region_name", "stage", "colour", "investment", "classes", "short", "planned_start"]

  func add(to router: ConsoleRouter) {
    router.page("/library", house) { visit in try await list(visit) }
    router.page("/library/:code", house) { visit in try await project(visit) }
    router.form("/library/:code/contact", house) { visit, form in try await unmask(visit, form) }
    router.form("/library/:code/stage", house) { visit, form in try await proposeStage(visit, form) }
  }

  private func filter(_ query: Fields) -> ListStore.ProjectFilter {
    var filter = ListStore.ProjectFilter()
    (filter.search, filter.region, filter.stage, filter.light) = (query["search"], query["region"], query["stage"], query["light"])
    (filter.classNumber, filter.shortOf, filter.library) = (query["class"], query["short"], query["library"])
    filter.order = query["order"] ?? "investment"
    filter.limit = Self.pageSize
    filter.offset = (max(1, min(Int(query["page"] ?? "1") ?? 1, 100_000)) - 1) * Self.pageSize
    return filter
  }

  private func list(_ visit: Visit) async throws -> Response {
    if let format = visit.query["format"], ["csv", "xlsx"].contains(format) { return try await export(visit, format) }
    let filter = filter(visit.query)
    let language = visit.language
    let chosen = Set(visit.query.all("column"))
    let shown = Self.columns.filter { (chosen.isEmpty ? Self.usual : chosen).contains($0) }
    // Forms of a session stand outside of what is kept.
    let (visitor, part, views) = try await visit.kept(
      { desk in (try desk.lists.page(filter).listing, try desk.lists.regions(), try desk.lists.factors()) },
      beside: { desk in try desk.views.list(desk.person, page: "/library") }
    ) { _, found in
      let (listing, regions, factors) = found
      let total = listing.rows.first.map { Int(ReportRow(columns: listing.columns, values: $0)["total"]) ?? 0 } ?? 0
      return """
        <p class="note">\(language("\(total) 个项目", "\(total) projects"))</p>\(filters(visit, regions, factors, shown))\(table(listing, shown, language).html)\(pages(visit, total))
        """
    }
    let body: HTML = """
      <div class="title"><h1>\(language("项目库", "Library"))</h1>
      <span class="actions">\(["csv", "xlsx"].html { "<a class=\"button plain\" href=\"\(link(visit, ["format": $0, "page": nil]))\">\($0.uppercased())</a>" })</span></div>
      \(SavedViews.bar(views, visit, page: "/library"))\(part)
      """
    return .page(Page(title: language("项目库", "Library"), visitor: visitor, body: body, place: "/library"), visit)
  }

  private func table(_ listing: Listing, _ shown: [String], _ language: Language) -> Table {
    let numbers: Set<String> = ["investment", "land_area"]
    let titles = [
      "short": language("所缺要素", "short of"), "colour": language("灯", "light"), "land_area": language("占地（亩）", "land, mu"),
      "investment": language("投资（万元）", "investment, 10⁴ yuan"), "planned_start": language("计划开工", "planned start"),
      "owner": language("项目单位", "owner"),
      "reason": language("亮灯理由", "reason of the light"), "region_name": language("县市区", "county"), "classes": language("类别", "classes"),
    ]
    return Table(
      columns: [.init(language("项目", "project"))]
        + shown.map { .init(titles[$0] ?? ColumnTitle.text($0, language), number: numbers.contains($0)) },
      rows: listing.rows.map { values in
        let row = ReportRow(columns: listing.columns, values: values)
        return ["<a href=\"/library/\(row["code"].queryEncoded)\">\(row["name"])</a><small>\(row["code"])</small>"]
          + shown.map { Words.cell($0, row[$0], number: numbers.contains($0), language) }
      }, empty: language("没有符合条件的项目。", "No project fits."))
  }

  private func filters(_ visit: Visit, _ regions: Listing, _ factors: Listing, _ shown: [String]) -> HTML {
    let (language, query) = (visit.language, visit.query)
    func options(_ listing: Listing) -> [(value: String, text: String)] {
      listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map {
        ($0["code"], language($0["name"], $0["name_en"].isEmpty ? $0["name"] : $0["name_en"]))
      }
    }
    let stages = ["planning", "consultation", "reserved", "allocated", "construction", "production", "out"].map {
      ($0, Words.stage($0, language))
    }
    let lights = [("red", language("红", "red")), ("yellow", language("黄", "yellow")), ("green", language("绿", "green"))]
    let orders = [
      ("name", language("县市区、名称", "county, name")), ("investment", language("投资", "investment")), ("light", language("灯", "light")),
      ("start", language("开工", "start")), ("code", language("代码", "code")),
    ]
    let libraries = [
      ("province", language("省重点", "province")), ("city", language("市重点", "city")), ("county", language("县重点", "county")),
      ("promotion", language("招商", "promotion")), ("policy_fund", language("政策资金", "policy funds")), ("factor", language("要素库", "factor")),
    ]
    let all = language("全部", "all")
    return """
      <form class="filters" method="get" action="/library" role="search">
      \(TextField(name: "search", label: language("搜索", "Search"), value: query["search"] ?? "", type: "search", attributes: "maxlength=\"100\"").html)
      \(Select(name: "region", label: language("县市区", "County"), options: options(regions), chosen: query["region"] ?? "", any: all).html)
      \(Select(name: "stage", label: language("阶段", "Stage"), options: stages, chosen: query["stage"] ?? "", any: all).html)
      \(Select(name: "light", label: language("灯", "Light"), options: lights, chosen: query["light"] ?? "", any: all).html)
      \(Select(name: "class", label: language("类别", "Class"), options: (1...7).map { ("\($0)", "\($0)") }, chosen: query["class"] ?? "", any: all).html)
      \(Select(name: "library", label: language("库", "Library"), options: libraries, chosen: query["library"] ?? "", any: all).html)
      \(Select(name: "short", label: language("缺", "Short of"), options: options(factors), chosen: query["short"] ?? "", any: all).html)
      \(Select(name: "order", label: language("排序", "Order"), options: orders, chosen: query["order"] ?? "investment").html)
      <details class="columns"><summary>\(language("显示列", "Columns"))</summary>\(Self.columns.html { name in
        "<label class=\"check\"><input type=\"checkbox\" name=\"column\" value=\"\(name)\"\(shown.contains(name) ? HTML(trusted: " checked") : .empty)> \(ColumnTitle.text(name, language))</label>"
      })</details>
      <button class="button">\(language("筛选", "Filter"))</button> <a href="/library">\(language("清除", "Clear"))</a></form>
      """
  }

  /// This page with some of the query changed; nil takes a part out.
  private func link(_ visit: Visit, _ changes: [String: String?]) -> String {
    let kept = visit.query.pairs.filter { changes[$0.name] == nil && !$0.value.isEmpty }
    let added = changes.compactMap { name, value in value.map { (name: name, value: $0) } }.sorted { $0.name < $1.name }
    return "/library?" + (kept + added).map { "\($0.name.queryEncoded)=\($0.value.queryEncoded)" }.joined(separator: "&")
  }

  private func pages(_ visit: Visit, _ total: Int) -> HTML {
    let last = max(1, (total + Self.pageSize - 1) / Self.pageSize)
    let now = min(max(1, Int(visit.query["page"] ?? "1") ?? 1), last)
    guard last > 1 else { return .empty }
    let language = visit.language
    let before: HTML =
      now > 1 ? "<a rel=\"prev\" href=\"\(link(visit, ["page": "\(now - 1)"]))\">‹ \(language("上一页", "Previous"))</a>" : .empty
    let after: HTML =
      now < last ? "<a rel=\"next\" href=\"\(link(visit, ["page": "\(now + 1)"]))\">\(language("下一页", "Next")) ›</a>" : .empty
    return "<nav class=\"pages\" aria-label=\"\(language("分页", "Pages"))\">\(before)<span>\(now) / \(last)</span>\(after)</nav>"
  }

  private func export(_ visit: Visit, _ format: String) async throws -> Response {
    var filter = filter(visit.query)
    (filter.limit, filter.offset) = (ReportStore.rowLimit, 0)
    let wanted = filter
    var listing = try await visit.report { desk in try desk.lists.page(wanted).listing }
    listing.columns.removeLast()
    listing.rows = listing.rows.map { Array($0.dropLast()) }
    return try Export.response(
      columns: listing.columns.map { ColumnTitle.text($0, visit.language) }, rows: listing.rows, name: "library", format: format)
  }
}
