public import Allocation

/// What a planner changes about a scenario by sliders and clicks. Quantities and ratios as people write them, so that nothing is rounded on the way.
public struct Wish: Codable, Sendable, Hashable {
  /// The share that the city coordinates, by factor: "35%".
  public var shares: [Share]?
  public var supply: [Change]?
  /// Project code → must, never.
  public var pins: [String: String]?
  /// Factors that counties may lend each other.
  public var loans: [String]?
  /// Factors that counties may sell each other.
  public var transfers: [String]?
  /// Quota that one county lends another, so much of it.
  public var lends: [Lend]?
  /// Projects that would do with less.
  public var demands: [Demand]?
  /// What a point of an evaluated project counts, by its grade: "120%".
  public var weights: [Weight]?
  /// Names of the policy's tiers in the order that they are served; those of one list as one.
  public var tiers: [[String]]?
  /// What is wanted besides score, in place of the scenario's own aims; an empty list: score alone.
  public var aims: [Goal]?
  /// Least projects of a county or of each.
  public var floors: [Floor]?
  /// Groups of the scenario (by name) that are put aside.
  public var withoutGroups: [String]?
  /// Only so many of the scenario's years are planned.
  public var years: Int?

  public struct Share: Codable, Sendable, Hashable {
    public var factor: String
    public var value: String
  }
  public struct Lend: Codable, Sendable, Hashable {
    public var factor: String
    /// Codes of regions.
    public var from: String
    public var to: String
    /// 指标年份.
    public var vintage: Int
    /// In the factor's unit: "200".
    public var quantity: String
    public init(factor: String, from: String, to: String, vintage: Int, quantity: String) {
      (self.factor, self.from, self.to, self.vintage, self.quantity) = (factor, from, to, vintage, quantity)
    }
  }
  public struct Weight: Codable, Sendable, Hashable {
    /// A, B, C, D or T.
    public var grade: String
    public var value: String
  }
  public struct Demand: Codable, Sendable, Hashable {
    public var project: String
    public var factor: String
    /// In the factor's unit, instead of what it asks.
    public var quantity: String
    public init(project: String, factor: String, quantity: String) {
      (self.project, self.factor, self.quantity) = (project, factor, quantity)
    }
  }
  /// Of one county or of all: "80%", "+200" or "-30".
  public struct Change: Codable, Sendable, Hashable {
    public var factor: String
    public var region: String?
    /// 指标年份; nil: every year that is planned.
    public var vintage: Int?
    public var change: String
    public init(factor: String, region: String?, vintage: Int? = nil, change: String) {
      (self.factor, self.region, self.vintage, self.change) = (factor, region, vintage, change)
    }
  }

  public init() {}
  public var isEmpty: Bool { count == 0 }
  private var count: Int {
    (shares ?? []).count + (supply ?? []).count + (pins ?? [:]).count + (loans ?? []).count + (transfers ?? []).count
      + (weights ?? []).count + (lends ?? []).count + (demands ?? []).count
      + (tiers ?? []).reduce(0) { $0 + $1.count } + countOfRules
  }
  /// More than anybody drags.
  public static let limit = 500

  /// What of it can't be read: place and what was expected.
  public struct Fault: Error, Sendable {
    public var places: [Place]
    public struct Place: Sendable, Hashable {
      public var field: String
      /// What would be right there, in Chinese and English.
      public var expected: String
      public var expectedEnglish: String
    }
    init(_ places: [Place]) { self.places = places }
  }

