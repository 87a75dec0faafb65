import Diagnostics
import Hummingbird
import Store

/// A leader's page: five figures, what waits for a decision, nothing else.
struct BriefPage {
  let house: House
  /// More than three would not be looked at.
  private static let decisions = 3

  func add(to router: ConsoleRouter) { router.page("/brief", house) { visit in try await show(visit) } }

  private struct Figures: Sendable {
    var visitor: Visitor
    var day: String
    var projects: Int
    var red: Int
    var overdue: Int
    var served: String
    var proposals: Listing
    var inbox: Listing
  }

  private func show(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let figures = try await visit.read { desk -> Figures in
      let stages = try desk.reports.read("library_by_stage")
      let columns = stages.description.columns.map(\.name)
      let runs = try desk.reports.read("plan_run")
      let adopted = runs.rows.map { ReportRow(columns: runs.description.columns.map(\.name), values: $0) }.last {
        !$0["adopted_at"].isEmpty
      }
      let lights = try desk.lists.marks()
      return Figures(
        visitor: desk.visitor, day: try desk.lists.today(),
        projects: stages.rows.reduce(0) { $0 + (Int(ReportRow(columns: columns, values: $1)["projects"]) ?? 0) },
        red: lights.rows.count { ReportRow(columns: lights.columns, values: $0)["colour"] == "red" },
        overdue: try desk.reports.read("overdue").rows.count,
        served: adopted.map { "\($0["served"]) / \($0["candidates"])" } ?? "–",
        proposals: try desk.proposals.list(state: "open", limit: 1_000),
        inbox: try desk.cases.inbox(on: nil))
    }
    let cards: [(String, String, String)] = [
      ("\(figures.projects)", language("个项目", "projects"), "/library"),
      (figures.served, language("已采纳方案：保障 / 申请", "adopted plan: served / asked"), "/runs"),
      ("\(figures.red)", language("红灯", "red lights"), "/library?light=red"),
      ("\(figures.overdue)", language("件逾期", "overdue"), "/reports/overdue"),
      ("\(figures.proposals.rows.count)", language("件待批", "to approve"), "/proposals"),
    ]
    let mayDecide = figures.visitor.has("hq_leader", "department_leader", "county_leader", "conference_chair")
    let proposals = figures.proposals.rows.map { ReportRow(columns: figures.proposals.columns, values: $0) }
      .filter { mayDecide && $0["proposer"] != figures.visitor.person }.map { ("/proposals", $0["title"], $0["proposed_by"]) }
    let tasks = figures.inbox.rows.map { ReportRow(columns: figures.inbox.columns, values: $0) }.map {
      ("/tasks/\($0["task"])", $0["title"], $0["step"] + " · " + $0["state"])
    }
    let due = (proposals + tasks).prefix(Self.decisions)
    let items = due.html { "<li><a href=\"\($0.0)\">\($0.1)</a><span>\($0.2)</span></li>" }
    let list: HTML = items.isEmpty ? "<p class=\"empty\">\(language("没有。", "Nothing."))</p>" : "<ol class=\"lines\">\(items)</ol>"
    let body: HTML = """
      <div class="title"><h1>\(language("今日", "Today"))</h1><p>\(figures.day)</p><span class="actions"><a class="button plain" href="/">\(language("挂图作战", "Wall"))</a></span></div>
      <div class="cards">\(cards.html { "<a class=\"card\" href=\"\($0.2)\"><b>\($0.0)</b><span>\($0.1)</span></a>" })</div>
      <h2>\(language("等您决定", "For you to decide")) <small>\(proposals.count + tasks.count)</small></h2>
      \(list)
      """
    return .page(Page(title: language("今日", "Today"), visitor: figures.visitor, body: body, isBare: false), visit)
  }
}
