import CPQ
import Dispatch
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One connection that only listens (LISTEN/NOTIFY). A thread of its own sleeps on its socket.
///
/// Not a dispatch source: on Linux one was seen to sleep on after the server had ended the connection, so that whoever listened never heard that there
/// would be no more word.
public final class Listener: Sendable {
  public struct Notification: Hashable, Sendable {
    public var channel: String
    public var payload: String
  }
  /// Notifications that wait to be read; older ones are dropped beyond it.
  public static let backlog = 10_000

  /// Ends when the connection is lost or `stop` is called.
  public let notifications: AsyncStream<Notification>
  private let wire: Wire

  public init(_ conninfo: String, channels: [String]) throws {
    let (stream, continuation) = AsyncStream<Notification>.makeStream(bufferingPolicy: .bufferingNewest(Listener.backlog))
    let session = try Session(conninfo)
    for channel in channels { try session.script("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"") }
    (notifications, wire) = (stream, Wire(session, continuation))
    DispatchQueue(label: "yaosu.listener").async { [wire] in wire.follow() }
  }
  deinit { wire.end() }

  /// The same without holding up who awaits it while it connects.
  public static func open(_ conninfo: String, channels: [String]) async throws -> Listener {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try Listener(conninfo, channels: channels) }) }
    }
  }

  public func stop() { wire.end() }
}

/// The connection, which lives until its thread has left it.
private final class Wire: @unchecked Sendable {
  /// Used by the one thread that follows; others only shut its socket down.
  private let session: Session
  /// A descriptor of our own for its socket: libpq closes its own as soon as the connection is lost, and the number may then be another's.
  private let socket: Int32
  private let continuation: AsyncStream<Listener.Notification>.Continuation

  init(_ session: Session, _ continuation: AsyncStream<Listener.Notification>.Continuation) {
    (self.session, socket, self.continuation) = (session, dup(session.socket), continuation)
  }
  deinit { close(socket) }

  /// Wakes the thread for good.
  func end() {
    continuation.finish()
    shutdown(socket, Int32(SHUT_RDWR))
  }

  /// Until the connection ends.
  func follow() {
    repeat { pass() } while wait() && PQconsumeInput(session.raw) == 1
    continuation.finish()
  }

  /// Sleeps until there is something to read, the end included; false: it can't be waited for.
  private func wait() -> Bool {
    var wanted = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    while poll(&wanted, 1, -1) < 0 { guard errno == EINTR else { return false } }
    return true
  }

  private func pass() {
    while let notification = PQnotifies(session.raw) {
      continuation.yield(
        Listener.Notification(
          channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra)))
      PQfreemem(notification)
    }
  }
}
