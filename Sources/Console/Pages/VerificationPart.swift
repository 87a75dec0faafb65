import Diagnostics
import Operations
import Store

/// Proof that nothing was changed afterwards, asked for by the audit administrator and kept.
struct VerificationPart {
  let visit: Visit
  let done: Listing
  /// Verifications that the page of administration shows.
  static let shown = 10

  var html: HTML {
    let language = visit.language
    let table = Table(done, language, empty: language("还没有核验过。", "None yet.")) { column, row in
      switch column {
      case "job": "<a href=\"/jobs/\(row["job"])\">\(row["job"])</a>"
      case "state": JobPages.state(row["state"], language)
      case "holds": row["holds"].isEmpty ? .empty : Self.verdict(row["holds"] == "true", language)
      default: nil
      }
    }
    return """
      <section><h2>\(language("核验封印", "Verify the seals"))</h2><p class="note">\(language("重算台账、办理历史和审计记录的封印，并与上次核验的末条比对；结果留存。", "Recomputes the seals of the ledger, of cases' histories and of the security record, and holds them against where they ended the last time. The result is kept."))</p>
      \(SmallForm(visit, "/admin/verification", language("开始核验", "Begin"), style: "button").html)\(table.html)</section>
      """
  }

  static func begin(_ visit: Visit, _ form: Fields) async throws -> Int64 {
    let (title, payload) = (title(visit.language), JSONText.pretty(Job.Verify(language: visit.language)))
    return try await visit.write(form) { desk in
      var caller = desk.caller
      caller.key = form["_key"]
      return try desk.jobs.ask(caller, kind: "verification", title: title, payload: payload)
    }
  }

  static func title(_ language: Language) -> String { language("核验封印", "verify the seals") }

  private static func verdict(_ holds: Bool, _ language: Language) -> HTML {
    holds
      ? "<span class=\"light green\"><i aria-hidden=\"true\"></i>\(language("完好", "whole"))</span>"
      : "<span class=\"light red\"><i aria-hidden=\"true\"></i>\(language("有改动", "changed"))</span>"
  }

  static func outcome(_ job: JobStore.Standing, _ language: Language) -> HTML {
    guard let result = Job.read(Job.Verify.Result.self, job.result) else { return "<pre>\(job.result)</pre>" }
    let table = Table(
      columns: [
        .init(language("对象", "of")), .init(language("检查", "check")), .init(language("结果", "result")), .init(language("说明", "detail")),
      ],
      rows: result.checks.map { check in
        [
          "\(parts[check.part].map { language($0.0, $0.1) } ?? check.part)",
          "\(checks[check.check].map { language($0.0, $0.1) } ?? check.check)",
          verdict(check.holds, language), "\(check.detail)",
        ]
      }, empty: "")
    let heads = result.heads.html { head in
      "<dt>\(checks[head.part].map { language($0.0, $0.1) } ?? head.part) \(head.number)</dt><dd><code>\(head.seal)</code></dd>"
    }
    return """
      <section><p>\(verdict(result.holds, language))</p>\(table.html)<h2>\(language("末条封印", "Where the chains end"))</h2><dl class="facts">\(heads)</dl></section>
      """
  }

  private static let parts = [
    "ledger": ("台账", "ledger"), "cases": ("办理历史", "histories of cases"), "record": ("审计记录", "security record"),
    "since": ("自上次核验", "since the last time"),
  ]
  private static let checks = [
    "seals": ("封印链", "chain of seals"), "numbers": ("编号连续", "numbers"), "running balances": ("逐笔余额", "running balances"),
    "balances": ("余额", "balances"), "lots": ("批号", "lots"), "sum is zero": ("合计为零", "sum is zero"), "orphans": ("无主分录", "orphans"),
    "loans": ("拆借", "loans"), "ledger": ("台账末条", "ledger's end"), "record": ("审计记录末条", "record's end"),
  ]
}
