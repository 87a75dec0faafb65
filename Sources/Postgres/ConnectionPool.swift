/// At most `size` connections, lent first come, first served.
public actor ConnectionPool {
  private let conninfo: String
  private let size: Int
  private var opened = 0
  private var idle: [Connection] = []
  private var waiting: [(id: Int, continuation: CheckedContinuation<Connection, any Error>)] = []
  private var nextWaiter = 0
  /// Callers that may wait at once; one more is refused, so that a stuck server can't fill memory.
  public static let waiterLimit = 10_000

  public init(_ conninfo: String, size: Int) {
    precondition(size > 0)
    (self.conninfo, self.size) = (conninfo, size)
  }

  /// Runs `body` with a session of the pool.
  public nonisolated func run<R: Sendable>(_ body: @Sendable (Session) throws -> R) async throws -> R {
    try await lending { try await $0.run(body) }
  }

  /// Runs `body` in a transaction, with retry as `Connection.transaction`.
  public nonisolated func transaction<R: Sendable>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: @Sendable (Session) throws -> R
  ) async throws -> R {
    try await lending { try await $0.transaction(isolation: isolation, readOnly: readOnly, body) }
  }

  private nonisolated func lending<R: Sendable>(_ body: (Connection) async throws -> R) async throws -> R {
    let connection = try await lease()
    let result: Result<R, any Error>
    do { result = .success(try await body(connection)) } catch { result = .failure(error) }
    await connection.tidy()
    await give(connection)
    return try result.get()
  }

  private func lease() async throws -> Connection {
    try Task.checkCancellation()
    if let connection = idle.popLast() { return connection }
    if opened < size {
      opened += 1
      return Connection(conninfo)
    }
    guard waiting.count < ConnectionPool.waiterLimit else {
      throw PostgresError(message: "more than \(ConnectionPool.waiterLimit) callers wait for a connection")
    }
    let id = nextWaiter
    nextWaiter += 1
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting.append((id, continuation))
      }
    } onCancel: {
      Task { await self.cancel(id) }
    }
  }

  private func cancel(_ id: Int) {
    guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }

  private func give(_ connection: Connection) {
    if waiting.isEmpty { idle.append(connection) } else { waiting.removeFirst().continuation.resume(returning: connection) }
  }
}
