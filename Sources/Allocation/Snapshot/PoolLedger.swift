/// Pools while a snapshot is built: what a scenario changes is changed here, never in the books.
struct PoolLedger {
  struct Key: Hashable {
    var region: Int
    var factor: Int
    var vintage: Int
  }
  private var available: [Key: Quantity] = [:]

  init(_ pools: [Pool]) {
    for pool in pools { available[Key(region: pool.region, factor: pool.factor, vintage: pool.vintage)] = pool.available }
  }

  var sorted: [Pool] {
    available.map { Pool(region: $0.key.region, factor: $0.key.factor, vintage: $0.key.vintage, available: $0.value) }
      .sorted { ($0.vintage, $0.factor, $0.region) < ($1.vintage, $1.factor, $1.region) }
  }

  mutating func add(_ quantity: Quantity, region: Int, factor: Int, vintage: Int) {
    available[Key(region: region, factor: factor, vintage: vintage), default: .zero] += quantity
  }

  /// As much of `quantity` as the first pool holds.
  mutating func move(_ quantity: Quantity, from: Int, to: Int, factor: Int, vintage: Int) {
    let source = Key(region: from, factor: factor, vintage: vintage)
    let moved = min(quantity, available[source] ?? .zero)
    guard moved > .zero else { return }
    available[source]! -= moved
    add(moved, region: to, factor: factor, vintage: vintage)
  }

  /// The city's part of a deposit becomes another, as far as the pool that gives still holds it.
  mutating func share(_ deposit: SnapshotSource.Deposit, city: Int, from present: Quantity, to wanted: Quantity) {
    let (giver, taker) = wanted > present ? (deposit.region, city) : (city, deposit.region)
    move(wanted > present ? wanted - present : present - wanted, from: giver, to: taker, factor: deposit.factor, vintage: deposit.vintage)
  }

  mutating func join(_ region: Int, into home: Int) {
    for (key, quantity) in available where key.region == region {
      available[key] = nil
      add(quantity, region: home, factor: key.factor, vintage: key.vintage)
    }
  }

  /// More than any pool may hold: changes end here, so that no sum of them overflows, and the scenario is refused.
  private static let tooMuch = Quantity.largest + Quantity(tenThousandths: 1)

  /// Pools that hold more than any may.
  var tooLarge: [(region: Int, factor: Int, vintage: Int)] {
    available.filter { $0.value > Quantity.largest }.map { ($0.key.region, $0.key.factor, $0.key.vintage) }.sorted(by: <)
  }

  /// A pool never falls below zero: a shock takes what is there.
  mutating func change(_ change: Scenario.SupplyChange.Change, factor: Int, region: Int?, vintage: Int?) {
    if case .plus(let quantity) = change, let region, let vintage, quantity > .zero {
      return add(quantity, region: region, factor: factor, vintage: vintage)
    }
    for (key, quantity) in available
    where key.factor == factor && (region == nil || key.region == region) && (vintage == nil || key.vintage == vintage) {
      switch change {
      case .times(let ratio): available[key] = min(max(.zero, ratio.roundedDown(quantity)), Self.tooMuch)
      case .plus(let delta): available[key] = min(max(.zero, quantity + delta), Self.tooMuch)
      }
    }
  }
}
