import Diagnostics
import Store

/// What the city asks of whoever signs in, for the security administrator to change.
struct SignInRules {
  let values: ReportRow

  init(_ rules: Listing) { values = ReportRow(columns: rules.columns, values: rules.rows.first ?? []) }

  func html(_ visit: Visit) -> HTML {
    let language = visit.language
    let profiles = [
      ("mlps3", language("等保三级（口令含三类字符，定期更换）", "mlps3: three kinds of characters, changed in time")),
      ("asvs", language("ASVS（口令长度至少 12，不定期更换）", "asvs: length alone, no changing in time")),
    ]
    let factors = [
      ("own choice", language("自愿", "by one's own choice")), ("administrators", language("三员必须", "of the three administrators")),
      ("everybody", language("人人必须", "of everybody")),
    ]
    let numbers: [(name: String, label: String)] = [
      ("idle_minutes", language("无操作退出（分钟）", "idle, minutes")), ("session_hours", language("会话最长（小时）", "a session at most, hours")),
      ("sessions_each", language("每人会话数", "sessions of a person")), ("lock_after", language("连续失败几次锁定", "locked after so many failures")),
      ("lock_minutes", language("锁定（分钟）", "locked for, minutes")), ("password_days", language("口令有效（天，仅等保）", "a password's days (mlps3)")),
    ]
    return """
      <section><h2>\(language("登录规则", "Rules of signing in"))</h2><form method="post" action="/admin/rules" class="filters">\(FormToken(visit).html)
      \(Select(name: "rule.profile", label: language("口令要求", "Passwords"), options: profiles, chosen: values["profile"]).html)
      \(Select(name: "rule.second_factor", label: language("动态口令", "Second factor"), options: factors, chosen: values["second_factor"]).html)
      \(numbers.html { TextField(name: "rule.\($0.name)", label: $0.label, value: values[$0.name], isRequired: true, attributes: "inputmode=\"numeric\" maxlength=\"4\"").html })
      <button class="button">\(language("设定", "Set"))</button></form></section>
      """
  }
}
