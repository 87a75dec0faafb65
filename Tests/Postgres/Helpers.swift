import Foundation
import Postgres
import Synchronization
import TestSupport

/// A database of its own for asynchronous tests, where a closure can't hold one.
final class ScratchDatabase: Sendable {
  let conninfo: String
  private let release: @Sendable () -> Void
  init() throws {
    let made = try TestDatabase.make()
    (conninfo, release) = (made.conninfo, made.drop)
  }
  func drop() { release() }
}

/// Counts calls over all tasks.
final class Turn: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
  var value: Int { count.load(ordering: .relaxed) }
}

/// Long enough that another task gets between two statements.
func usleepBriefly() { usleep(5_000) }
