public enum Isolation: String, Sendable {
  case readCommitted = "READ COMMITTED"
  case repeatableRead = "REPEATABLE READ"
  case serializable = "SERIALIZABLE"
}

extension Session {
  /// The closure is the transaction: it commits when the closure returns and rolls back when it throws.
  ///
  /// Inside another transaction it is a savepoint, and `isolation` and `readOnly` are those of the outer one.
  /// When the connection breaks during COMMIT the error says `isOutcomeUnknown`.
  public func transaction<R>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: (Session) throws -> R
  ) throws -> R {
    if depth > 0 { return try savepoint(body) }
    try script("BEGIN ISOLATION LEVEL \(isolation.rawValue)\(readOnly ? " READ ONLY" : "")")
    depth = 1
    defer { depth = 0 }
    let result: R
    do { result = try body(self) } catch {
      rollback("ROLLBACK")
      throw error
    }
    do { try script("COMMIT") } catch var error as PostgresError {
      error.isOutcomeUnknown = error.isConnectionLoss
      throw error
    }
    return result
  }

  /// Runs the closure and undoes all of it: a dry run is the real run, rolled back.
  public func dryRun<R>(_ body: (Session) throws -> R) throws -> R {
    try script(depth == 0 ? "BEGIN" : "SAVEPOINT dry")
    depth += 1
    defer {
      depth -= 1
      rollback(depth == 0 ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT dry; RELEASE SAVEPOINT dry")
    }
    return try body(self)
  }

  private func savepoint<R>(_ body: (Session) throws -> R) throws -> R {
    let name = "s\(depth)"
    try script("SAVEPOINT \(name)")
    depth += 1
    defer { depth -= 1 }
    do {
      let result = try body(self)
      try script("RELEASE SAVEPOINT \(name)")
      return result
    } catch {
      rollback("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
      throw error
    }
  }

  /// The first error is the one that matters: a rollback that fails too has lost its connection, and with it the transaction.
  private func rollback(_ sql: String) {
    do { try script(sql) } catch {}
  }
}
