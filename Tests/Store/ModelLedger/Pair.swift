import Foundation
import Postgres
import Store
import Testing

/// The database's ledger and the model's, side by side.
final class Pair {
  private var session: Session
  private var model = ModelLedger(projects: RandomOperations.projects)
  private var requests: RandomOperations
  private let seed: UInt64
  private let today: String
  private var log: [String] = []

  init(_ session: Session, seed: UInt64) throws {
    (self.session, self.seed) = (session, seed)
    requests = RandomOperations(seed: seed)
    for (code, isReserved) in RandomOperations.projects.sorted(by: { $0.key < $1.key }) {
      try session.query(
        "INSERT INTO library.project (city, code, name, region, stage, created_by) VALUES ('371500', $1, $1, '371522', $2, 'model')",
        [.text(code), .text(isReserved ? "reserved" : "planning")])
    }
    today = try session.query("SELECT CURRENT_DATE::text AS day").string(0, "day")
  }

  /// One request to both; returns the code of a refusal. A lost connection is opened again and the request repeated by its key.
  @discardableResult
  func step(reconnecting: (() throws -> Session)? = nil, onLoss: () -> Void = {}) throws -> String? {
    let operation = requests.next(model)
    log.append("\(operation.event.rawValue) \(operation.key) \(operation.content)")
    var real = Result { try post(operation) }
    var isRepeated = false
    while case .failure(let error as PostgresError) = real, error.isConnectionLoss, let reconnecting {
      onLoss()
      session = try reconnecting()
      isRepeated = true
      real = Result { try post(operation) }
    }
    let planned = Result { try model.post(operation) }
    switch (real, planned) {
    case (.success(let text), .success(let answer)):
      // After a loss the first attempt may have been confirmed without our hearing it.
      let (a, b) = (try canonical(text, isRepeated), try canonical(answer, isRepeated))
      #expect(a == b, "\(context)")
      return nil
    case (.failure(let error as PostgresError), .failure(let refusal as ModelLedger.Refusal)):
      #expect(error.sqlState == refusal.code, "\(error) \(context)")
      return refusal.code
    default:
      Issue.record("database: \(real), model: \(planned) \(context)")
      throw Difference()
    }
  }
  struct Difference: Error {}

  private var context: String { "seed \(seed), after:\n\(log.suffix(6).joined(separator: "\n"))" }

  private func post(_ operation: Operation) throws -> String {
    try LedgerStore(session, city: ModelLedger.city).post(
      operation.event, .init(key: operation.key, actor: "模型", date: operation.day), operation.lines)
  }

  private func canonical(_ json: String, _ isRepeated: Bool) throws -> String {
    try canonical(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:], isRepeated)
  }
  private func canonical(_ answer: [String: Any], _ isRepeated: Bool) throws -> String {
    var answer = answer
    if isRepeated { answer["replayed"] = nil }
    return String(decoding: try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys]), as: UTF8.self)
  }

  /// The process that serves the session, opened again when it is lost.
  func backend(reconnecting: () throws -> Session) throws -> Int32 {
    func ask() throws -> Int32 { try session.query("SELECT pg_backend_pid() AS pid").int32(0, "pid") }
    // A session that is opened before the server has noticed the death is thrown out with the others.
    while true {
      do { return try ask() } catch let error as PostgresError where error.isConnectionLoss { session = try reconnecting() }
    }
  }

  private func rows(_ sql: String) throws -> [String] {
    let rows = try session.query("SELECT concat_ws(' ', \(sql)")
    return try (0..<rows.count).map { try rows.string($0, "line") }.sorted()
  }

  /// Every view that shows balances, and the books as of two days.
  func compareViews() throws {
    func units(_ column: String) -> String { "(\(column) * 10000)::bigint" }
    let pools = try rows(
      "region, factor, vintage, balance, available, reserved, granted, used, CASE WHEN frozen THEN 'true' ELSE 'false' END) AS line FROM ledger.pool_balance"
    )
    #expect(pools == model.poolBalances(today: today), "\(context)")
    let reported = try rows(
      "region, factor, vintage, \(["balance", "available", "reserved", "granted", "used"].map(units).joined(separator: ", ")), CASE WHEN frozen THEN 'true' ELSE 'false' END) AS line FROM report.pool_balance"
    )
    #expect(reported == pools)
    let projects = try rows("project, region, factor, vintage, reserved, granted, used) AS line FROM ledger.project_balance")
    #expect(projects == model.projectBalances(), "\(context)")
    let loans = try rows("loan, \(units("quantity")), \(units("outstanding"))) AS line FROM report.loans")
    #expect(loans == model.loanRows(), "\(context)")
    let advances = try rows("region, factor, vintage, \(units("advanced")), \(units("cap"))) AS line FROM report.advances")
    #expect(advances == model.advanceRows(), "\(context)")
    for day in ["2026-03-15", "2026-12-31"] {
      let books = try rows("region, factor, vintage, balance) AS line FROM ledger.balance_at('371500', '\(day)')")
      #expect(books == model.balances(on: day), "\(day) \(context)")
    }
  }

  func verify() throws {
    for check in try LedgerStore(session, city: ModelLedger.city).verify() { #expect(check.isFine, "\(check) seed \(seed)") }
  }
}
