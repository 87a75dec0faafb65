import Foundation
import Postgres
import PrivateCluster
import Store
import Testing
import TestSupport

/// The same seeded requests go to the database and to the model; every reply and every view must be the same.
@Suite("The ledger does what a plain model of it does")
struct ModelLedgerTests {
  /// `YAOSU_MODEL_SEED` replays one.
  static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["YAOSU_MODEL_SEED"].flatMap(UInt64.init).map { [$0] } ?? [1, 2, 3, 20_260_301]
  static let operations = 600

  @Test("[L15.2] [L17.1] [L17.2] [L17.3] [L18.2] [L20.5] every reply and every view over random requests", arguments: seeds)
  func everything(_ seed: UInt64) throws {
    try TestDatabase.withSession { session in
      let pair = try Pair(session, seed: seed)
      var (answers, refusals) = (0, Set<String>())
      for count in 1...Self.operations {
        let outcome = try pair.step()
        if let code = outcome { refusals.insert(code) } else { answers += 1 }
        if count % 25 == 0 { try pair.compareViews() }
      }
      try pair.compareViews()
      try pair.verify()
      // The mix must reach deep: enough succeeds, and nearly every refusal was met.
      #expect(answers > Self.operations / 4, "seed \(seed)")
      #expect(refusals.count >= 13, "seed \(seed): \(refusals.sorted())")
    }
  }

  @Test("a server that dies in the middle loses nothing that was confirmed, and does nothing twice")
  func crash() throws {
    let folder = URL(filePath: "/var/tmp/yaosu-crash-\(ProcessInfo.processInfo.processIdentifier)")
    let cluster = PrivateCluster(folder: folder)
    defer { try? cluster.wipe() }
    try cluster.start()
    let conninfo = cluster.conninfo(database: "postgres")
    try Migrator(Session(conninfo), folder: TestDatabase.checkout.appending(path: "sql")).migrate()
    let pair = try Pair(Session(conninfo), seed: 77)
    var crashes = 0
    // The requests after the last signal meet what it does, so that the comparison at the end doesn't.
    for round in 1...255 {
      let killed = DispatchGroup()
      if round % 20 == 0 {
        let victim = try pair.backend { try Self.reconnect(conninfo) }
        // The server takes a crashed backend for a reason to throw all sessions out and to recover from its log.
        DispatchQueue.global().async(group: killed) {
          usleep(UInt32(round * 37 % 1_500))
          kill(victim, SIGKILL)
        }
      }
      try pair.step {
        try Self.reconnect(conninfo)
      } onLoss: {
        crashes += 1
      }
      // When the request was quicker than the signal, the next one meets the loss.
      killed.wait()
    }
    // Which of the signals hit a request is up to the machine.
    _ = try pair.backend { try Self.reconnect(conninfo) }
    #expect(crashes >= 6)
    try pair.compareViews()
    try pair.verify()
  }

  /// The server needs a moment to recover.
  private static func reconnect(_ conninfo: String) throws -> Session {
    for _ in 0..<600 {
      if let session = try? Session(conninfo) { return session }
      usleep(50_000)
    }
    return try Session(conninfo)
  }
}
