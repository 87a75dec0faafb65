public import Diagnostics
public import Store

extension Job {
  /// Proves that ledger, case histories and the security record weren't changed afterwards.
  public struct Verify: Codable, Sendable {
    public var language: String?
    public init(language: Language) { self.language = language.rawValue }

    public struct Result: Codable, Sendable {
      public var holds: Bool
      public var checks: [Check]
      /// Where the chains ended, which the next verification holds them against.
      public var heads: [VerificationStore.Head]
    }
    public struct Check: Codable, Sendable {
      /// ledger, cases, record, since.
      public var part: String
      public var check: String
      public var holds: Bool
      public var detail: String
    }
    /// Faults that a check tells; more are counted.
    public static let toldLimit = 20
  }
}
