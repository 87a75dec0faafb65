import Diagnostics
import Foundation
import Hummingbird
import Logging
import Passwords
import Postgres
import Store

/// Signing in at another service, and coming back from it.
struct OpenIDPages {
  let house: House
  let desk: OpenIDDesk
  private static let cookieName = "yaosu_openid"
  /// Somebody who takes longer begins again.
  private static let seconds = 600

  func add(to router: ConsoleRouter) {
    router.page("/sign-in/openid", house) { visit in try await leave(visit) }
    router.page("/sign-in/openid/back", house) { visit in try await arrive(visit) }
  }

  private func cookie(_ value: String, age: Int) -> Cookie {
    Cookie(
      name: Self.cookieName, value: value, maxAge: age, path: "/sign-in/openid", secure: house.configuration.isSecure, httpOnly: true,
      sameSite: .lax)
  }

  private func leave(_ visit: Visit) async throws -> Response {
    guard house.signIns.takes(visit.address) else { throw ConsoleError.tooMany(retryAfter: 60) }
    let trip = OpenIDDesk.Trip()
    let place: URL
    do { place = try await desk.departure(trip) } catch { return failed(visit, error) }
    var response = Response(status: .seeOther, headers: [.location: place.absoluteString])
    response.setCookie(cookie(trip.cookie, age: Self.seconds))
    return response
  }

  private func arrive(_ visit: Visit) async throws -> Response {
    // The state ties the answer to the browser that asked: another's code brought here opens nothing.
    guard let trip = visit.request.cookies[Self.cookieName].flatMap({ OpenIDDesk.Trip($0.value) }), let state = visit.query["state"],
      Secret.areEqual(state, trip.state), let code = visit.query["code"]
    else {
      return failed(visit, OpenIDDesk.Failure(visit.query["error"] ?? "state"))
    }
    let person: String
    do { person = try await desk.person(for: code, trip) } catch { return failed(visit, error) }
    let value = "\(Secret.token()).\(Secret.token())"
    let (caller, city, agent) = (visit.caller(person), visit.city, visit.request.headers[.userAgent] ?? "")
    let issuer = desk.settings.issuer.absoluteString
    guard try await house.pool.transaction({ try AccountStore($0, city: city).signIn(caller, secret: value, issuer: issuer, agent: agent) })
    else {
      return failed(visit, OpenIDDesk.Failure("no account"))
    }
    var response = Response.seeOther("/")
    response.setCookie(SignInPages.cookie(value, house))
    response.setCookie(cookie("", age: 0))
    return response
  }

  private func failed(_ visit: Visit, _ error: any Error) -> Response {
    house.logger.notice("sign-in elsewhere failed", metadata: ["error": "\(error)", "request": "\(visit.context.id)"])
    let fault = visit.language(
      "统一认证登录未成功，或您在本系统没有账号；请重试，或用口令登录。", "Signing in there didn't work, or you have no account here. Try again, or use your password.")
    var response = Response.page(SignInPages(house: house).signIn(visit, fault: fault), visit, status: .unauthorized)
    response.setCookie(cookie("", age: 0))
    return response
  }
}
