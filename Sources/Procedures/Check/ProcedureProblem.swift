/// Something that a procedure's file promises and can't hold.
public struct ProcedureProblem: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Nothing leads here.
    case unreachable
    /// No end can be reached from here.
    case noExit
    /// A deadline or answers, and nobody who acts.
    case noActor
    /// A step without an answer, or an answer that leads nowhere.
    case noWay
    /// Answers that no rule catches.
    case uncounted
    case unknownStep(String)
    case unknownForm(String)
    case unknownField(String)
    case unknownOutcome(String)
    case duplicate(String)
    case badCode(String)
    /// An effect without what it needs.
    case missing(String)
    /// First day after the last.
    case badDates
    /// Steps that wait for each other.
    case deadlock
  }
  public var kind: Kind
  /// Step, form or field that it is about; nil: the procedure as a whole.
  public var at: String?
  public init(_ kind: Kind, at: String? = nil) { (self.kind, self.at) = (kind, at) }
}
