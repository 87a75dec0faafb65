import CPQ
import Dispatch

/// One connection that only listens (LISTEN/NOTIFY). A dispatch source on its socket wakes it; nothing polls.
public final class Listener: @unchecked Sendable {
  public struct Notification: Hashable, Sendable {
    public var channel: String
    public var payload: String
  }
  /// Notifications that wait to be read; older ones are dropped beyond it.
  public static let backlog = 10_000

  /// Ends when the connection is lost or `stop` is called.
  public let notifications: AsyncStream<Notification>
  private let continuation: AsyncStream<Notification>.Continuation
  private let queue = DispatchQueue(label: "yaosu.listener")
  /// Used on `queue` only, after `init`.
  private let session: Session
  private let source: any DispatchSourceRead

  public init(_ conninfo: String, channels: [String]) throws {
    (notifications, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Listener.backlog))
    session = try Session(conninfo)
    for channel in channels { try session.script("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"") }
    source = DispatchSource.makeReadSource(fileDescriptor: session.socket, queue: queue)
    source.setEventHandler { [weak self] in self?.read() }
    source.activate()
  }
  deinit { source.cancel() }

  public func stop() {
    queue.sync { source.cancel() }
    continuation.finish()
  }

  private func read() {
    guard PQconsumeInput(session.raw) == 1 else {
      source.cancel()
      return continuation.finish()
    }
    while let notification = PQnotifies(session.raw) {
      continuation.yield(
        Notification(channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra)))
      PQfreemem(notification)
    }
  }
}
