import Diagnostics
import Hummingbird
import Passwords
import Postgres
import Store

/// Signing in and out, a person's own account.
struct SignInPages {
  let house: House

  func add(to router: ConsoleRouter) {
    router.page("/sign-in", house) { visit in .page(signIn(visit, fault: nil), visit) }
    router.form("/sign-in", house) { visit, form in try await begin(visit, form) }
    router.form("/sign-out", house) { visit, form in
      try visit.checkForm(form)
      if let secret = visit.secret {
        let caller = visit.caller("")
        try await house.pool.transaction { try AccountStore($0, city: visit.city).signOut(caller, secret: secret) }
      }
      var response = Response.seeOther("/sign-in")
      response.setCookie(Self.cookie("", house, age: 0))
      return response
    }
    router.page("/language", house) { visit in
      var response = Response.seeOther(visit.query["back"] ?? "/")
      response.setCookie(
        Cookie(name: Visit.languageCookie, value: visit.query["to"] == "en" ? "en" : "zh", maxAge: 31_536_000, path: "/", sameSite: .lax))
      return response
    }
    router.page("/password", house) { visit in
      try await visit.asService(opens: .password) { _ in }
      return .page(password(visit, faults: []), visit)
    }
    router.form("/password", house) { visit, form in try await change(visit, form) }
  }

  /// The session's cookie.
  /// A secret, a dot, and what forms of the session carry.
  static func sessionSecret() -> String { "\(Secret.token()).\(Secret.token())" }

  static func cookie(_ value: String, _ house: House, age: Int? = nil) -> Cookie {
    Cookie(
      name: Visit.cookieName, value: value, maxAge: age, path: "/", secure: house.configuration.isSecure, httpOnly: true, sameSite: .lax)
  }

  // MARK: Signing in

  func signIn(_ visit: Visit, fault: String?) -> Page {
    let language = visit.language
    let elsewhere: HTML =
      house.openID == nil
      ? .empty : "<p><a class=\"button plain\" href=\"/sign-in/openid\">\(language("统一身份认证登录", "Sign in with the city's account"))</a></p>"
    let alert: HTML = fault.map { "<p class=\"fault\" role=\"alert\">\($0)</p>" } ?? .empty
    return Page(
      title: language("登录", "Sign in"),
      body: """
        <section class="entrance"><h1>\(language("聊城市重点项目要素保障", "Production factors for Liaocheng's key projects"))</h1>\(alert)
        <form method="post" action="/sign-in"><input type="hidden" name="next" value="\(visit.query["next"])">
        \(TextField(name: "person", label: language("人员代码", "Person code"), isRequired: true, attributes: "autocomplete=\"username\" autofocus maxlength=\"64\"").html)
        \(TextField(name: "password", label: language("口令", "Password"), type: "password", isRequired: true, attributes: "autocomplete=\"current-password\" maxlength=\"256\"").html)
        \(TextField(name: "code", label: language("动态口令（启用后填写）", "Second factor (where it is on)"), attributes: "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"6\"").html)
        <button class="button">\(language("登录", "Sign in"))</button></form>\(elsewhere)
        <p><a href="/language?to=\(language == .chinese ? "en" : "zh")&back=/sign-in">\(language("English", "中文"))</a></p></section>
        """, isBare: true)
  }

  /// The answer is the same whatever was wrong, and takes as long.
  private func begin(_ visit: Visit, _ form: Fields) async throws -> Response {
    guard house.signIns.takes(visit.address) else { throw ConsoleError.tooMany(retryAfter: 60) }
    if let site = visit.request.headers[.init("Sec-Fetch-Site")!], !["same-origin", "none"].contains(site) {
      throw ConsoleError.foreignForm
    }
    let (person, password) = (form["person"] ?? "", form["password"] ?? "")
    let caller = visit.caller(String(person.prefix(64)))
    let city = visit.city
    let challenge =
      person.utf8.count > 64 ? nil : try await house.pool.transaction { try AccountStore($0, city: city).challenge(person) }
    let fits = try await house.passwords.fits(password, challenge?.passwordHash)
    if fits, let challenge, !challenge.isLocked {
      let value = Self.sessionSecret()
      let (code, agent) = (form["code"] ?? "", visit.request.headers[.userAgent] ?? "")
      if try await house.pool.transaction({ try AccountStore($0, city: city).signIn(caller, secret: value, code: code, agent: agent) }) {
        var response = Response.seeOther(form["next"] ?? "/")
        response.setCookie(Self.cookie(value, house))
        return response
      }
    } else {
      let why = challenge == nil ? "unknown" : challenge!.isLocked ? "locked" : "password"
      try await house.pool.transaction { try AccountStore($0, city: city).refused(caller, why: why) }
    }
    let language = visit.language
    return .page(
      signIn(
        visit,
        fault: language(
          "人员代码、口令或动态口令不正确，或账号暂被锁定（15 分钟后再试）。",
          "Person code, password or second factor is wrong, or the account is locked for a while (15 minutes).")),
      visit, status: .unauthorized)
  }

