import CPQ

extension Session {
  /// Bytes that go to the server at once.
  static let copyChunk = 1 << 17

  /// `COPY … FROM STDIN`: `fill` puts bytes into the buffer and returns false when no more come. Returns the number of rows.
  /// When `fill` throws, nothing was copied.
  @discardableResult
  public func copyIn(_ sql: String, fill: (inout [UInt8]) throws -> Bool) throws -> Int {
    try begin(sql, PGRES_COPY_IN)
    var buffer: [UInt8] = []
    buffer.reserveCapacity(Session.copyChunk)
    do {
      var more = true
      while more {
        buffer.removeAll(keepingCapacity: true)
        more = try fill(&buffer)
        let ok = buffer.withUnsafeBytes { PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
        guard ok == 1 else { throw PostgresError.connection(raw, statement: sql) }
      }
    } catch {
      PQputCopyEnd(raw, "stopped by the client")
      while let result = PQgetResult(raw) { PQclear(result) }
      throw error
    }
    guard PQputCopyEnd(raw, nil) == 1 else { throw PostgresError.connection(raw, statement: sql) }
    return try endOfCopy(sql)
  }

  /// `COPY table (columns) FROM STDIN (FORMAT binary)` of rows of typed values: about 1.6 times as fast as text.
  @discardableResult
  public func copyIn(into target: String, rows: some Sequence<[Parameters.Value]>) throws -> Int {
    var iterator = rows.makeIterator()
    var isFirst = true
    return try copyIn("COPY \(target) FROM STDIN (FORMAT binary)") { buffer in
      if isFirst {
        buffer += [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]  // PGCOPY\n\377\r\n\0
        buffer += [UInt8](repeating: 0, count: 8)
        isFirst = false
      }
      while buffer.count < Session.copyChunk - 4096 {
        guard let row = iterator.next() else {
          buffer.appendBigEndian(Int16(-1))
          return false
        }
        buffer.appendBigEndian(Int16(row.count))
        for value in row { buffer.appendLengthAndField(value) }
      }
      return true
    }
  }

  /// `COPY … TO STDOUT`: each row as the server sends it.
  public func copyOut(_ sql: String, each: (UnsafeRawBufferPointer) throws -> Void) throws {
    try begin(sql, PGRES_COPY_OUT)
    var failure: (any Error)?
    var line: UnsafeMutablePointer<CChar>?
    while true {
      let count = PQgetCopyData(raw, &line, 0)
      guard count > 0 else { break }
      defer { PQfreemem(line) }
      // The rest must still be read, or the connection is lost.
      do { if failure == nil { try each(UnsafeRawBufferPointer(start: line, count: Int(count))) } } catch { failure = error }
    }
    try endOfCopy(sql)
    if let failure { throw failure }
  }

  private func begin(_ sql: String, _ status: ExecStatusType) throws {
    let result = PQexec(raw, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == status else { throw PostgresError.result(result, statement: sql) }
  }

  @discardableResult
  private func endOfCopy(_ sql: String) throws -> Int {
    let end = PQgetResult(raw)
    while let extra = PQgetResult(raw) { PQclear(extra) }
    return try rows(end, sql).affected
  }
}
