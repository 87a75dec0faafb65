import Foundation
import Intake
import Passwords

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Speaks with the service that signs people in. What it says comes straight from it over TLS, which is what makes it its word (OpenID Connect Core, 3.1.3.7).
actor OpenIDDesk {
  let settings: OpenIDSettings
  private var known: Discovery?
  private let client: URLSession
  private static let answerLimit = 256 << 10
  private static let seconds = 10.0
  /// Clocks of two machines differ by as much.
  private static let leeway = 60.0

  init(_ settings: OpenIDSettings) {
    self.settings = settings
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = Self.seconds
    client = URLSession(configuration: configuration)
  }

  private struct Discovery: Decodable {
    var issuer: String
    var authorization: URL
    var token: URL
    enum CodingKeys: String, CodingKey {
      case issuer
      case authorization = "authorization_endpoint"
      case token = "token_endpoint"
    }
  }

  /// What a browser keeps between leaving for the other service and coming back.
  struct Trip: Sendable {
    var state = Secret.token()
    var nonce = Secret.token()
    var verifier = Secret.token()

    init() {}
    init?(_ cookie: String) {
      let parts = cookie.split(separator: ".").map(String.init)
      guard parts.count == 3, parts.allSatisfy({ $0.utf8.count == 64 }) else { return nil }
      (state, nonce, verifier) = (parts[0], parts[1], parts[2])
    }
    var cookie: String { "\(state).\(nonce).\(verifier)" }

    /// BASE64URL(SHA256(verifier)), RFC 7636.
    var challenge: String {
      let hex = Array(verifier.utf8).withUnsafeBytes { Sha256.hex(of: $0) }
      let bytes = stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
      return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
  }

  /// What went wrong, for the log: people are told that signing in there failed.
  struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ text: String) { description = text }
  }

  /// Where a browser goes to sign in.
  func departure(_ trip: Trip) async throws -> URL {
    guard var parts = URLComponents(url: try await discovery().authorization, resolvingAgainstBaseURL: false) else {
      throw Failure("authorization_endpoint isn't an address")
    }
    let present = parts.queryItems ?? []
    parts.queryItems =
      present + [
        .init(name: "response_type", value: "code"), .init(name: "client_id", value: settings.client),
        .init(name: "scope", value: "openid profile"),
        .init(name: "redirect_uri", value: settings.back.absoluteString), .init(name: "state", value: trip.state),
        .init(name: "nonce", value: trip.nonce), .init(name: "code_challenge", value: trip.challenge),
        .init(name: "code_challenge_method", value: "S256"),
      ]
    guard let url = parts.url else { throw Failure("authorization_endpoint isn't an address") }
    return url
  }

  /// The person's code, for the code that a browser brought back.
  func person(for code: String, _ trip: Trip) async throws -> String {
    var request = URLRequest(url: try await discovery().token)
    request.httpMethod = "POST"
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    var fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.back.absoluteString), ("client_id", settings.client),
      ("code_verifier", trip.verifier),
    ]
    if let secret = settings.secret { fields.append(("client_secret", secret)) }
    request.httpBody = Data(fields.map { "\($0.0)=\($0.1.queryEncoded)" }.joined(separator: "&").utf8)
    struct Answer: Decodable {
      var token: String
      enum CodingKeys: String, CodingKey { case token = "id_token" }
    }
    let answer = try JSONDecoder().decode(Answer.self, from: try await ask(request))
    return try Self.person(in: answer.token, settings, nonce: trip.nonce, now: Date())
  }

  /// Issuer, audience, time and nonce of a token must be what was asked for. Throws `Failure`.
  static func person(in token: String, _ settings: OpenIDSettings, nonce: String, now: Date) throws -> String {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = decoded(String(parts[1])),
      let claims = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else {
      throw Failure("the ID token isn't one")
    }
    guard claims["iss"] as? String == settings.issuer.absoluteString else { throw Failure("issuer") }
    let audience = claims["aud"] as? [String] ?? (claims["aud"] as? String).map { [$0] } ?? []
    guard audience.contains(settings.client), audience.count == 1 || claims["azp"] as? String == settings.client else {
      throw Failure("audience")
    }
    guard let until = claims["exp"] as? Double, until + leeway > now.timeIntervalSince1970 else { throw Failure("expired") }
    guard let said = claims["nonce"] as? String, Secret.areEqual(said, nonce) else { throw Failure("nonce") }
    guard let person = claims[settings.claim] as? String, (1...64).contains(person.utf8.count) else {
      throw Failure("claim \(settings.claim)")
    }
    return person
  }

  private static func decoded(_ text: String) -> Data? {
    let padded = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
  }

  /// Read once; an issuer that names itself otherwise isn't the one that was meant.
  private func discovery() async throws -> Discovery {
    if let known { return known }
    let address = settings.issuer.appending(path: ".well-known/openid-configuration")
    let found = try JSONDecoder().decode(Discovery.self, from: try await ask(URLRequest(url: address)))
    guard found.issuer == settings.issuer.absoluteString else { throw Failure("the issuer calls itself \(found.issuer)") }
    guard OpenIDSettings.isSafe(found.authorization), OpenIDSettings.isSafe(found.token) else { throw Failure("an endpoint without TLS") }
    known = found
    return found
  }

  private func ask(_ request: URLRequest) async throws -> Data {
    let (data, response) = try await client.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status == 200, data.count <= Self.answerLimit else { throw Failure("\(request.url?.path() ?? "") answered \(status)") }
    return data
  }
}
