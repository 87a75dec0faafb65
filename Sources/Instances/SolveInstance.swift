public import Allocation

/// One problem to solve without a database: a snapshot, and how its scores read.
public struct SolveInstance: Sendable {
  public var name: String
  public var snapshot: Snapshot
  /// Scores that are one unit of the file's own value.
  public var scale: Int64
  /// Score of what needs nothing and is taken anyway.
  public var free: Int64
  /// The optimum or best known value that the file names; nil when it names none.
  public var known: Double?

  public init(name: String, snapshot: Snapshot, scale: Int64 = 1, free: Int64 = 0, known: Double? = nil) {
    (self.name, self.snapshot, self.scale, self.free, self.known) = (name, snapshot, scale, free, known)
  }

  /// A score in the file's own unit.
  public func value(_ score: Int64) -> Double { Double(score + free) / Double(scale) }
}

/// What an instance file may hold at the most.
public enum InstanceLimits {
  public static let fileBytes = 1 << 30
  /// Entries of all constraints of one instance.
  public static let entries = 50_000_000
  /// Instances of one file, and files of one folder.
  public static let instances = 10_000
  /// Most that the amounts of one constraint or factor may come to.
  public static let sum = Int128(4_000_000_000_000_000_000)
  /// Most that all scores may come to: more than this programs don't hold exactly.
  public static let scores = Int128(1_000_000_000_000_000)
  /// Faults of one file that are told.
  public static let mistakes = 100
}
