import Diagnostics
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import Synchronization

/// Answers to programs and parts of pages, given again while nothing in the database has changed: whatever changes is told by the database when it is
/// committed (`core.tell_change`), and then all of them are forgotten.
///
/// Each answer belongs to the very token that got it, each part of a page to its person, whose session is looked up all the same. Without word from the database (no connection that listens) nothing is remembered, and no
/// answer is older than `life`, so that what time alone changes, a token that ends, a word that got lost, is late by that and no more.
final class AnswerMemory: Sendable {
  struct Key: Hashable {
    enum Owner: Hashable {
      /// Shown by a program; never a session's secret, whose use keeps the session alive.
      case token(String)
      /// Of a session that this request has shown to be open.
      case person(String)
    }
    var owner: Owner
    var target: String
    var language: Language
  }
  struct Answer {
    var tag: String
    var body: ByteBuffer
  }
  /// Where the answer to one request lies or may be laid.
  struct Slot {
    var key: Key
    /// Still true.
    var answer: Answer?
    /// When it was looked for; nil: nothing is kept now.
    var moment: Int?
  }
  private struct State {
    /// Grows with each change; nil while nobody listens.
    var moment: Int?
    var answers: [Key: (answer: Answer, until: ContinuousClock.Instant)] = [:]
    var bytes = 0
  }

  static let life = Duration.seconds(5)
  static let answerLimit = 10_000
  static let byteLimit = 64 << 20
  private static let secondsUntilRetry = 2
  private let state = Mutex(State())

  /// nil for who shows no token: a session's whole answer is never kept, whatever else the request says of itself.
  func slot(_ request: Request, now: ContinuousClock.Instant = .now) -> Slot? {
    Visit.bearer(request).map { slot(.token($0), request, now: now) }
  }

  func slot(_ owner: Key.Owner, _ request: Request, now: ContinuousClock.Instant = .now) -> Slot {
    let key = Key(owner: owner, target: request.uri.string, language: Visit.language(request))
    return state.withLock { state in
      Slot(key: key, answer: state.answers[key].flatMap { $0.until > now ? $0.answer : nil }, moment: state.moment)
    }
  }

  /// Keeps an answer that was read after the slot was looked for, unless something has changed since.
  func keep(_ answer: Answer, in slot: Slot, now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      guard let moment = slot.moment, state.moment == moment, answer.body.readableBytes <= Self.byteLimit else { return }
      if state.answers.count >= Self.answerLimit || state.bytes + answer.body.readableBytes > Self.byteLimit {
        (state.answers, state.bytes) = ([:], 0)
      }
      state.bytes += answer.body.readableBytes - (state.answers[slot.key]?.answer.body.readableBytes ?? 0)
      state.answers[slot.key] = (answer, now + Self.life)
    }
  }

  /// Something has changed, or may have.
  func forget() {
    state.withLock { state in
      state.moment = state.moment.map { $0 + 1 }
      (state.answers, state.bytes) = ([:], 0)
    }
  }

  var remembered: Int { state.withLock { $0.answers.count } }

  // MARK: Word from the database

  /// Listens until the task is cancelled; a lost connection is made anew, and nothing is remembered in between.
  func follow(_ conninfo: String, _ logger: Logger) async {
    var begun = 0
    while !Task.isCancelled {
      do {
        let listener = try await Listener.open(conninfo, channels: ["yaosu_change"])
        begun += 1
        // Moments of two connections differ, so that nothing read under one is kept under the next.
        begin(at: begun << 32)
        for await _ in listener.notifications { forget() }
        listener.stop()
      } catch { logger.warning("changes can't be followed", metadata: ["error": "\(error)"]) }
      end()
      // Sleeping fails only when the task is cancelled: nobody waits for changes any more.
      do { try await Task.sleep(for: .seconds(Self.secondsUntilRetry)) } catch { return }
    }
  }

  func begin(at moment: Int) { state.withLock { $0.moment = moment } }
  func end() { state.withLock { $0 = State() } }
}
