import Allocation
import Diagnostics
import Foundation
import Hummingbird
import Operations
import Reporting
import Store

/// Pools as accounts: what each holds, its statement, what is proposed for it.
struct PoolPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/pools", house) { visit in try await list(visit) }
    router.page("/pools/:factor/:region/:vintage", house) { visit in try await statement(visit) }
    router.page("/proposals", house) { visit in try await proposals(visit) }
    router.form("/proposals", house) { visit, form in try await propose(visit, form) }
    router.post("/proposals/:number/files") { request, context in try await attach(Visit(house, request, context)) }
    router.page("/proposals/:number/files/:file", house) { visit in try await attachment(visit) }
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
    ].html { name, title -> HTML in
      let figure: HTML = "<b>\(Words.trimmed(row[name]))</b><span>\(title)（\(row["unit"])）</span>"
      // What projects hold leads to the projects; what the pool holds stands in the statement below.
      let path = ["balance", "available"].contains(name) ? "#statement" : RecordLink.path(name, row)
      return path.map { "<a class=\"card\" href=\"\($0)\">\(figure)</a>" } ?? "<div class=\"card\">\(figure)</div>"
    }
    let table = Table(
      lines, ["business_date", "event", "entry", "exit", "balance", "document", "reason", "actor", "decided_by", "batch"], language,
      empty: language("尚无业务。", "Nothing was booked."))
    let title = "\(row["region_name"]) · \(row["factor_name"]) · \(vintage)"
    let body: HTML = """
      <div class="title"><h1>\(title)</h1><p>\(region == visit.city ? language("市级统筹池", "city pool") : language("县级池", "county pool"))</p>
      <span class="actions"><a class="button plain" href="/reports/pool_statement?factor=\(factor.queryEncoded)&amp;region=\(region.queryEncoded)&amp;vintage=\(vintage)&amp;format=xlsx">XLSX</a></span></div>
      <div class="cards">\(cards)</div>\(Self.flow(lines, row, title, language))<section id="statement"><h2>\(language("对账单", "Statement"))</h2>\(table.html)</section>
      """
    return .page(Page(title: title, visitor: visitor, body: body, place: "/pools"), visit)
  }

  /// What came into the pool by which event, and where it went; what is left stands as a way of its own.
  private static func flow(_ lines: ReportStore.Result, _ pool: ReportRow, _ title: String, _ language: Language) -> HTML {
    let columns = lines.description.columns.map(\.name)
    let left = language("余额", "balance")
    var (into, out) = ([String: Double](), [left: Double(pool["balance"]) ?? 0])
    for values in lines.rows {
      let row = ReportRow(columns: columns, values: values)
      let name = Words.cell("event", row["event"], number: false, language).text
      if let amount = Double(row["entry"]), amount > 0 { into[name, default: 0] += amount }
      if let amount = Double(row["exit"]), amount > 0 { out[name, default: 0] += amount }
    }
    let chart = FlowChart(
      title: language("来龙去脉", "Where it came from, where it went"), unit: pool["unit"],
      links: into.map { .init(column: 0, from: $0.key, to: title, value: $0.value) }
        + out.map { .init(column: 1, from: title, to: $0.key, value: $0.value) })
    return "<div class=\"charts\"><figure>\(HTML(trusted: chart.svg))</figure></div>"
  }

  // MARK: Two persons

  private func proposals(_ visit: Visit) async throws -> Response {
    let (visitor, all, papers, regions, factors) = try await visit.read { desk in
      (
        desk.visitor, try desk.proposals.list(state: nil, limit: 200), try desk.proposals.attachments(limit: 2_000),
        try desk.lists.regions(),
        try desk.lists.factors()
      )
    }
    let language = visit.language
    let cards = all.rows.map { ReportRow(columns: all.columns, values: $0) }.html { card($0, papers, visit, visitor) }
    let mayPropose = visitor.has("hq_clerk", "department_clerk", "county_clerk")
    let form: HTML = mayPropose ? "<section>\(MovementForm(visit: visit).html(visitor, regions, factors))</section>" : .empty
    let body: HTML = """
      <div class="title"><h1>\(language("双人复核", "Two persons"))</h1><p>\(language("提出的人不能批准；县区间调剂、拆借批准后还可在窗口期内撤销。", "Who proposes can't approve; moves between counties can still be stopped for a while."))</p></div>
      <div class="\(mayPropose ? "columns2" : "")">\(form)<section><h2>\(language("待批与最近", "Waiting and recent"))</h2>\(cards.isEmpty ? "<p class=\"empty\">\(language("没有待批事项。", "Nothing waits."))</p>" : cards)</section></div>
      """
    return .page(Page(title: language("双人复核", "Two persons"), visitor: visitor, body: body, place: "/pools"), visit)
  }

  private func card(_ row: ReportRow, _ papers: Listing, _ visit: Visit, _ visitor: Visitor) -> HTML {
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
      \(row["reason"].isEmpty ? HTML.empty : "<br>\(row["reason"])")</p>\(self.papers(papers, row, visit, isOwn: isOwn))\(actions)</article>
      """
  }

  private func propose(_ visit: Visit, _ form: Fields) async throws -> Response {
    let movement = try Movement(form, city: visit.city, isProgram: false, visit.language)
    _ = try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.proposals.propose(
        caller, movement.event, title: movement.title, region: movement.region, context: movement.context, lines: [movement.line])
    }
    return .seeOther("/proposals")
  }

  // MARK: Papers behind a proposal

  private func attach(_ visit: Visit) async throws -> Response {
    let number = try visit.number("number")
    // Who it is comes before the body.
    _ = try await visit.read { $0.visitor }
    let upload = try await visit.upload()
    guard let file = upload.file else {
      try visit.checkForm(upload.fields)
      throw ConsoleError.invalid([.init(field: "file", fault: visit.language("没有选择文件。", "No file was chosen."))])
    }
    guard file.bytes.count <= ConsoleConfiguration.attachmentLimit else {
      throw ConsoleError.invalid([.init(field: "file", fault: visit.language("附件不超过 20 MB。", "At most 20 MB."))])
    }
    _ = try await visit.write(upload.fields) { desk in
      try desk.proposals.attach(desk.caller, number, name: file.name, bytes: file.bytes)
    }
    return .seeOther("/proposals")
  }

  private func attachment(_ visit: Visit) async throws -> Response {
    let (proposal, number) = (try visit.number("number"), try visit.number("file"))
    guard let file = try await visit.read({ try $0.proposals.attachment(number, of: proposal) }) else { throw ConsoleError.notFound }
    // Whatever it is, it is saved, never shown as a page of ours.
    return .file(ByteBuffer(bytes: file.bytes), type: "application/octet-stream", name: file.name)
  }

  private func papers(_ all: Listing, _ row: ReportRow, _ visit: Visit, isOwn: Bool) -> HTML {
    let language = visit.language
    let links = all.rows.map { ReportRow(columns: all.columns, values: $0) }.filter { $0["proposal"] == row["proposal"] }.html { paper in
      "<li><a href=\"/proposals/\(row["proposal"])/files/\(paper["attachment"])\" download>\(paper["name"])</a> <small>\(paper["size"]) · SHA-256 \(paper["hash"])…</small></li>"
    }
    let form: HTML =
      isOwn && row["state"] == "open"
      ? """
      <form method="post" action="/proposals/\(row["proposal"])/files" enctype="multipart/form-data" class="small">\(FormToken(visit).html)
      <input type="file" name="file" required aria-label="\(language("附件", "Paper"))"> <button class="plain">\(language("添加附件", "Attach"))</button></form>
      """ : .empty
    return "\(links.isEmpty ? .empty : "<ul class=\"names\">\(links)</ul>")\(form)"
  }
}
