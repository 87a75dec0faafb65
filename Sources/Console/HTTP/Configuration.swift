public import Foundation

/// How the service runs. Everything that can grow has a limit here.
public struct ConsoleConfiguration: Sendable {
  public var conninfo: String
  /// A standby that reports read from; nil: the same database.
  public var reportConninfo: String?
  public var city: String
  public var host = "127.0.0.1"
  public var port = 8080
  /// A unix socket instead of host and port.
  public var socket: String?
  /// Connections to the database.
  public var connections = 8
  /// Cookies go over TLS only. Off for plain HTTP on loopback.
  public var isSecure = true
  /// The address of the caller is taken from X-Forwarded-For: only behind a proxy that sets it.
  public var trustsProxy = false
  /// Requests a second of one address; it may save up four times as many.
  public var requestsPerSecond = 100.0
  /// Another service that signs people in; nil: passwords alone.
  public var openID: OpenIDSettings?
  /// The day that is today (ISO) when it isn't: for rehearsals.
  public var today: String?
  /// Folder of styles and scripts, and boundaries of the regions (GeoJSON).
  public var assets: URL
  public var boundaries: URL?

  public init(conninfo: String, city: String, assets: URL) { (self.conninfo, self.city, self.assets) = (conninfo, city, assets) }

  /// A form or a JSON body.
  static let bodyLimit = 1 << 20
  /// A file that is sent in.
  static let fileLimit = 32 << 20
  /// A paper behind a proposal, as the database keeps it.
  static let attachmentLimit = 20 << 20
  /// A body must have come within this time, and a connection may be silent for as long.
  static let bodySeconds = 60
  static let idleSeconds = 75
  /// Sign-ins a second of one address, and at once.
  static let signInsPerSecond = 0.5
  static let signInBurst = 20.0
  /// Addresses that are remembered for it.
  static let rememberedAddresses = 20_000
  /// Open connections; one more waits until another ends, an idle one for 75 s at most.
  static let connectionLimit = 4_000
  /// Open streams of progress.
  static let streamLimit = 200
  /// Requests that are worked on at once; more are told to come back.
  static let requestLimit = 1_000
  /// Trials of plans at once, each of which takes a core.
  static let trialLimit = 2
}