  // MARK: The password

  private func password(_ visit: Visit, faults: [String]) -> Page {
    let language = visit.language
    let alert: HTML = faults.isEmpty ? .empty : "<ul class=\"fault\" role=\"alert\">\(faults.html { "<li>\($0)</li>" })</ul>"
    return Page(
      title: language("修改口令", "Change the password"),
      body: """
        <section class="entrance"><h1>\(language("修改口令", "Change the password"))</h1>\(alert)
        <form method="post" action="/password">\(FormToken(visit).html)
        \(TextField(name: "old", label: language("现口令", "Present password"), type: "password", isRequired: true, attributes: "autocomplete=\"current-password\"").html)
        \(TextField(name: "new", label: language("新口令", "New password"), type: "password", isRequired: true, attributes: "autocomplete=\"new-password\"").html)
        \(TextField(name: "again", label: language("再输一次", "Once more"), type: "password", isRequired: true, attributes: "autocomplete=\"new-password\"").html)
        <button class="button">\(language("修改", "Change"))</button></form></section>
        """, isBare: true)
  }

  private func change(_ visit: Visit, _ form: Fields) async throws -> Response {
    let (person, rule) = try await visit.asService(form, opens: .password) { desk in
      (desk.person, PasswordRule(rawValue: try AccountStore(desk.session, city: desk.city).profile()) ?? .mlps3)
    }
    guard house.signIns.takes(visit.address) else { throw ConsoleError.tooMany(retryAfter: 60) }
    let (old, new) = (form["old"] ?? "", form["new"] ?? "")
    let city = visit.city
    var faults = rule.faults(new, person: person).map { PasswordText.text($0, visit.language) }
    if new != form["again"] { faults.append(visit.language("两次输入不一致。", "The two don't agree.")) }
    if new == old { faults.append(visit.language("新口令与现口令相同。", "It is the present one.")) }
    let challenge = try await house.pool.transaction { try AccountStore($0, city: city).challenge(person) }
    let fits = try await house.passwords.fits(old, challenge?.passwordHash)
    if !fits || challenge?.isLocked != false {
      faults.insert(visit.language("现口令不正确，或账号暂被锁定。", "The present password is wrong, or the account is locked."), at: 0)
    }
    guard faults.isEmpty else { return .page(password(visit, faults: faults), visit, status: .unprocessableContent) }
    let hash = try await house.passwords.hash(new)
    let secret = Self.sessionSecret()
    try await visit.asService(form, opens: .password) { desk in
      let accounts = AccountStore(desk.session, city: desk.city)
      try accounts.changePassword(desk.caller, passwordHash: hash, kept: desk.number ?? 0)
      try accounts.rotate(desk.caller, session: desk.number ?? 0, secret: secret)
    }
    var response = Response.seeOther("/")
    response.setCookie(Self.cookie(secret, house))
    return response
  }
}

enum PasswordText {
  static func text(_ fault: PasswordRule.Fault, _ language: Language) -> String {
    switch fault {
    case .tooShort(let least): language("至少 \(least) 个字符。", "At least \(least) characters.")
    case .tooLong(let most): language("最多 \(most) 字节。", "At most \(most) bytes.")
    case .tooFewKinds(let least):
      language("大写、小写、数字、符号中至少 \(least) 类。", "At least \(least) kinds of: upper case, lower case, digits, others.")
    case .containsName: language("不得包含人员代码。", "It must not contain the person code.")
    case .isCommon: language("过于常见。", "It is too common.")
    }
  }
}
