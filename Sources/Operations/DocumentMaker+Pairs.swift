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
        .table(
          table(
            all, "",
            [
              "stalled_name", "stale_days", "chance", "factor_name", "recoverable", "unit", "waiting_name", "missing", "is_enough",
              "article", "objection_until",
              "open_case", "compensation",
            ]))
      ] + (all.rows.isEmpty ? [none] : drafts),
      footnote: language("收回须经人决定：yaosu case start reclaim --project 代码", "A person decides: yaosu case start reclaim --project CODE"),
      isLandscape: true)
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
