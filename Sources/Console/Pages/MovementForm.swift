import Allocation
import Diagnostics
import Operations
import Store

/// The form in which one person proposes a movement of quota; `Movement` reads what is sent of it.
struct MovementForm {
  let visit: Visit
  private var language: Language { visit.language }

  private func mayPropose(_ visitor: Visitor) -> [Movement.Kind] { Movement.kinds.filter { !$0.isCity || visitor.has("hq_clerk") } }

  func html(_ visitor: Visitor, _ regions: Listing, _ factors: Listing) -> HTML {
    func options(_ listing: Listing) -> [(value: String, text: String)] {
      listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map { ($0["code"], language($0["name"], $0["name_en"])) }
    }
    let today = visit.today ?? Today.date.iso
    let events = mayPropose(visitor)
    // A part is shown, and sent, with the events that have its field (site.js).
    func part(_ field: String, _ content: HTML) -> HTML {
      "<div data-for=\"\(events.filter { $0.fields.contains(field) }.map(\.event.rawValue).joined(separator: " "))\">\(content)</div>"
    }
    func text(_ field: String, _ label: String, value: String = "", isRequired: Bool = false, type: String = "text", _ attributes: HTML)
      -> HTML
    {
      part(field, TextField(name: field, label: label, value: value, type: type, isRequired: isRequired, attributes: attributes).html)
    }
    let causes = [
      ("given_up", language("不再实施", "given up")), ("stalled", language("停滞", "stalled")), ("other", language("其他", "other")),
    ]
    return """
      <h2>\(language("提出", "Propose"))</h2><form method="post" action="/proposals" class="stack">\(FormToken(visit).html)
      \(Select(name: "event", label: language("业务", "Event"), options: events.map { ($0.event.rawValue, language($0.chinese, $0.english)) }, chosen: visit.query["event"] ?? "").html)
      \(part("factor", Select(name: "factor", label: language("要素", "Factor"), options: options(factors), chosen: visit.query["factor"] ?? "land").html))
      \(part("region", Select(name: "region", label: language("要素池（调剂、拆借的转出方，归还的借入方）", "Pool (of moves: from; of returns: who borrowed)"), options: options(regions), chosen: visit.query["region"] ?? "").html))
      \(part("to", Select(name: "to", label: language("转入方（调剂、拆借）", "To (of moves)"), options: options(regions), chosen: "", any: "–").html))
      \(text("vintage", language("指标年份", "Vintage"), value: String(today.prefix(4)), isRequired: true, "inputmode=\"numeric\" maxlength=\"4\""))
      \(text("quantity", language("数量（要素单位）", "Quantity (in the factor's unit)"), isRequired: true, "inputmode=\"decimal\" maxlength=\"20\""))
      \(text("project", language("项目代码", "Project"), value: visit.query["project"] ?? "", isRequired: true, "maxlength=\"64\""))
      \(part("cause", Select(name: "cause", label: language("收回原因", "Cause"), options: causes, chosen: "given_up").html))
      \(text("source", language("来源（入库）", "Source (deposit)"), "maxlength=\"200\""))
      \(text("price", language("单价（元，调剂）", "Price in yuan (transfer)"), "inputmode=\"numeric\" maxlength=\"12\""))
      \(text("due", language("归还日（拆借）", "Due (loan)"), type: "date", ""))
      \(text("loan", language("拆借编号（归还）", "Number of the loan (return)"), "inputmode=\"numeric\" maxlength=\"9\""))
      \(text("batch", language("批号（对账单最后一列）", "Batch (last column of a statement)"), isRequired: true, "inputmode=\"numeric\" maxlength=\"12\""))
      \(TextField(name: "document", label: language("文号", "Document"), isRequired: true, attributes: "maxlength=\"200\"").html)
      \(TextField(name: "reason", label: language("事由", "Reason"), attributes: "maxlength=\"500\"").html)
      \(TextField(name: "date", label: language("业务日期", "Business date"), value: today, type: "date", isRequired: true).html)
      <button class="button">\(language("提出，由另一人批准", "Propose; another approves"))</button></form>
      """
  }
}
