import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Connections, the pool, listening")
struct ConnectionTests {
  private func withDatabase(_ body: (String) async throws -> Void) async throws {
    let database = try ScratchDatabase()
    defer { database.drop() }
    try await body(database.conninfo)
  }

  @Test("cancelling the task ends the statement on the server, and the connection goes on")
  func cancel() async throws {
    try await withDatabase { conninfo in
      let connection = Connection(conninfo)
      let running = Task { try await connection.run { _ = try $0.query("SELECT pg_sleep(600)") } }
      let watcher = try Session(conninfo)
      while try watcher.query("SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND wait_event = 'PgSleep'").count == 0 {
        usleepBriefly()
      }
      running.cancel()
      let error = await #expect(throws: PostgresError.self) { try await running.value }
      #expect(error?.sqlState == "57014")
      #expect(try await connection.run { try $0.query("SELECT 1 AS n").int32(0, "n") } == 1)
    }
  }

  @Test("a connection that the server ended is opened again at the next use")
  func reconnect() async throws {
    try await withDatabase { conninfo in
      let connection = Connection(conninfo)
      let first = try await connection.run { try $0.query("SELECT pg_backend_pid() AS pid").int32(0, "pid") }
      try Session(conninfo).query("SELECT pg_terminate_backend($1)", [.int4(first)])
      let error = await #expect(throws: PostgresError.self) { try await connection.run { _ = try $0.query("SELECT 1") } }
      #expect(error?.isConnectionLoss == true)
      let second = try await connection.run { try $0.query("SELECT pg_backend_pid() AS pid").int32(0, "pid") }
      #expect(second != first)
    }
  }

  @Test("a listener ends with its connection, however fast the server hangs up; it would wait for good else", .timeLimit(.minutes(2)))
  func listenerEnds() async throws {
    try await withDatabase { conninfo in
      let other = try Session(conninfo)
      // Whether the goodbye and the end arrive as one is a matter of moments.
      for _ in 0..<30 {
        let listener = try Listener(conninfo, channels: ["yaosu_ends"])
        let ended = try other.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"yaosu_ends\"' AND pid <> pg_backend_pid()")
        #expect(ended.count == 1)
        for await _ in listener.notifications {}
        while try other.query("SELECT FROM pg_stat_activity WHERE query = 'LISTEN \"yaosu_ends\"'").count > 0 { usleepBriefly() }
      }
    }
  }

  @Test("a server that isn't there is a loss of connection with libpq's words")
  func nowhere() {
    let error = #expect(throws: PostgresError.self) { try Session("host=/nonexistent dbname=x") }
    #expect(error?.isConnectionLoss == true && error?.message.contains("/nonexistent") == true)
  }

  @Test("the pool opens no more than its size, serves who waits in turn, and gets connections back clean")
  func pool() async throws {
    try await withDatabase { conninfo in
      let pool = ConnectionPool(conninfo, size: 3)
      let pids = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<40 {
          group.addTask { try await pool.run { try $0.query("SELECT pg_backend_pid() AS pid, pg_sleep(0.002)").int32(0, "pid") } }
        }
        return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
      }
      #expect((1...3).contains(pids.count))
      // What a caller leaves open is not the next one's.
      for _ in 0..<3 { try await pool.run { try $0.script("BEGIN; CREATE TEMP TABLE left_open ()") } }
      for _ in 0..<3 {
        #expect(try await pool.run { try $0.query("SELECT to_regclass('left_open') IS NULL AS gone").bool(0, "gone") })
      }
    }
  }

  @Test("who is cancelled while waiting leaves the queue, and the others are served")
  func cancelledWaiter() async throws {
    try await withDatabase { conninfo in
      let pool = ConnectionPool(conninfo, size: 1)
      let gate = Turn()
      // The holder keeps the pool's only connection until this lock is given back, however slow the machine is.
      let blocker = try Session(conninfo)
      try blocker.query("SELECT pg_advisory_lock(7)")
      let holder = Task {
        try await pool.run { session in
          _ = gate.next()
          _ = try session.query("SELECT pg_advisory_lock(7)")
        }
      }
      while gate.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
      let waiter = Task { try await pool.run { try $0.query("SELECT 1 AS n").int32(0, "n") } }
      let other = Task { try await pool.run { try $0.query("SELECT 2 AS n").int32(0, "n") } }
      try await Task.sleep(for: .milliseconds(20))
      waiter.cancel()
      await #expect(throws: CancellationError.self) { _ = try await waiter.value }
      try blocker.query("SELECT pg_advisory_unlock(7)")
      #expect(try await other.value == 2)
      try await holder.value
    }
  }

  @Test("notifications arrive in order with their payload")
  func listen() async throws {
    try await withDatabase { conninfo in
      let listener = try Listener(conninfo, channels: ["yaosu_plan", "另 \"一\""])
      let sender = try Session(conninfo)
      for n in 0..<50 { try sender.query("SELECT pg_notify($1, $2)", [.text(n % 2 == 0 ? "yaosu_plan" : "另 \"一\""), .text("第\(n)")]) }
      var heard: [String] = []
      for await notification in listener.notifications {
        heard.append(notification.payload)
        if heard.count == 50 { break }
      }
      #expect(heard == (0..<50).map { "第\($0)" })
      listener.stop()
    }
  }

  @Test("who listens hears when the server ends the connection, however it comes about")
  func listenToTheEnd() async throws {
    try await withDatabase { conninfo in
      let other = try Session(conninfo)
      for _ in 0..<20 {
        let listener = try Listener(conninfo, channels: ["yaosu_end"])
        try other.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN \"yaosu_end%'")
        for await _ in listener.notifications { Issue.record("nobody told anything") }
      }
      let stopped = try Listener(conninfo, channels: ["yaosu_end"])
      stopped.stop()
      for await _ in stopped.notifications { Issue.record("it was stopped") }
    }
  }
}
