import Postgres
import Testing
import TestSupport

@Suite("Values go and come in the server's binary form")
struct ValueTests {
  @Test("every type comes back as it went, NULL and empty included")
  func roundTrip() throws {
    try TestDatabase.withSession { session in
      let rows = try session.query(
        """
        SELECT $1::boolean AS b, $2::int2 AS i2, $3::int4 AS i4, $4::int8 AS i8, $5::float8 AS d, $6::text AS t, $7::text AS empty,
          $8::text AS nothing, $9::date::text AS day, $10::text[] AS texts, $11::int4[] AS numbers, encode($12::bytea, 'hex') AS bytes,
          $13::bigint[]::text AS longs, '{"a": 1}'::jsonb AS json, '{"a": 1}'::json AS plain
        """,
        [
          .bool(true), .int2(-7), .int4(.min), .int8(.max), .float8(-0.1), .text("要素 'x\" \\ 😀"), .text(""), .null, .date(9_566),
          .textArray(["a,b", "", "莘县\"}"]), .text("{1,-2}"), .bytes([0, 255, 16]), .int8Array([.min, 0]),
        ])
      #expect(try rows.bool(0, "b"))
      #expect(try rows.int32(0, "i4") == .min)
      #expect(try rows.int64(0, "i8") == .max)
      #expect(try rows.double(0, "d") == -0.1)
      #expect(try rows.string(0, "t") == "要素 'x\" \\ 😀")
      #expect(try rows.string(0, "empty") == "")
      #expect(try rows.isNull(0, "nothing") && rows.optionalString(0, "nothing") == nil)
      #expect(try rows.string(0, "day") == "2026-03-11")
      #expect(try rows.stringArray(0, "texts") == ["a,b", "", "莘县\"}"])
      #expect(try rows.int32Array(0, "numbers") == [1, -2])
      #expect(try rows.string(0, "bytes") == "00ff10")
      #expect(try rows.string(0, "longs") == "{-9223372036854775808,0}")
      #expect(try rows.optionalJSON(0, "json") == "{\"a\": 1}" && rows.optionalJSON(0, "plain") == "{\"a\": 1}")
    }
  }

  @Test("a row read as what it isn't is an error that names column and fault")
  func misread() throws {
    try TestDatabase.withSession { session in
      let rows = try session.query("SELECT 1::int2 AS small, NULL::int4 AS nothing")
      #expect(throws: RowError(column: "small", problem: .wrongType)) { try rows.int32(0, "small") }
      #expect(throws: RowError(column: "nothing", problem: .null)) { try rows.int32(0, "nothing") }
      #expect(throws: RowError(column: "other", problem: .missing)) { try rows.int32(0, "other") }
    }
  }

  @Test("an error carries state, message, detail, hint and constraint")
  func errors() throws {
    try TestDatabase.withSession { session in
      try session.script("CREATE TABLE t (n int CONSTRAINT small CHECK (n < 10))")
      let broken = #expect(throws: PostgresError.self) { try session.query("INSERT INTO t VALUES ($1)", [.int4(99)]) }
      #expect(broken?.sqlState == "23514" && broken?.constraint == "small" && broken?.detail?.contains("99") == true)
      let raised = #expect(throws: PostgresError.self) {
        try session.script("DO $$ BEGIN RAISE EXCEPTION '不行' USING ERRCODE = 'YS999', DETAIL = 'd', HINT = 'h'; END $$")
      }
      #expect(raised?.isOurs == true && raised?.message == "不行" && raised?.detail == "d" && raised?.hint == "h")
      #expect(raised?.isRetryable == false && raised?.isConnectionLoss == false)
      #expect(throws: PostgresError.self) { try session.query("SELEC 1") }
      // A failed statement leaves the session usable.
      let value1 = try session.query("SELECT count(*) AS n FROM t").int64(0, "n")
      #expect(value1 == 0)
    }
  }

  @Test("prepared statements are kept by text and types, and more than the limit is no failure")
  func prepared() throws {
    try TestDatabase.withSession { session in
      for number in 0..<1_200 {
        let value2 = try session.prepared("SELECT $1 + \(number) AS n", [.int8(1)]).int64(0, "n")
        #expect(value2 == Int64(number + 1))
      }
      let value3 = try session.prepared("SELECT pg_typeof($1)::text AS t", [.int8(1)]).string(0, "t")
      #expect(value3 == "bigint")
      let value4 = try session.prepared("SELECT pg_typeof($1)::text AS t", [.int4(1)]).string(0, "t")
      #expect(value4 == "integer")
      let value5 = try session.query("SELECT count(*) AS n FROM pg_prepared_statements").int64(0, "n")
      #expect(value5 <= 500)
    }
  }

  @Test("notices reach the handler, and without one nobody")
  func notices() throws {
    try TestDatabase.withSession { session in
      var heard: [String] = []
      session.onNotice { heard.append($0) }
      try session.script("DO $$ BEGIN RAISE NOTICE '听见'; END $$")
      #expect(heard.count == 1 && heard[0].contains("听见"))
      session.onNotice(nil)
      try session.script("DO $$ BEGIN RAISE NOTICE '没有'; END $$")
      #expect(heard.count == 1)
    }
  }
}
