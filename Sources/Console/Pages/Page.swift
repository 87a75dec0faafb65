import Diagnostics
import Hummingbird
import Store

/// The frame of every page: who is signed in, where one can go, the title, the content.
struct Page {
  var title: String
  var visitor: Visitor?
  var body: HTML
  /// Part of the navigation that is marked.
  var place = ""
  /// Without navigation: the wall screen, sign-in.
  var isBare = false
  /// Seconds after which the page loads itself anew; for wall screens.
  var refresh: Int?
  var scripts: [String] = []

  func html(_ visit: Visit) -> HTML {
    let language = visit.language
    let version = visit.house.assets.version
    let scripts = (["site.js"] + self.scripts).html { "<script src=\"/assets/\($0)?\(version)\" defer></script>" }
    let refresh: HTML = refresh.map { " data-refresh=\"\($0)\"" } ?? ""
    return """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(title) · \(language("要素保障", "Yaosu"))</title>
      <link rel="stylesheet" href="/assets/site.css?\(version)"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">\(scripts)</head>
      <body class="\(isBare ? "bare" : "")"\(refresh)>\(isBare ? .empty : header(visit))<main id="main">\(body)</main></body></html>
      """
  }

  private func header(_ visit: Visit) -> HTML {
    let language = visit.language
    return """
      <a class="skip" href="#main">\(language("跳到正文", "Skip to content"))</a>
      <header class="top"><a class="brand" href="/">\(language("聊城要素保障", "Liaocheng Yaosu"))</a>
      <nav aria-label="\(language("主导航", "Main"))">\(Self.places(visitor).html { place in
        "<a href=\"\(place.path)\"\(place.path == self.place ? HTML(trusted: " aria-current=\"page\"") : .empty)>\(language(place.chinese, place.english))</a>"
      })</nav>
      <div class="who">\(visitor.map { HTML("<a href=\"/account\">\($0.name)<small>\(Words.text("unit_name", $0.unitName, visit.language))</small></a>") } ?? .empty)
      <a href="\(Self.switchPath(visit))" class="lang" lang="\(language("en", "zh-CN"))">\(language("English", "中文"))</a>
      \(visitor == nil ? .empty : SmallForm(visit, "/sign-out", language("退出", "Sign out")).html)</div></header>
      """
  }

  private static func switchPath(_ visit: Visit) -> String {
    "/language?to=\(visit.language == .chinese ? "en" : "zh")&back=\(visit.request.uri.string.queryEncoded)"
  }

  private struct Place {
    var path: String
    var chinese: String
    var english: String
  }

  private static func places(_ visitor: Visitor?) -> [Place] {
    guard let visitor else { return [] }
    var all = [
      Place(path: "/", chinese: "挂图作战", english: "Wall"), Place(path: "/library", chinese: "项目库", english: "Library"),
      Place(path: "/pools", chinese: "要素池", english: "Pools"), Place(path: "/runs", chinese: "情景方案", english: "Plans"),
      Place(path: "/work", chinese: "办理", english: "Work"), Place(path: "/reports", chinese: "报表", english: "Reports"),
    ]
    if visitor.has("hq_clerk", "county_clerk") { all.append(Place(path: "/import", chinese: "导入", english: "Import")) }
    if visitor.has("system_admin", "security_admin", "audit_admin", "hq_leader", "hq_clerk", "auditor") {
      all.append(Place(path: "/admin", chinese: "管理", english: "Administration"))
    }
    return all
  }
}

/// A button that posts.
struct SmallForm {
  let visit: Visit
  let path: String
  let label: String
  var fields: [(String, String)] = []
  var style = "plain"
  init(_ visit: Visit, _ path: String, _ label: String, fields: [(String, String)] = [], style: String = "plain") {
    (self.visit, self.path, self.label, self.fields, self.style) = (visit, path, label, fields, style)
  }
  var html: HTML {
    """
    <form method="post" action="\(path)" class="small">\(FormToken(visit).html)\(fields.html { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" })
    <button class="\(style)">\(label)</button></form>
    """
  }
}

/// What every form of a session carries: that it is this session's, and a key under which sending it twice is sending it once.
struct FormToken {
  let visit: Visit
  init(_ visit: Visit) { self.visit = visit }
  var html: HTML {
    "<input type=\"hidden\" name=\"_token\" value=\"\(visit.formToken)\"><input type=\"hidden\" name=\"_key\" value=\"\(Keys.make())\">"
  }
}
