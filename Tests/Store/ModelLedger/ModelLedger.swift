import Allocation
import Foundation
import Store

/// The ledger again, in plain Swift and as simple as can be: what its documentation says, with nothing of the SQL's way of doing it.
///
/// A value: an event is applied to a copy, and the copy is kept when it succeeds.
struct ModelLedger {
  static let city = "371500"
  static let regions: Set<String> = ["371500", "371522", "371525", "KFQ"]
  static let factors: Set<String> = ["land", "cod", "balance_quantity"]

  /// Why an event is refused: the code that the SQL answers.
  struct Refusal: Error, Hashable { var code: String }

  struct Key: Hashable {
    var kind: String
    var region: String
    var factor: String
    var vintage: Int
    var project: String?
  }
  struct Account {
    /// When it was opened, among all accounts.
    var place: Int
    var balance: Int64 = 0
    var floor: Int64 = 0
    var isSettled = false
    /// Lot → amount.
    var holds: [Int: Int64] = [:]
  }
  struct Lot {
    var from: String?
    var to: String?
  }
  struct Entry {
    var from: Key
    var to: Key
    var quantity: Int64
    var lot: Int
  }
  struct Batch {
    var number: Int
    var event: LedgerStore.Event
    var content: String
    var day: String
    var corrects: Int64?
    var entries: [Entry] = []
    var answer: [String: Any] = [:]
  }
  struct Loan {
    var factor: String
    var vintage: Int
    var lender: String
    var borrower: String
    var quantity: Int64
    var returned: [Int: Int64] = [:]
    var outstanding: Int64 { quantity - returned.values.reduce(0, +) }
  }
  struct Freeze: Hashable {
    var region: String?
    var factor: String?
    var vintage: Int?
    var project: String?
  }

  var accounts: [Key: Account] = [:]
  var lots: [Int: Lot] = [:]
  var batches: [Batch] = []
  var numbers: [String: Int] = [:]
  var loans: [Int: Loan] = [:]
  var expected: [Key: (batch: Int, quantity: Int64)] = [:]
  var freezes: [Freeze] = []
  /// Projects of the library and whether they are in reserve.
  var projects: [String: Bool]
  /// Being written.
  var current = Batch(number: 0, event: .deposit, content: "", day: "")

  init(projects: [String: Bool]) { self.projects = projects }

  /// The answer of an event, or its refusal. The same key with the same content answers again.
  mutating func post(_ operation: Operation) throws(Refusal) -> [String: Any] {
    let content = operation.content
    if let known = numbers[operation.key] {
      let batch = batches[known - 1]
      guard batch.event == operation.event, batch.content == content else { throw Refusal(code: "YS003") }
      return batch.answer.merging(["replayed": true]) { _, new in new }
    }
    guard isWellFormed(operation) else { throw Refusal(code: "YS002") }
    // The two policy versions of the reference data meet without a gap.
    guard operation.day >= "2024-02-01", operation.day < "2029-01-01" else { throw Refusal(code: "YS004") }
    var next = self
    next.current = Batch(number: batches.count + 1, event: operation.event, content: content, day: operation.day)
    var answers: [[String: Any]] = []
    for line in operation.lines { answers.append(try next.apply(operation.event, line)) }
    next.current.answer = ["batch": next.current.number, "replayed": false, "lines": answers]
    next.batches.append(next.current)
    next.numbers[operation.key] = next.current.number
    self = next
    return current.answer
  }

  private func isWellFormed(_ operation: Operation) -> Bool {
    if operation.event == .correct, operation.lines.count != 1 { return false }
    let mayBeNothing = [.settle, .open].contains(operation.event)
    return operation.lines.allSatisfy { line in
      let regions = [line.region, line.from, line.to].compactMap(\.self)
      return regions.allSatisfy(Self.regions.contains) && line.factor.map(Self.factors.contains) ?? true
        && line.quantity.map { $0.tenThousandths > 0 || mayBeNothing && $0 == .zero } ?? true
        && (line.from == nil || line.from != line.to) && !(line.validFrom.map { from in line.validTo.map { $0 < from } ?? false } ?? false)
    }
  }

  private mutating func apply(_ event: LedgerStore.Event, _ line: LedgerStore.Line) throws(Refusal) -> [String: Any] {
    switch event {
    case .deposit: try deposit(line)
    case .advance: try advance(line)
    case .settle: try settle(line)
    case .transfer: try between(line)
    case .lend: try lend(line)
    case .giveBack: try giveBack(line)
    case .reserve: try project(line, "pool", "reserved")
    case .grant: try project(line, "reserved", "granted")
    case .use: try project(line, "granted", "used")
    case .release: try project(line, "reserved", "pool")
    case .reclaim: try reclaim(line)
    case .expire: try expire(line)
    case .correct: try correct(line)
    case .freeze: try freeze(line)
    case .unfreeze: try unfreeze(line)
    case .open: try open(line)
    }
  }
}

/// One request, as a client makes it.
struct Operation {
  var event: LedgerStore.Event
  var key: String
  var day: String
  var lines: [LedgerStore.Line]

  /// What must be the same under the same key.
  var content: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Two keys with the same empty content would look alike, so this may not fail quietly.
    return day + String(decoding: try! encoder.encode(lines), as: UTF8.self)
  }
}
