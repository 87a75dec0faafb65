import Diagnostics
import Reporting
import Store

extension DocumentMaker {
  /// Paper of a conference on reclaims (L20.5): each stalled holding with who would come in, and the notice that would be sent, to be decided by people.
  func pairs() throws -> Document {
    let all = try reports.read("reclaim_pair")
    let columns = all.description.columns.map(\.name)
    func field(_ row: [String?], _ name: String) -> String { columns.firstIndex(of: name).flatMap { row[$0] } ?? "" }
    let none = Document.Block.paragraph(language("没有停滞一年以上而仍持有指标的项目。", "No project has stood still for a year and still holds quota."))
    // The view ranks holdings by chance and amount; a project's notice stands where its first holding does, and names all of them.
    var order: [String] = []
    let groups = Dictionary(grouping: all.rows) { row in
      let code = field(row, "stalled_project")
      if !order.contains(code) { order.append(code) }
      return code
    }
    let drafts = order.prefix(Self.draftLimit).flatMap { code -> [Document.Block] in
      let rows = groups[code] ?? []
      guard let first = rows.first else { return [] }
      var seen: Set<String> = []
      let holdings = rows.filter { seen.insert(field($0, "factor_name") + field($0, "vintage")).inserted }.map {
        "\(words.word(field($0, "factor_name"), language)) \(Document.trimmed(field($0, "recoverable"))) \(words.word(field($0, "unit"), language))"
          + language("（\(field($0, "vintage"))）", " (\(field($0, "vintage")))")
      }.joined(separator: language("、", ", "))
      return [
        .heading(field(first, "stalled_name") + "（\(code)）"),
        .paragraph(
          language(
            "拟告知：你单位项目“\(field(first, "stalled_name"))”已 \(field(first, "stale_days")) 天无实质进展。依据\(field(first, "article"))，拟收回尚未使用的\(holdings)。\(compensation(field(first, "compensation")))如有异议，请于 \(field(first, "objection_until")) 前书面提出。",
            "Draft notice: the project “\(field(first, "stalled_name"))” has made no progress for \(field(first, "stale_days")) days. Under the \(words.word(field(first, "article"), .english)), what is unused is to be reclaimed: \(holdings). \(compensation(field(first, "compensation")))Objections in writing by \(field(first, "objection_until"))."
          )),
      ]
    }
    return Document(
      title: language("指标收回与再配置建议", "Reclaims, and who would come in"), issuer: issuer, facts: [today ?? String(all.asOf.prefix(10))],
      blocks: [
        .table(overview(all, field))
      ] + (all.rows.isEmpty ? [none] : drafts),
      footnote: language("收回须经人决定：yaosu case start reclaim --project 代码", "A person decides: yaosu case start reclaim --project CODE"),
      isLandscape: true)
  }

  /// One row a holding and who would come in by it. Amounts stand with their factor and unit; article and compensation are in the notices below.
  private func overview(_ all: ReportStore.Result, _ field: ([String?], String) -> String) -> Document.Table {
    func amount(_ row: [String?], _ name: String) -> String {
      let number = field(row, name)
      return number.isEmpty ? "" : "\(Document.trimmed(number)) \(words.word(field(row, "unit"), language))"
    }
    func word(_ row: [String?], _ name: String) -> String { words.text(name, field(row, name), language) }
    return .init(
      title: "",
      columns: [
        language("停滞项目", "stalled project"), language("停滞天数", "days"), language("收回可能", "chance"), language("可收回", "to reclaim"),
        language("候补项目", "would come in"), language("所缺", "what it lacks"), language("足够", "enough"), language("异议截止", "objections by"),
        language("在办收回", "case"),
      ], numbers: [1],
      rows: all.rows.map { row in
        [
          field(row, "stalled_name"), field(row, "stale_days"), word(row, "chance"),
          "\(words.word(field(row, "factor_name"), language)) \(amount(row, "recoverable"))", field(row, "waiting_name"),
          amount(row, "missing"),
          yes(field(row, "is_enough")), field(row, "objection_until"), field(row, "open_case"),
        ]
      })
  }

  private func yes(_ text: String) -> String {
    switch text {
    case "t", "true": language("是", "yes")
    case "f", "false": language("否", "no")
    default: words.text("is_enough", text, language)
    }
  }

  private func compensation(_ amount: String) -> String {
    amount.isEmpty
      ? language(
        "已缴出让价款的，按剩余年限逐年递减补偿，地上物按第三方评估价。", "A price paid for land is compensated by the years that are left, buildings at their appraisal. "
      )
      : language("补偿 \(Document.trimmed(amount)) 万元。", "Compensation: \(Document.trimmed(amount)) × 10⁴ yuan. ")
  }

  /// Notices that are drafted; the table holds all.
  private static let draftLimit = 50
}
