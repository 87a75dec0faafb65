import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Operations
import Store

typealias ConsoleRouter = Router<ConsoleContext>

/// Answers that handlers give.
extension Response {
  static func page(_ page: Page, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response { html(page.html(visit), status: status) }

  static func html(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = "text/html; charset=utf-8"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html.text)))
  }

  /// After a post: the browser goes on by GET, so that loading anew doesn't post again.
  static func seeOther(_ path: String) -> Response {
    var headers = HTTPFields()
    // Only places of our own.
    headers[.location] = path.hasPrefix("/") && !path.hasPrefix("//") && !path.hasPrefix("/\\") ? path : "/"
    return Response(status: .seeOther, headers: headers)
  }

  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json") -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: JSONText.pretty(value))))
  }

  static func file(_ bytes: ByteBuffer, type: String, name: String?) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    if let name { headers[HTTPField.Name("Content-Disposition")!] = "attachment; filename*=UTF-8''\(name.queryEncoded)" }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: bytes))
  }
}

extension ConsoleRouter {
  typealias Handler = @Sendable (Visit) async throws -> Response

  func page(_ path: String, _ house: House, _ handler: @escaping Handler) {
    get(RouterPath(path)) { request, context in
      let visit = try Visit(house, request, context)
      return try await handler(visit)
    }
  }

  /// A form that is sent. The handler checks its token by `write` or `checkForm`.
  func form(_ path: String, _ house: House, _ handler: @escaping @Sendable (Visit, Fields) async throws -> Response) {
    post(RouterPath(path)) { request, context in
      let visit = try Visit(house, request, context)
      return try await handler(visit, try await visit.form())
    }
  }
}

extension Visit {
  /// A part of the path that the route names.
  func part(_ name: String) throws -> String {
    guard let text = context.parameters.get(name).flatMap({ $0.removingPercentEncoding }), !text.isEmpty, text.utf8.count <= 200,
      !text.unicodeScalars.contains("\0")
    else { throw ConsoleError.notFound }
    return text
  }
  func number(_ name: String) throws -> Int {
    guard let number = Int32(try part(name)), number > 0 else { throw ConsoleError.notFound }
    return Int(number)
  }
}

/// Around every request: its number in answer and log, limits, security headers, its time, and errors as pages or problems.
struct Gate: RouterMiddleware {
  typealias Context = ConsoleContext
  let house: House

  func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
    let start = ContinuousClock.now
    var response: Response
    let active = house.metrics.begin()
    defer { house.metrics.end() }
    do {
      let address = Visit(withoutQuery: house, request, context).address
      guard active <= ConsoleConfiguration.requestLimit else { throw ConsoleError.busy }
      guard house.requests.takes(address) else { throw ConsoleError.tooMany(retryAfter: 1) }
      response = try await next(request, context)
    } catch {
      response = answer(error, request, context)
    }
    protect(&response, context)
    let time = ContinuousClock.now - start
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    let route = context.endpointPath ?? "(none)"
    house.metrics.note(route: route, method: request.method.rawValue, status: response.status.code, seconds: seconds)
    // The path without the query, which may hold what people search for.
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
        "ms": "\(Int((seconds * 1000).rounded()))",
      ])
    return response
  }

  private func answer(_ error: any Error, _ request: Request, _ context: Context) -> Response {
    let visit = Visit(withoutQuery: house, request, context)
    if !visit.isProgram, request.method == .get {
      switch error as? ConsoleError {
      case .signInNeeded: return .seeOther("/sign-in?next=\(request.uri.string.queryEncoded)")
      case .passwordChangeNeeded: return .seeOther("/password")
      case .secondFactorNeeded: return .seeOther("/account")
      default: break
      }
    }
    let problem = Problem(error, visit.language, request: context.id)
    // A right that the database lacks is a mistake of ours too, whatever the caller is told.
    if problem.isOurMistake || problem.code == "D403" {
      context.logger.error("fault", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
    }
    var response: Response =
      visit.isProgram
      ? .json(problem, status: .init(code: problem.status), type: "application/problem+json")
      : .page(ErrorPage(problem: problem).page(visit), visit, status: .init(code: problem.status))
    if case .tooMany(let seconds)? = error as? ConsoleError { response.headers[.retryAfter] = "\(seconds)" }
    return response
  }

  private func protect(_ response: inout Response, _ context: Context) {
    response.headers[Self.requestNumber] = context.id
    for field in Self.protection where !response.headers.contains(field.name) { response.headers.append(field) }
    if house.configuration.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    // What belongs to a person is kept by nobody on the way.
    if !response.headers.contains(.cacheControl) { response.headers.append(.init(name: .cacheControl, value: "private, no-store")) }
  }

  private static let requestNumber = HTTPField.Name("X-Request-Id")!
  private static let protection: [HTTPField] = [
    .init(name: .xContentTypeOptions, value: "nosniff"), .init(name: .init("Referrer-Policy")!, value: "same-origin"),
    .init(name: .init("X-Frame-Options")!, value: "DENY"), .init(name: .init("Cross-Origin-Opener-Policy")!, value: "same-origin"),
    .init(name: .init("Permissions-Policy")!, value: "camera=(), microphone=(), geolocation=()"),
    .init(
      name: .contentSecurityPolicy,
      value:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
  ]
}

/// What went wrong, for people.
struct ErrorPage {
  let problem: Problem

  func page(_ visit: Visit) -> Page {
    let language = visit.language
    let lines = problem.detail.split(separator: "\n").html { "<p>\(String($0))</p>" }
    return Page(
      title: problem.title, visitor: nil,
      body: """
        <section class="problem" role="alert"><h1>\(problem.title)</h1>\(lines)
        <p class="note">\(problem.code) · \(language("请求编号", "request")) \(problem.instance)</p>
        <p><a href="/">\(language("首页", "Start"))</a></p></section>
        """, isBare: true)
  }
}
