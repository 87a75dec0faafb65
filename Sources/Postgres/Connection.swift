import Dispatch

/// A session on a queue of its own. Work goes there as a synchronous closure, so one hop pays for a whole unit of work, and
/// blocking inside it never takes a thread of Swift's cooperative pool.
public actor Connection {
  private let executor: QueueExecutor
  private let conninfo: String
  private var session: Session?
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Connects at the first use.
  public init(_ conninfo: String) {
    self.conninfo = conninfo
    executor = QueueExecutor("yaosu.postgres")
  }

  /// Runs `body` with the session; a lost connection is opened again first. Cancelling the task cancels the statement.
  public func run<R: Sendable>(_ body: @Sendable (Session) throws -> R) async throws -> R {
    try Task.checkCancellation()
    let session = try open()
    guard let canceller = session.canceller() else { return try body(session) }
    return try await withTaskCancellationHandler {
      try self.perform(session, body)
    } onCancel: {
      canceller.cancel()
    }
  }

  /// Runs `body` in a transaction and again, with growing random pauses, when the server asks for it (40001, 40P01).
  /// `body` must be safe to repeat: its effects are rolled back before it runs again.
  public func transaction<R: Sendable>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false, attempts: Int = Connection.attemptLimit,
    _ body: @Sendable (Session) throws -> R
  ) async throws -> R {
    var attempt = 1
    while true {
      do {
        return try await run { try $0.transaction(isolation: isolation, readOnly: readOnly, body) }
      } catch let error as PostgresError where error.isRetryable && attempt < attempts {
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(5 << min(attempt, 6)))))
        attempt += 1
      }
    }
  }
  public static let attemptLimit = 10

  public func close() { session = nil }

  /// Before it is lent again: an open transaction is rolled back, a broken session dropped (the next use opens another).
  func tidy() {
    if let session, !session.cleanUp() { self.session = nil }
  }

  private func perform<R>(_ session: Session, _ body: (Session) throws -> R) throws -> R {
    defer { if !session.isAlive { self.session = nil } }
    return try body(session)
  }

  private func open() throws -> Session {
    if let session, session.isAlive { return session }
    let session = try Session(conninfo)
    self.session = session
    return session
  }
}

/// A serial dispatch queue as an actor's executor. (On Linux, Dispatch has no `DispatchSerialQueue`, which would be one already.)
final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue
  init(_ label: String) { queue = DispatchQueue(label: label) }
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
