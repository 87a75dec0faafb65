public import Postgres

/// Accounts, sessions and tokens. The database keeps the SHA-256 of secrets; passwords come as what the service made of them.
public struct AccountStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  // MARK: Signing in

  public struct Challenge: Sendable {
    public var passwordHash: String
    public var isLocked: Bool
    public var needsCode: Bool
  }

  /// Counts a failed try; commit it before the password is looked at. nil where there is no open account.
  public func challenge(_ person: String) throws -> Challenge? {
    let rows = try session.prepared(Query("access_challenge").text(), [.text(city), .text(person)])
    guard rows.count == 1 else { return nil }
    return Challenge(
      passwordHash: try rows.string(0, "password_hash"), isLocked: try rows.bool(0, "is_locked"), needsCode: try rows.bool(0, "needs_code"))
  }

  /// Begins a session and takes the failed try back. false: the second factor was wrong.
  public func signIn(_ caller: Caller, secret: String, code: String, agent: String) throws -> Bool {
    let values: Parameters = [.text(try JSON.text(caller)), .text(secret), .text(code), .text(agent)]
    return try session.prepared(Query("access_sign_in").text(), values).count == 1
  }

  /// Begins a session for whom `issuer` has signed in. false: no open account has that name.
  public func signIn(_ caller: Caller, secret: String, issuer: String, agent: String) throws -> Bool {
    let values: Parameters = [.text(try JSON.text(caller)), .text(secret), .text(issuer), .text(agent)]
    return try session.prepared(Query("access_sign_in_elsewhere").text(), values).count == 1
  }

  public func refused(_ caller: Caller, why: String) throws {
    _ = try session.prepared(Query("access_refused").text(), [.text(try JSON.text(caller)), .text(why)])
  }

  public func signOut(_ caller: Caller, secret: String) throws {
    _ = try session.prepared(Query("access_sign_out").text(), [.text(try JSON.text(caller)), .text(secret)])
  }

  // MARK: Going on

  public struct Resumed: Sendable {
    public var session: Int64
    public var visitor: Visitor
    /// Only the page on which the password is changed is open.
    public var mustChange: Bool
    /// Only the page on which a second factor is set up is open.
    public var needsFactor: Bool
  }

  /// Whose session it is, nil when it has ended. To the end of the transaction the database acts for this person,
  /// `asOfficer` under row security, else with the few rights of the service.
  public func resume(secret: String, asOfficer: Bool) throws -> Resumed? {
    let rows = try session.prepared(Query("access_resume").text(), [.text(city), .text(secret), .bool(asOfficer)])
    guard rows.count == 1 else { return nil }
    return Resumed(
      session: try rows.int64(0, "session"), visitor: try JSON.decode(Visitor.self, try rows.string(0, "facts")),
      mustChange: try rows.bool(0, "must_change"), needsFactor: try rows.bool(0, "needs_factor"))
  }

  /// The same for a program's token, with its scopes (read, write).
  public func resume(token: String, asOfficer: Bool) throws -> (visitor: Visitor, scopes: [String])? {
    let rows = try session.prepared(Query("access_resume_token").text(), [.text(city), .text(token), .bool(asOfficer)])
    guard rows.count == 1 else { return nil }
    return (try JSON.decode(Visitor.self, try rows.string(0, "facts")), try rows.stringArray(0, "scopes"))
  }

  // MARK: Accounts

  public func profile() throws -> String { try session.prepared(Query("access_profile").text(), [.text(city)]).string(0, "profile") }

  /// Names of rules with their values.
  public func rules() throws -> Listing { try Listing(session.prepared(Query("access_rules").text(), [.text(city)])) }

  /// Rules that are left out stay as they are.
  public func setRules(_ caller: Caller, _ rules: [String: String]) throws {
    _ = try session.prepared(Query("access_set_rules").text(), [.text(try JSON.text(caller)), .text(try JSON.text(rules))])
  }

  public func open(_ caller: Caller, _ person: String, passwordHash: String) throws {
    _ = try session.prepared(Query("access_open_account").text(), [.text(try JSON.text(caller)), .text(person), .text(passwordHash)])
  }

  public func close(_ caller: Caller, _ person: String) throws {
    _ = try session.prepared(Query("access_close_account").text(), [.text(try JSON.text(caller)), .text(person)])
  }

  /// `kept`: the session that goes on; all others of the account end.
  public func changePassword(_ caller: Caller, passwordHash: String, kept: Int64) throws {
    let values: Parameters = [.text(try JSON.text(caller)), .text(passwordHash), .int8(kept)]
    _ = try session.prepared(Query("access_change_password").text(), values)
  }

  /// Another secret for the person's own session: when what the session may do has grown, an older cookie opens nothing.
  public func rotate(_ caller: Caller, session number: Int64, secret: String) throws {
    let values: Parameters = [.text(try JSON.text(caller)), .int8(number), .text(secret)]
    _ = try session.prepared(Query("access_rotate_session").text(), values)
  }

  public func kill(_ caller: Caller, session number: Int64) throws {
    _ = try session.prepared(Query("access_kill_session").text(), [.text(try JSON.text(caller)), .int8(number)])
  }

  public func issueToken(_ caller: Caller, name: String, secret: String, scopes: [String], days: Int) throws -> Int64 {
    let values: Parameters = [
      .text(try JSON.text(caller)), .text(name), .text(secret), .textArray(scopes), .int4(Int32(clamping: days)),
    ]
    return try session.prepared(Query("access_issue_token").text(), values).int64(0, "token")
  }

  public func revokeToken(_ caller: Caller, _ token: Int64) throws {
    _ = try session.prepared(Query("access_revoke_token").text(), [.text(try JSON.text(caller)), .int8(token)])
  }

  /// 40 hexadecimal digits, to be shown once; nil: `code`, which who has a second factor shows of it, was wrong.
  public func offerSecondFactor(_ caller: Caller, code: String) throws -> String? {
    try session.prepared(Query("access_offer_totp").text(), [.text(try JSON.text(caller)), .text(code)]).optionalString(0, "secret")
  }

  /// Takes a lost one away from somebody else.
  public func resetSecondFactor(_ caller: Caller, of person: String) throws {
    _ = try session.prepared(Query("access_reset_totp").text(), [.text(try JSON.text(caller)), .text(person)])
  }

  public func confirmSecondFactor(_ caller: Caller, code: String) throws -> Bool {
    try session.prepared(Query("access_confirm_totp").text(), [.text(try JSON.text(caller)), .text(code)]).bool(0, "is_right")
  }

  // MARK: What is read

  public func accounts(_ caller: Caller) throws -> Listing { try list(Query("access_accounts"), caller) }
  public func sessions(_ caller: Caller) throws -> Listing { try list(Query("access_sessions"), caller) }
  public func tokens(_ caller: Caller) throws -> Listing { try list(Query("access_tokens"), caller) }

  /// 200 lines before `before`, newest first, where `search` occurs in any of their parts. That it was read is noted.
  public func events(_ caller: Caller, search: String, before: Int64?) throws -> Listing {
    let values: Parameters = [.text(try JSON.text(caller)), .text(search), .optional(before)]
    return try Listing(session.prepared(Query("access_events").text(), values))
  }

  /// The first line of the security record that was changed; nil: none.
  public func firstFault() throws -> (event: Int64, fault: String)? {
    let rows = try session.prepared(Query("access_verify").text(), [.text(city)])
    return rows.count == 0 ? nil : (try rows.int64(0, "event"), try rows.string(0, "fault"))
  }

  private func list(_ query: Query, _ caller: Caller) throws -> Listing {
    try Listing(session.prepared(query.text(), [.text(try JSON.text(caller))]))
  }
}
