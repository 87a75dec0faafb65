import Allocation
import ArgumentParser
import Foundation
import Postgres
import Store

/// Movements of quota, in batches and one by one, against pgbench's TPC-B-like transactions on the same cluster.
struct LedgerBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ledger")
  @Option(help: "Movements that are posted in batches, and one by one.")
  var transfers = 100_000
  @Option(help: "Lines of a batch.")
  var batch = 1_000
  @Option(help: "Seconds of each pgbench run.")
  var seconds = 10

  private static let regions = ["371502", "371503", "371521", "371522", "371524", "371525", "371526", "371581"]
  private static let factors = ["land", "cod", "so2", "nox"]
  private static func context(_ key: String) -> LedgerStore.Context { LedgerStore.Context(key: key, actor: "bench", date: "2026-07-01") }

  func run() throws {
    try Bench.withDatabase { conninfo in
      try prepare(conninfo)
      let batched = try rate(transfers) { try postBatches(conninfo) }
      let single = try rate(transfers) { try postSingly(conninfo, transfers, name: "a") }
      let shared = try rate(transfers) {
        let errors = ErrorBox()
        DispatchQueue.concurrentPerform(iterations: 8) { n in
          do { try postSingly(conninfo, transfers / 8, name: "s\(n)") } catch { errors.add(error) }
        }
        if let error = errors.first { throw error }
      }
      let checks = try LedgerStore(Session(conninfo), city: "371500").verify()
      guard checks.allSatisfy(\.isFine) else { throw Bench.Failure(what: "verify: \(checks)") }
      try Bench.run(["pgbench", "-iqs", "10", conninfo])
      let one = try Bench.pgbench(conninfo, clients: 1, seconds: seconds), eight = try Bench.pgbench(conninfo, clients: 8, seconds: seconds)
      Bench.row("pgbench TPC-B-like, 1 client", [("per s", one)])
      Bench.row("pgbench TPC-B-like, 8 clients", [("per s", eight)])
      Bench.row(
        "ledger in batches of \(batch), 1 session", [("per s", batched), ("× pgbench 1", batched / one), ("× pgbench 8", batched / eight)])
      Bench.row("ledger one by one, 1 session", [("per s", single), ("× pgbench 1", single / one)])
      Bench.row("ledger one by one, 8 sessions, one city", [("per s", shared), ("× pgbench 8", shared / eight)])
    }
  }

  private func rate(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
    let rate = Double(count) / (try Bench.seconds(body))
    print(String(format: "%.0f per second", rate))
    return rate
  }

  private func prepare(_ conninfo: String) throws {
    let session = try Session(conninfo)
    try session.script(
      """
      INSERT INTO library.project (city, code, name, region, stage, created_by)
      SELECT '371500', 'B' || n, 'B' || n, '371522', 'reserved', 'bench' FROM generate_series(0, 199) n
      """)
    let lines = Self.regions.flatMap { region in
      Self.factors.map { factor in
        var line = LedgerStore.Line()
        (line.region, line.factor, line.vintage, line.quantity) = (region, factor, 2026, Quantity(units: 10_000_000))
        line.source = "bench"
        return line
      }
    }
    _ = try LedgerStore(session, city: "371500").post(.deposit, Self.context("deposit"), lines)
  }

  /// Half of the movements reserve quota for projects, half move it between pools; the same in every mode.
  private func movement(_ n: Int) -> (LedgerStore.Event, LedgerStore.Line) {
    var line = LedgerStore.Line()
    line.factor = Self.factors[n % 4]
    line.vintage = 2026
    line.quantity = Quantity(tenThousandths: Int64(1 + n % 97))
    if n % 2 == 0 {
      (line.project, line.region) = ("B\(n / 2 % 200)", Self.regions[n / 8 % 8])
      return (.reserve, line)
    }
    (line.from, line.to, line.price) = (Self.regions[n / 8 % 8], Self.regions[(n / 8 + 1) % 8], 10_000)
    return (.transfer, line)
  }

  private func postBatches(_ conninfo: String) throws {
    let store = LedgerStore(try Session(conninfo), city: "371500")
    for start in stride(from: 0, to: transfers, by: batch * 2) {
      let movements = (start..<min(start + batch * 2, transfers)).map(movement)
      for event in [LedgerStore.Event.reserve, .transfer] {
        let lines = movements.filter { $0.0 == event }.map(\.1)
        if !lines.isEmpty { _ = try store.post(event, Self.context("batch \(event) \(start)"), lines) }
      }
    }
  }

  private func postSingly(_ conninfo: String, _ count: Int, name: String) throws {
    let store = LedgerStore(try Session(conninfo), city: "371500")
    for n in 0..<count {
      let (event, line) = movement(n)
      _ = try store.post(event, Self.context("\(name) \(n)"), [line])
    }
  }

  /// Transactions a second, as pgbench says.
}

/// The first error of several threads.
private final class ErrorBox: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [any Error] = []
  func add(_ error: any Error) { lock.withLock { all.append(error) } }
  var first: (any Error)? { lock.withLock { all.first } }
}
