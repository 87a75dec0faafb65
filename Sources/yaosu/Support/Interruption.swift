@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Ctrl-C while a plan is solved: the first asks the solver to stop with the best plan found, the second ends the program.
final class Interruption: Sendable {
  private let count = Atomic<Int>(0)
  private let source: any DispatchSourceSignal

  /// `once`: done at the first one, beside counting it.
  init(once: (@Sendable () -> Void)? = nil) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "yaosu.interruption"))
    source.setEventHandler { [weak self] in
      guard let self else { return }
      if self.count.add(1, ordering: .relaxed).newValue > 1 { exit(130) }
      once?()
    }
    source.activate()
  }
  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }

  var isAsked: Bool { count.load(ordering: .relaxed) > 0 }
}

/// Shows how far long work is and hears Ctrl-C.
final class TerminalWatch {
  private let interruption = Interruption()
  private let line = ProgressLine()

  /// Whether to go on.
  func callAsFunction(_ text: String) -> Bool {
    line.show(text)
    return !interruption.isAsked
  }
  deinit { line.end() }
}
