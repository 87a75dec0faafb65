public import Foundation

/// A service that signs people in for us (OpenID Connect, authorization code with PKCE).
public struct OpenIDSettings: Sendable {
  /// As it names itself, without a slash at its end; https, or http on this machine for tests.
  public var issuer: URL
  public var client: String
  /// nil: a public client.
  public var secret: String?
  /// Where people reach us: the way back is below it.
  public var publicURL: URL
  /// Claim that holds the person's code.
  public var claim: String

  /// nil for an issuer or an address that tokens shouldn't travel to: neither https nor this machine.
  public init?(issuer: URL, client: String, secret: String?, publicURL: URL, claim: String) {
    guard Self.isSafe(issuer), Self.isSafe(publicURL), !client.isEmpty, !claim.isEmpty else { return nil }
    (self.issuer, self.client, self.secret, self.publicURL, self.claim) = (issuer, client, secret, publicURL, claim)
  }

  static func isSafe(_ url: URL) -> Bool {
    url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(url.host() ?? "")
  }

  var back: URL { publicURL.appending(path: "sign-in/openid/back") }
}
