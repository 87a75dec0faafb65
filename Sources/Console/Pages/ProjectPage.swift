import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store

extension LibraryPages {
  /// A project's book on the screen: facts, demands with their standing, awards and their sources, life, history with differences.
  func project(_ visit: Visit) async throws -> Response {
    let code = try visit.part("code")
    let language = visit.language
    let (visitor, facts, body) = try await visit.read { desk -> (Visitor, [String: String], HTML) in
      let facts = try DocumentStore(desk.session, city: desk.city).project(code)
      guard !facts.isEmpty else { throw ConsoleError.notFound }
      return (desk.visitor, facts, try sections(desk, code, language))
    }
    let name = facts["name"] ?? code
    let startable = visitor.has("county_clerk", "hq_clerk", "service_officer", "owner")
    let start: HTML =
      startable ? "<a class=\"button plain\" href=\"/start?project=\(code.queryEncoded)\">\(language("发起事项", "Start a case"))</a>" : .empty
    let body2: HTML = """
      <div class="title"><h1>\(name)</h1><p>\(code) · \(facts["region_name"]) · \(Words.stage(facts["stage"] ?? "", language))</p>
      <span class="actions">\(start)<a class="button plain" href="/documents/book/\(code.queryEncoded)">\(language("一项目一册", "Project book"))</a>
      <a class="button plain" href="/documents/notice/\(code.queryEncoded)">\(language("配置通知书", "Notice"))</a></span></div>
      <div class="book"><section><h2>\(language("基本情况", "Facts"))</h2>\(factList(facts, language))\(unmaskForm(visit, visitor, code, facts))\(stageForm(visit, visitor, code, facts))</section><div>\(body)</div></div>
      """
    return .page(Page(title: name, visitor: visitor, body: body2, place: "/library"), visit)
  }

  private static let facts = [
    ("owner", "项目单位", "owner"), ("industry", "行业", "industry"), ("contents", "建设内容", "contents"),
    ("investment", "总投资（万元）", "investment, 10⁴ yuan"),
    ("fixed_investment", "固定资产投资（万元）", "fixed investment"), ("land_area", "占地（亩）", "land, mu"), ("output", "年产值（万元）", "output a year"),
    ("tax", "年税收（万元）", "tax a year"), ("jobs", "就业（人）", "jobs"), ("planned_start", "计划开工", "planned start"),
    ("planned_finish", "计划竣工", "planned finish"), ("classes", "重点项目类别", "classes"), ("libraries", "所在项目库", "libraries"),
    ("grade", "评价等次", "grade"),
    ("legal_person", "法定代表人", "legal person"), ("contact", "联系人", "contact"), ("phone", "联系电话", "phone"),
    ("content_version", "内容版本", "contents version"),
  ]

  private func factList(_ facts: [String: String], _ language: Language) -> HTML {
    let rows = Self.facts.compactMap { key, chinese, english in
      facts[key].flatMap { $0.isEmpty ? nil : (language(chinese, english), FieldWords.text(key, $0, language, Words.glossary())) }
    }
    return "<dl class=\"facts\">\(rows.html { "<dt>\($0.0)</dt><dd>\(Words.trimmed($0.1))</dd>" })</dl>"
  }

  /// Names and numbers of people are masked; who works on the project sees them by saying why.
  private func unmaskForm(_ visit: Visit, _ visitor: Visitor, _ code: String, _ facts: [String: String]) -> HTML {
    guard ListStore.personalFields.contains(where: { !(facts[$0] ?? "").isEmpty }), !visitor.has("owner") else { return .empty }
    let language = visit.language
    return """
      <details><summary>\(language("查看联系方式（须说明理由，留痕）", "See the contact: say why; it is noted"))</summary>
      <form class="filters" method="post" action="/library/\(code.queryEncoded)/contact">\(FormToken(visit).html)
      \(TextField(name: "reason", label: language("理由", "Reason"), isRequired: true, attributes: "maxlength=\"500\" minlength=\"2\"").html)
      <button class="button">\(language("查看", "See"))</button></form></details>
      """
  }

