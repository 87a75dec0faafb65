import Foundation
import Operations
import Postgres
import Synchronization

/// Runs that lie on the table, ready for trials. A few are kept; solving goes on threads of its own, so many at once as there are cores to spare.
final class TrialDesk: Sendable {
  private struct State {
    var tables: [Int: (table: TrialTable, until: ContinuousClock.Instant)] = [:]
    var order: [Int] = []
    var waiting = 0
  }
  /// Runs that are kept ready.
  private static let kept = 4
  /// For so long a run is tried on the pools of when it was laid on the table.
  private static let life = Duration.seconds(600)
  /// Trials that wait; one more is told to come back.
  private static let most = 200
  private let state = Mutex(State())
  private let queue: OperationQueue

  init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = ConsoleConfiguration.trialLimit
  }

  func answer(_ run: Int, _ wish: Wish, isQuick: Bool, isPriced: Bool, _ house: House) async throws -> TrialTable.Answer {
    try await onThread { try self.table(run, house).answer(wish, isQuick: isQuick, isPriced: isPriced) }
  }

  /// With the rights of planning, which sees the whole city: who asks has been looked at before.
  func planning<R: Sendable>(_ house: House, _ body: @escaping @Sendable (Session) throws -> R) async throws -> R {
    try await onThread { try body(try Session(house.configuration.conninfo)) }
  }

  private func table(_ run: Int, _ house: House) throws -> TrialTable {
    if let kept = state.withLock({ $0.tables[run] }), kept.until > .now { return kept.table }
    let table = try TrialTable(run, session: try Session(house.configuration.conninfo), city: house.configuration.city)
    state.withLock { state in
      state.tables[run] = (table, .now + Self.life)
      state.order.removeAll { $0 == run }
      state.order.append(run)
      while state.order.count > Self.kept { state.tables[state.order.removeFirst()] = nil }
    }
    return table
  }

  private func onThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    guard state.withLock({ $0.waiting < Self.most }) else { throw ConsoleError.busy }
    state.withLock { $0.waiting += 1 }
    defer { state.withLock { $0.waiting -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try body() }) }
    }
  }
}
