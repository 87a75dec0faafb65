/// Changes that a planner tries on a plan's snapshot on the spot: pools up or down, projects in or out, counties that may lend.
public struct Trial: Hashable, Sendable {
  public var supply: [Scenario.SupplyChange] = []
  public var pins: [Scenario.ProjectPin] = []
  /// Factors (codes) that counties may lend and sell each other in addition.
  public var loans: [String] = []
  public var transfers: [String] = []

  /// What is wanted besides score, in place of the plan's aims; an empty list: score alone.
  public var aims: [Aim]?
  /// Least projects of a county, or of each (`region` nil), in place of what is asked for it; 0 asks nothing.
  public var floors: [Scenario.RegionFloor] = []
  /// Only so many of the plan's years.
  public var years: Int?

  public init() {}
  public var isEmpty: Bool {
    supply.isEmpty && pins.isEmpty && loans.isEmpty && transfers.isEmpty && aims == nil && floors.isEmpty && years == nil
  }

  /// The snapshot with the changes. Throws `ScenarioError` for names that it doesn't have.
  public func applied(to snapshot: Snapshot) throws -> Snapshot {
    var changed = snapshot
    var unknown: [ScenarioError.Name] = []
    func factor(_ code: String) -> Int? {
      let found = snapshot.factors.firstIndex { $0.code == code }
      if found == nil { unknown.append(.init(kind: .factor, name: code)) }
      return found
    }
    var pools = PoolLedger(snapshot.pools)
    for change in supply {
      let region = change.region.flatMap { code in snapshot.regions.firstIndex { $0.code == code } }
      if let code = change.region, region == nil { unknown.append(.init(kind: .region, name: code)) }
      guard let factor = factor(change.factor), (region == nil) == (change.region == nil) else { continue }
      pools.change(change.change, factor: factor, region: region, vintage: change.vintage ?? snapshot.vintage)
    }
    changed.pools = pools.sorted
    for pin in pins {
      guard let project = snapshot.projects.firstIndex(where: { $0.code == pin.project }) else {
        unknown.append(.init(kind: .project, name: pin.project))
        continue
      }
      changed.projects[project].pin = pin.pin
    }
    changed.rules.lendable = Set(snapshot.rules.lendable + loans.compactMap(factor)).sorted()
    changed.rules.tradable = Set(snapshot.rules.tradable + transfers.compactMap(factor)).sorted()
    for floor in floors {
      if let code = floor.region, !snapshot.regions.contains(where: { $0.code == code }) {
        unknown.append(.init(kind: .region, name: code))
      }
      changed.rules.floors = Self.floors(changed.rules.floors, with: floor, snapshot.regions)
    }
    if let aims { changed.rules.aims = aims.isEmpty ? nil : aims }
    if let years {
      changed.horizon = min(max(years, 1), snapshot.horizon)
      if changed.horizon == 1 { changed.rules.together = nil }
    }
    guard unknown.isEmpty else { throw ScenarioError(unknown: unknown) }
    return changed
  }

  private static func floors(_ floors: [Snapshot.Floor], with wanted: Scenario.RegionFloor, _ regions: [Region]) -> [Snapshot.Floor] {
    let asked = regions.indices.filter { place in
      wanted.region.map { $0 == regions[place].code } ?? (regions[place].kind == .county || regions[place].kind == .zone)
    }
    let others = floors.filter { !asked.contains($0.region) }
    return wanted.projects > 0 ? others + asked.map { .init(region: $0, projects: wanted.projects) } : others
  }
}
