public import Diagnostics
public import Postgres
import Synchronization

/// What reports there are, kept for a while: reading the descriptions takes longer than most reports. A migration is seen within a minute.
public final class ReportCatalogue: Sendable {
  private struct Kept {
    var descriptions: [ReportStore.Description]
    var until: ContinuousClock.Instant
  }
  private let kept = Mutex<Kept?>(nil)
  private let words = Mutex<[String: (glossary: Glossary, until: ContinuousClock.Instant)]>([:])
  private static let life = Duration.seconds(60)

  public init() {}

  /// Words of a city as they were last read; empty before.
  public func glossary(_ city: String) -> Glossary { words.withLock { $0[city]?.glossary } ?? Glossary() }

  /// Reads the words again when they are old.
  public func refreshGlossary(_ session: Session, city: String) throws {
    guard words.withLock({ ($0[city]?.until ?? .now) <= .now }) else { return }
    let read = try ReportStore(session, city: city).glossary()
    words.withLock { $0[city] = (read, .now + Self.life) }
  }

  var current: [ReportStore.Description]? { kept.withLock { $0.flatMap { $0.until > .now ? $0.descriptions : nil } } }
  func keep(_ descriptions: [ReportStore.Description]) { kept.withLock { $0 = Kept(descriptions: descriptions, until: .now + Self.life) } }
}