  /// The scenario with the wish on top. Throws all faults at once.
  public func applied(to scenario: Scenario) throws -> Scenario {
    var result = scenario
    var faults: [Fault.Place] = []
    func tell(_ field: String, _ expected: String, _ english: String? = nil) {
      faults.append(.init(field: field, expected: expected, expectedEnglish: english ?? expected))
    }
    if count > Self.limit { tell("", "至多 \(Self.limit) 项变化", "at most \(Self.limit) changes") }
    for (place, share) in (shares ?? []).enumerated() {
      guard let ratio = Ratio(share.value), ratio >= .zero, ratio <= Ratio(1) else {
        tell("shares.\(place).value", "0%…100%")
        continue
      }
      result.policy.removeAll { $0.key == "coordination_share" && $0.factor == share.factor }
      result.policy.append(.init(key: "coordination_share", factor: share.factor, value: share.value))
    }
    for (place, item) in (supply ?? []).enumerated() {
      guard let change = Self.change(item.change) else {
        tell("supply.\(place).change", "80%, +200, -30")
        continue
      }
      result.supply.append(.init(factor: item.factor, region: item.region, vintage: item.vintage, change: change))
    }
    for (place, lend) in (lends ?? []).enumerated() {
      guard let quantity = Quantity(decimal: lend.quantity), quantity > .zero else {
        tell("lends.\(place).quantity", "> 0")
        continue
      }
      guard lend.from != lend.to else {
        tell("lends.\(place).to", "≠ \(lend.from)")
        continue
      }
      result.supply.append(.init(factor: lend.factor, region: lend.from, vintage: lend.vintage, change: .plus(.zero - quantity)))
      result.supply.append(.init(factor: lend.factor, region: lend.to, vintage: lend.vintage, change: .plus(quantity)))
    }
    for (place, demand) in (demands ?? []).enumerated() {
      guard let quantity = Quantity(decimal: demand.quantity), quantity >= .zero else {
        tell("demands.\(place).quantity", "≥ 0")
        continue
      }
      Self.ask(demand, quantity, of: &result)
    }
    for (code, text) in (pins ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let pin = Pin(rawValue: text) else {
        tell("pins.\(code)", "must, never")
        continue
      }
      result.pins.removeAll { $0.project == code }
      result.pins.append(.init(project: code, pin: pin))
    }
    for (place, weight) in (weights ?? []).enumerated() {
      guard ["A", "B", "C", "D", "T"].contains(weight.grade) else {
        tell("weights.\(place).grade", "A, B, C, D, T")
        continue
      }
      guard let ratio = Ratio(weight.value), ratio >= .zero, ratio <= Ratio(10) else {
        tell("weights.\(place).value", "0%…1000%")
        continue
      }
      let key = "score.grade.\(weight.grade.lowercased())"
      result.policy.removeAll { $0.key == key }
      result.policy.append(.init(key: key, value: weight.value))
    }
    if let tiers, !tiers.isEmpty { result.tierOrder = tiers }
    for factor in loans ?? [] where !result.exchange.loans.contains(factor) { result.exchange.loans.append(factor) }
    for factor in transfers ?? [] where !result.exchange.transfers.contains(factor) { result.exchange.transfers.append(factor) }
    faults += applyRules(to: &result)
    if !faults.isEmpty { throw Fault(faults) }
    return result
  }

  /// What a project would do with is another form of it, which the plan takes where that serves it.
  private static func ask(_ demand: Demand, _ quantity: Quantity, of scenario: inout Scenario) {
    var variants = scenario.variants ?? []
    let amount = Scenario.Variant.Amount(factor: demand.factor, quantity: quantity)
    if let place = variants.firstIndex(where: { $0.project == demand.project && $0.name == smallerName }) {
      variants[place].demands.append(amount)
    } else {
      variants.append(.init(project: demand.project, name: smallerName, demands: [amount]))
    }
    scenario.variants = variants
  }
  private static let smallerName = "压减"

  static func change(_ text: String) -> Scenario.SupplyChange.Change? {
    if text.hasSuffix("%") { return Ratio(text).flatMap { $0 >= .zero && $0 <= Ratio(10) ? .times($0) : nil } }
    guard text.hasPrefix("+") || text.hasPrefix("-"),
      let quantity = Quantity(decimal: text.hasPrefix("+") ? String(text.dropFirst()) : text)
    else {
      return nil
    }
    return .plus(quantity)
  }
}
