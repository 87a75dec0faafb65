/// What the views must show, one text a row, sorted.
extension ModelLedger {
  /// region, factor, vintage, balance, available today, reserved, granted, used, frozen.
  func poolBalances(today: String) -> [String] {
    accounts.filter { $0.key.kind == "pool" }.map { key, account in
      let stale = account.holds.filter { !isValid($0.key, on: today) }.values.reduce(0, +)
      let isFrozen = freezes.contains { $0.region == key.region && $0.factor == key.factor && $0.vintage == key.vintage }
      let parts = ["reserved", "granted", "used"].map { kind in
        accounts.filter {
          $0.key.kind == kind && $0.key.region == key.region && $0.key.factor == key.factor && $0.key.vintage == key.vintage
        }
        .values.reduce(Int64(0)) { $0 + $1.balance }
      }
      let figures = [account.balance, isFrozen ? 0 : account.balance - stale] + parts
      return "\(key.region) \(key.factor) \(key.vintage) \(figures.map(String.init).joined(separator: " ")) \(isFrozen)"
    }.sorted()
  }

  /// project, region, factor, vintage, reserved, granted, used; of those that have anything.
  func projectBalances() -> [String] {
    var sums: [Key: [String: Int64]] = [:]
    for (key, account) in accounts {
      guard key.project != nil else { continue }
      var plain = key
      plain.kind = ""
      sums[plain, default: [:]][key.kind] = account.balance
    }
    return sums.filter { $0.value.values.reduce(0, +) > 0 }.map { key, held in
      let figures = ["reserved", "granted", "used"].map { String(held[$0] ?? 0) }.joined(separator: " ")
      return "\(key.project!) \(key.region) \(key.factor) \(key.vintage) \(figures)"
    }.sorted()
  }

  /// loan, quantity, outstanding.
  func loanRows() -> [String] { loans.map { "\($0.key) \($0.value.quantity) \($0.value.outstanding)" }.sorted() }

  /// region, factor, vintage, advanced, cap.
  func advanceRows() -> [String] {
    accounts.filter { $0.key.kind == "yearly_plan" }.map {
      "\($0.key.region) \($0.key.factor) \($0.key.vintage) \(-$0.value.balance) \(-$0.value.floor)"
    }
    .sorted()
  }

  /// region, factor, vintage, balance of pools that had moved by the end of a business day.
  func balances(on day: String) -> [String] {
    var sums: [Key: Int64] = [:]
    for batch in batches where batch.day <= day {
      for entry in batch.entries {
        if entry.from.kind == "pool" { sums[entry.from, default: 0] -= entry.quantity }
        if entry.to.kind == "pool" { sums[entry.to, default: 0] += entry.quantity }
      }
    }
    return sums.map { "\($0.key.region) \($0.key.factor) \($0.key.vintage) \($0.value)" }.sorted()
  }
}
