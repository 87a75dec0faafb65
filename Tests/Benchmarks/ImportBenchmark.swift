import ArgumentParser
import Foundation
import Intake
import Postgres
import SampleCity
import Store

/// The real import of sample projects against `psql \copy` of the rows that it made.
struct ImportBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import")
  @Option(help: "Projects of the file.")
  var projects = 100_000
  @Option(help: "Runs; the median counts.")
  var runs = 3

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaosu-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try SampleCity(seed: 1, projects: projects, years: 3).write(to: folder.path)
    let file = folder.appending(path: "projects.csv").path
    var times: [String: [Double]] = [:]
    for round in 1...runs {
      try Bench.withDatabase { conninfo in
        let session = try Session(conninfo)
        times["import", default: []].append(try Bench.seconds { try take(file, session) })
        times["again", default: []].append(try Bench.seconds { try take(file, session) })
        times["copy", default: []].append(try copyRows(conninfo, folder))
        print("run \(round): import \(times["import"]!.last!) s, again \(times["again"]!.last!) s, \\copy \(times["copy"]!.last!) s")
      }
    }
    let (first, again, copy) = (Bench.median(times["import"]!), Bench.median(times["again"]!), Bench.median(times["copy"]!))
    Bench.row("import of \(projects) new projects", [("s", first), ("× \\copy", first / copy)])
    Bench.row("the same file again", [("s", again), ("× \\copy", again / copy)])
    Bench.row("psql \\copy of the rows", [("s", copy)])
  }

  /// As `yaosu import projects` does it.
  private func take(_ file: String, _ session: Session) throws {
    let store = LibraryStore(session, city: "371500")
    let mapping = try ColumnMapping(path: Bench.checkout.appending(path: "Scenarios/mapping/projects.json").path)
    let intake = try ProjectIntake(mapping: mapping, context: store.intakeContext())
    let (records, report) = try intake.records(RowSource(file))
    guard report.errors == 0 else { throw Bench.Failure(what: "\(report.errors) errors") }
    _ = try store.take(records, report: report, request: .init(actor: "bench", date: "2026-07-01"))
  }

  /// The rows as they ended up, into plain tables with the same columns and primary keys.
  private func copyRows(_ conninfo: String, _ folder: URL) throws -> Double {
    let session = try Session(conninfo)
    var seconds = 0.0
    for table in ["project", "demand"] {
      let file = folder.appending(path: "\(table).copy").path
      try Bench.run(["psql", "-qXd", conninfo, "-c", "\\copy (SELECT * FROM library.\(table)) TO '\(file)'"])
      try session.script("CREATE TABLE public.plain_\(table) (LIKE library.\(table)); ALTER TABLE public.plain_\(table) ADD \(key(table))")
      seconds += try Bench.seconds { try Bench.run(["psql", "-qXd", conninfo, "-c", "\\copy public.plain_\(table) FROM '\(file)'"]) }
    }
    return seconds
  }

  private func key(_ table: String) -> String {
    table == "project" ? "PRIMARY KEY (city, code)" : "UNIQUE NULLS NOT DISTINCT (city, project, factor, year, phase)"
  }
}
