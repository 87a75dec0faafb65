import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Pipelines and COPY")
struct StreamTests {
  struct Stop: Error {}

  @Test("a pipeline answers in order over many round trips")
  func pipeline() throws {
    try TestDatabase.withSession { session in
      var answers: [Int64] = []
      try session.pipeline("SELECT $1 * 2 AS n", (0..<200).map { [.int8($0)] }) { answers.append(try $0.int64(0, "n")) }
      #expect(answers == (0..<200).map { $0 * 2 })
    }
  }

  @Test("a failure in the middle rolls the transaction back and leaves the session usable")
  func brokenPipeline() throws {
    try TestDatabase.withSession { session in
      try session.script("CREATE TABLE t (n int8 PRIMARY KEY)")
      let error = #expect(throws: PostgresError.self) {
        try session.transaction { session in
          try session.pipeline("INSERT INTO t VALUES ($1)", [1, 2, 2, 3].map { [.int8($0)] }) { _ in }
        }
      }
      #expect(error?.sqlState == "23505")
      let value1 = try session.query("SELECT count(*) AS n FROM t").int64(0, "n")
      #expect(value1 == 0)
    }
  }

  @Test("100,000 typed rows go in and out")
  func copy() throws {
    try TestDatabase.withSession { session in
      try session.script("CREATE TABLE t (n int8, name text, day date, share float8)")
      func row(_ n: Int) -> [Parameters.Value] {
        let name: Parameters.Value = n % 10 == 0 ? .null : .text("项目\t\(n)\n")
        return [.int8(Int64(n)), name, .date(Int32(n % 9_999)), .float8(Double(n) / 3)]
      }
      let rows = (0..<100_000).lazy.map(row)
      #expect(try session.copyIn(into: "t (n, name, day, share)", rows: rows) == 100_000)
      let sums = try session.query(
        "SELECT sum(n)::int8 AS n, count(name) AS names, min(name) AS first FROM t WHERE n <> 1 OR name = E'项目\\t1\\n'")
      #expect(try sums.int64(0, "n") == 4_999_950_000 && sums.int64(0, "names") == 90_000)
      var lines = 0
      var bytes = 0
      try session.copyOut("COPY t (n) TO STDOUT") { line in
        lines += 1
        bytes += line.count
      }
      #expect(lines == 100_000 && bytes == 588_890)
    }
  }

  @Test("an error in the middle of COPY leaves nothing: the client's, the server's, and a reader's that stops")
  func brokenCopy() throws {
    try TestDatabase.withSession { session in
      try session.script("CREATE TABLE t (n int8 PRIMARY KEY)")
      #expect(throws: Stop.self) {
        var chunks = 0
        try session.copyIn("COPY t FROM STDIN") { buffer in
          chunks += 1
          if chunks == 3 { throw Stop() }
          buffer += Array("\(chunks)\n".utf8)
          return true
        }
      }
      #expect(throws: PostgresError.self) { try session.copyIn(into: "t", rows: [[.int8(1)], [.int8(1)]]) }
      let value2 = try session.query("SELECT count(*) AS n FROM t").int64(0, "n")
      #expect(value2 == 0)
      #expect(throws: Stop.self) { try session.copyOut("COPY (SELECT generate_series(1, 10000)) TO STDOUT") { _ in throw Stop() } }
      #expect(throws: PostgresError.self) { try session.copyIn("COPY nosuch FROM STDIN") { _ in false } }
      let value3 = try session.query("SELECT 1 AS n").int32(0, "n")
      #expect(value3 == 1)
    }
  }
}
