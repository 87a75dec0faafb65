import Allocation
import Store

/// Seeded requests over a city that is small enough for everything to collide: most are possible, many are not.
struct RandomOperations {
  private var state: UInt64
  private var made = 0
  private var past: [Operation] = []

  init(seed: UInt64) { state = seed }

  private static let regions = ["371500", "371522", "371525", "KFQ"]
  private static let factors = ["land", "cod", "balance_quantity"]
  private static let days = ["2026-01-10", "2026-03-01", "2026-05-31", "2026-06-01", "2026-09-30"]
  static let projects = ["P1": true, "P2": true, "P3": true, "P4": false]

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return range.lowerBound + Int((z ^ (z >> 31)) % UInt64(range.count))
  }
  private mutating func one<T>(of items: [T]) -> T { items[number(0...(items.count - 1))] }
  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// The next request. `model` tells what exists, so that most requests mean something.
  mutating func next(_ model: ModelLedger) -> Operation {
    made += 1
    if !past.isEmpty, chance(6) {
      // A retry, sometimes with other content.
      var again = one(of: past)
      if chance(40) { again.day = one(of: Self.days) }
      return again
    }
    let events: [LedgerStore.Event] = [
      .deposit, .deposit, .deposit, .open, .open, .reserve, .reserve, .reserve, .reserve, .grant, .grant, .use, .release, .reclaim,
      .reclaim,
      .transfer, .transfer, .lend, .lend, .giveBack, .giveBack, .advance, .advance, .settle, .expire, .correct, .correct, .freeze,
      .unfreeze,
    ]
    let event = one(of: events)
    let several = [.expire, .correct].contains(event) ? 1 : one(of: [1, 1, 1, 2, 3])
    let lines = (0..<several).map { _ in line(event, model) }
    let day = chance(2) ? "2019-01-01" : one(of: Self.days)
    let operation = Operation(event: event, key: "op-\(made)", day: day, lines: lines)
    past.append(operation)
    return operation
  }

  private mutating func line(_ event: LedgerStore.Event, _ model: ModelLedger) -> LedgerStore.Line {
    var line = LedgerStore.Line()
    switch event {
    case .giveBack:
      line.loan = Int64(number(1...max(1, model.loans.count + 1)))
      line.quantity = amount(most: 20)
    case .correct: line.batch = Int64(number(1...max(1, model.batches.count + 1)))
    case .expire:
      line.vintage = one(of: [2026, 2027])
      if chance(60) { line.factor = one(of: Self.factors) }
    case .transfer, .lend:
      pool(&line)
      (line.from, line.region) = (line.region, nil)
      line.to = one(of: Self.regions)
      line.quantity = amount(most: 60)
      if event == .transfer {
        line.price = Int64(number(0...9))
        if chance(30) { line.upTo = chance(80) }
      } else {
        line.due = one(of: ["2026-06-15", "2026-12-01", "2027-05-01"])
      }
    case .freeze, .unfreeze:
      if chance(30) { line.project = one(of: ["P1", "P2"]) } else { pool(&line) }
      if chance(5) { line.vintage = nil }
    case .deposit, .settle, .open, .advance: entry(event, &line)
    default:
      pool(&line)
      line.project = chance(3) ? "nosuch" : one(of: ["P1", "P1", "P2", "P3", "P4"])
      line.quantity = amount(most: 40)
    }
    return line
  }

  private mutating func entry(_ event: LedgerStore.Event, _ line: inout LedgerStore.Line) {
    pool(&line)
    line.quantity = amount(most: 200)
    if event == .settle && chance(20) { line.quantity = .zero }
    if event == .deposit || event == .settle && chance(50) { line.source = "企业\(number(1...9))" }
    if event == .deposit {
      if chance(20) { line.cityShare = "none" }
      if chance(25) { line.validFrom = one(of: ["2026-01-01", "2026-05-01"]) }
      if chance(25) { line.validTo = one(of: ["2026-02-01", "2026-08-01", "2099-12-31"]) }
    }
    if event == .open {
      line.kind = one(of: ["pool", "expected", "expected", "granted", "used", "reserved"])
      if ["granted", "used", "reserved"].contains(line.kind) != chance(5) { line.project = one(of: ["P1", "P2", "P4"]) }
    }
  }

  private mutating func pool(_ line: inout LedgerStore.Line) {
    line.region = chance(2) ? "999999" : one(of: Self.regions)
    line.factor = one(of: Self.factors)
    line.vintage = one(of: [2026, 2026, 2027])
  }

  private mutating func amount(most: Int) -> Quantity {
    Quantity(tenThousandths: chance(2) ? Int64(number(-3...0)) : Int64(number(1...most)))
  }
}
