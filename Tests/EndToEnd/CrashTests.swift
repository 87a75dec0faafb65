import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Two at once, and programs that die in the middle")
struct CrashTests {
  private func count(_ session: Session, _ sql: String) throws -> Int64 { try session.query("SELECT (\(sql))::bigint AS n").int64(0, "n") }

  /// Waits until a backend of the program waits for a lock; false after a minute.
  private func waitsForLock(_ session: Session) throws -> Bool {
    for _ in 0..<6_000 {
      let waiting = try count(
        session, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
      if waiting > 0 { return true }
      usleep(10_000)
    }
    return false
  }

  @Test("[L20.3] two adopt the same run at once: one reserves, the other hears that it is done")
  func twoAdopters() throws {
    try SampleDatabase.withProgram { program in
      _ = try program.run("scenario run base")
      let line = ["plan", "adopt", "1", "--document", "聊指办〔2026〕7号", "--date", "2026-07-20"]
      let both = [try program.start(line), try program.start(line)]
      let results = try both.map { try $0.wait() }
      #expect(results.map(\.status) == [0, 0], "\(results.map(\.all))")
      #expect(results.filter { $0.output.contains("done before") }.count == 1)
      let session = try Session(program.database!)
      #expect(try count(session, "SELECT count(*) FROM ledger.batch WHERE event = 'reserve'") == 1)
    }
  }

  @Test("two runs that share projects: whoever adopts second is refused with what moved")
  func twoRuns() throws {
    try SampleDatabase.withProgram { program in
      for _ in 0..<2 { _ = try program.run("scenario run base") }
      let both = try [1, 2].map { try program.start(["plan", "adopt", "\($0)", "--document", "d\($0)", "--date", "2026-07-20"]) }
      let results = try both.map { try $0.wait() }
      #expect(results.map(\.status).sorted() == [0, 75], "\(results.map(\.all))")
      let refused = try #require(results.first { $0.status == 75 })
      #expect(refused.errors.contains("YS104") && refused.output.contains("pool"))
      #expect(try program.run("ledger verify").status == 0)
    }
  }

  @Test("an adopter that is killed in the middle leaves nothing; adopting again does it whole")
  func killedAdopter() throws {
    try SampleDatabase.withProgram { program in
      _ = try program.run("scenario run base")
      let session = try Session(program.database!)
      let watcher = try Session(program.database!)
      let batches = try count(session, "SELECT count(*) FROM ledger.batch")
      let line = ["plan", "adopt", "1", "--document", "d", "--date", "2026-07-20"]
      // The ledger's lock is held here, so that the adopter is surely in the middle when it dies.
      let running = try session.transaction { session in
        _ = try session.query("SELECT FROM ledger.counter FOR UPDATE")
        let running = try program.start(line)
        #expect(try waitsForLock(watcher))
        kill(running.process.processIdentifier, SIGKILL)
        return running
      }
      #expect(try running.wait().status == 128 + SIGKILL)
      // The server's side of the dead connection finds out when it next speaks to it.
      let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'yaosu%'"
      var rounds = 0
      while try count(watcher, others) > 2, rounds < 1_000 {
        rounds += 1
        usleep(10_000)
      }
      #expect(try count(session, "SELECT count(*) FROM ledger.batch") == batches)
      #expect(try count(session, "SELECT count(*) FROM plan.run WHERE adopted_at IS NOT NULL") == 0)
      #expect(try program.run(line).output.contains("run 1 is adopted:"))
      #expect(try program.run("ledger verify").status == 0)
    }
  }

  @Test("an import that is killed in the middle leaves nothing; importing again takes all")
  func killedImport() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-big-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Program().run("sample --projects 3000 --seed 9 --out \(folder.path)").status == 0)
    try TestDatabase.withDatabase { conninfo in
      let program = Program(database: conninfo)
      let (session, watcher) = (try Session(conninfo), try Session(conninfo))
      let line = "import projects \(folder.path)/projects.csv --date 2026-07-01".split(separator: " ").map(String.init)
      let running = try session.transaction { session in
        // Reads go on, writes wait: the import stands at its first insert, everything staged.
        try session.script("LOCK TABLE library.demand IN SHARE MODE")
        let running = try program.start(line)
        #expect(try waitsForLock(watcher))
        kill(running.process.processIdentifier, SIGKILL)
        return running
      }
      #expect(try running.wait().status == 128 + SIGKILL)
      #expect(try program.run(line).errors.contains("3000 new"))
      #expect(try count(session, "SELECT count(*) FROM library.project") == 3_000)
      #expect(try count(session, "SELECT count(*) FROM library.import") == 1)
    }
  }
}
