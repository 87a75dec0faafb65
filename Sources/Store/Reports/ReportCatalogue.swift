import Synchronization

/// What reports there are, kept for a while: reading the descriptions takes longer than most reports. A migration is seen within a minute.
public final class ReportCatalogue: Sendable {
  private struct Kept {
    var descriptions: [ReportStore.Description]
    var until: ContinuousClock.Instant
  }
  private let kept = Mutex<Kept?>(nil)
  private static let life = Duration.seconds(60)

  public init() {}

  var current: [ReportStore.Description]? { kept.withLock { $0.flatMap { $0.until > .now ? $0.descriptions : nil } } }
  func keep(_ descriptions: [ReportStore.Description]) { kept.withLock { $0 = Kept(descriptions: descriptions, until: .now + Self.life) } }
}
