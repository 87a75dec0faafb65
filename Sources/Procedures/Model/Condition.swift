/// Something that must hold of the project's facts and the case's data. Exactly one comparison.
public struct Condition: Codable, Hashable, Sendable {
  public var fact: String?
  public var `is`: String?
  public var not: String?
  public var atLeast: String?
  public var below: String?
  public var has: String?
  /// At least one of these instead.
  public var any: [Condition]?
  public init(
    fact: String? = nil, is: String? = nil, not: String? = nil, atLeast: String? = nil, below: String? = nil, has: String? = nil,
    any: [Condition]? = nil
  ) {
    (self.fact, self.is, self.not, self.atLeast, self.below, self.has, self.any) = (fact, `is`, not, atLeast, below, has, any)
  }
  enum CodingKeys: String, CodingKey {
    case fact, `is`, not, below, has, any
    case atLeast = "at_least"
  }
}

/// What an outcome, a rule or an end brings about outside the case.
public struct Effect: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    case stage, library, reclaim, grant, block, tell, begin, milestone, promise, points, rating, serve, practice
    case verifyDemand = "verify_demand"
    case lockMonth = "lock_month"
  }
  public var effect: Kind
  public var to: String?
  public var join: String?
  public var leave: String?
  public var cause: String?
  public var article: String?
  public var months: String?
  public var unit: String?
  public var role: String?
  public var text: String?
  public var procedure: String?
  public var with: [String: String]?
  public var kind: String?
  public var date: String?
  public var evidence: String?
  public var action: String?
  public var points: String?
  public var why: String?
  public var remark: String?
  public var person: String?
  public var when: [Condition]?
  public init(_ effect: Kind) { self.effect = effect }
  enum CodingKeys: String, CodingKey {
    case effect, to, join, leave, cause, article, months, unit, role, text, procedure, with, kind, date, evidence, points, why, remark,
      person, when
    case action = "do"
  }

  /// Keys that an effect can't do without.
  public static func required(_ kind: Kind) -> [String] {
    switch kind {
    case .stage: ["to"]
    case .reclaim: ["cause"]
    case .begin: ["procedure"]
    case .milestone: ["kind", "date", "evidence"]
    case .promise, .lockMonth: ["do"]
    case .points: ["unit"]
    case .rating: ["kind", "points"]
    case .serve: ["kind"]
    case .tell: ["text"]
    case .library, .grant, .block, .practice, .verifyDemand: []
    }
  }
}
