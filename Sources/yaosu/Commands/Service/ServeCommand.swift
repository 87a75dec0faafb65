import ArgumentParser
import Console
import Diagnostics
import Foundation
import Logging
import Operations
import Store

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the service: the console for people, the API for programs, and a worker for long work.",
    discussion: """
      yaosu serve --insecure                     http://127.0.0.1:8080, on this machine alone
      yaosu serve --host 10.0.0.5 --port 8443 --trust-proxy      behind a proxy that speaks TLS
      First: yaosu account open PERSON           makes the first account and its password
      """)
  @Option(help: "Address to listen on.")
  var host = ProcessInfo.processInfo.environment["YAOSU_HOST"] ?? "127.0.0.1"
  @Option(help: "Port; 0: any that is free.")
  var port = Int(ProcessInfo.processInfo.environment["YAOSU_PORT"] ?? "") ?? 8080
  @Option(help: "Unix socket instead of address and port.")
  var socket: String?
  @Option(help: "Connections to the database.")
  var connections = 8
  @Option(help: "Requests a second of one address; four times as many at once. More for a proxy that isn't trusted with addresses.")
  var rate = 100.0
  @Option(help: "Workers for long work in this process; 0: others do it (yaosu worker).")
  var workers = 1
  @Option(help: "Database that reports read from, a standby for example. Default: YAOSU_REPORT_URL, else the same.")
  var reportDatabase: String?
  @Flag(help: "Cookies may go over plain HTTP: for this machine alone.")
  var insecure = false
  @Flag(help: "The caller's address is taken from X-Forwarded-For: only behind a proxy that sets it.")
  var trustProxy = false
  @Option(help: "Address of a service that signs people in (OpenID Connect); its secret is in YAOSU_OIDC_SECRET.")
  var oidcIssuer: String?
  @Option(help: "Our name there.")
  var oidcClient = "yaosu"
  @Option(help: "Claim that holds a person's code.")
  var oidcClaim = "preferred_username"
  @Option(help: "Address at which people reach this service; needed for signing in elsewhere.")
  var publicURL: String?
  @Option(help: "The day that is today (ISO), for rehearsals.")
  var today: String?
  @Option(help: "Boundaries of the regions (GeoJSON). Default: the sample city's schematic map.")
  var map: String?
  @Option(help: "text or json.")
  var logFormat: LogFormat = .text
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port: 0 to 65535") }
    guard (1...200).contains(connections) else { throw ValidationError("--connections: 1 to 200") }
    guard rate >= 1, rate <= 1e6 else { throw ValidationError("--rate: 1 to 1000000") }
    guard (0...16).contains(workers) else { throw ValidationError("--workers: 0 to 16") }
  }

  func run() async throws {
    let language = language.language
    try await Failure.report(language) {
      _ = try database.migratedSession()
      let logger = logFormat.logger("yaosu.serve")
      let service = try ConsoleService(try settings(language), logger: logger)
      let crew = try Crew(workers, database: database, language: language, logger: logFormat.logger("yaosu.worker"))
      defer { crew.stop() }
      let (host, socket, scheme) = (host, socket, insecure ? "http" : "https")
      try await service.run { port in
        let place = socket ?? "\(scheme)://\(host):\(port)"
        Terminal.note(language("已启动：\(place)（Ctrl-C 结束）", "running at \(place) (Ctrl-C ends it)"))
      }
    }
  }

  private func openID(_ language: Language) throws -> OpenIDSettings? {
    guard let oidcIssuer else { return nil }
    let issuer = oidcIssuer.hasSuffix("/") ? String(oidcIssuer.dropLast()) : oidcIssuer
    guard let issuer = URL(string: issuer), let publicURL = publicURL.flatMap({ URL(string: $0) }),
      let settings = OpenIDSettings(
        issuer: issuer, client: oidcClient, secret: ProcessInfo.processInfo.environment["YAOSU_OIDC_SECRET"], publicURL: publicURL,
        claim: oidcClaim)
    else {
      throw CommandError.usage(
        language(
          "--oidc-issuer 和 --public-url 都要给出，且为 https 地址（本机可用 http）。",
          "--oidc-issuer and --public-url go together, both https (http only on this machine)."))
    }
    return settings
  }

  private func settings(_ language: Language) throws -> ConsoleConfiguration {
    var settings = ConsoleConfiguration(conninfo: try database.conninfo(), city: database.city, assets: try ResourceFolder.assets())
    settings.reportConninfo = reportDatabase ?? ProcessInfo.processInfo.environment["YAOSU_REPORT_URL"]
    (settings.host, settings.port, settings.socket, settings.connections) = (host, port, socket, connections)
    settings.requestsPerSecond = rate
    (settings.isSecure, settings.trustsProxy) = (!insecure, trustProxy)
    settings.openID = try openID(language)
    if let today {
      guard today.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { throw StoreError.badDay(today) }
      settings.today = today
    }
    settings.boundaries = try map.map { URL(filePath: $0) } ?? ResourceFolder.scenarios().appending(path: "liaocheng/boundaries.geojson")
    return settings
  }
}

/// Threads that work off jobs beside the service.
private final class Crew: Sendable {
  private let workers: [Worker]

  init(_ count: Int, database: DatabaseOptions, language: Language, logger: Logger) throws {
    let (conninfo, city) = (try database.conninfo(), database.city)
    workers = (0..<count).map { _ in Worker(conninfo: conninfo, city: city, language: language, logger: logger) }
    for worker in workers {
      let thread = Thread { worker.run() }
      // Sorting and factoring go deep.
      thread.stackSize = 16 << 20
      thread.start()
    }
  }
  func stop() { for worker in workers { worker.stop() } }
}

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Works off jobs of the service (plans, imports), on this or another machine; as many as there are may run.",
    discussion: "yaosu worker --database 'host=db.city dbname=yaosu'\nyaosu worker --once          what waits now, then ends")
  @Flag(help: "Ends when nothing waits.")
  var once = false
  @Option(help: "text or json.")
  var logFormat: LogFormat = .text
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var language: LanguageOptions

  func run() throws {
    let language = language.language
    try Failure.report(language) {
      let session = try database.migratedSession()
      let worker = Worker(
        conninfo: try database.conninfo(), city: database.city, language: language, logger: logFormat.logger("yaosu.worker"))
      if once {
        while try worker.takeOne(session) {}
        return
      }
      Terminal.note(language("执行者 \(worker.name) 已启动（Ctrl-C 结束）", "worker \(worker.name) runs (Ctrl-C ends it)"))
      let interruption = Interruption(once: { worker.stop() })
      worker.run()
      withExtendedLifetime(interruption) {}
    }
  }
}
