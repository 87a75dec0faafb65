import Allocation

extension Wish {
  /// What is wanted besides score (目标), as scenario files write it.
  public struct Goal: Codable, Sendable, Hashable {
    /// fairness, equal_shares, city_pool, change.
    public var aim: String
    /// Part of each tier's best score that it may give up: "1%"; nil: none.
    public var give: String?
    /// What a county's satisfied share is counted in: score, projects, investment; nil: score.
    public var measure: String?
  }
  /// Least projects (保底); 0 lifts the scenario's own floor.
  public struct Floor: Codable, Sendable, Hashable {
    /// Code; nil: every county and zone.
    public var region: String?
    public var projects: Int
  }
  /// More projects than a city has.
  public static let floorLimit = 1_000_000

  var countOfRules: Int {
    (aims.map { max($0.count, 1) } ?? 0) + (floors ?? []).count + (withoutGroups ?? []).count + (years == nil ? 0 : 1)
  }

  /// Aims, floors, groups and years of the scenario become the wished ones; what can't be is returned.
  func applyRules(to scenario: inout Scenario) -> [Fault.Place] {
    applyAims(to: &scenario) + applyFloors(to: &scenario) + applyGroups(to: &scenario) + applyYears(to: &scenario)
  }

  private func applyAims(to scenario: inout Scenario) -> [Fault.Place] {
    guard let aims else { return [] }
    var faults: [Fault.Place] = []
    var wished: [Aim] = []
    for (place, goal) in aims.enumerated() {
      guard let kind = Aim.Kind(key: goal.aim) else {
        faults.append(.same("aims.\(place).aim", Aim.Kind.allCases.map(\.key).joined(separator: ", ")))
        continue
      }
      if wished.contains(where: { $0.kind == kind }) {
        faults.append(.init(field: "aims.\(place).aim", expected: "每个目标只写一次", expectedEnglish: "each aim once"))
      }
      guard let give = Ratio(goal.give ?? "0"), give >= .zero, give <= .one else {
        faults.append(.same("aims.\(place).give", "0%…100%"))
        continue
      }
      guard let measure = Aim.Measure(rawValue: goal.measure ?? Aim.Measure.score.rawValue) else {
        faults.append(.same("aims.\(place).measure", Aim.Measure.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      wished.append(Aim(kind: kind, give: give, measure: measure))
    }
    scenario.aims = wished.isEmpty ? nil : wished
    return faults
  }

  private func applyFloors(to scenario: inout Scenario) -> [Fault.Place] {
    var faults: [Fault.Place] = []
    for (place, floor) in (floors ?? []).enumerated() {
      guard (0...Self.floorLimit).contains(floor.projects) else {
        faults.append(.same("floors.\(place).projects", "0…\(Self.floorLimit)"))
        continue
      }
      scenario.floors.removeAll { $0.region == floor.region }
      if floor.projects > 0 { scenario.floors.append(.init(region: floor.region, projects: floor.projects)) }
    }
    // What holds for every county holds for each: less can't be asked of one.
    let every = scenario.floors.first { $0.region == nil }?.projects ?? 0
    for (place, floor) in (floors ?? []).enumerated() where floor.region != nil && floor.projects < every {
      faults.append(
        .init(
          field: "floors.\(place).projects", expected: "≥ \(every)（每个县市区的保底）", expectedEnglish: "≥ \(every) (the floor of every county)"))
    }
    return faults
  }

  private func applyGroups(to scenario: inout Scenario) -> [Fault.Place] {
    let known = (scenario.groups ?? []).map(\.name)
    let faults = (withoutGroups ?? []).enumerated().filter { !known.contains($0.element) }.map { place, _ in
      let names = known.joined(separator: ", ")
      return Fault.Place(
        field: "withoutGroups.\(place)", expected: known.isEmpty ? "不填：该情景没有项目组" : names,
        expectedEnglish: known.isEmpty ? "nothing: the scenario has no groups" : names)
    }
    if let withoutGroups { scenario.groups?.removeAll { withoutGroups.contains($0.name) } }
    if scenario.groups?.isEmpty == true { scenario.groups = nil }
    return faults
  }

  private func applyYears(to scenario: inout Scenario) -> [Fault.Place] {
    guard let years else { return [] }
    guard (1...max(scenario.horizon, 1)).contains(years) else { return [.same("years", "1…\(scenario.horizon)")] }
    scenario.horizon = years
    // One year is nothing to be planned together.
    if years == 1 { (scenario.together, scenario.discount) = (nil, nil) }
    return []
  }

  /// Changes of one county's supply must be of a pool that it has, and take no more than is in it. `snapshot`: before the wish. Throws `Wish.Fault`.
  func checkSupply(in snapshot: Snapshot) throws {
    var faults: [Fault.Place] = []
    for (place, item) in (supply ?? []).enumerated() {
      // What isn't the city's at all is told with all other names.
      guard let code = item.region, let region = snapshot.regions.firstIndex(where: { $0.code == code }),
        let factor = snapshot.factors.firstIndex(where: { $0.code == item.factor })
      else { continue }
      let pools = snapshot.pools.filter {
        $0.region == region && $0.factor == factor && item.vintage ?? $0.vintage == $0.vintage
      }
      guard let least = pools.map(\.available).min() else {
        let name = snapshot.factors[factor]
        faults.append(
          .init(
            field: "supply.\(place).region", expected: "有“\(name.name)”要素池的县市区",
            expectedEnglish: "a region with a pool of \(name.nameEnglish)"))
        continue
      }
      if case .plus(let quantity) = Self.change(item.change), quantity < .zero, least + quantity < .zero {
        faults.append(.same("supply.\(place).change", "≥ -\(least.decimal)"))
      }
    }
    if !faults.isEmpty { throw Fault(faults) }
  }
}

extension Wish.Fault.Place {
  /// Signs and keys are the same in both languages.
  static func same(_ field: String, _ expected: String) -> Self { .init(field: field, expected: expected, expectedEnglish: expected) }
}
