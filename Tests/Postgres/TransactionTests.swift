import Postgres
import Testing
import TestSupport

@Suite("Closures are transactions")
struct TransactionTests {
  struct Stop: Error {}

  private func withTable<R>(_ body: (String, Session) throws -> R) throws -> R {
    try TestDatabase.withDatabase { conninfo in
      let session = try Session(conninfo)
      try session.script("CREATE TABLE t (n int PRIMARY KEY, v int NOT NULL DEFAULT 0)")
      return try body(conninfo, session)
    }
  }
  private func numbers(_ session: Session) throws -> [Int32] {
    try session.query("SELECT coalesce(array_agg(n ORDER BY n), '{}') AS all FROM t").int32Array(0, "all")
  }

  @Test("returning commits, throwing rolls back, and inside another it is a savepoint")
  func nesting() throws {
    try withTable { conninfo, session in
      try session.transaction { session in
        try session.script("INSERT INTO t VALUES (1)")
        #expect(throws: Stop.self) {
          try session.transaction { session in
            try session.script("INSERT INTO t VALUES (2)")
            throw Stop()
          }
        }
        try session.transaction { try $0.script("INSERT INTO t VALUES (3)") }
        // A failed statement inside a savepoint doesn't end the outer transaction.
        #expect(throws: PostgresError.self) { try session.transaction { try $0.script("INSERT INTO t VALUES (1)") } }
      }
      #expect(throws: Stop.self) {
        try session.transaction { session in
          try session.script("INSERT INTO t VALUES (4)")
          throw Stop()
        }
      }
      let kept = try numbers(Session(conninfo))
      #expect(kept == [1, 3])
    }
  }

  @Test("a dry run sees what it did and leaves nothing, alone and inside a transaction")
  func dryRun() throws {
    try withTable { _, session in
      let seen = try session.dryRun { session in
        try session.transaction { try $0.script("INSERT INTO t VALUES (1)") }
        return try numbers(session)
      }
      #expect(seen == [1])
      let before = try numbers(session)
      #expect(before == [])
      try session.transaction { session in
        try session.script("INSERT INTO t VALUES (2)")
        try session.dryRun { try $0.script("INSERT INTO t VALUES (3)") }
      }
      let after = try numbers(session)
      #expect(after == [2])
    }
  }

  @Test("a read-only transaction refuses to write")
  func readOnly() throws {
    try withTable { _, session in
      let error = #expect(throws: PostgresError.self) {
        try session.transaction(readOnly: true) { try $0.script("INSERT INTO t VALUES (1)") }
      }
      #expect(error?.sqlState == "25006")
      let after = try numbers(session)
      #expect(after == [])
    }
  }

  @Test("two serialisable increments that collide both take effect: the loser runs again")
  func serialisation() async throws {
    try await conflict(isolation: .serializable) { session in
      let value = try session.query("SELECT sum(v)::int4 AS v FROM t").int32(0, "v")
      usleepBriefly()
      try session.query("UPDATE t SET v = $1 WHERE n = 1", [.int4(value + 1)])
    }
  }

  @Test("two that lock in opposite order both take effect: who is chosen as the victim of the deadlock runs again")
  func deadlock() async throws {
    let turn = Turn()
    try await conflict(isolation: .readCommitted) { session in
      let order = turn.next() % 2 == 0 ? [1, 2] : [2, 1]
      for (place, n) in order.enumerated() {
        try session.script("UPDATE t SET v = v + \(n == 1 ? 1 : 0) WHERE n = \(n)")
        if place == 0 { usleepBriefly() }
      }
    }
  }

  /// Runs `body` in four tasks, five times each, and counts increments of row 1.
  private func conflict(isolation: Isolation, _ body: @escaping @Sendable (Session) throws -> Void) async throws {
    let database = try ScratchDatabase()
    defer { database.drop() }
    try Session(database.conninfo).script("CREATE TABLE t (n int PRIMARY KEY, v int NOT NULL DEFAULT 0); INSERT INTO t VALUES (1), (2)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          // The server looks for deadlocks after a second, unless told otherwise.
          let connection = Connection(database.conninfo + " options='-c deadlock_timeout=20ms'")
          for _ in 0..<5 { try await connection.transaction(isolation: isolation, attempts: 100, body) }
        }
      }
      try await group.waitForAll()
    }
    let value1 = try Session(database.conninfo).query("SELECT v FROM t WHERE n = 1").int32(0, "v")
    #expect(value1 == 20)
  }
}
