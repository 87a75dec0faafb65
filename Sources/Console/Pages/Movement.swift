import Allocation
import Diagnostics
import Foundation
import Store

/// A movement of quota as one person proposes it, read from what a form or a program says; it becomes one line of the ledger.
struct Movement: Sendable {
  struct Kind: Sendable {
    var event: LedgerStore.Event
    var chinese: String
    var english: String
    /// Fields beside document, reason and date, as the form has them.
    var fields: Set<String>
    /// What programs may say besides.
    var more: Set<String> = []
    /// The headquarters' own.
    var isCity = false
  }

  static let kinds: [Kind] = [
    .init(
      event: .deposit, chinese: "入库", english: "deposit", fields: ["factor", "region", "vintage", "quantity", "source"],
      more: ["valid_from", "valid_to", "city_share"]),
    .init(event: .advance, chinese: "预支", english: "advance", fields: ["factor", "region", "vintage", "quantity"]),
    .init(event: .settle, chinese: "结算预支", english: "settle advances", fields: ["factor", "region", "vintage", "quantity"]),
    .init(
      event: .transfer, chinese: "有偿调剂", english: "paid transfer", fields: ["factor", "region", "to", "vintage", "quantity", "price"],
      more: ["up_to"]),
    .init(event: .lend, chinese: "拆借", english: "loan", fields: ["factor", "region", "to", "vintage", "quantity", "due"]),
    .init(event: .giveBack, chinese: "归还拆借", english: "return of a loan", fields: ["region", "quantity", "loan"]),
    .init(event: .grant, chinese: "核发", english: "grant", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(event: .use, chinese: "核销", english: "use", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(event: .release, chinese: "退还预留", english: "release", fields: ["factor", "region", "vintage", "quantity", "project"]),
    .init(
      event: .reclaim, chinese: "收回", english: "reclaim", fields: ["project", "cause"],
      more: ["factor", "region", "vintage", "quantity", "land_price", "land_years", "land_used_years", "appraisal"], isCity: true),
    .init(
      event: .freeze, chinese: "冻结要素池", english: "freeze a pool", fields: ["factor", "region", "vintage"], more: ["project"], isCity: true),
    .init(
      event: .unfreeze, chinese: "解冻要素池", english: "end a pool's freeze", fields: ["factor", "region", "vintage"], more: ["project"],
      isCity: true),
    .init(event: .expire, chinese: "年末结转或失效", english: "end of a year", fields: ["vintage"], more: ["factor"], isCity: true),
    .init(event: .correct, chinese: "更正一批", english: "correct a batch", fields: ["batch"], isCity: true),
  ]

  var event: LedgerStore.Event
  var title: String
  /// Whose pools are touched; the city for what reaches beyond a pool.
  var region: String
  var context: [String: String]
  var line: LedgerStore.Line

  /// Fields that every event has.
  private static let common: Set<String> = ["event", "document", "reason", "date", "article", "decided_on"]

  /// Throws what can't be read, all at once. `isProgram`: `more` is taken, and a field that the event doesn't have is told; a page without its script
  /// sends them all.
  init(_ form: Fields, city: String, isProgram: Bool, _ language: Language) throws {
    guard let kind = Self.kinds.first(where: { $0.event.rawValue == form["event"] }) else {
      throw ConsoleError.invalid([.init(field: "event", fault: language("没有这种业务。", "There is no such event."))])
    }
    let known = isProgram ? kind.fields.union(kind.more) : kind.fields
    var reader = Reader(form: form, kind: kind, known: known, language: language)
    if isProgram { reader.refuseOthers(Self.common) }
    line = reader.line()
    let region = reader.plain("region") ?? city
    switch kind.event {
    case .transfer, .lend: (line.from, line.to) = (region, reader.plain("to"))
    // A return names its loan, which knows its pools; a year ends for all pools.
    case .giveBack, .correct, .expire: break
    case .reclaim, .freeze, .unfreeze: line.region = reader.plain("region")
    default: line.region = region
    }
    var context = ["document": form["document"] ?? "", "date": form["date"] ?? ""]
    for name in ["reason", "article", "decided_on"] { context[name] = form[name] }
    context["cause"] = reader.plain("cause")
    for name in ["land_price", "appraisal"] { context[name] = reader.amount(name, isNeeded: false).map { "\($0.tenThousandths)" } }
    for name in ["land_years", "land_used_years"] { context[name] = reader.whole(name).map(String.init) }
    if !reader.faults.isEmpty { throw ConsoleError.invalid(reader.faults) }
    let about = [line.factor, line.project, line.quantity?.decimal, line.batch.map(String.init), form["document"]].compactMap(\.self)
    title = String(([language(kind.chinese, kind.english)] + about).joined(separator: " ").prefix(300))
    (event, self.region, self.context) = (kind.event, region, context)
  }

  private struct Reader {
    let form: Fields
    let kind: Kind
    /// Fields that are read of it.
    let known: Set<String>
    let language: Language
    var faults: [ConsoleError.FieldFault] = []

    init(form: Fields, kind: Kind, known: Set<String>, language: Language) {
      (self.form, self.kind, self.known, self.language) = (form, kind, known, language)
    }

    /// A field of this event; a text that isn't what it should be is a fault, and so is none where one is needed.
    mutating func read<T>(_ field: String, isNeeded: Bool, _ chinese: String, _ english: String, _ value: (String) -> T?) -> T? {
      guard known.contains(field) else { return nil }
      guard let text = form[field] else {
        if isNeeded { faults.append(.init(field: field, fault: language(chinese, english))) }
        return nil
      }
      let found = value(text)
      if found == nil { faults.append(.init(field: field, fault: language(chinese, english))) }
      return found
    }
    mutating func plain(_ field: String) -> String? { read(field, isNeeded: false, "", "") { $0 } }
    mutating func amount(_ field: String, isNeeded: Bool) -> Quantity? {
      read(field, isNeeded: isNeeded, "应为数量，最多四位小数。", "A quantity with at most four decimals.") { Quantity(decimal: $0) }
    }
    mutating func whole(_ field: String) -> Int? { read(field, isNeeded: false, "应为整数。", "A whole number.") { Int($0) } }

    mutating func refuseOthers(_ common: Set<String>) {
      for pair in form.pairs where !common.contains(pair.name) && !known.contains(pair.name) {
        let names = known.sorted().joined(separator: ", ")
        faults.append(
          .init(
            field: pair.name, fault: language("\(kind.chinese)没有这一项；可用：", "\(kind.event.rawValue) has no such field; there are: ") + names))
      }
    }

    mutating func line() -> LedgerStore.Line {
      var line = LedgerStore.Line()
      let isProject = known.contains("project") && form["project"] != nil
      // A part of what a project holds is named whole; a freeze is of a project or of a pool.
      let isPart = kind.event == .reclaim && ["factor", "region", "vintage", "quantity"].contains { known.contains($0) && form[$0] != nil }
      let isPool = [.freeze, .unfreeze].contains(kind.event) ? !isProject : kind.fields.contains("vintage")
      line.vintage = read("vintage", isNeeded: isPool || isPart, "应为年份，如 2026。", "A year, as 2026.") { Int($0) }
      line.quantity = amount("quantity", isNeeded: kind.fields.contains("quantity") || isPart)
      line.price = read("price", isNeeded: false, "应为金额，最多四位小数。", "An amount with at most four decimals.") {
        Quantity(decimal: $0)?.tenThousandths
      }
      line.loan = read("loan", isNeeded: true, "应为拆借编号。", "The number of a loan.") { Int64($0) }
      line.batch = read("batch", isNeeded: true, "应为批号。", "The number of a batch.") { Int64($0) }
      line.project = read("project", isNeeded: kind.fields.contains("project"), "应为项目代码。", "The code of a project.") { $0 }
      line.factor = read("factor", isNeeded: isPart, "应为要素代码。", "The code of a factor.") { $0 }
      if isPart { _ = read("region", isNeeded: true, "应为县市区代码。", "The code of a region.") { $0 } }
      (line.source, line.due) = (plain("source"), plain("due"))
      (line.validFrom, line.validTo, line.cityShare) = (plain("valid_from"), plain("valid_to"), plain("city_share"))
      line.upTo = plain("up_to").flatMap { $0 == "true" ? true : nil }
      return line
    }
  }
}
