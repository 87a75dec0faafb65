import Allocation
import Store

/// What projects get, give back, lose; freezes and corrections.
extension ModelLedger {
  mutating func project(_ line: LedgerStore.Line, _ from: String, _ to: String) throws(Refusal) -> [String: Any] {
    guard let isReserved = projects[line.project!], isReserved || to != "reserved" else { throw Refusal(code: "YS014") }
    if to != "pool" { try checkFrozen(region: from == "pool" ? line.region : nil, line, project: line.project) }
    let lots = try move(
      Self.key(from, line.region, line, project: from == "pool" ? nil : line.project),
      Self.key(to, line.region, line, project: to == "pool" ? nil : line.project), line.quantity!.tenThousandths,
      on: from == "pool" ? current.day : nil)
    return ["lots": lots]
  }

  /// What is granted first, then what is reserved; never what is used.
  mutating func reclaim(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let pool = Self.key("pool", line.region, line)
    touch(pool)
    let granted = Self.key("granted", line.region, line, project: line.project)
    let reserved = Self.key("reserved", line.region, line, project: line.project)
    let quantity = line.quantity!.tenThousandths
    if quantity > balance(granted) + balance(reserved) { throw Refusal(code: "YS015") }
    let part = min(quantity, balance(granted))
    if part > 0 { try move(granted, pool, part) }
    if quantity > part { try move(reserved, pool, quantity - part) }
    return ["granted": part, "reserved": quantity - part]
  }

  mutating func correct(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let number = Int(line.batch!)
    guard batches.indices.contains(number - 1) else { throw Refusal(code: "YS016") }
    let old = batches[number - 1]
    if [.correct, .lend, .giveBack, .settle, .freeze, .unfreeze].contains(old.event) { throw Refusal(code: "YS017") }
    if batches.contains(where: { $0.corrects == line.batch }) { throw Refusal(code: "YS018") }
    if old.event == .advance, old.entries.contains(where: { accounts[$0.from]!.isSettled }) { throw Refusal(code: "YS019") }
    current.corrects = line.batch
    for entry in old.entries.reversed() {
      let keepsLots = entry.to.kind != "outside" && entry.to.kind != "yearly_plan"
      if keepsLots, accounts[entry.to]!.holds[entry.lot] ?? 0 < entry.quantity { throw Refusal(code: "YS019") }
      enter(entry.to, entry.from, entry.quantity, lot: entry.lot)
    }
    return ["corrects": number, "entries": old.entries.count]
  }

  private func freeze(of line: LedgerStore.Line) -> Freeze {
    line.project.map { Freeze(project: $0) } ?? Freeze(region: line.region, factor: line.factor, vintage: line.vintage)
  }

  mutating func freeze(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let isWhole = line.region == nil || line.factor != nil && line.vintage != nil
    if (line.project == nil) == (line.region == nil) || !isWhole { throw Refusal(code: "YS002") }
    try checkFrozen(region: line.region, line, project: line.project)
    freezes.append(freeze(of: line))
    return ["frozen": true]
  }

  mutating func unfreeze(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let wanted = freeze(of: line)
    guard let place = freezes.firstIndex(of: wanted) else { throw Refusal(code: "YS020") }
    freezes.remove(at: place)
    return ["frozen": false]
  }
}
