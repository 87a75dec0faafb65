import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Testing

@testable import Console

@Suite("Parts of the service that need no database")
struct PartTests {
  @Test("text in a page is escaped whatever it is; pieces go in as they are")
  func escaping() {
    let name = "<script>alert(\"1\")</script> & 'x'"
    let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
    #expect(!cell.text.contains("<script>"))
    #expect(cell.text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"))
    let row: HTML = "<tr>\([cell, cell])</tr>"
    #expect(row.text == "<tr>\(cell.text)\(cell.text)</tr>")
  }

  @Test("forms: plus and percent, nothing that isn't UTF-8, no NUL, not more than a thousand fields")
  func fields() throws {
    let fields = try Fields("a=%E8%8E%98+%E5%8E%BF&a=2&b=&f.x=1&f.y=%2B")
    #expect(fields["a"] == "莘 县")
    #expect(fields.all("a") == ["莘 县", "2"])
    #expect(fields["b"] == nil)
    #expect(fields.under("f.") == ["x": "1", "y": "+"])
    #expect(throws: (any Error).self) { try Fields("a=%FF") }
    #expect(throws: (any Error).self) { try Fields("a=%00") }
    #expect(throws: (any Error).self) { try Fields(String(repeating: "a=1&", count: 1_001)) }
    #expect("莘 县&=/".queryEncoded == "%E8%8E%98%20%E5%8E%BF%26%3D%2F")
  }

  @Test(
    "a file's name leads nowhere, whatever a browser says",
    arguments: [("..\\..\\etc\\passwd", "passwd"), ("../../x.csv", "x.csv"), ("..", "upload"), ("/", "upload"), ("三月.xlsx", "三月.xlsx")])
  func upload(_ given: String, _ kept: String) {
    let body =
      "--B\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\nt\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(given)\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n--B--\r\n"
    let upload = Upload(contentType: "multipart/form-data; boundary=B", body: Array(body.utf8))
    #expect(upload?.file?.name == kept)
    #expect(upload.map { String(decoding: $0.file?.bytes ?? [], as: UTF8.self) } == "a,b\r\n1,2\r\n")
    #expect(upload?.fields["_token"] == "t")
  }

