import Diagnostics
import Foundation

/// What the program says: results on standard output, everything else on standard error.
enum Terminal {
  static var isTerminal: Bool { isatty(2) == 1 }

  static func out(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

/// One line that is overwritten on a terminal; elsewhere a line every few seconds, so that a log stays readable.
final class ProgressLine: @unchecked Sendable {
  private let lock = NSLock()
  private var last = ContinuousClock.now - .seconds(60)
  private var width = 0
  private let interval: Duration = Terminal.isTerminal ? .milliseconds(100) : .seconds(5)

  func show(_ text: @autoclosure () -> String) {
    lock.withLock {
      guard ContinuousClock.now - last >= interval else { return }
      last = ContinuousClock.now
      let line = text()
      if Terminal.isTerminal {
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
        width = line.count
      } else {
        Terminal.note(line)
      }
    }
  }

  /// Clears the line, so that what comes next begins at its start.
  func end() {
    lock.withLock {
      if width > 0 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      width = 0
    }
  }
}
