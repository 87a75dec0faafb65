import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Store

/// Sliders on a plan: what moves is answered at once; "run exactly" makes a plan of it that is stored.
struct TrialPage {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/runs/:run/try", house) { visit in try await show(visit) }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let (visitor, stored) = try await RunPages(house: house).stored(visit)
    let language = visit.language
    let factors = stored.snapshot.factors.filter { factor in
      stored.snapshot.pools.contains { stored.snapshot.factors[$0.factor].code == factor.code }
    }
    let parameters = try await visit.read { desk in try desk.lists.policyParameters(on: stored.snapshot.baseDate.iso) }
    let shares = Self.shares(parameters, stored.scenario).filter { share in factors.contains { $0.code == share.factor } }
    func name(_ code: String) -> String { factors.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code }
    let pins = (visit.query.all("must").map { ($0, "must") } + visit.query.all("never").map { ($0, "never") })
    let body: HTML = """
      <div class="title"><h1>\(language("推演：方案", "Try changes: plan")) \(stored.run)</h1><p>\(stored.scenario.title)</p>
      <span class="actions"><a class="button plain" href="/runs/\(stored.run)">\(language("回到方案", "Back to the plan"))</a></span></div>
      <div class="trial" id="trial" data-run="\(stored.run)" data-token="\(visit.formToken)" data-lang="\(language.rawValue)">
      <section class="sliders" aria-label="\(language("滑块", "Sliders"))"><h2>\(language("市级统筹比例", "Share of the city"))</h2>
      \(shares.html { slider("share", $0.factor, name($0.factor), 0, 100, $0.percent) })
      <h2>\(language("要素总量", "Supply"))</h2>\(factors.html { slider("supply", $0.code, language($0.name, $0.nameEnglish), 0, 200, 100) })
      <h2>\(language("县区间拆借", "Loans between counties"))</h2>\(factors.filter { $0.category == .land || $0.category == .balance }.html { "<label class=\"check\"><input type=\"checkbox\" data-kind=\"loan\" data-factor=\"\($0.code)\"> \(language($0.name, $0.nameEnglish))</label>" })
      <h2>\(language("锁定", "Pins"))</h2><ul id="pins">\(pins.html { "<li data-pin=\"\($0.1)\" data-project=\"\($0.0)\"></li>" })</ul>
      <form id="pin">\(TextField(name: "project", label: language("项目代码", "Project code"), attributes: "maxlength=\"64\"").html)<select name="pin" aria-label="\(language("锁定方式", "kind"))"><option value="must">\(language("必须保障", "must"))</option><option value="never">\(language("不予保障", "never"))</option></select><button class="plain">\(language("加入", "Add"))</button></form>
      <form method="post" action="/runs" id="exact">\(FormToken(visit).html)<input type="hidden" name="run" value="\(stored.run)"><input type="hidden" name="wish" value="{}">
      \(TextField(name: "title", label: language("名称", "Title"), attributes: "maxlength=\"100\"").html)<button class="button">\(language("精确运行并保存", "Run exactly and keep"))</button></form></section>
      <section id="answer" aria-live="polite"><p class="empty">\(language("拖动滑块，结果立即更新。", "Move a slider; the answer follows."))</p></section></div>
      """
    return .page(Page(title: language("推演", "Try changes"), visitor: visitor, body: body, place: "/runs", scripts: ["trial.js"]), visit)
  }

  /// The shares that the run was planned with: of the policy in force on its base date, or its scenario's own. Whole per cent, as the slider has them.
  private static func shares(_ parameters: Listing, _ scenario: Scenario) -> [(factor: String, percent: Int)] {
    let rows = parameters.rows.map { ReportRow(columns: parameters.columns, values: $0) }
    return rows.filter { $0["key"] == "coordination_share" && !$0["factor"].isEmpty && $0["region"].isEmpty && $0["industry"].isEmpty }
      .compactMap { row in
        let own = scenario.policy.last { $0.key == "coordination_share" && $0.factor == row["factor"] }?.value
        return Ratio(own ?? row["value"]).map { (row["factor"], Int((100 * Double($0.numerator) / Double($0.denominator)).rounded())) }
      }
  }

  private func slider(_ kind: String, _ factor: String, _ name: String, _ low: Int, _ high: Int, _ value: Int) -> HTML {
    """
    <label class="slider"><span>\(name)</span><input type="range" min="\(low)" max="\(high)" step="1" value="\(value)" data-start="\(value)" data-kind="\(kind)" data-factor="\(factor)"><output>\(value)%</output></label>
    """
  }
}
