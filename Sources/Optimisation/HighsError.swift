/// Why HiGHS could not be used. Data; the sentence below is for logs, the edge may say it in another language.
public enum HighsError: Error, Equatable, Sendable {
  /// No library: where it was looked for, in order, and what the loader said last.
  case libraryMissing(lookedIn: [String], loader: String)
  /// It is there and can't be used: 64-bit integers, or a function is missing.
  case libraryUnusable(path: String, reason: String)
  /// It did not accept the program: sizes or indices are wrong, which is our fault.
  case programRefused
  /// It gave up with this status of its own.
  case failed(status: Int)
  /// A number of the program is not finite, or an index is outside.
  case malformed(String)
}

extension HighsError: CustomStringConvertible {
  /// The command that installs what is missing.
  public static let installCommand = "./quickstart"

  public var description: String {
    switch self {
    case .libraryMissing(let places, let loader):
      """
      The solver library libhighs.so.1 was not found. Looked in: \(places.joined(separator: ", ")). The loader says: \(loader). \
      Run \(HighsError.installCommand) to install it, or set YAOSU_HIGHS to its path.
      """
    case .libraryUnusable(let path, let reason): "The solver library \(path) can't be used: \(reason)."
    case .programRefused: "HiGHS refused the program."
    case .failed(let status): "HiGHS failed with model status \(status)."
    case .malformed(let what): "The program is malformed: \(what)."
    }
  }
}