  @Test(
    "a body that isn't what it says is refused, not guessed",
    arguments: ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=C"])
  func brokenUpload(_ type: String) {
    #expect(Upload(contentType: type, body: Array("--B\r\n\r\n".utf8)) == nil)
  }

  @Test("a bucket is empty after its burst and fills with time; many addresses don't grow it without end")
  func rate() {
    let limit = RateLimit(perSecond: 2, burst: 5)
    let now = ContinuousClock.now
    #expect((0..<7).map { _ in limit.takes("a", now: now) } == [true, true, true, true, true, false, false])
    #expect(limit.takes("b", now: now))
    #expect(limit.takes("a", now: now + .milliseconds(600)))
    #expect(!limit.takes("a", now: now + .milliseconds(600)))
    for number in 0..<(ConsoleConfiguration.rememberedAddresses + 10) { _ = limit.takes("\(number)", now: now) }
    #expect(limit.remembered <= ConsoleConfiguration.rememberedAddresses)
  }

  @Test(
    "numbers lose idle zeros and nothing else; years have no separator",
    arguments: [
      ("80604.7000", "80,604.7"), ("2026", "2026"), ("-1234567.5000", "-1,234,567.5"), ("0.0000", "0"), ("371500", "371,500"),
      ("2026-07-01", "2026-07-01"), ("abc", "abc"),
    ])
  func numbers(_ given: String, _ shown: String) { #expect(Words.trimmed(given) == shown) }

  @Test("secrets for authenticators are RFC 4648's base 32")
  func base32() {
    #expect(Base32.text(ofHex: "666f6f626172") == "MZXW6YTBOI")
    #expect(Base32.text(ofHex: "66") == "MY")
  }

  @Test("the OpenAPI document names every operation once, and every reference in it is there")
  func document() throws {
    let configuration = ConsoleConfiguration(conninfo: "", city: "371500", assets: PartTests.assets)
    let routes = APIRoutes(house: try House(configuration, logger: .init(label: "test")))
    let data = try JSONEncoder().encode(OpenAPIDocument(operations: routes.operations, components: APIRoutes.components))
    let text = String(decoding: data, as: UTF8.self)
    #expect(Set(routes.operations.map(\.id)).count == routes.operations.count)
    for match in text.matches(of: /components\\?\/schemas\\?\/([A-Za-z]+)/) {
      #expect(APIRoutes.components[String(match.1)] != nil, "\(match.1)")
    }
    // Questions that are too long for an address write nothing.
    let questions = ["tryPlan", "readContact", "findRoom", "checkProcedure", "checkScenario"]
    for operation in routes.operations where operation.method == .post && !questions.contains(operation.id) {
      #expect(operation.parameters.contains { $0.name == "Idempotency-Key" && $0.isRequired }, "\(operation.id)")
    }
  }

  @Test("tokens of another sign-in travel over TLS, or stay on this machine")
  func openID() throws {
    func settings(_ issuer: String, _ place: String) throws -> OpenIDSettings? {
      OpenIDSettings(
        issuer: try #require(URL(string: issuer)), client: "yaosu", secret: nil, publicURL: try #require(URL(string: place)), claim: "sub")
    }
    #expect(try settings("https://id.example/realm", "https://yaosu.example") != nil)
    #expect(try settings("http://127.0.0.1:9/realm", "http://localhost:8080") != nil)
    for (issuer, place) in [
      ("http://id.example", "https://yaosu.example"), ("https://id.example", "http://yaosu.example"),
      ("ftp://127.0.0.1", "https://yaosu.example"),
    ] {
      #expect(try settings(issuer, place) == nil, "\(issuer) \(place)")
    }
    // RFC 7636, appendix B.
    var trip = OpenIDDesk.Trip()
    trip.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    #expect(trip.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    #expect(OpenIDDesk.Trip("a.b.c") == nil && OpenIDDesk.Trip(OpenIDDesk.Trip().cookie) != nil)
  }

  static let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(
      path: "Sources/Console/Assets")

  @Test("an answer is remembered until something changes, and never one that was read before")
  func memory() throws {
    let memory = AnswerMemory()
    func slot(_ token: String, now: ContinuousClock.Instant = .now) -> AnswerMemory.Slot? {
      memory.slot(
        Request(
          head: .init(method: .get, scheme: nil, authority: nil, path: "/api/v1/me", headerFields: [.authorization: "Bearer \(token)"]),
          body: .init(buffer: ByteBuffer())), now: now)
    }
    func keep(_ slot: AnswerMemory.Slot?, _ tag: String) throws {
      memory.keep(.init(tag: tag, body: ByteBuffer(string: tag)), in: try #require(slot))
    }
    try keep(slot("a"), "unheard")
    #expect(slot("a")?.answer == nil, "nobody listens")
    memory.begin(at: 1)
    try keep(slot("a"), "1")
    #expect(slot("a")?.answer?.tag == "1")
    #expect(slot("b")?.answer == nil, "another's")
    #expect(slot("a", now: .now + AnswerMemory.life)?.answer == nil, "too old")
    let before = slot("b")
    memory.forget()
    #expect(slot("a")?.answer == nil)
    try keep(before, "stale")
    #expect(slot("b")?.answer == nil, "read before the change")
    try keep(slot("b"), "2")
    memory.end()
    #expect(slot("b")?.answer == nil)
    memory.begin(at: 1 << 32)
    // What a proxy adds to everybody's requests is nobody's token.
    let shared = Request(
      head: .init(
        method: .get, scheme: nil, authority: nil, path: "/api/v1/me",
        headerFields: [.authorization: "Basic b2ZmaWNl", .cookie: "yaosu=secret.form"]), body: .init(buffer: ByteBuffer()))
    #expect(memory.slot(shared) == nil)
    for number in 0..<(AnswerMemory.answerLimit + 10) { try keep(slot("\(number)"), "x") }
    #expect(memory.remembered <= AnswerMemory.answerLimit)
  }
}
