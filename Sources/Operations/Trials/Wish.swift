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

  public struct Share: Codable, Sendable, Hashable {
    public var factor: String
    public var value: String
  }
  /// Of one county or of all: "80%", "+200" or "-30".
  public struct Change: Codable, Sendable, Hashable {
    public var factor: String
    public var region: String?
    public var change: String
  }

  public init() {}
  public var isEmpty: Bool { (shares ?? []).isEmpty && (supply ?? []).isEmpty && (pins ?? [:]).isEmpty && (loans ?? []).isEmpty }
  /// More than anybody drags.
  public static let limit = 500

  /// What of it can't be read: place and what was expected.
  public struct Fault: Error, Sendable {
    public var places: [(field: String, expected: String)]
  }

  /// The scenario with the wish on top. Throws all faults at once.
  public func applied(to scenario: Scenario) throws -> Scenario {
    var result = scenario
    var faults: [(field: String, expected: String)] = []
    func tell(_ field: String, _ expected: String) { faults.append((field, expected)) }
    let count = (shares ?? []).count + (supply ?? []).count + (pins ?? [:]).count + (loans ?? []).count
    if count > Self.limit { tell("", "at most \(Self.limit) changes") }
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
      result.supply.append(.init(factor: item.factor, region: item.region, change: change))
    }
    for (code, text) in (pins ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let pin = Pin(rawValue: text) else {
        tell("pins.\(code)", "must, never")
        continue
      }
      result.pins.removeAll { $0.project == code }
      result.pins.append(.init(project: code, pin: pin))
    }
    for factor in loans ?? [] where !result.exchange.loans.contains(factor) { result.exchange.loans.append(factor) }
    if !faults.isEmpty { throw Fault(places: faults) }
    return result
  }

  private static func change(_ text: String) -> Scenario.SupplyChange.Change? {
    if text.hasSuffix("%") { return Ratio(text).flatMap { $0 >= .zero && $0 <= Ratio(10) ? .times($0) : nil } }
    guard text.hasPrefix("+") || text.hasPrefix("-"),
      let quantity = Quantity(decimal: text.hasPrefix("+") ? String(text.dropFirst()) : text)
    else {
      return nil
    }
    return .plus(quantity)
  }
}
