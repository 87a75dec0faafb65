import Foundation
import Logging
import Postgres
import Reporting
import Store

/// What all requests share.
final class House: Sendable {
  let configuration: ConsoleConfiguration
  let pool: ConnectionPool
  /// A server that follows, for long reads; nil: there is none.
  let standby: ConnectionPool?
  let catalogue = ReportCatalogue()
  let shelf = RunShelf()
  let metrics = Metrics()
  let memory = AnswerMemory()
  let passwords = PasswordDesk()
  let requests: RateLimit
  let signIns = RateLimit(perSecond: ConsoleConfiguration.signInsPerSecond, burst: ConsoleConfiguration.signInBurst)
  let assets: AssetFolder
  let shapes: [MapShape]
  let trials: TrialDesk
  let scenarioTitles = ScenarioTitles()
  /// nil: people sign in with passwords alone.
  let openID: OpenIDDesk?
  let logger: Logger

  init(_ configuration: ConsoleConfiguration, logger: Logger) throws {
    self.configuration = configuration
    self.logger = logger
    requests = RateLimit(perSecond: configuration.requestsPerSecond, burst: configuration.requestsPerSecond * 4)
    pool = ConnectionPool(Self.asService(configuration.conninfo, configuration.today), size: configuration.connections)
    standby = configuration.reportConninfo.map {
      ConnectionPool(Self.asService($0, configuration.today), size: configuration.connections)
    }
    assets = try AssetFolder(configuration.assets)
    shapes = try configuration.boundaries.map { try MapShape.read(geoJSON: Data(contentsOf: $0)) } ?? []
    trials = TrialDesk()
    openID = configuration.openID.map(OpenIDDesk.init)
    Words.read(from: catalogue, city: configuration.city)
  }

  /// Listens for changes, with the rights of the service, until the task is cancelled.
  func followChanges() async { await memory.follow(Self.asService(configuration.conninfo, configuration.today), logger) }

  /// Every connection begins with the rights of the service, which reads no table: a handler that forgets who asks gets nothing.
  private static func asService(_ conninfo: String, _ today: String?) -> String {
    let options =
      ["-c role=yaosu_service", "-c statement_timeout=30s", "-c lock_timeout=10s"] + (today.map { ["-c yaosu.today=\($0)"] } ?? [])
    let text = options.joined(separator: " ")
    if conninfo.hasPrefix("postgres://") || conninfo.hasPrefix("postgresql://") {
      return conninfo + (conninfo.contains("?") ? "&" : "?") + "options=" + text.queryEncoded
    }
    return conninfo + " options='\(text)'"
  }
}
