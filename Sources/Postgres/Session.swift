import CPQ

/// One connection, used by one thread at a time. Not Sendable on purpose: a `Connection` keeps it on its own queue.
public final class Session {
  /// libpq's, as 150004 for 15.4.
  public static var libraryVersion: Int { Int(PQlibVersion()) }

  let raw: OpaquePointer
  private let conninfo: String
  private var prepared: [String: String] = [:]
  private let notices = NoticeBox()
  /// Depth of `transaction` closures; deeper ones are savepoints.
  var depth = 0
  /// Prepared statements that one connection keeps; the oldest way to stay bounded is to drop them all.
  static let preparedLimit = 500

  /// Connects by a libpq connection string or URI; several hosts, TLS and passwords as libpq has them.
  public init(_ conninfo: String) throws {
    guard let raw = PQconnectdb(conninfo) else { throw PostgresError(message: "out of memory") }
    guard PQstatus(raw) == CONNECTION_OK else {
      defer { PQfinish(raw) }
      throw PostgresError.connection(raw)
    }
    (self.raw, self.conninfo) = (raw, conninfo)
    // Without a processor, every NOTICE goes straight to standard error.
    PQsetNoticeProcessor(
      raw,
      { box, text in
        guard let box, let text else { return }
        Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().handler?(String(cString: text).trimmingTrailingSpace)
      }, Unmanaged.passUnretained(notices).toOpaque())
  }
  deinit { PQfinish(raw) }

  /// Is called with each NOTICE and WARNING of the server; nil drops them.
  public func onNotice(_ handler: ((String) -> Void)?) { notices.handler = handler }

  public var socket: Int32 { PQsocket(raw) }
  public var isAlive: Bool { PQstatus(raw) == CONNECTION_OK }
  /// 150018 for 15.18.
  public var serverVersion: Int { Int(PQserverVersion(raw)) }
  var isIdle: Bool { PQtransactionStatus(raw) == PQTRANS_IDLE }

  /// Several statements at once, without values: migrations and settings.
  public func script(_ sql: String) throws {
    let result = PQexec(raw, sql)
    defer { PQclear(result) }
    try check(result, sql)
  }

  /// One statement, once.
  @discardableResult
  public func query(_ sql: String, _ parameters: Parameters = []) throws -> Rows {
    let result = parameters.withPointers { n, types, values, lengths, formats in
      PQexecParams(raw, sql, n, types, values, lengths, formats, 1)
    }
    return try rows(result, sql)
  }

  /// One statement, prepared at its first use on this connection and kept by its text.
  @discardableResult
  public func prepared(_ sql: String, _ parameters: Parameters = []) throws -> Rows {
    let name = try statement(sql, parameters)
    let result = parameters.withPointers { n, _, values, lengths, formats in
      PQexecPrepared(raw, name, n, values, lengths, formats, 1)
    }
    return try rows(result, sql)
  }

  /// Prepares without running, so that a test can find a typo.
  public func prepare(_ sql: String) throws {
    let result = PQprepare(raw, "", sql, 0, nil)
    defer { PQclear(result) }
    try check(result, sql)
  }

  func statement(_ sql: String, _ parameters: Parameters) throws -> String {
    // The same text with values of other types is another statement for the server.
    let key = sql + "\u{0}" + parameters.types.map(String.init).joined(separator: ",")
    if let name = prepared[key] { return name }
    if prepared.count >= Session.preparedLimit {
      try script("DEALLOCATE ALL")
      prepared.removeAll()
    }
    let name = "s\(prepared.count)"
    let result = PQprepare(raw, name, sql, Int32(parameters.types.count), parameters.types)
    defer { PQclear(result) }
    try check(result, sql)
    prepared[key] = name
    return name
  }

  /// Asks the server to stop what this session runs; may be called from another thread.
  func canceller() -> Canceller? { PQgetCancel(raw).map(Canceller.init) }

  /// Ends what a caller left open, so that the next one gets a clean session. False: the connection is to be dropped.
  func cleanUp() -> Bool {
    guard isAlive else { return false }
    depth = 0
    if isIdle { return true }
    // A rollback that fails is the answer: the connection is dropped, and the server rolls back by itself.
    return (try? script("ROLLBACK")) != nil && isIdle
  }

  func rows(_ result: OpaquePointer?, _ sql: String) throws -> Rows {
    do { try check(result, sql) } catch {
      PQclear(result)
      throw error
    }
    return Rows(result!)
  }

  func check(_ result: OpaquePointer?, _ sql: String) throws {
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE: return
    default:
      guard isAlive || result != nil else { throw PostgresError.connection(raw, statement: sql) }
      throw PostgresError.result(result, statement: sql)
    }
  }
}

private final class NoticeBox {
  var handler: ((String) -> Void)?
}

/// A way to interrupt a session from another thread (libpq opens a second connection for it).
final class Canceller: @unchecked Sendable {
  private let raw: OpaquePointer
  init(_ raw: OpaquePointer) { self.raw = raw }
  deinit { PQfreeCancel(raw) }
  func cancel() {
    var buffer = [CChar](repeating: 0, count: 256)
    // A failure means that there is nothing to cancel any more; the statement's own end tells the caller.
    _ = PQcancel(raw, &buffer, Int32(buffer.count))
  }
}
