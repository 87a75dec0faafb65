import Allocation
import Diagnostics
import Foundation
import Operations
import Store

/// A movement of quota as one person proposes it: the form, and what a browser sends of it as a line of the ledger.
struct MovementForm {
  let visit: Visit
  private var language: Language { visit.language }

  private struct Event {
    var code: LedgerStore.Event
    var chinese: String
    var english: String
    /// Fields beside document, reason and date.
    var fields: Set<String>
    /// The headquarters' own.
    var isCity = false
  }

  private static let events: [Event] = [
    .init(code: .deposit, chinese: "入库", english: "deposit", fields: ["factor", "region", "vintage", "quantity", "source"]),
    .init(code: .advance, chinese: "预支", english: "advance", fields: ["factor", "region", "vintage", "quantity"]),
    .init(code: .transfer, chinese: "有偿调剂", english: "paid transfer", fields: ["factor", "region", "to", "vintage", "quantity", "price"]),
    .init(code: .lend, chinese: "拆借", english: "loan", fields: ["factor", "region", "to", "vintage", "quantity", "due"]),
    .init(code: .giveBack, chinese: "归还拆借", english: "return of a loan", fields: ["region", "quantity", "loan"]),
    .init(code: .grant, chinese: "核发", english: "grant", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(code: .use, chinese: "核销", english: "use", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(code: .release, chinese: "退还预留", english: "release", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(code: .reclaim, chinese: "收回", english: "reclaim", fields: ["project", "cause"], isCity: true),
    .init(code: .freeze, chinese: "冻结要素池", english: "freeze a pool", fields: ["factor", "region", "vintage"], isCity: true),
    .init(code: .unfreeze, chinese: "解冻要素池", english: "end a pool's freeze", fields: ["factor", "region", "vintage"], isCity: true),
    .init(code: .correct, chinese: "更正一批", english: "correct a batch", fields: ["batch"], isCity: true),
  ]

  private func mayPropose(_ visitor: Visitor) -> [Event] { Self.events.filter { !$0.isCity || visitor.has("hq_clerk") } }

  func html(_ visitor: Visitor, _ regions: Listing, _ factors: Listing) -> HTML {
    func options(_ listing: Listing) -> [(value: String, text: String)] {
      listing.rows.map { ReportRow(columns: listing.columns, values: $0) }.map { ($0["code"], language($0["name"], $0["name_en"])) }
    }
    let today = visit.today ?? Today.date.iso
    let events = mayPropose(visitor)
    // A part is shown, and sent, with the events that have its field (site.js).
    func part(_ field: String, _ content: HTML) -> HTML {
      "<div data-for=\"\(events.filter { $0.fields.contains(field) }.map(\.code.rawValue).joined(separator: " "))\">\(content)</div>"
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
      \(Select(name: "event", label: language("业务", "Event"), options: events.map { ($0.code.rawValue, language($0.chinese, $0.english)) }, chosen: visit.query["event"] ?? "").html)
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

  struct Movement: Sendable {
    var event: LedgerStore.Event
    var title: String
    var region: String
    var context: [String: String]
    var line: LedgerStore.Line
  }

  /// Throws what can't be read, all at once.
  func movement(_ form: Fields) throws -> Movement {
    guard let event = Self.events.first(where: { $0.code.rawValue == form["event"] }) else {
      throw ConsoleError.invalid([.init(field: "event", fault: language("没有这种业务。", "There is no such event."))])
    }
    var faults: [ConsoleError.FieldFault] = []
    /// A field of this event; a text that isn't what it should be is a fault, and so is none where one is needed.
    func read<T>(_ field: String, isNeeded: Bool = true, _ chinese: String, _ english: String, _ value: (String) -> T?) -> T? {
      guard event.fields.contains(field) else { return nil }
      guard let text = form[field], !text.isEmpty else {
        if isNeeded { faults.append(.init(field: field, fault: language(chinese, english))) }
        return nil
      }
      let found = value(text)
      if found == nil { faults.append(.init(field: field, fault: language(chinese, english))) }
      return found
    }
    func plain(_ field: String) -> String? { read(field, isNeeded: false, "", "") { $0 } }
    var line = LedgerStore.Line()
    line.vintage = read("vintage", "应为年份，如 2026。", "A year, as 2026.") { Int($0) }
    line.quantity = read("quantity", "应为数量，最多四位小数。", "A quantity with at most four decimals.") { Quantity(decimal: $0) }
    line.price = read("price", isNeeded: false, "应为金额，最多四位小数。", "An amount with at most four decimals.") {
      Quantity(decimal: $0)?.tenThousandths
    }
    line.loan = read("loan", "应为拆借编号。", "The number of a loan.") { Int64($0) }
    line.batch = read("batch", "应为批号。", "The number of a batch.") { Int64($0) }
    line.project = read("project", "应为项目代码。", "The code of a project.") { $0 }
    (line.factor, line.source, line.due) = (plain("factor"), plain("source"), plain("due"))
    let region = plain("region") ?? visit.city
    switch event.code {
    case .transfer, .lend: (line.from, line.to) = (region, plain("to"))
    // A return names its loan, which knows its pools; a reclaim takes all that the project holds.
    case .giveBack, .reclaim, .correct: break
    default: line.region = region
    }
    if !faults.isEmpty { throw ConsoleError.invalid(faults) }
    var context = ["document": form["document"] ?? "", "date": form["date"] ?? ""]
    (context["reason"], context["cause"]) = (form["reason"], plain("cause"))
    let about = [line.factor, line.project, line.quantity?.decimal, line.batch.map(String.init), form["document"]].compactMap(\.self)
    let title = ([language(event.chinese, event.english)] + about).joined(separator: " ")
    return Movement(event: event.code, title: title, region: region, context: context, line: line)
  }
}
