import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Operations
import Passwords
import Postgres
import Store

/// One request, with what is needed to answer it. The database is reached only through `read` and `write`, which take the person from the session
/// inside the same transaction: there is no way to ask for somebody else's rows.
struct Visit: Sendable {
  let house: House
  let request: Request
  let context: ConsoleContext
  let language: Language
  let query: Fields
  /// Where the answer is kept; nil: it isn't one that is.
  var slot: AnswerMemory.Slot?

  init(_ house: House, _ request: Request, _ context: ConsoleContext) throws {
    self.init(withoutQuery: house, request, context, query: try Fields(request.uri.query ?? ""))
  }

  /// For what is looked at before the query, and for the answer to a query that can't be read.
  init(withoutQuery house: House, _ request: Request, _ context: ConsoleContext, query: Fields = Fields(pairs: [])) {
    (self.house, self.request, self.context, self.query) = (house, request, context, query)
    language = Self.language(request)
  }

  var city: String { house.configuration.city }
  var today: String? { house.configuration.today }
  /// Whether pages or programs are spoken to.
  var isProgram: Bool { request.uri.path.hasPrefix("/api/") }

  // MARK: Who asks

  static let cookieName = "yaosu"
  static let languageCookie = "yaosu_lang"

  /// What the session's cookie holds: a secret, a dot, and what forms of this session carry.
  var secret: String? { request.cookies[Self.cookieName]?.value }
  var formToken: String { secret.flatMap { $0.split(separator: ".").last.map(String.init) } ?? "" }
  private var bearer: String? { Self.bearer(request) }
  /// In lower case, which a blank is in both.
  private static let scheme = Array("bearer ".utf8)
  /// What a program shows. Another kind of authorization, as a proxy may add it to everybody's requests, says nothing of who asks.
  static func bearer(_ request: Request) -> String? {
    guard let text = request.headers[.authorization] else { return nil }
    let bytes = text.utf8
    guard bytes.count > scheme.count, zip(bytes, scheme).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    let secret = bytes.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }
    return String(Substring(secret.prefix { $0 != UInt8(ascii: " ") }))
  }

  var address: String {
    if house.configuration.trustsProxy, let forwarded = request.headers[HTTPField.Name("X-Forwarded-For")!] {
      return String(forwarded.split(separator: ",").last ?? "").trimmingCharacters(in: .whitespaces)
    }
    return context.remoteAddress?.ipAddress ?? "unix"
  }

  func caller(_ person: String, reason: String? = nil) -> Caller {
    Caller(city: city, person: person, address: address, request: context.id, key: idempotencyKey, reason: reason)
  }

  /// Of programs the header, of forms a field that the page made.
  var idempotencyKey: String? { request.headers[HTTPField.Name("Idempotency-Key")!].map { String($0.prefix(200)) } }

  // MARK: The database

  /// A desk at which one person works, for one transaction.
  struct Desk {
    let session: Session
    let city: String
    let visitor: Visitor
    /// Number of the session; nil for a program's token.
    let number: Int64?
    let language: Language
    let today: String?
    let caller: Caller
    let catalogue: ReportCatalogue
    let shelf: RunShelf

    var person: String { visitor.person }
    var reports: ReportStore { ReportStore(session, city: city, catalogue: catalogue) }
    var runs: RunStore { RunStore(session, city: city, shelf: shelf) }
    var documents: DocumentMaker {
      DocumentMaker(session: session, city: city, language: language, today: today, catalogue: catalogue)
    }
    var lists: ListStore { ListStore(session, city: city) }
    var cases: CaseStore { CaseStore(session, city: city, person: person) }
    var jobs: JobStore { JobStore(session, city: city) }
    var proposals: ProposalStore { ProposalStore(session, city: city) }
    var views: ViewStore { ViewStore(session, city: city) }
  }

  /// Reads with the rights of who asks. Throws `signInNeeded` without a session.
  func read<R: Sendable>(_ body: @Sendable (Desk) throws -> R) async throws -> R { try await at(house.pool, writes: false, body) }

  /// A part of a page that stays the same for this person until something changes: read and drawn anew only then. Who asks is looked up each time. What
  /// is of one session, a form with its token, has no place in it.
  func kept<R: Sendable>(_ read: @Sendable (Desk) throws -> R, _ draw: (Visitor, R) -> HTML) async throws -> (visitor: Visitor, part: HTML)
  {
    let (visitor, part, _) = try await kept(read, beside: { _ in () }, draw)
    return (visitor, part)
  }

  /// `beside`: what is read each time, in the same transaction.
  func kept<R: Sendable, S: Sendable>(
    _ read: @Sendable (Desk) throws -> R, beside: @Sendable (Desk) throws -> S, _ draw: (Visitor, R) -> HTML
  ) async throws -> (visitor: Visitor, part: HTML, beside: S) {
    let (visitor, slot, found, beside) = try await self.read { desk -> (Visitor, AnswerMemory.Slot, R?, S) in
      // Looked for before anything is read.
      let slot = house.memory.slot(.person(desk.person), request)
      return (desk.visitor, slot, slot.answer == nil ? try read(desk) : nil, try beside(desk))
    }
    if let answer = slot.answer { return (visitor, HTML(trusted: String(buffer: answer.body)), beside) }
    let part = found.map { draw(visitor, $0) } ?? .empty
    house.memory.keep(.init(tag: "", body: ByteBuffer(string: part.text)), in: slot)
    return (visitor, part, beside)
  }

  /// Long reads of whole reports, from the standby where there is one. Who asks is looked up where sessions end at once; what the standby hasn't heard of
  /// yet, or can't tell because it is away, is read where everything is.
  func report<R: Sendable>(_ body: @Sendable (Desk) throws -> R) async throws -> R {
    guard let standby = house.standby else { return try await read(body) }
    let visitor = try await read { $0.visitor }
    do {
      return try await at(standby, writes: false) { desk in
        // Posts that were given or taken since are rights that the standby hasn't heard of.
        guard desk.visitor == visitor else { throw ConsoleError.signInNeeded }
        return try body(desk)
      }
    } catch ConsoleError.signInNeeded {
      house.logger.info("the standby is behind", metadata: ["path": "\(request.uri.path)"])
    } catch let error as PostgresError where error.isConnectionLoss {
      house.logger.warning("the standby is away", metadata: ["error": "\(error)"])
    }
    return try await read(body)
  }

  /// Writes, after the form's token has been looked at.
  func write<R: Sendable>(_ form: Fields? = nil, _ body: @Sendable (Desk) throws -> R) async throws -> R {
    if bearer == nil { try checkForm(form) }
    return try await at(house.pool, writes: true, body)
  }

  /// Writes only while the entity tag that `present` reads is the one that the caller has seen (`If-Match`); without the header it is `write`. Throws `ConsoleError.changed`.
  ///
  /// Reading and writing see one moment: what another changes in between is refused by the database as a conflict.
  func write<R: Sendable>(ifMatch tag: String?, _ present: @Sendable (Desk) throws -> String, _ body: @Sendable (Desk) throws -> R)
    async throws -> R
  {
    guard let tag, tag != "*" else { return try await write(nil, body) }
    if bearer == nil { try checkForm(nil) }
    return try await at(house.pool, writes: true, isolation: .repeatableRead) { desk in
      guard try present(desk) == tag else { throw ConsoleError.changed }
      return try body(desk)
    }
  }

  /// What a session may do that isn't whole yet.
  enum Opening {
    /// Nothing.
    case none
    /// Set up the second factor that is asked of it.
    case factor
    /// Change the password that somebody else gave it, or that is too old.
    case password
  }

  /// With the rights of the service itself, which may only run what signing in and accounts need.
  func asService<R: Sendable>(_ form: Fields? = nil, opens: Opening = .none, _ body: @Sendable (Desk) throws -> R) async throws -> R {
    if let form { try checkForm(form) }
    return try await at(house.pool, writes: true, isOfficer: false, opens: opens, body)
  }

  /// The same for programs, who show a token, or the form's token of a browser's session.
  func asService<R: Sendable>(writes: Bool, _ body: @Sendable (Desk) throws -> R) async throws -> R {
    if writes, bearer == nil { try checkForm(nil) }
    return try await at(house.pool, writes: writes, isOfficer: false, body)
  }

  private func at<R: Sendable>(
    _ pool: ConnectionPool, writes: Bool, isOfficer: Bool = true, opens: Opening = .none, isolation: Isolation = .readCommitted,
    _ body: @Sendable (Desk) throws -> R
  ) async throws -> R {
    // Whoever has written reads what was written, even before the database's word of it is here.
    defer { if writes { house.memory.forget() } }
    return try await pool.transaction(isolation: isolation) { session in
      let accounts = AccountStore(session, city: city)
      let visitor: Visitor
      var number: Int64?
      if let bearer {
        guard let found = try accounts.resume(token: bearer, asOfficer: isOfficer) else { throw ConsoleError.signInNeeded }
        guard !writes || found.scopes.contains("write") else { throw ConsoleError.scope }
        visitor = found.visitor
      } else {
        guard let secret, let found = try accounts.resume(secret: secret, asOfficer: isOfficer) else { throw ConsoleError.signInNeeded }
        guard !found.mustChange || opens == .password else { throw ConsoleError.passwordChangeNeeded }
        guard !found.needsFactor || opens != .none else { throw ConsoleError.secondFactorNeeded }
        (visitor, number) = (found.visitor, found.session)
      }
      if isOfficer { try house.catalogue.refreshGlossary(session, city: city) }
      return try body(
        Desk(
          session: session, city: city, visitor: visitor, number: number, language: language, today: today, caller: caller(visitor.person),
          catalogue: house.catalogue, shelf: house.shelf))
    }
  }

  /// A form must carry the token of its session, and must come from our own pages.
  func checkForm(_ form: Fields?) throws {
    if let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!], !["same-origin", "none"].contains(site) {
      throw ConsoleError.foreignForm
    }
    let given = form?["_token"] ?? request.headers[HTTPField.Name("X-Form-Token")!] ?? ""
    guard !formToken.isEmpty, Secret.areEqual(given, formToken) else { throw ConsoleError.foreignForm }
  }

  // MARK: Bodies

  /// A form as pages send it.
  func form() async throws -> Fields {
    try expect("application/x-www-form-urlencoded")
    return try Fields(String(decoding: try await body(ConsoleConfiguration.bodyLimit), as: UTF8.self))
  }

  func upload() async throws -> Upload {
    try expect("multipart/form-data")
    guard let upload = Upload(contentType: request.headers[.contentType] ?? "", body: try await body(ConsoleConfiguration.fileLimit)) else {
      throw HTTPError(.badRequest, message: language("文件没有完整送达。", "The file didn't arrive whole."))
    }
    return upload
  }

  /// A file as the whole body.
  func fileBody(_ types: [String]) async throws -> [UInt8] {
    guard types.contains(where: isOf) else { throw ConsoleError.unsupportedType(expected: types.joined(separator: ", ")) }
    return try await body(ConsoleConfiguration.fileLimit)
  }

  func jsonBody() async throws -> Data {
    try expect("application/json")
    return Data(try await body(ConsoleConfiguration.bodyLimit))
  }

  private func expect(_ type: String) throws {
    guard isOf(type) else { throw ConsoleError.unsupportedType(expected: type) }
  }

  private func isOf(_ type: String) -> Bool {
    let given = request.headers[.contentType]?.lowercased() ?? ""
    return given == type || given.hasPrefix(type + ";") || given.hasPrefix(type + " ")
  }

  private func body(_ limit: Int) async throws -> [UInt8] {
    let request = request
    return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        do { return Array(buffer: try await request.body.collect(upTo: limit)) } catch let error as any HTTPResponseError {
          throw error
        } catch {
          // Whatever the channel says, the caller went away or sent less than was announced.
          throw HTTPError(.badRequest, message: "the body didn't arrive whole")
        }
      }
      group.addTask {
        try await Task.sleep(for: .seconds(ConsoleConfiguration.bodySeconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let bytes = try await group.next() ?? nil else { throw HTTPError(.requestTimeout, message: "the body took too long") }
      return bytes
    }
  }

  static func language(_ request: Request) -> Language {
    if request.headers[.cookie] != nil, let chosen = request.cookies[languageCookie]?.value { return chosen == "en" ? .english : .chinese }
    guard let accepted = request.headers[.acceptLanguage]?.lowercased() else { return .chinese }
    return accepted.hasPrefix("en") ? .english : .chinese
  }
}
