public import Allocation
public import Postgres
public import Procedures

/// Another policy, for one transaction that is undone (政策预演). The database refuses to commit it.
public struct RehearsalStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  /// Something that policy decides about one subject: kinds and subjects are those of `policy.rehearsal_facts`.
  public struct Fact: Hashable, Sendable {
    public var kind: String
    public var subject: String
    public var name: String
    public var region: String
    public var value: String
    public var detail: String
  }

  /// What of procedures is looked at: after how many days a reclaim begins, and steps with their terms.
  public struct Rules: Encodable, Hashable, Sendable {
    public struct StepTerm: Encodable, Hashable, Sendable {
      public var procedure: String
      public var step: String
      public var amount: Int
      public var unit: Term.Unit
      public init(procedure: String, step: String, amount: Int, unit: Term.Unit) {
        (self.procedure, self.step, self.amount, self.unit) = (procedure, step, amount, unit)
      }
    }
    public var idleDays: Int?
    public var terms: [StepTerm]
    public init(idleDays: Int?, terms: [StepTerm]) { (self.idleDays, self.terms) = (idleDays, terms) }
    enum CodingKeys: String, CodingKey {
      case terms
      case idleDays = "idle_days"
    }
  }

  /// Only inside `session.dryRun`. Classes are judged again by the policy of `day`.
  public func putInForce(_ changes: [Scenario.ParameterOverride], day: CivilDate) throws {
    try session.prepared(Query("policy_rehearse").text(), [.text(city), .text(try JSON.text(changes)), .text(day.iso)])
  }

  public func facts(from: CivilDate, to: CivilDate, rules: Rules) throws -> [Fact] {
    let rows = try session.prepared(
      Query("policy_rehearsal_facts").text(), [.text(city), .text(from.iso), .text(to.iso), .text(try JSON.text(rules))])
    return try (0..<rows.count).map { row in
      Fact(
        kind: try rows.string(row, "kind"), subject: try rows.string(row, "subject"), name: try rows.string(row, "name"),
        region: try rows.string(row, "region"), value: try rows.optionalString(row, "value") ?? "",
        detail: try rows.optionalString(row, "detail") ?? "")
    }
  }
}
