import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
public import Logging
import ServiceLifecycle

/// The service: pages for people, an API for programs.
public struct ConsoleService: Sendable {
  private let house: House

  /// Reads assets and boundaries; throws when they aren't there.
  public init(_ configuration: ConsoleConfiguration, logger: Logger) throws { house = try House(configuration, logger: logger) }

  /// Runs until a signal asks to stop; then what is under way is finished first. `onRunning` gets the port.
  public func run(onRunning: @escaping @Sendable (Int) -> Void) async throws {
    let configuration = house.configuration
    let address: BindAddress =
      configuration.socket.map { .unixDomainSocket(path: $0) } ?? .hostname(configuration.host, port: configuration.port)
    var application = Application(
      router: router(),
      server: .http1(configuration: .init(idleTimeout: .seconds(Int64(ConsoleConfiguration.idleSeconds)))),
      configuration: .init(
        address: address, serverName: "yaosu",
        availableConnectionsDelegate: .maximum(ConsoleConfiguration.connectionLimit, logger: house.logger)),
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: house.logger)
    application.logger.logLevel = house.logger.logLevel
    let following = Task { await house.followChanges() }
    defer { following.cancel() }
    try await application.runService()
  }

  private func router() -> ConsoleRouter {
    let router = ConsoleRouter(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Gate(house: house))
    SignInPages(house: house).add(to: router)
    WallPage(house: house).add(to: router)
    LibraryPages(house: house).add(to: router)
    SavedViews(house: house).add(to: router)
    PoolPages(house: house).add(to: router)
    TrialPage(house: house).add(to: router)
    ExplorePage(house: house).add(to: router)
    RehearsalPage(house: house).add(to: router)
    RunPages(house: house).add(to: router)
    if let desk = house.openID { OpenIDPages(house: house, desk: desk).add(to: router) }
    JobPages(house: house).add(to: router)
    WorkPages(house: house).add(to: router)
    MeetingPages(house: house).add(to: router)
    BriefPage(house: house).add(to: router)
    ReportPages(house: house).add(to: router)
    ImportPages(house: house).add(to: router)
    AccountPage(house: house).add(to: router)
    AdminPages(house: house).add(to: router)
    APIRoutes(house: house).add(to: router)
    SystemRoutes(house: house).add(to: router)
    return router
  }
}
