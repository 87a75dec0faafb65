import CPQ

/// What the server, or libpq itself, refused. Data for whoever turns it into a sentence.
public struct PostgresError: Error, Hashable, Sendable {
  /// SQLSTATE; nil when the failure is not the server's (no connection, broken protocol).
  public var sqlState: String?
  public var message: String
  public var detail: String?
  public var hint: String?
  public var constraint: String?
  /// What the statement was, for logs.
  public var statement: String?
  /// The connection broke while a COMMIT was under way: whether it happened must be asked by idempotency key.
  public var isOutcomeUnknown = false

  public init(sqlState: String? = nil, message: String, detail: String? = nil, hint: String? = nil, statement: String? = nil) {
    (self.sqlState, self.message, self.detail, self.hint, self.statement) = (sqlState, message, detail, hint, statement)
  }

  /// Serialisation failure or deadlock: the same transaction may succeed when it is run again.
  public var isRetryable: Bool { sqlState == "40001" || sqlState == "40P01" }
  /// No server, or it went away: nothing that the statement says.
  public var isConnectionLoss: Bool {
    guard let sqlState else { return true }
    return sqlState.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(sqlState)
  }
  /// Refused by one of our own functions (YS…), with a sentence for people in `message` and `hint`.
  public var isOurs: Bool { sqlState?.hasPrefix("YS") ?? false }

  static func connection(_ raw: OpaquePointer?, statement: String? = nil) -> PostgresError {
    PostgresError(message: String(cString: PQerrorMessage(raw)).trimmingTrailingSpace, statement: statement)
  }

  static func result(_ raw: OpaquePointer?, statement: String?) -> PostgresError {
    // PG_DIAG_* are C character macros, which Swift does not import: 'C', 'M', 'D', 'H', 'n'.
    func field(_ code: Character) -> String? {
      PQresultErrorField(raw, Int32(code.asciiValue!)).map { String(cString: $0) }
    }
    var error = PostgresError(
      sqlState: field("C"), message: field("M") ?? String(cString: PQresultErrorMessage(raw)).trimmingTrailingSpace, detail: field("D"),
      hint: field("H"), statement: statement)
    error.constraint = field("n")
    return error
  }
}

extension PostgresError: CustomStringConvertible {
  public var description: String {
    [sqlState.map { "[\($0)]" }, message, detail, hint].compactMap(\.self).joined(separator: " ")
  }
}

extension String {
  var trimmingTrailingSpace: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
