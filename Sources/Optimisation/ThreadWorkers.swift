public import Allocation
internal import Dispatch

/// Passes over very many projects on as many threads as were asked for.
public struct ThreadWorkers: Workers {
  public init() {}

  /// Parts are handed out in runs of neighbours, a few for each thread, so that a slow thread doesn't hold up the others.
  public func each(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    let runs = min(count, threads * 4)
    withoutActuallyEscaping(body) { body in
      DispatchQueue.concurrentPerform(iterations: runs) { run in
        for index in (count * run / runs)..<(count * (run + 1) / runs) { body(index) }
      }
    }
  }
}
