import Allocation
import Synchronization

/// What was decided and on what, of the runs that were looked at last: it never changes, and reading it takes longer than the page that shows it. Who may see a
/// run is asked of the database each time.
public final class RunShelf: Sendable {
  struct Content: Sendable {
    var scenario: Scenario
    var snapshot: Snapshot
    var plan: Plan
  }
  private struct State {
    var contents: [Int: Content] = [:]
    /// The latest last.
    var order: [Int] = []
  }
  private let state = Mutex(State())
  /// A few megabytes each for a city.
  private static let most = 8

  public init() {}

  subscript(_ run: Int) -> Content? { state.withLock { $0.contents[run] } }

  func keep(_ content: Content, of run: Int) {
    state.withLock { state in
      state.contents[run] = content
      state.order.removeAll { $0 == run }
      state.order.append(run)
      while state.order.count > Self.most { state.contents[state.order.removeFirst()] = nil }
    }
  }
}
