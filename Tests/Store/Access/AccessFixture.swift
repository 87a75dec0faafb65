import Postgres
import Store

/// A session with the rights of the service, which reads no table of its own.
extension CaseFixture {
  static let hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2Fs$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo"

  func service() throws -> Session {
    let session = try Session(conninfo + " options='-c role=yaosu_service -c yaosu.today=\(Self.lastDay)'")
    return session
  }

  func caller(_ person: String, key: String? = nil, reason: String? = nil) -> Caller {
    Caller(city: Self.city, person: person, address: "192.0.2.1", request: "r1", key: key, reason: reason)
  }

  func open(_ people: String...) throws {
    for person in people { try AccountStore(session, city: Self.city).open(caller("test"), person, passwordHash: Self.hash) }
  }

  /// Signs in and changes the first password, so that everything is open.
  func signIn(_ person: String, secret: String, on session: Session) throws {
    let accounts = AccountStore(session, city: Self.city)
    _ = try accounts.challenge(person)
    _ = try accounts.signIn(caller(person), secret: secret, code: "", agent: "test")
    try self.session.script("UPDATE access.account SET must_change = false WHERE person = '\(person)'")
  }

  /// Does something as the person of a session of the service, as the console does.
  func asPerson<R>(_ secret: String, on session: Session, isOfficer: Bool = true, _ body: (AccountStore.Resumed) throws -> R) throws -> R? {
    try session.transaction { session in
      let accounts = AccountStore(session, city: Self.city)
      guard let resumed = try accounts.resume(secret: secret, asOfficer: isOfficer) else { return nil }
      return try body(resumed)
    }
  }
}
