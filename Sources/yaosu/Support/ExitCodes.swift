import ArgumentParser
import Operations

/// Exit codes by class, as sysexits.h has them, so that a script can tell what to do.
enum ExitClass {
  /// The command line is wrong.
  static let usage = ExitCode(64)
  /// A file or its content is wrong.
  static let data = ExitCode(65)
  /// The database or a library is not there.
  static let unavailable = ExitCode(69)
  /// Our mistake.
  static let internalError = ExitCode(70)
  /// A file can't be written.
  static let cannotCreate = ExitCode(73)
  /// Something moved or is busy: look again and retry.
  static let conflict = ExitCode(75)
  /// Refused by a rule: nothing wrong with the command, but it may not be.
  static let refused = ExitCode(77)

  static func code(of kind: Fault.Kind) -> ExitCode {
    switch kind {
    case .usage: usage
    case .data: data
    case .unavailable: unavailable
    case .mistake: internalError
    case .cannotCreate: cannotCreate
    case .conflict: conflict
    case .refused: refused
    }
  }
}