  func unmask(_ visit: Visit, _ form: Fields) async throws -> Response {
    let code = try visit.part("code")
    let language = visit.language
    let reason = form["reason"]
    let (visitor, fields) = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.reason = reason
      return (desk.visitor, try desk.lists.unmask(caller, code))
    }
    let titles = Dictionary(Self.facts.map { ($0.0, language($0.1, $0.2)) }) { first, _ in first }
    let body: HTML = """
      <div class="title"><h1>\(language("联系方式", "Contact"))</h1><p>\(code)</p></div>
      <dl class="facts">\(fields.rows.html { "<dt>\(titles[$0[0] ?? ""] ?? $0[0] ?? "")</dt><dd>\($0[1] ?? "")</dd>" })</dl>
      <p class="note">\(language("本次查看已记入审计记录。", "This look is a line of the security record."))</p>
      <p><a class="button plain" href="/library/\(code.queryEncoded)">\(language("返回项目", "Back to the project"))</a></p>
      """
    return .page(Page(title: language("联系方式", "Contact"), visitor: visitor, body: body, place: "/library"), visit)
  }

  /// A stage that a decision gives. Where a procedure gives it, the database says which.
  private func stageForm(_ visit: Visit, _ visitor: Visitor, _ code: String, _ facts: [String: String]) -> HTML {
    guard visitor.has("hq_clerk") else { return .empty }
    let language = visit.language
    let stages = APIRoutes.stages.filter { $0 != facts["stage"] && $0 != "allocated" }
    return """
      <details><summary>\(language("转换阶段（双人复核）", "Change the stage (two persons)"))</summary>
      <form class="filters" method="post" action="/library/\(code.queryEncoded)/stage">\(FormToken(visit).html)
      \(Select(name: "stage", label: language("转为", "To"), options: stages.map { ($0, Words.stage($0, language)) }, chosen: "out").html)
      \(TextField(name: "document", label: language("文号", "Document"), isRequired: true, attributes: "maxlength=\"200\"").html)
      \(TextField(name: "reason", label: language("理由", "Reason"), isRequired: true, attributes: "maxlength=\"500\"").html)
      <button class="button">\(language("提出，由另一人批准", "Propose; another approves"))</button></form></details>
      """
  }

  func proposeStage(_ visit: Visit, _ form: Fields) async throws -> Response {
    let move = StageMove(
      project: try visit.part("code"), stage: form["stage"] ?? "", document: form["document"] ?? "", reason: form["reason"] ?? "")
    _ = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try move.propose(desk, caller)
    }
    return .seeOther("/proposals")
  }

  /// The quota of each factor from its lots through the pools that gave it to what has become of it.
  private func flows(_ sources: Listing, _ desk: Visit.Desk, _ language: Language) throws -> HTML {
    guard !sources.rows.isEmpty else { return .empty }
    func named(_ listing: Listing) -> [String: ReportRow] {
      Dictionary(listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map { ($0["code"], $0) }) { first, _ in first }
    }
    let listed = try desk.lists.factors()
    let (regions, factors) = (named(try desk.lists.regions()), named(listed))
    func name(_ rows: [String: ReportRow], _ code: String) -> String { rows[code].map { language($0["name"], $0["name_en"]) } ?? code }
    let rows = sources.rows.map { ReportRow(columns: sources.columns, values: $0) }
    let codes = listed.rows.map { $0[0] ?? "" }
    func order(_ factor: String) -> Int { codes.firstIndex(of: factor) ?? codes.count }
    let charts = Dictionary(grouping: rows) { $0["factor"] }.sorted { order($0.key) < order($1.key) }.map { factor, rows -> FlowChart in
      let links = rows.flatMap { row -> [FlowChart.Link] in
        let pool = name(regions, row["pool_region"]) + language("池", " pool")
        let value = Double(row["quantity"]) ?? 0
        let state = Words.cell("state", row["state"], number: false, language).text
        return [
          .init(column: 0, from: "\(row["source"]) \(row["vintage"])", to: pool, value: value),
          .init(column: 1, from: pool, to: state, value: value),
        ]
      }
      let unit = factors[factor].map { language($0["unit"], $0["unit_en"]) } ?? ""
      return FlowChart(title: name(factors, factor), unit: unit, links: links, depth: 44)
    }
    return
      "<details><summary>\(language("指标流向图", "Pictures of how the quota came"))</summary><div class=\"charts\">\(charts.html { "<figure>\(HTML(trusted: $0.svg))</figure>" })</div></details>"
  }

  /// Factors and regions by their names, as people know them.
  private func named(_ sources: Listing, _ desk: Visit.Desk, _ language: Language) throws -> Listing {
    func names(_ listing: Listing) -> [String: String] {
      Dictionary(
        listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map { ($0["code"], language($0["name"], $0["name_en"])) }
      ) {
        first, _ in first
      }
    }
    let (regions, factors) = (names(try desk.lists.regions()), names(try desk.lists.factors()))
    var told = sources
    told.rows = sources.rows.map { row in
      zip(sources.columns, row).map { column, value in
        switch column {
        case "factor": value.map { factors[$0] ?? $0 }
        case "pool_region", "lot_region": value.map { regions[$0] ?? $0 }
        default: value
        }
      }
    }
    return told
  }

  /// Each change as what the field was and what it became.
  private static func told(_ history: Listing, _ language: Language) -> Listing {
    let kept = ["changed_at", "actor", "reason", "import", "is_material"]
    return Listing(
      columns: kept + ["change"],
      rows: history.rows.map { values in
        let row = ReportRow(columns: history.columns, values: values)
        return kept.map { row[$0] } + [difference(row["was"], row["became"], language)]
      })
  }

  private static func difference(_ was: String, _ became: String, _ language: Language) -> String {
    let (old, new) = (fields(was), fields(became))
    let titles = Dictionary(facts.map { ($0.0, language($0.1, $0.2)) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { key in
      func text(_ value: String?) -> String { value.map { $0.isEmpty ? "–" : FieldWords.text(key, $0, language, Words.glossary()) } ?? "–" }
      return "\(titles[key] ?? ColumnTitle.text(key, language))：\(text(old[key])) → \(text(new[key]))"
    }.joined(separator: language("；", "; "))
  }

  /// Values of a JSON object as texts; nothing where there is no object.
  private static func fields(_ text: String) -> [String: String] {
    // An entry's first state and its removal have no JSON on one side: there is nothing to compare then, and that is no fault.
    guard case .object(let pairs)? = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return [:] }
    return pairs.compactMapValues { value in
      switch value {
      case .text(let text): text
      case .number(let number): number == number.rounded() ? String(Int64(number)) : String(number)
      case .flag(let flag): flag ? "true" : "false"
      case .null, .list, .object: nil
      }
    }
  }

  private func sections(_ desk: Visit.Desk, _ code: String, _ language: Language) throws -> HTML {
    func report(_ name: String, _ title: String, _ columns: [String]) throws -> HTML {
      let result = try desk.reports.read(name, where: [("project", code)])
      guard !result.rows.isEmpty else { return .empty }
      return "<section><h2>\(title)</h2>\(Table(result, columns, language, empty: "").html)</section>"
    }
    func list(_ listing: Listing, _ title: String) -> HTML {
      listing.rows.isEmpty ? .empty : "<section><h2>\(title)</h2>\(Table(listing, language, empty: "").html)</section>"
    }
    let lights = try desk.reports.read("traffic_light", where: [("project", code), ("is_chosen", "true")])
    let light: HTML =
      lights.rows.first.map { values in
        let row = ReportRow(columns: lights.description.columns.map(\.name), values: values)
        return "<p>\(Words.light(row["colour"], language)) \(row["reason"])</p>"
      } ?? .empty
    let sources = try LedgerStore(desk.session, city: desk.city).sources(of: code)
    let life = try DocumentStore(desk.session, city: desk.city).life(of: code)
    return light
      + list(try desk.lists.projectDemands(code), language("要素需求", "Demands"))
      + (try report(
        "project_holding", language("要素配置", "Quota held"),
        ["factor_name", "pool_region_name", "vintage", "reserved", "granted", "used", "unit"]))
      + (try flows(sources, desk, language)) + list(try named(sources, desk, language), language("指标来源", "Sources of the quota"))
      + (try report(
        "unmet_demand", language("为何未获保障", "Why it was left out"),
        ["run", "factor_name", "pool_region_name", "missing", "unit", "due", "first_way"]))
      + (try report(
        "task_list", language("手续办理", "Formalities"),
        ["number", "procedure_title", "step_title", "unit_name", "due", "done_on", "outcome", "overdue_days"]))
      + (try report("problem", language("问题与协调", "Problems"), ["number", "problem", "level", "unit_name", "latest_report", "closed_on"]))
      + (try report("promise", language("承诺与兑现", "Promises"), ["item", "promised", "kept", "open_amount", "unit", "due"]))
      + (try report("progress", language("月度进度", "Monthly figures"), ["month", "year_plan", "invested", "ahead_points", "picture"]))
      + list(life, language("大事记", "Life"))
      + list(Self.told(try desk.lists.projectHistory(code), language), language("变更历史", "History"))
  }
}

/// One project to another stage on a decision, as one person proposes it.
struct StageMove: Sendable {
  var project: String
  var stage: String
  var document: String
  var reason: String

  func propose(_ desk: Visit.Desk, _ caller: Caller) throws -> Int {
    let title = desk.language("转换阶段 ", "stage of ") + "\(project) → \(Words.stage(stage, desk.language))"
    return try desk.proposals.proposeStages(
      caller, title: title, context: ["document": document, "reason": reason], stages: [(project, stage)])
  }
}
