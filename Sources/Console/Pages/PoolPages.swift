import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Store

/// Pools as accounts: what each holds, its statement, what is proposed for it.
struct PoolPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/pools", house) { visit in try await list(visit) }
    router.page("/pools/:factor/:region/:vintage", house) { visit in try await statement(visit) }
    router.page("/proposals", house) { visit in try await proposals(visit) }
    router.form("/proposals", house) { visit, form in try await propose(visit, form) }
    router.form("/proposals/:number", house) { visit, form in
      let (number, decision) = (try visit.number("number"), form["decision"] ?? "")
      _ = try await visit.write(form) { desk in
        var caller = desk.caller
        caller.reason = form["reason"]
        return try desk.proposals.decide(caller, number, decision)
      }
      return .seeOther("/proposals")
    }
  }

  private func list(_ visit: Visit) async throws -> Response {
    let factor = visit.query["factor"]
    let language = visit.language
    let year = Int((visit.today ?? Today.date.iso).prefix(4)) ?? 2026
    let vintages = ((year - 2)...(year + 2)).reversed().map(String.init)
    let vintage = visit.query["vintage"] ?? "\(year)"
    let filters = [("vintage", vintage)] + (factor.map { [("factor", $0)] } ?? [])
    let (visitor, shown, factors) = try await visit.read { desk in
      (desk.visitor, try desk.reports.read("pool_balance", where: filters), try desk.lists.factors())
    }
    let table = Table(
      shown, ["factor_name", "region_name", "balance", "available", "reserved", "granted", "used", "unit", "frozen"], language,
      empty: language("没有符合条件的要素池。", "No pool fits.")
    ) { column, row in
      switch column {
      case "region_name":
        "<a href=\"/pools/\(row["factor"].queryEncoded)/\(row["region"].queryEncoded)/\(row["vintage"])\">\(row["region_name"])</a>\(row["region"] == visit.city ? "<small>\(language("市级统筹", "city pool"))</small>" : HTML.empty)"
      case "frozen": row["frozen"] == "true" ? "<span class=\"light red\">\(language("冻结", "frozen"))</span>" : ""
      default: nil
      }
    }
    let options = factors.rows.map { ReportRow(columns: factors.columns, values: $0) }.map {
      (value: $0["code"], text: language($0["name"], $0["name_en"]))
    }
    let body: HTML = """
      <div class="title"><h1>\(language("要素池", "Pools"))</h1><p>\(language("\(vintage) 年度", "vintage \(vintage)"))</p>
      <span class="actions"><a class="button" href="/proposals">\(language("出入库与调剂", "Move quota"))</a>
      <a class="button plain" href="/reports/loans">\(language("拆借", "Loans"))</a><a class="button plain" href="/reports/advances">\(language("预支", "Advances"))</a>
      <a class="button plain" href="/reports/reclaims">\(language("收回", "Reclaims"))</a></span></div>
      <form class="filters" method="get" action="/pools">
      \(Select(name: "factor", label: language("要素", "Factor"), options: options, chosen: factor ?? "", any: language("全部", "all")).html)
      \(Select(name: "vintage", label: language("年份", "Vintage"), options: vintages.map { ($0, $0) }, chosen: vintage).html)
      <button class="button">\(language("筛选", "Filter"))</button></form>\(table.html)
      """
    return .page(Page(title: language("要素池", "Pools"), visitor: visitor, body: body, place: "/pools"), visit)
  }

  private func statement(_ visit: Visit) async throws -> Response {
    let (factor, region, vintage) = (try visit.part("factor"), try visit.part("region"), try visit.number("vintage"))
    let language = visit.language
    let keys = [("factor", factor), ("region", region), ("vintage", "\(vintage)")]
    let (visitor, balance, lines) = try await visit.read { desk in
      (desk.visitor, try desk.reports.read("pool_balance", where: keys), try desk.reports.read("pool_statement", where: keys))
    }
    guard let values = balance.rows.first else { throw ConsoleError.notFound }
    let row = ReportRow(columns: balance.description.columns.map(\.name), values: values)
    let cards = [
      ("balance", language("池内余额", "balance")), ("available", language("可配置", "available")), ("reserved", language("已预留", "reserved")),
      ("granted", language("已核发", "granted")), ("used", language("已核销", "used")),
    ].html { "<div class=\"card\"><b>\(Words.trimmed(row[$0.0]))</b><span>\($0.1)（\(row["unit"])）</span></div>" }
    let table = Table(
      lines, ["business_date", "event", "entry", "exit", "balance", "document", "reason", "actor", "decided_by", "batch"], language,
      empty: language("尚无业务。", "Nothing was booked."))
    let title = "\(row["region_name"]) · \(row["factor_name"]) · \(vintage)"
    let body: HTML = """
      <div class="title"><h1>\(title)</h1><p>\(region == visit.city ? language("市级统筹池", "city pool") : language("县级池", "county pool"))</p>
      <span class="actions"><a class="button plain" href="/reports/pool_statement?factor=\(factor.queryEncoded)&amp;region=\(region.queryEncoded)&amp;vintage=\(vintage)&amp;format=xlsx">XLSX</a></span></div>
      <div class="cards">\(cards)</div><section><h2>\(language("对账单", "Statement"))</h2>\(table.html)</section>
      """
    return .page(Page(title: title, visitor: visitor, body: body, place: "/pools"), visit)
  }

  // MARK: Two persons

  private func proposals(_ visit: Visit) async throws -> Response {
    let (visitor, all, regions, factors) = try await visit.read { desk in
      (desk.visitor, try desk.proposals.list(state: nil, limit: 200), try desk.lists.regions(), try desk.lists.factors())
    }
    let language = visit.language
    let cards = all.rows.map { ReportRow(columns: all.columns, values: $0) }.html { card($0, visit, visitor) }
    let mayPropose = visitor.has("hq_clerk", "department_clerk", "county_clerk")
    let form: HTML = mayPropose ? "<section>\(proposalForm(visit, regions, factors))</section>" : .empty
    let body: HTML = """
      <div class="title"><h1>\(language("双人复核", "Two persons"))</h1><p>\(language("提出的人不能批准；县区间调剂、拆借批准后还可在窗口期内撤销。", "Who proposes can't approve; moves between counties can still be stopped for a while."))</p></div>
      <div class="\(mayPropose ? "columns2" : "")">\(form)<section><h2>\(language("待批与最近", "Waiting and recent"))</h2>\(cards.isEmpty ? "<p class=\"empty\">\(language("没有待批事项。", "Nothing waits."))</p>" : cards)</section></div>
      """
    return .page(Page(title: language("双人复核", "Two persons"), visitor: visitor, body: body, place: "/pools"), visit)
  }

  private func card(_ row: ReportRow, _ visit: Visit, _ visitor: Visitor) -> HTML {
    let language = visit.language
    let isOwn = row["proposer"] == visitor.person
    let mayDecide = visitor.has("hq_leader", "department_leader", "county_leader", "conference_chair")
    var buttons: [(String, String, String)] = []
    if row["state"] == "open", mayDecide, !isOwn {
      buttons = [("agree", language("批准", "Approve"), "button"), ("refuse", language("退回", "Refuse"), "plain")]
    }
    if row["state"] == "agreed", mayDecide, !isOwn { buttons = [("refuse", language("窗口期内撤销", "Stop it"), "plain")] }
    if isOwn, ["open", "agreed"].contains(row["state"]) { buttons.append(("withdraw", language("撤回", "Withdraw"), "plain")) }
    let actions: HTML =
      buttons.isEmpty
      ? .empty
      : """
      <form method="post" action="/proposals/\(row["proposal"])" class="decide">\(FormToken(visit).html)
      \(TextField(name: "reason", label: language("意见（可不填）", "Remark (may be empty)"), attributes: "maxlength=\"500\"").html)
      \(buttons.html { "<button class=\"\($0.2)\" name=\"decision\" value=\"\($0.0)\">\($0.1)</button>" })</form>
      """
    let states = [
      "open": language("待批", "waits"), "agreed": language("已批准，\(row["takes_effect_at"]) 生效", "agreed, from \(row["takes_effect_at"])"),
      "done": language("已办理", "done"), "refused": language("未批准", "refused"), "withdrawn": language("已撤回", "withdrawn"),
    ]
    return """
      <article class="proposal \(row["state"])"><h3>\(row["title"])</h3><p>\(row["region"]) · \(row["proposed_by"]) \(row["proposed_at"])\(row["decided_by"].isEmpty ? "" : " · \(row["decided_by"])") · <b>\(states[row["state"]])</b>
      \(row["reason"].isEmpty ? HTML.empty : "<br>\(row["reason"])")</p>\(actions)</article>
      """
  }

  private static let events: [(code: LedgerStore.Event, chinese: String, english: String)] = [
    (.deposit, "入库", "deposit"), (.advance, "预支", "advance"), (.transfer, "有偿调剂", "paid transfer"), (.lend, "拆借", "loan"),
    (.giveBack, "归还拆借", "return of a loan"), (.grant, "核发", "grant"), (.use, "核销", "use"), (.release, "退还预留", "release"),
  ]

  private func proposalForm(_ visit: Visit, _ regions: Listing, _ factors: Listing) -> HTML {
    let language = visit.language
    func options(_ listing: Listing) -> [(value: String, text: String)] {
      listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map { ($0["code"], language($0["name"], $0["name_en"])) }
    }
    let today = visit.today ?? Today.date.iso
    return """
      <h2>\(language("提出", "Propose"))</h2><form method="post" action="/proposals" class="stack">\(FormToken(visit).html)
      \(Select(name: "event", label: language("业务", "Event"), options: Self.events.map { ($0.code.rawValue, language($0.chinese, $0.english)) }, chosen: visit.query["event"] ?? "").html)
      <div data-for="deposit advance transfer lend grant use release">\(Select(name: "factor", label: language("要素", "Factor"), options: options(factors), chosen: visit.query["factor"] ?? "land").html)</div>
      <div data-for="deposit advance transfer lend give_back grant use release">\(Select(name: "region", label: language("要素池（调剂、拆借的转出方，归还的借入方）", "Pool (of moves: from; of returns: who borrowed)"), options: options(regions), chosen: visit.query["region"] ?? "").html)</div>
      <div data-for="transfer lend">\(Select(name: "to", label: language("转入方（调剂、拆借）", "To (of moves)"), options: options(regions), chosen: "", any: "–").html)</div>
      <div data-for="deposit advance transfer lend grant use release">\(TextField(name: "vintage", label: language("指标年份", "Vintage"), value: String(today.prefix(4)), isRequired: true, attributes: "inputmode=\"numeric\" maxlength=\"4\"").html)</div>
      \(TextField(name: "quantity", label: language("数量（要素单位）", "Quantity (in the factor's unit)"), isRequired: true, attributes: "inputmode=\"decimal\" maxlength=\"20\"").html)
      <div data-for="grant use release">\(TextField(name: "project", label: language("项目代码（核发、核销、退还）", "Project (grant, use, release)"), attributes: "maxlength=\"64\"").html)</div>
      <div data-for="deposit">\(TextField(name: "source", label: language("来源（入库）", "Source (deposit)"), attributes: "maxlength=\"200\"").html)</div>
      <div data-for="transfer">\(TextField(name: "price", label: language("单价（元，调剂）", "Price in yuan (transfer)"), attributes: "inputmode=\"numeric\" maxlength=\"12\"").html)</div>
      <div data-for="lend">\(TextField(name: "due", label: language("归还日（拆借）", "Due (loan)"), type: "date").html)</div>
      <div data-for="give_back">\(TextField(name: "loan", label: language("拆借编号（归还）", "Number of the loan (return)"), attributes: "inputmode=\"numeric\" maxlength=\"9\"").html)</div>
      \(TextField(name: "document", label: language("文号", "Document"), isRequired: true, attributes: "maxlength=\"200\"").html)
      \(TextField(name: "reason", label: language("事由", "Reason"), attributes: "maxlength=\"500\"").html)
      \(TextField(name: "date", label: language("业务日期", "Business date"), value: today, type: "date", isRequired: true).html)
      <button class="button">\(language("提出，由另一人批准", "Propose; another approves"))</button></form>
      """
  }

  private func propose(_ visit: Visit, _ form: Fields) async throws -> Response {
    let language = visit.language
    var faults: [ConsoleError.FieldFault] = []
    func fault(_ field: String, _ chinese: String, _ english: String) {
      faults.append(.init(field: field, fault: language(chinese, english)))
    }
    guard let event = Self.events.first(where: { $0.code.rawValue == form["event"] }) else {
      throw ConsoleError.invalid([.init(field: "event", fault: language("没有这种业务。", "There is no such event."))])
    }
    var line = LedgerStore.Line()
    line.factor = form["factor"]
    line.vintage = form["vintage"].flatMap(Int.init)
    // A return names its loan, which knows factor and vintage.
    if line.vintage == nil, event.code != .giveBack { fault("vintage", "应为年份，如 2026。", "A year, as 2026.") }
    line.quantity = form["quantity"].flatMap { Quantity(decimal: $0) }
    if line.quantity == nil { fault("quantity", "应为数量，最多四位小数。", "A quantity with at most four decimals.") }
    line.source = form["source"]
    line.due = form["due"]
    if let text = form["price"] {
      line.price = Quantity(decimal: text)?.tenThousandths
      if line.price == nil { fault("price", "应为金额，最多四位小数。", "An amount with at most four decimals.") }
    }
    if let text = form["loan"] {
      line.loan = Int64(text)
      if line.loan == nil { fault("loan", "应为拆借编号。", "The number of a loan.") }
    }
    let region = form["region"] ?? ""
    switch event.code {
    case .transfer, .lend: (line.from, line.to) = (region, form["to"])
    case .grant, .use, .release:
      line.project = form["project"]
      line.region = region
    case .giveBack: (line.factor, line.vintage) = (nil, nil)
    default: line.region = region
    }
    if !faults.isEmpty { throw ConsoleError.invalid(faults) }
    let title = "\(language(event.chinese, event.english)) \(form["factor"] ?? "") \(form["quantity"] ?? "") \(form["document"] ?? "")"
    var context = ["document": form["document"] ?? "", "date": form["date"] ?? ""]
    context["reason"] = form["reason"]
    let (lines, facts) = ([line], context)
    _ = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.proposals.propose(caller, event.code, title: title, region: region, context: facts, lines: lines)
    }
    return .seeOther("/proposals")
  }
}
