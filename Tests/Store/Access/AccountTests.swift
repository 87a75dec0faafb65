import Foundation
import Postgres
import Store
import TestSupport
import Testing

@Suite("Accounts, sessions, tokens: the database decides")
struct AccountTests {
  @Test("a session begins after a password, is resumed by its secret alone, and ends for good")
  func session() throws {
    try CaseFixture.with { city in
      try city.open("hq-1")
      let service = try city.service()
      try city.signIn("hq-1", secret: "first", on: service)
      let found = try city.asPerson("first", on: service) { $0.visitor }
      #expect(found?.person == "hq-1" && found?.isCity == true && found?.roles == ["hq_clerk"])
      #expect(try city.asPerson("other", on: service) { $0.visitor } == nil)
      try AccountStore(service, city: CaseFixture.city).signOut(city.caller(""), secret: "first")
      #expect(try city.asPerson("first", on: service) { $0.visitor } == nil)
      #expect(try city.text("SELECT string_agg(kind, ' ' ORDER BY event) AS x FROM access.event") == "account_opened signed_in signed_out")
    }
  }

  @Test("idle and old sessions end; closing an account or a person's leaving ends them at once")
  func ends() throws {
    try CaseFixture.with { city in
      try city.open("hq-1", "hq-2", "land-1")
      let service = try city.service()
      for person in ["hq-1", "hq-2", "land-1"] { try city.signIn(person, secret: person, on: service) }
      try city.session.script("UPDATE access.session SET seen_at = seen_at - interval '31 minutes' WHERE person = 'hq-1'")
      #expect(try city.asPerson("hq-1", on: service) { _ in } == nil)
      try AccountStore(city.session, city: CaseFixture.city).close(city.caller("test"), "hq-2")
      #expect(try city.asPerson("hq-2", on: service) { _ in } == nil)
      try city.session.script("UPDATE office.person SET is_active = false WHERE code = 'land-1'")
      #expect(try city.asPerson("land-1", on: service) { _ in } == nil)
      #expect(try city.text("SELECT count(*)::text AS x FROM access.session WHERE ended_at IS NULL") == "0")
    }
  }

