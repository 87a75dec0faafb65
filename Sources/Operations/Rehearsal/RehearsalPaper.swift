import Allocation
public import Diagnostics
public import Reporting

/// A rehearsal as a paper for the conference: what the article changes, and who would have felt it.
public struct RehearsalPaper {
  let outcome: Rehearsal.Outcome
  let title: String
  let period: Rehearsal.Period
  let language: Language

  public init(_ outcome: Rehearsal.Outcome, title: String, period: Rehearsal.Period, language: Language) {
    (self.outcome, self.title, self.period, self.language) = (outcome, title, period, language)
  }

  public var document: Document {
    let groups = Dictionary(grouping: outcome.differences, by: \.kind)
    let tables = Self.kinds.compactMap { kind, chinese, english in
      groups[kind].map { rows in
        Document.Block.table(
          .init(title: language("\(chinese)：\(rows.count) 项", "\(english): \(rows.count)"), columns: columns, rows: rows.map(cells)))
      }
    }
    let none = Document.Block.paragraph(language("按改动后的规定，所查各项结果均不变。", "Nothing that was looked at would have come out otherwise."))
    return Document(
      title: language("政策预演：\(title)", "Policy rehearsal: \(title)"), issuer: language("预演结果，不是决定", "A rehearsal, not a decision"),
      facts: ["\(period.from.iso) – \(period.to.iso)"],
      blocks: [.paragraph(summary)] + (tables.isEmpty ? [none] : tables),
      footnote: language(
        "以本年各要素池发放前的数量重放两次：一次按现行规定，一次按改动后的规定；两次的差别即改动的影响。未写入任何数据。",
        "The year is replayed twice from the pools before anything was given: under the rules in force and under the changed ones. Nothing is written."
      ),
      isLandscape: true)
  }

  /// What both replays came to, in a sentence.
  public var summary: String {
    func words(_ total: Rehearsal.Total) -> String {
      let proven = total.isProven ? "" : language("（到时限，未证到所要求的差距）", " (stopped by the clock, not proven to the gap asked)")
      return language(
        "保障 \(total.projects) 个项目、投资 \(total.investment.decimal) 万元", "\(total.projects) projects, \(total.investment.decimal) 万元") + proven
    }
    return language(
      "现行规定：\(words(outcome.before))。改动后：\(words(outcome.after))。", "In force: \(words(outcome.before)). Changed: \(words(outcome.after)).")
  }

  public var columns: [String] {
    language == .chinese ? ["对象", "名称", "县市区", "现行", "改动后", "说明"] : ["subject", "name", "region", "in force", "changed", "detail"]
  }

  private func cells(_ row: Rehearsal.Difference) -> [String] {
    [row.subject, row.name, row.region, word(row.before), word(row.after), detail(row)]
  }

  /// What stands beside a difference, with its unit.
  public func detail(_ row: Rehearsal.Difference) -> String {
    row.kind == "served" ? language("投资 \(row.detail) 万元", "investment \(row.detail) 万元") : row.detail
  }

  /// Kinds in the order in which people ask, with their names.
  private static let kinds: [(String, String, String)] = [
    ("served", "保障变化", "Served or left out"), ("reclaim", "启动收回的日期", "Days on which a reclaim would have begun"),
    ("late", "按时与逾期", "In time or late"),
    ("share", "市级统筹部分", "The city's part of deposits"), ("class", "重点项目类别", "Classes"), ("light", "红黄绿灯", "Traffic lights"),
    ("advance", "超出上限的预支", "Advances beyond the cap"), ("loan", "超期拆借（天）", "Loans beyond the longest (days)"),
  ]

  public func kind(_ code: String) -> String {
    Self.kinds.first { $0.0 == code }.map { language($0.1, $0.2) } ?? code
  }

  private static let words = [
    "served": ("保障", "served"), "left_out": ("未保障", "left out"), "late": ("逾期", "late"), "on_time": ("按时", "in time"), "red": ("红", "red"),
    "yellow": ("黄", "yellow"), "green": ("绿", "green"),
  ]

  /// Codes of values as people say them.
  public func word(_ value: String) -> String {
    Self.words[value].map { language($0.0, $0.1) } ?? value
  }
}
