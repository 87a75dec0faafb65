import Allocation
import Store

/// Accounts and what moves between them.
extension ModelLedger {
  static func key(_ kind: String, _ region: String?, _ line: LedgerStore.Line, project: String? = nil) -> Key {
    Key(kind: kind, region: region ?? "", factor: line.factor ?? "", vintage: line.vintage ?? 0, project: project)
  }

  mutating func touch(_ key: Key) {
    if accounts[key] == nil { accounts[key] = Account(place: accounts.count) }
  }

  mutating func newLot(_ line: LedgerStore.Line) -> Int {
    let number = lots.count + 1
    lots[number] = Lot(from: line.validFrom, to: line.validTo)
    return number
  }

  private static func keepsLots(_ key: Key) -> Bool { key.kind != "outside" && key.kind != "yearly_plan" }

  mutating func enter(_ from: Key, _ to: Key, _ quantity: Int64, lot: Int) {
    accounts[from]!.balance -= quantity
    accounts[to]!.balance += quantity
    if Self.keepsLots(from) { accounts[from]!.holds[lot, default: 0] -= quantity }
    if Self.keepsLots(to) { accounts[to]!.holds[lot, default: 0] += quantity }
    current.entries.append(Entry(from: from, to: to, quantity: quantity, lot: lot))
  }

  func isValid(_ lot: Int, on day: String) -> Bool {
    let lot = lots[lot]!
    return (lot.from ?? day) <= day && (lot.to ?? day) >= day
  }

  /// Lots by earliest end, then oldest; those not valid on `day` don't count.
  @discardableResult
  mutating func move(_ from: Key, _ to: Key, _ quantity: Int64, on day: String? = nil) throws(Refusal) -> [[String: Any]] {
    touch(from)
    touch(to)
    let order = accounts[from]!.holds.filter { held in held.value > 0 && (day.map { isValid(held.key, on: $0) } ?? true) }
      .sorted { (lots[$0.key]!.to ?? "9", $0.key) < (lots[$1.key]!.to ?? "9", $1.key) }
    var rest = quantity
    var taken: [[String: Any]] = []
    for (lot, amount) in order where rest > 0 {
      let part = min(rest, amount)
      enter(from, to, part, lot: lot)
      taken.append(["lot": lot, "quantity": part])
      rest -= part
    }
    if rest > 0 { throw Refusal(code: "YS005") }
    return taken
  }

  /// 30 % of land and pollutants to the city, rounded down.
  func cityPart(_ line: LedgerStore.Line) -> Int64 {
    guard line.region != Self.city, line.cityShare != "none", line.factor != "balance_quantity" else { return 0 }
    return (line.quantity?.tenThousandths ?? 0) * 3 / 10
  }

  func checkFrozen(region: String?, _ line: LedgerStore.Line, project: String?) throws(Refusal) {
    let isFrozen = freezes.contains { freeze in
      if let frozen = freeze.project { return frozen == project }
      return freeze.region == region && freeze.factor == line.factor && freeze.vintage == line.vintage
    }
    if isFrozen { throw Refusal(code: "YS006") }
  }

  func balance(_ key: Key) -> Int64 { accounts[key]?.balance ?? 0 }
}
