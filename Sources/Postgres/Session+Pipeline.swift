import CPQ

extension Session {
  /// Runs of one statement that share a round trip.
  public static let pipelineDepth = 64

  /// Runs one statement for each of `batch` with one round trip for `depth` of them. The first failure is thrown after the rest of its
  /// round trip was read (they are aborted by the server), so the session stays usable.
  public func pipeline(_ sql: String, _ batch: [Parameters], depth: Int = pipelineDepth, each: (borrowing Rows) throws -> Void) throws {
    guard let first = batch.first else { return }
    let name = try statement(sql, first)
    guard PQenterPipelineMode(raw) == 1 else { throw PostgresError.connection(raw, statement: sql) }
    defer { PQexitPipelineMode(raw) }
    var sent = 0
    while sent < batch.count {
      let end = min(sent + depth, batch.count)
      try send(name, batch[sent..<end], sql)
      try receive(end - sent, sql, each)
      sent = end
    }
  }

  private func send(_ name: String, _ batch: ArraySlice<Parameters>, _ sql: String) throws {
    for parameters in batch {
      let ok = parameters.withPointers { n, _, values, lengths, formats in
        PQsendQueryPrepared(raw, name, n, values, lengths, formats, 1)
      }
      guard ok == 1 else { throw PostgresError.connection(raw, statement: sql) }
    }
    guard PQpipelineSync(raw) == 1 else { throw PostgresError.connection(raw, statement: sql) }
  }

  private func receive(_ count: Int, _ sql: String, _ each: (borrowing Rows) throws -> Void) throws {
    var failure: (any Error)?
    for _ in 0..<count {
      while let result = PQgetResult(raw) {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
          let rows = Rows(result)
          do { if failure == nil { try each(rows) } } catch { failure = error }
        case PGRES_FATAL_ERROR:
          if failure == nil { failure = PostgresError.result(result, statement: sql) }
          PQclear(result)
        default: PQclear(result)
        }
      }
      guard isAlive else { throw PostgresError.connection(raw, statement: sql) }
    }
    PQclear(PQgetResult(raw))  // the mark of the sync
    if let failure { throw failure }
  }
}
