import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store

/// Sliders on a plan: what moves is answered at once; "run exactly" makes a plan of it that is stored.
struct TrialPage {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/runs/:run/try", house) { visit in try await show(visit) }
    router.form("/runs/:run/try/paper", house) { visit, form in try await paper(visit, form) }
  }

  /// What is tried as a paper, each change with its price; nothing is stored.
  private func paper(_ visit: Visit, _ form: Fields) async throws -> Response {
    try visit.checkForm(form)
    let (visitor, stored) = try await RunPages(house: house).stored(visit)
    guard visitor.isCity else { throw ConsoleError.notFound }
    let wish = try Self.wish(form, visit)
    let answer: TrialTable.Answer
    do {
      answer = try await house.trials.answer(stored.run, wish, isQuick: false, isPriced: true, house)
    } catch let fault as Wish.Fault {
      throw ConsoleError.invalid(fault, visit.language)
    }
    let day = try await visit.read { desk in try desk.lists.today() }
    return Paper.response(TrialPaper(wish, answer, of: stored, day: day, language: visit.language).document.html(visit.language))
  }

  /// What the sliders have put into a form.
  static func wish(_ form: Fields, _ visit: Visit) throws -> Wish {
    do { return try JSONDecoder().decode(Wish.self, from: Data((form["wish"] ?? "{}").utf8)) } catch is DecodingError {
      throw ConsoleError.invalid([.init(field: "wish", fault: visit.language("滑块的内容无法读取。", "The sliders' content can't be read."))])
    }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let (visitor, stored) = try await RunPages(house: house).stored(visit)
    let language = visit.language
    let factors = stored.snapshot.factors.filter { factor in
      stored.snapshot.pools.contains { stored.snapshot.factors[$0.factor].code == factor.code }
    }
    let parameters = try await visit.read { desk in try desk.lists.policyParameters(on: stored.snapshot.baseDate.iso) }
    let shares = Self.shares(parameters, stored.scenario).filter { share in factors.contains { $0.code == share.factor } }
    let articles = Articles(parameters)
    func name(_ code: String) -> String { factors.first { $0.code == code }.map { language($0.name, $0.nameEnglish) } ?? code }
    let start = try TrialStart(visit, stored.snapshot)
    let controls = TrialControls(snapshot: stored.snapshot, scenario: stored.scenario, language: language)
    let map = PlanReport(stored, shapes: house.shapes, language: language).liveMap
    let note: HTML =
      stored.adoptedAt != nil || stored.isStale
      ? "<p class=\"note\">\(language("推演所用的账册是制定本方案时的账册，参与的是当时的项目；“精确运行并保存”按今天的账册和项目库。", "Trials are made on the books and with the projects that this plan saw; “run exactly and keep” plans on today's of both."))</p>"
      : .empty
    let body: HTML = """
      <div class="title"><h1>\(language("推演：方案", "Try changes: plan")) \(stored.run)</h1><p>\(language.title(of: stored.scenario))</p>
      <span class="actions"><a class="button plain" href="/runs/\(stored.run)">\(language("回到方案", "Back to the plan"))</a></span></div>\(note)
      <div class="trial" id="trial" data-run="\(stored.run)" data-token="\(visit.formToken)" data-lang="\(language.rawValue)">
      <section class="sliders" aria-label="\(language("滑块", "Sliders"))"><h2>\(language("锁定", "Pins"))</h2><ul id="pins">\(start.pins.html { "<li data-pin=\"\($0.pin)\" data-project=\"\($0.project)\" data-name=\"\($0.name)\"></li>" })</ul>\(search(language))
      <h2>\(language("市级统筹比例", "Share of the city"))</h2>
      \(shares.html { slider("share", $0.factor, name($0.factor), 0, 100, $0.percent, rule: articles.of("coordination_share", $0.factor)) })
      <h2>\(language("要素总量", "Supply"))</h2>\(factors.html { slider("supply", $0.code, language($0.name, $0.nameEnglish), 0, 200, 100) })
      \(controls.countySupply)
      <h2>\(language("评价等次的权重", "Weights of grades"))</h2>\(Self.weights(parameters, stored.scenario).html { slider("weight", $0.grade, language("\($0.grade) 类", "grade \($0.grade)"), 0, 200, $0.percent, rule: articles.of("score.grade.\($0.grade.lowercased())")) })
      \(tierList(Self.tiers(parameters, stored.scenario), articles.of("tiers"), language))
      \(controls.rules)
      <h2>\(language("县区间拆借", "Loans between counties"))</h2>\(factors.filter { $0.category == .land || $0.category == .balance }.html { "<label class=\"check\"><input type=\"checkbox\" data-kind=\"loan\" data-factor=\"\($0.code)\"> \(language($0.name, $0.nameEnglish))</label>" })
      \(lending(stored.snapshot, articles.of("loan_limit"), language))\(start.html)
      <form method="post" action="/runs" id="exact">\(FormToken(visit).html)<input type="hidden" name="run" value="\(stored.run)"><input type="hidden" name="wish" value="{}">
      \(TextField(name: "title", label: language("名称", "Title"), attributes: "maxlength=\"100\"").html)<button class="button">\(language("精确运行并保存", "Run exactly and keep"))</button></form>
      <form method="post" action="/runs/\(stored.run)/try/paper" target="_blank" id="paper">\(FormToken(visit).html)<input type="hidden" name="wish" value="{}"><button class="plain">\(language("打印推演结果", "Print this trial"))</button></form></section>
      <section id="answer" aria-live="polite"><p class="empty">\(language("拖动滑块，结果立即更新。", "Move a slider; the answer follows."))</p></section></div><template id="map">\(HTML(trusted: map))</template>
      """
    return .page(
      Page(
        title: language("推演", "Try changes"), visitor: visitor, body: body, place: "/runs",
        scripts: ["trial-map.js", "trial-prices.js", "trial-search.js", "trial-rules.js", "trial.js"]), visit)
  }

  /// A project by part of its name or code: a combobox (WAI-ARIA) whose list the script fills from the library.
  private func search(_ language: Language) -> HTML {
    """
    <form id="pin"><label for="find">\(language("项目名称或代码", "Project, by name or code"))</label>
    <div class="find"><input id="find" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list" autocomplete="off" maxlength="100">
    <ul id="found" role="listbox" aria-label="\(language("找到的项目", "Projects found"))" hidden></ul></div>
    <button class="plain" name="pin" value="must">\(language("必须保障", "Pull in"))</button><button class="plain" name="pin" value="never">\(language("不予保障", "Pull out"))</button>
    <p id="found-count" class="note" role="status"></p></form>
    """
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

  private static func weights(_ parameters: Listing, _ scenario: Scenario) -> [(grade: String, percent: Int)] {
    let rows = parameters.rows.map { ReportRow(columns: parameters.columns, values: $0) }
    return ["A", "B", "C", "D", "T"].map { grade in
      let key = "score.grade.\(grade.lowercased())"
      let text = scenario.policy.last { $0.key == key }?.value ?? rows.first { $0["key"] == key }?["value"]
      let ratio = text.flatMap { Ratio($0) } ?? Ratio(1)
      return (grade, Int((100 * Double(ratio.numerator) / Double(ratio.denominator)).rounded()))
    }
  }

  /// Tiers in the order of the run; `joins`: served as one with the tier before.
  private static func tiers(_ parameters: Listing, _ scenario: Scenario) -> [(rule: TierRule, joins: Bool)] {
    let rows = parameters.rows.map { ReportRow(columns: parameters.columns, values: $0) }
    // A policy whose tiers can't be read plans nothing, and says so there; here the list is left out.
    guard let text = rows.first(where: { $0["key"] == "tiers" })?["value"],
      let rules = try? JSONDecoder().decode([TierRule].self, from: Data(text.utf8))
    else { return [] }
    let named = (scenario.tierOrder ?? []).flatMap { names in
      names.enumerated().compactMap { place, name in
        rules.first { [$0.name, $0.nameEnglish].contains(name) }.map { (rule: $0, joins: place > 0) }
      }
    }
    return named + rules.filter { rule in !named.contains { $0.rule == rule } }.map { ($0, false) }
  }

  /// So much of a factor from one county's pool to another's, in the first year: a row each in a list that the script keeps.
  private func lending(_ snapshot: Snapshot, _ rule: String, _ language: Language) -> HTML {
    let pools = snapshot.pools.filter { $0.vintage == snapshot.vintage }
    let factors = Set(pools.map(\.factor)).sorted().map {
      (snapshot.factors[$0].code, language(snapshot.factors[$0].name, snapshot.factors[$0].nameEnglish))
    }
    let regions = Set(pools.map(\.region)).sorted().map {
      (snapshot.regions[$0].code, language(snapshot.regions[$0].name, snapshot.regions[$0].nameEnglish))
    }
    guard regions.count > 1 else { return .empty }
    return """
      <ul id="lends" data-vintage="\(snapshot.vintage)" data-rule="\(rule)"></ul><form id="lend">
      \(Select(name: "factor", label: language("要素", "Factor"), options: factors, chosen: "land").html)\(Select(name: "from", label: language("借出", "From"), options: regions, chosen: regions[0].0).html)
      \(Select(name: "to", label: language("借入", "To"), options: regions, chosen: regions[1].0).html)\(TextField(name: "quantity", label: language("数量", "Amount"), attributes: "inputmode=\"decimal\" maxlength=\"15\"").html)<button class="plain">\(language("拆借", "Lend"))</button></form>
      """
  }

  /// Which article a parameter stands in, as the policy in force says.
  private struct Articles {
    let rows: [ReportRow]
    init(_ parameters: Listing) { rows = parameters.rows.map { ReportRow(columns: parameters.columns, values: $0) } }
    func of(_ key: String, _ factor: String = "") -> String {
      guard let row = rows.first(where: { $0["key"] == key && $0["factor"] == factor }) else { return "" }
      return [row["article"], row["source"]].filter { !$0.isEmpty }.joined(separator: " · ")
    }
  }

  private func tierList(_ tiers: [(rule: TierRule, joins: Bool)], _ rule: String, _ language: Language) -> HTML {
    guard tiers.count > 1 else { return .empty }
    let items = tiers.html { tier, joins in
      let name = language(tier.name, tier.nameEnglish)
      return """
        <li data-name="\(tier.name)"><span>\(name)</span>
        <button type="button" class="plain" data-move="-1" aria-label="\(language("提前", "earlier")): \(name)">↑</button><button type="button" class="plain" data-move="1" aria-label="\(language("推后", "later")): \(name)">↓</button>
        <label class="check"><input type="checkbox"\(joins ? HTML(trusted: " checked") : .empty)> \(language("与上一级同等", "with the one before"))</label></li>
        """
    }
    return "<h2>\(language("保障级别的先后", "Order of tiers"))</h2><ol id=\"tiers\" data-rule=\"\(rule)\">\(items)</ol>"
  }

  private func slider(_ kind: String, _ factor: String, _ name: String, _ low: Int, _ high: Int, _ value: Int, rule: String = "") -> HTML {
    """
    <label class="slider"><span>\(name)</span><input type="range" min="\(low)" max="\(high)" step="1" value="\(value)" data-start="\(value)" data-kind="\(kind)" data-factor="\(factor)" data-rule="\(rule)"><output>\(value)%</output></label>
    """
  }
}
