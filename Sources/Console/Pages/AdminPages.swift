import Diagnostics
import Foundation
import Hummingbird
import Operations
import Passwords
import Store

/// Administration by three offices: accounts (system), sessions and tokens (security), the record (audit); policy, procedures and seals for all of them.
struct AdminPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/admin", house) { visit in try await show(visit) }
    router.form("/admin/accounts", house) { visit, form in try await open(visit, form) }
    router.form("/admin/accounts/close", house) { visit, form in
      let person = form["person"] ?? ""
      try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).close(desk.caller, person) }
      return .seeOther("/admin")
    }
    router.form("/admin/second-factor/reset", house) { visit, form in
      let person = form["person"] ?? ""
      try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).resetSecondFactor(desk.caller, of: person) }
      return .seeOther("/admin")
    }
    router.form("/admin/rules", house) { visit, form in
      let rules = form.under("rule.")
      try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).setRules(desk.caller, rules) }
      return .seeOther("/admin")
    }
    router.form("/admin/sessions/end", house) { visit, form in
      let number = form["session"].flatMap(Int64.init) ?? 0
      try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).kill(desk.caller, session: number) }
      return .seeOther(form["back"] ?? "/admin")
    }
    router.form("/admin/tokens/revoke", house) { visit, form in
      let number = form["token"].flatMap(Int64.init) ?? 0
      try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).revokeToken(desk.caller, number) }
      return .seeOther(form["back"] ?? "/admin")
    }
    router.form("/admin/verification", house) { visit, form in
      .seeOther("/jobs/\(try await VerificationPart.begin(visit, form))")
    }
    router.page("/admin/audit", house) { visit in try await audit(visit) }
    router.page("/admin/policy", house) { visit in try await policy(visit) }
  }

  private func show(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let visitor = try await visit.read { $0.visitor }
    let (accounts, sessions, tokens, rules) = try await visit.asService { desk in
      let store = AccountStore(desk.session, city: desk.city)
      let isAdmin = desk.visitor.has("system_admin", "security_admin")
      return (
        isAdmin ? try store.accounts(desk.caller) : nil, try store.sessions(desk.caller), try store.tokens(desk.caller),
        desk.visitor.has("security_admin") ? try store.rules() : nil
      )
    }
    let (procedures, offices, verifications) = try await visit.read { desk in
      (
        try ProcedureStore(desk.session, city: desk.city).list(), try OfficeStore(desk.session, city: desk.city).units(),
        try desk.visitor.has("audit_admin")
          ? VerificationStore(desk.session, city: desk.city).list(limit: VerificationPart.shown) : nil
      )
    }
    let isSecurity = visitor.has("security_admin")
    var parts: [HTML] = verifications.map { [VerificationPart(visit: visit, done: $0).html] } ?? []
    if let accounts {
      let table = Table(accounts, language, empty: "") { column, row in
        if column == "second_factor", isSecurity, row["second_factor"] == "yes", row["person"] != visitor.person {
          return
            "\(Words.cell(column, "yes", number: false, language)) \(SmallForm(visit, "/admin/second-factor/reset", language("重置", "Reset"), fields: [("person", row["person"])]).html)"
        }
        return column == "state" && visitor.has("system_admin") && row["state"] != "disabled"
          ? "\(Words.cell("state", row["state"], number: false, language)) \(SmallForm(visit, "/admin/accounts/close", language("停用", "Close"), fields: [("person", row["person"])]).html)"
          : nil
      }
      parts.append(
        "<section><h2>\(language("账号", "Accounts"))</h2>\(visitor.has("system_admin") ? openForm(visit) : .empty)\(table.html)</section>")
    }
    if let rules { parts.append(SignInRules(rules).html(visit)) }
    parts.append(Self.sessions(visit, sessions, isSecurity ? language("会话", "Sessions") : language("我的会话", "My sessions"), back: "/admin"))
    parts.append(Self.tokens(visit, tokens, back: "/admin"))
    parts.append("<section><h2>\(language("程序", "Procedures"))</h2>\(Table(procedures, language, empty: "").html)</section>")
    // Enterprises come last and are many.
    let isOffice = { (row: [String?]) in ReportRow(columns: offices.columns, values: row)["kind"] != "enterprise" }
    let sorted = Listing(columns: offices.columns, rows: offices.rows.filter(isOffice) + offices.rows.filter { !isOffice($0) })
    parts.append(
      "<section><h2>\(language("单位", "Units"))</h2>\(Table(sorted, language, empty: "").html(first: sorted.rows.count(where: isOffice), language))</section>"
    )
    let body: HTML = """
      <div class="title"><h1>\(language("管理", "Administration"))</h1><span class="actions">
      \(visitor.has("audit_admin") ? "<a class=\"button\" href=\"/admin/audit\">\(language("审计记录", "Security record"))</a>" : HTML.empty)
      <a class="button plain" href="/admin/policy">\(language("政策版本", "Policy versions"))</a></span></div>\(parts)
      """
    return .page(Page(title: language("管理", "Administration"), visitor: visitor, body: body, place: "/admin"), visit)
  }

  static func sessions(_ visit: Visit, _ listing: Listing, _ title: String, back: String) -> HTML {
    let language = visit.language
    let table = Table(listing, language, empty: "") { column, row in
      column == "session"
        ? SmallForm(visit, "/admin/sessions/end", language("结束", "End"), fields: [("session", row["session"]), ("back", back)]).html : nil
    }
    return "<section><h2>\(title)</h2>\(table.html)</section>"
  }

  static func tokens(_ visit: Visit, _ listing: Listing, back: String) -> HTML {
    let language = visit.language
    let table = Table(listing, language, empty: language("没有令牌。", "No tokens.")) { column, row in
      column == "token"
        ? SmallForm(visit, "/admin/tokens/revoke", language("收回", "Revoke"), fields: [("token", row["token"]), ("back", back)]).html : nil
    }
    return "<section><h2>\(language("程序令牌", "Tokens of programs"))</h2>\(table.html)</section>"
  }

  private func openForm(_ visit: Visit) -> HTML {
    let language = visit.language
    return """
      <form method="post" action="/admin/accounts" class="filters">\(FormToken(visit).html)
      \(TextField(name: "person", label: language("人员代码（开户或重置口令）", "Person code (open, or a new first password)"), isRequired: true, attributes: "maxlength=\"64\"").html)
      <button class="button">\(language("生成首次口令", "Make a first password"))</button></form>
      """
  }

  private func open(_ visit: Visit, _ form: Fields) async throws -> Response {
    let language = visit.language
    let person = form["person"] ?? ""
    // Who may not is refused before the work of hashing.
    let visitor = try await visit.asService(form) { $0.visitor }
    guard visitor.has("system_admin") else { throw ConsoleError.notFound }
    let password = Secret.firstPassword()
    let hash = try await house.passwords.hash(password)
    try await visit.asService(form) { desk in try AccountStore(desk.session, city: desk.city).open(desk.caller, person, passwordHash: hash)
    }
    let body: HTML = """
      <div class="title"><h1>\(language("首次口令", "First password"))</h1></div><p>\(language("只显示这一次；首次登录必须修改。", "Shown this once; it must be changed at the first sign-in."))</p>
      <dl class="facts"><dt>\(language("人员代码", "Person code"))</dt><dd>\(person)</dd><dt>\(language("口令", "Password"))</dt><dd><code>\(password)</code></dd></dl>
      <p><a class="button plain" href="/admin">\(language("返回", "Back"))</a></p>
      """
    return .page(Page(title: language("首次口令", "First password"), visitor: visitor, body: body, place: "/admin"), visit)
  }

  private func audit(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let search = visit.query["search"] ?? ""
    let before = visit.query["before"].flatMap(Int64.init)
    let (visitor, events) = try await visit.asService { desk in
      (desk.visitor, try AccountStore(desk.session, city: desk.city).events(desk.caller, search: search, before: before))
    }
    let last = events.rows.last?[0] ?? ""
    let more: HTML =
      events.rows.count < 200
      ? .empty
      : "<nav class=\"pages\"><a href=\"/admin/audit?search=\(search.queryEncoded)&amp;before=\(last)\">\(language("更早", "Earlier"))</a></nav>"
    let body: HTML = """
      <div class="title"><h1>\(language("审计记录", "Security record"))</h1><p>\(language("查阅本身也留痕。", "That it is read is a line of it too."))</p></div>
      <form class="filters" method="get" action="/admin/audit" role="search">\(TextField(name: "search", label: language("搜索", "Search"), value: search, type: "search", attributes: "maxlength=\"100\"").html)<button class="button">\(language("查找", "Find"))</button></form>
      \(Table(events, language, empty: language("没有记录。", "Nothing.")).html)\(more)
      """
    return .page(Page(title: language("审计记录", "Security record"), visitor: visitor, body: body, place: "/admin"), visit)
  }

  private func policy(_ visit: Visit) async throws -> Response {
    let language = visit.language
    let (a, b) = (visit.query["from"] ?? "", visit.query["to"] ?? "")
    let (visitor, versions, parameters, difference) = try await visit.read { desk in
      (
        desk.visitor, try desk.lists.policyVersions(), try desk.lists.policyParameters(on: try desk.lists.today()),
        a.isEmpty || b.isEmpty ? nil : try desk.lists.policyDifference(a, b)
      )
    }
    let options = versions.rows.map { ReportRow(columns: versions.columns, values: $0) }.map {
      (value: $0["version"], text: "\($0["version"]) \($0["title"])")
    }
    let differences: HTML = difference.map { Table($0, language, empty: language("没有差异。", "No differences.")).html } ?? .empty
    let body: HTML = """
      <div class="title"><h1>\(language("政策版本", "Policy versions"))</h1></div>\(Table(versions, language, empty: "").html)
      <form class="filters" method="get" action="/admin/policy">\(Select(name: "from", label: language("从", "From"), options: options, chosen: a).html)
      \(Select(name: "to", label: language("到", "To"), options: options, chosen: b).html)<button class="button">\(language("差异", "Differences"))</button></form>\(differences)
      <section><h2>\(language("今日有效的参数", "Parameters in force"))</h2>\(Table(parameters, language, empty: "").html)</section>
      """
    return .page(Page(title: language("政策版本", "Policy versions"), visitor: visitor, body: body, place: "/admin"), visit)
  }
}