  @Test(
    "a session that has been idle for too long is in no list, though nobody has come back with it and the refused request was rolled back")
  func idleIsListedAsEnded() throws {
    try CaseFixture.with { city in
      try city.open("hq-1", "hq-2")
      let service = try city.service()
      for person in ["hq-1", "hq-2"] { try city.signIn(person, secret: person, on: service) }
      let listed =
        "SELECT string_agg(person, ' ' ORDER BY person) AS x FROM access.sessions(jsonb_build_object('city', '\(CaseFixture.city)'))"
      #expect(try city.text(listed) == "hq-1 hq-2")
      try city.session.script("UPDATE access.session SET seen_at = clock_timestamp() - interval '31 minutes' WHERE person = 'hq-1'")
      #expect(try city.text(listed) == "hq-2")
      // The request finds nobody, fails, and takes its mark back.
      struct Refused: Error {}
      #expect(throws: Refused.self) {
        try city.session.transaction { session in
          try session.script(
            "SELECT * FROM access.resume('\(CaseFixture.city)', (SELECT secret_hash FROM access.session WHERE person = 'hq-1'))")
          throw Refused()
        }
      }
      #expect(try city.text("SELECT count(*)::text AS x FROM access.session WHERE ended_at IS NULL") == "2")
      #expect(try city.text(listed) == "hq-2")
      try AccountStore(city.session, city: CaseFixture.city).close(city.caller("test"), "hq-2")
      #expect(try city.text("SELECT count(*)::text AS x FROM access.sessions(jsonb_build_object('city', '\(CaseFixture.city)'))") == "0")
    }
  }

  @Test(
    "five failed tries lock the account, tries side by side are all counted, and a right password then changes nothing until it is over")
  func lock() throws {
    try CaseFixture.with { city in
      try city.open("hq-1")
      let service = try city.service()
      let accounts = AccountStore(service, city: CaseFixture.city)
      for _ in 0..<5 { #expect(try accounts.challenge("hq-1")?.isLocked == false) }
      #expect(try accounts.challenge("hq-1")?.isLocked == true)
      #expect(try accounts.challenge("nobody") == nil)
      try city.session.script("UPDATE access.account SET locked_until = clock_timestamp() - interval '1 second'")
      #expect(try accounts.challenge("hq-1")?.isLocked == false)
    }
  }

  @Test("a new password takes back the try that the old one counted as, and ends every other session")
  func password() throws {
    try CaseFixture.with { city in
      try city.open("hq-1")
      let service = try city.service()
      let accounts = AccountStore(service, city: CaseFixture.city)
      for secret in ["here", "there"] { try city.signIn("hq-1", secret: secret, on: service) }
      for _ in 0..<10 {
        #expect(try accounts.challenge("hq-1")?.isLocked == false)
        try city.asPerson("here", on: service, isOfficer: false) { resumed in
          try accounts.changePassword(city.caller("hq-1"), passwordHash: CaseFixture.hash, kept: resumed.session)
        }
      }
      #expect(try city.asPerson("there", on: service) { _ in } == nil)
      #expect(try city.asPerson("here", on: service) { $0.mustChange } == false)
    }
  }

  @Test("more sessions than allowed end the oldest")
  func many() throws {
    try CaseFixture.with { city in
      try city.open("hq-1")
      let service = try city.service()
      for number in 1...7 { try city.signIn("hq-1", secret: "s\(number)", on: service) }
      #expect(try city.asPerson("s2", on: service) { _ in } == nil)
      #expect(try city.asPerson("s3", on: service) { $0.visitor.person } == "hq-1")
      #expect(try city.text("SELECT count(*)::text AS x FROM access.session WHERE ended_at IS NULL") == "5")
    }
  }

  @Test("a second factor counts once, from its first right code on; a secret of RFC 6238 gives its codes")
  func secondFactor() throws {
    try CaseFixture.with { city in
      // Appendix B of RFC 6238: the secret 12345678901234567890 at 59 s gives 94287082, of which six digits are 287082.
      let step = try city.text(
        """
        SELECT lpad((((get_byte(m, o) & 127)::bigint * 16777216 + get_byte(m, o + 1) * 65536 + get_byte(m, o + 2) * 256 + get_byte(m, o + 3)) % 1000000)::text, 6, '0') AS x
        FROM (SELECT hmac(int8send(1::bigint), '12345678901234567890'::bytea, 'sha1') AS m) a, LATERAL (SELECT get_byte(m, 19) & 15 AS o) b
        """)
      #expect(step == "287082")
      try city.open("hq-1")
      let service = try city.service()
      try city.signIn("hq-1", secret: "one", on: service)
      let accounts = AccountStore(service, city: CaseFixture.city)
      func offer(_ code: String) throws -> String? {
        try city.asPerson("one", on: service, isOfficer: false) { _ in try accounts.offerSecondFactor(city.caller("hq-1"), code: code) }
          ?? nil
      }
      #expect(try offer("")?.count == 40)
      let right = try Self.code(city)
      let wrong = right == "000000" ? "000001" : "000000"
      #expect(
        try city.asPerson("one", on: service, isOfficer: false) { _ in try accounts.confirmSecondFactor(city.caller("hq-1"), code: wrong) }
          == false)
      #expect(
        try city.asPerson("one", on: service, isOfficer: false) { _ in try accounts.confirmSecondFactor(city.caller("hq-1"), code: right) }
          == true)
      #expect(try accounts.challenge("hq-1")?.needsCode == true)
      #expect(try !accounts.signIn(city.caller("hq-1"), secret: "two", code: "", agent: ""))
      #expect(try !accounts.signIn(city.caller("hq-1"), secret: "two", code: right, agent: ""), "the same code again")
      try city.session.script("UPDATE access.account SET totp_step = 0")
      let next = try Self.code(city)
      #expect(try accounts.signIn(city.caller("hq-1"), secret: "two", code: next, agent: ""))
      // Another in its place wants a code of it that was not used.
      #expect(try offer("") == nil && offer(wrong) == nil && offer(next) == nil)
      try city.session.script("UPDATE access.account SET totp_step = 0")
      #expect(try offer(Self.code(city))?.count == 40)
    }
  }

  /// The code of now, made here from the stored secret.
  private static func code(_ city: CaseFixture) throws -> String {
    try city.text(
      """
      SELECT lpad((((get_byte(m, o) & 127)::bigint * 16777216 + get_byte(m, o + 1) * 65536 + get_byte(m, o + 2) * 256 + get_byte(m, o + 3)) % 1000000)::text, 6, '0') AS x
      FROM (SELECT hmac(int8send(floor(extract(epoch FROM clock_timestamp()) / 30)::bigint), coalesce(totp_secret, totp_offered), 'sha1') AS m FROM access.account) a,
        LATERAL (SELECT get_byte(m, 19) & 15 AS o) b
      """)
  }

  @Test("a token does what its scope says, for its person, until it is revoked")
  func token() throws {
    try CaseFixture.with { city in
      try city.open("hq-1", "land-1")
      let service = try city.service()
      try city.signIn("hq-1", secret: "s", on: service)
      let accounts = AccountStore(service, city: CaseFixture.city)
      let token = try city.asPerson("s", on: service, isOfficer: false) { _ in
        try accounts.issueToken(city.caller("hq-1"), name: "BI", secret: "t", scopes: ["read"], days: 30)
      }
      #expect(try service.transaction { _ in try accounts.resume(token: "t", asOfficer: true)?.scopes } == ["read"])
      try city.signIn("land-1", secret: "l", on: service)
      #expect(
        try city.refusal {
          _ = try city.asPerson("l", on: service, isOfficer: false) { _ in try accounts.revokeToken(city.caller("land-1"), token ?? 0) }
        } == "YS405", "another's")
      try city.asPerson("s", on: service, isOfficer: false) { _ in try accounts.revokeToken(city.caller("hq-1"), token ?? 0) }
      #expect(try service.transaction { _ in try accounts.resume(token: "t", asOfficer: true)?.scopes } == nil)
    }
  }

  @Test("three offices: nobody holds two of them, each does its own, and reading the record is a line of it")
  func offices() throws {
    try CaseFixture.with { city in
      #expect(
        try city.refusal {
          try city.session.script("INSERT INTO office.post (city, person, unit, role) VALUES ('371500', 'sys-1', 'data', 'audit_admin')")
        } == "23505")
      try city.open("sys-1", "sec-1", "aud-1", "hq-1")
      let service = try city.service()
      for person in ["sys-1", "sec-1", "aud-1", "hq-1"] { try city.signIn(person, secret: person, on: service) }
      let accounts = AccountStore(service, city: CaseFixture.city)
      func attempt(_ person: String, _ body: () throws -> Void) throws -> String? {
        try city.refusal { _ = try city.asPerson(person, on: service, isOfficer: false) { _ in try body() } }
      }
      let opening = { (person: String) in try accounts.open(city.caller(person), "land-1", passwordHash: CaseFixture.hash) }
      let reading = { (person: String) in _ = try accounts.events(city.caller(person), search: "", before: nil) }
      #expect(try attempt("sys-1") { try opening("sys-1") } == nil)
      #expect(try attempt("sec-1") { try opening("sec-1") } == "YS405")
      #expect(try attempt("hq-1") { try opening("sys-1") } == "YS405", "in another's name")
      #expect(try attempt("aud-1") { try reading("aud-1") } == nil)
      #expect(try attempt("sys-1") { try reading("sys-1") } == "YS405")
      #expect(try city.text("SELECT count(*)::text AS x FROM access.event WHERE kind = 'audit_read'") == "1")
      let number = Int64(try city.text("SELECT session::text AS x FROM access.session WHERE person = 'hq-1'")) ?? 0
      #expect(try attempt("sys-1") { try accounts.kill(city.caller("sys-1"), session: number) } == "YS405")
      #expect(try attempt("sec-1") { try accounts.kill(city.caller("sec-1"), session: number) } == nil)
      #expect(try city.asPerson("hq-1", on: service) { _ in } == nil)
    }
  }

  @Test("the record can't be changed; what is changed past the triggers shows at its line")
  func record() throws {
    try CaseFixture.with { city in
      try city.open("hq-1", "hq-2", "land-1")
      #expect(try city.refusal { try city.session.script("UPDATE access.event SET person = 'x'") } == "YS400")
      #expect(try city.refusal { try city.session.script("DELETE FROM access.event") } == "YS400")
      #expect(try city.refusal { try city.session.script("TRUNCATE access.event") } == "YS400")
      let accounts = AccountStore(city.session, city: CaseFixture.city)
      #expect(try accounts.firstFault() == nil)
      try city.session.script(
        "ALTER TABLE access.event DISABLE TRIGGER keep; UPDATE access.event SET subject = 'x' WHERE event = 2; ALTER TABLE access.event ENABLE TRIGGER keep"
      )
      #expect(try accounts.firstFault()?.event == 2)
    }
  }

  @Test("the service reads no table by itself, and an officer of a county no other county's rows, whatever a handler asks")
  func rights() throws {
    try CaseFixture.with { city in
      try city.open("g-1")
      let service = try city.service()
      for table in ["access.account", "access.session", "access.token", "access.event", "work.request"] {
        #expect(try city.refusal { _ = try service.query("SELECT * FROM \(table)") } == "42501", "\(table)")
      }
      try city.signIn("g-1", secret: "g", on: service)
      try city.asPerson("g", on: service) { _ in
        let codes = try service.query("SELECT string_agg(code, ' ' ORDER BY code) AS x FROM library.project").string(0, "x")
        #expect(codes == "Q1")
        #expect(try DocumentStoreProbe.sees("P1", service) == false)
        #expect(try DocumentStoreProbe.sees("Q1", service) == true)
        #expect(try LedgerStore(service, city: CaseFixture.city).sources(of: "P4").rows.isEmpty)
      }
    }
  }

  private enum DocumentStoreProbe {
    static func sees(_ project: String, _ session: Session) throws -> Bool {
      do {
        _ = try DocumentStore(session, city: CaseFixture.city).project(project)
        return true
      } catch StoreError.noProject { return false }
    }
  }
}
