@preconcurrency import Dispatch
public import Diagnostics
import Foundation
public import Logging
public import Postgres
import Store
import Synchronization

/// Takes up jobs one after another, tells how far they are, and lets others take over when it dies. As many may run as there are machines.
public final class Worker: Sendable {
  public let name: String
  private let conninfo: String
  private let city: String
  private let language: Language
  private let logger: Logger
  private let isStopped = Atomic<Bool>(false)

  /// A worker that says nothing for so long has died.
  public static let silenceSeconds = 30
  private static let beatSeconds = 5.0
  private static let restSeconds = 0.5
  private static let dueSeconds = 20.0

  public init(conninfo: String, city: String, language: Language, logger: Logger) {
    (self.conninfo, self.city, self.language, self.logger) = (conninfo, city, language, logger)
    name = "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier):\(UInt32.random(in: 0 ... .max))"
  }

  /// Ends after the job in hand, which hears that it should stop.
  public func stop() { isStopped.store(true, ordering: .relaxed) }
  private var goesOn: Bool { !isStopped.load(ordering: .relaxed) }

  /// Blocks its thread until `stop`. A lost database is tried again.
  public func run() {
    var due = ContinuousClock.now
    while goesOn {
      do {
        let session = try Session(conninfo)
        while goesOn {
          if due <= .now {
            let done = try ProposalStore(session, city: city).carryOutDue()
            if done > 0 { logger.info("proposals took effect", metadata: ["count": "\(done)"]) }
            due = .now + .seconds(Self.dueSeconds)
          }
          if try !takeOne(session) { Thread.sleep(forTimeInterval: Self.restSeconds) }
        }
      } catch {
        logger.error("the worker lost its database", metadata: ["error": "\(error)"])
        Thread.sleep(forTimeInterval: Self.beatSeconds)
      }
    }
  }

  /// Whether there was a job.
  public func takeOne(_ session: Session) throws -> Bool {
    let store = JobStore(session, city: city)
    guard let job = try store.take(worker: name, silence: Self.silenceSeconds) else { return false }
    logger.info("job begun", metadata: ["job": "\(job.number)", "kind": "\(job.kind)", "attempt": "\(job.attempt)"])
    let pulse = Pulse(conninfo: conninfo, city: city, job: job.number, worker: name, logger: logger)
    let end: JobStore.End
    do {
      let watch = { (text: String) in
        pulse.tell(text)
        return pulse.goesOn && self.goesOn
      }
      let result = try JobDesk(session: session, city: city, language: language, watch: watch).carryOut(job)
      end = pulse.isCancelled ? .cancelled : .done(result)
    } catch {
      let fault = Fault(error, JobDesk.language(of: job) ?? language)
      logger.notice("job failed", metadata: ["job": "\(job.number)", "error": "\(error)"])
      end = pulse.isCancelled ? .cancelled : .failed(fault.text)
    }
    pulse.end()
    // Stopped while it ran: what there is would be less than was asked for. Another worker begins it again.
    guard goesOn || pulse.isCancelled else { return true }
    do { try store.finish(job.number, worker: name, end) } catch let error as PostgresError where error.sqlState == "YS409" {
      // Another took it over in the meantime; plans are stored once for each job, so nothing is doubled.
      logger.notice("job was another's by now", metadata: ["job": "\(job.number)"])
    }
    return true
  }
}

/// Says from time to time that a job's worker lives, on a connection of its own, and hears whether the job should stop.
private final class Pulse: Sendable {
  private struct State {
    var text = ""
    var isCancelled = false
    var isLost = false
  }
  private let state = Mutex(State())
  private let timer: any DispatchSourceTimer

  init(conninfo: String, city: String, job: Int64, worker: String, logger: Logger) {
    let queue = DispatchQueue(label: "yaosu.pulse")
    timer = DispatchSource.makeTimerSource(queue: queue)
    nonisolated(unsafe) var session: Session?
    nonisolated(unsafe) var told = ""
    nonisolated(unsafe) var silent = 0
    timer.setEventHandler { [weak self] in
      guard let self else { return }
      let text = self.state.withLock { $0.text }
      silent += 1
      // Once a second when there is news, otherwise only to be heard.
      guard text != told || silent >= 5 else { return }
      (told, silent) = (text, 0)
      do {
        if session == nil { session = try Session(conninfo) }
        let progress = try JSONEncoder().encode(["text": text])
        guard let open = session else { return }
        let isAsked = try JobStore(open, city: city).beat(job, worker: worker, progress: String(decoding: progress, as: UTF8.self))
        if isAsked { self.state.withLock { $0.isCancelled = true } }
      } catch let error as PostgresError where error.sqlState == "YS409" {
        self.state.withLock { $0.isLost = true }
      } catch {
        // The next beat tries again; when the database stays away the job is given to another, and finishing it is refused.
        session = nil
        logger.warning("no beat", metadata: ["job": "\(job)", "error": "\(error)"])
      }
    }
    timer.schedule(deadline: .now() + 0.3, repeating: 1)
    timer.activate()
  }

  func tell(_ text: String) { state.withLock { $0.text = text } }
  var goesOn: Bool { state.withLock { !$0.isCancelled && !$0.isLost } }
  var isCancelled: Bool { state.withLock { $0.isCancelled } }
  func end() { timer.cancel() }
  deinit { timer.cancel() }
}
