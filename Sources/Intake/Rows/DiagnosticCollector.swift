import Diagnostics

/// Collects what is wrong up to a limit; errors push notes out, and the totals stay true.
struct DiagnosticCollector {
  let limit: Int
  private(set) var kept: [Diagnostic] = []
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0
  private var keptErrors = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ diagnostic: Diagnostic) {
    switch diagnostic.level {
    case .error: errors += 1
    case .warning: warnings += 1
    case .note: notes += 1
    }
    if kept.count < limit {
      kept.append(diagnostic)
      if diagnostic.level == .error { keptErrors += 1 }
    } else if diagnostic.level == .error, keptErrors < limit, let last = kept.lastIndex(where: { $0.level != .error }) {
      kept.remove(at: last)
      kept.append(diagnostic)
      keptErrors += 1
    }
  }

  func write(to report: inout IntakeReport) {
    (report.diagnostics, report.errors, report.warnings, report.notes) = (kept, errors, warnings, notes)
  }
}
