import Diagnostics
import Hummingbird
import Operations
import Passwords
import Store

/// A person's own account: sessions, tokens for programs, the second factor.
struct AccountPage {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/account", house) { visit in try await show(visit, told: .empty) }
    router.form("/account/tokens", house) { visit, form in try await issue(visit, form) }
    router.form("/account/second-factor", house) { visit, form in try await offer(visit, form) }
    router.form("/account/second-factor/confirm", house) { visit, form in
      guard house.signIns.takes(visit.address) else { throw ConsoleError.tooMany(retryAfter: 60) }
      let code = form["code"] ?? ""
      let secret = SignInPages.sessionSecret()
      let isRight = try await visit.asService(form, opens: .factor) { desk in
        let accounts = AccountStore(desk.session, city: desk.city)
        guard try accounts.confirmSecondFactor(desk.caller, code: code) else { return false }
        try accounts.rotate(desk.caller, session: desk.number ?? 0, secret: secret)
        return true
      }
      guard isRight else {
        throw ConsoleError.invalid([.init(field: "code", fault: visit.language("动态口令不正确；请重新申请。", "The code is wrong; begin again."))])
      }
      var response = Response.seeOther("/account")
      response.setCookie(SignInPages.cookie(secret, house))
      return response
    }
  }

  private func show(_ visit: Visit, told: HTML) async throws -> Response {
    let language = visit.language
    let (visitor, sessions, tokens) = try await visit.asService(opens: .factor) { desk in
      let store = AccountStore(desk.session, city: desk.city)
      func own(_ listing: Listing) -> Listing { Listing(columns: listing.columns, rows: listing.rows.filter { $0[1] == desk.person }) }
      return (desk.visitor, own(try store.sessions(desk.caller)), own(try store.tokens(desk.caller)))
    }
    let scopes = [("read", language("只读", "read")), ("read write", language("读写", "read and write"))]
    let body: HTML = """
      <div class="title"><h1>\(visitor.name)</h1><p>\(visitor.person) · \(visitor.unitName)</p>
      <span class="actions"><a class="button plain" href="/password">\(language("修改口令", "Change the password"))</a>
      </span></div>\(told)\(factor(visit))
      \(AdminPages.sessions(visit, sessions, language("我的会话", "My sessions"), back: "/account"))\(AdminPages.tokens(visit, tokens, back: "/account"))
      <form method="post" action="/account/tokens" class="filters">\(FormToken(visit).html)
      \(TextField(name: "name", label: language("用途", "What for"), isRequired: true, attributes: "maxlength=\"100\"").html)
      \(Select(name: "scopes", label: language("权限", "Scope"), options: scopes, chosen: "read").html)
      \(TextField(name: "days", label: language("天数", "Days"), value: "90", isRequired: true, attributes: "inputmode=\"numeric\" maxlength=\"3\"").html)
      <button class="button">\(language("签发令牌", "Issue a token"))</button></form>
      """
    return .page(Page(title: visitor.name, visitor: visitor, body: body), visit)
  }

  private func issue(_ visit: Visit, _ form: Fields) async throws -> Response {
    let secret = "yaosu_" + Secret.token()
    let (name, scopes, days) = (
      form["name"] ?? "", (form["scopes"] ?? "").split(separator: " ").map(String.init), Int(form["days"] ?? "") ?? 0
    )
    _ = try await visit.asService(form) { desk in
      try AccountStore(desk.session, city: desk.city).issueToken(desk.caller, name: name, secret: secret, scopes: scopes, days: days)
    }
    let language = visit.language
    return try await show(
      visit,
      told:
        "<section class=\"told\"><p>\(language("令牌只显示这一次：", "The token is shown this once:"))</p><p><code>\(secret)</code></p></section>")
  }

  /// Whoever has one shows a code of it to get another in its place.
  private func factor(_ visit: Visit) -> HTML {
    let language = visit.language
    return """
      <section><h2>\(language("动态口令", "Second factor"))</h2><form method="post" action="/account/second-factor" class="filters">\(FormToken(visit).html)
      \(TextField(name: "code", label: language("现有动态口令（更换时填写）", "Code of the present one (to replace it)"), attributes: "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"6\"").html)
      <button class="button">\(language("绑定或更换动态口令", "Set up or replace a second factor"))</button></form></section>
      """
  }

  private func offer(_ visit: Visit, _ form: Fields) async throws -> Response {
    // A session that was left open is no place to try all codes.
    guard house.signIns.takes(visit.address) else { throw ConsoleError.tooMany(retryAfter: 60) }
    let code = form["code"] ?? ""
    let hex = try await visit.asService(form, opens: .factor) { desk in
      try AccountStore(desk.session, city: desk.city).offerSecondFactor(desk.caller, code: code)
    }
    guard let hex else {
      throw ConsoleError.invalid([
        .init(
          field: "code",
          fault: visit.language(
            "已启用动态口令：更换须填写现有动态口令，丢失的请安全管理员重置。",
            "A second factor is on: show its code to replace it, or have a lost one reset by the security administrator."))
      ])
    }
    let language = visit.language
    return try await show(
      visit,
      told: """
        <section class="told"><p>\(language("在动态口令应用中输入密钥（基于时间，6 位），然后填写显示的口令：", "Enter the key in an authenticator (time-based, 6 digits), then the code that it shows:"))</p>
        <p><code>\(Base32.text(ofHex: hex))</code></p><form method="post" action="/account/second-factor/confirm" class="filters">\(FormToken(visit).html)
        \(TextField(name: "code", label: language("动态口令", "Code"), isRequired: true, attributes: "inputmode=\"numeric\" maxlength=\"6\"").html)<button class="button">\(language("启用", "Turn on"))</button></form></section>
        """)
  }
}

/// RFC 4648, as authenticators take secrets.
enum Base32 {
  static func text(ofHex hex: String) -> String {
    let digits = hex.compactMap(\.hexDigitValue)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var (held, bits) = (0, 0)
    for digit in digits {
      held = (held << 4 | digit) & 0xFFF
      bits += 4
      if bits >= 5 {
        bits -= 5
        text.append(letters[(held >> bits) & 31])
      }
    }
    if bits > 0 { text.append(letters[(held << (5 - bits)) & 31]) }
    return text
  }
}
