import Allocation
import Foundation
import Store

/// Deposits, advances, what goes between pools, the year's end.
extension ModelLedger {
  mutating func deposit(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let quantity = line.quantity!.tenThousandths
    let (city, outside) = (cityPart(line), Self.key("outside", line.region, line))
    let lot = newLot(line)
    touch(outside)
    for (region, part) in [(Self.city, city), (line.region!, quantity - city)] where part > 0 {
      let pool = Self.key("pool", region, line)
      touch(pool)
      enter(outside, pool, part, lot: lot)
    }
    return ["lot": lot, "city": city, "county": quantity - city]
  }

  mutating func open(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let quantity = line.quantity!.tenThousandths
    guard let kind = line.kind, ["pool", "expected", "reserved", "granted", "used"].contains(kind),
      ["reserved", "granted", "used"].contains(kind) == (line.project != nil)
    else { throw Refusal(code: "YS002") }
    if kind == "expected" {
      let key = Self.key("expected", line.region, line)
      if expected[key]?.batch == current.number { throw Refusal(code: "YS002") }
      expected[key] = (current.number, quantity)
      return ["expected": quantity]
    }
    if quantity == 0 { return [:] }
    let lot = newLot(line)
    let (outside, account) = (Self.key("outside", line.region, line), Self.key(kind, line.region, line, project: line.project))
    touch(outside)
    touch(account)
    enter(outside, account, quantity, lot: lot)
    return ["lot": lot]
  }

  /// Up to three fifths of the plan that is expected.
  mutating func advance(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let (plan, quantity) = (Self.key("yearly_plan", line.region, line), line.quantity!.tenThousandths)
    touch(plan)
    guard let expected = expected[Self.key("expected", line.region, line)] else { throw Refusal(code: "YS007") }
    let cap = expected.quantity * 3 / 5
    if accounts[plan]!.isSettled { throw Refusal(code: "YS021") }
    accounts[plan]!.floor = min(-cap, balance(plan))
    if balance(plan) - quantity < accounts[plan]!.floor { throw Refusal(code: "YS008") }
    let (lot, pool) = (newLot(LedgerStore.Line()), Self.key("pool", line.region, line))
    touch(pool)
    enter(plan, pool, quantity, lot: lot)
    return ["lot": lot, "advanced": -balance(plan), "cap": cap]
  }

  mutating func settle(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let (plan, pool) = (Self.key("yearly_plan", line.region, line), Self.key("pool", line.region, line))
    touch(plan)
    touch(pool)
    var answer = line.quantity! > .zero ? try deposit(line) : [:]
    let advanced = -balance(plan)
    let back = min(advanced, balance(pool))
    if back > 0 { try move(pool, plan, back) }
    accounts[plan]!.floor = balance(plan)
    accounts[plan]!.isSettled = true
    answer.merge(["advanced": advanced, "settled": back, "owed": advanced - back]) { _, new in new }
    return answer
  }

  mutating func between(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    try checkFrozen(region: line.from, line, project: nil)
    let from = Self.key("pool", line.from, line)
    var quantity = line.quantity!.tenThousandths
    if line.upTo == true {
      let there = (accounts[from]?.holds ?? [:]).filter { isValid($0.key, on: current.day) }.values.reduce(0, +)
      if there > 0 { quantity = min(quantity, there) }
    }
    let lots = try move(from, Self.key("pool", line.to, line), quantity, on: current.day)
    return ["lots": lots]
  }

  /// At most half of a pool, what is out already counted; due within a year of the business day.
  mutating func lend(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    guard let due = line.due, due > current.day, due <= Self.day(current.day, plus: 365) else { throw Refusal(code: "YS009") }
    let out = loans.values.filter { $0.lender == line.from && $0.factor == line.factor && $0.vintage == line.vintage }
      .reduce(Int64(0)) { $0 + $1.outstanding }
    let quantity = line.quantity!.tenThousandths
    if (out + quantity) * 2 > balance(Self.key("pool", line.from, line)) + out { throw Refusal(code: "YS011") }
    var answer = try between(line)
    let number = loans.count + 1
    loans[number] = Loan(factor: line.factor!, vintage: line.vintage!, lender: line.from!, borrower: line.to!, quantity: quantity)
    answer.merge(["loan": number, "due": due]) { _, new in new }
    return answer
  }

  static func day(_ text: String, plus days: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = text.split(separator: "-").compactMap { Int($0) }
    let start = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))!
    let end = calendar.dateComponents([.year, .month, .day], from: calendar.date(byAdding: .day, value: days, to: start)!)
    return String(format: "%04d-%02d-%02d", end.year!, end.month!, end.day!)
  }

  mutating func giveBack(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let number = Int(line.loan!)
    guard let loan = loans[number] else { throw Refusal(code: "YS012") }
    let quantity = line.quantity!.tenThousandths
    if quantity > loan.outstanding { throw Refusal(code: "YS013") }
    func pool(_ region: String) -> Key { Key(kind: "pool", region: region, factor: loan.factor, vintage: loan.vintage) }
    try move(pool(loan.borrower), pool(loan.lender), quantity)
    if loan.returned[current.number] != nil { throw Refusal(code: "YS002") }
    loans[number]!.returned[current.number] = quantity
    return ["loan": number, "outstanding": loan.outstanding - quantity]
  }

  /// Land of the year expires; everything else goes on to the next.
  mutating func expire(_ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    let pools = accounts.filter { key, account in
      key.kind == "pool" && key.vintage == line.vintage && account.balance > 0 && (line.factor == nil || key.factor == line.factor)
    }.sorted { $0.value.place < $1.value.place }
    var answers: [[String: Any]] = []
    for (key, account) in pools {
      let carries = key.factor != "land"
      var target = key
      if carries { target.vintage += 1 } else { target.kind = "expired" }
      try move(key, target, account.balance)
      answers.append(["region": key.region, "factor": key.factor, "quantity": account.balance, "carried": carries])
    }
    return ["pools": answers]
  }
}
