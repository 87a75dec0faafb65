/// A scenario's groups → indices of the snapshot, with what they say about each other's pins and tiers.
struct GroupBuilder {
  private(set) var projects: [Project]
  private(set) var groups: [ProjectGroup] = []
  private var problems: [GroupError.Problem] = []
  /// Projects that ask for quota or hold some. The others can be built whatever a plan decides, so no group waits for them.
  private let index: [String: Int]
  private let needsNothing: Set<String>

  init(_ projects: [Project]) {
    self.projects = projects
    needsNothing = Set(projects.filter { $0.demands.isEmpty && $0.holdings.isEmpty }.map(\.code))
    var index: [String: Int] = [:]
    for (place, project) in projects.enumerated() where !needsNothing.contains(project.code) { index[project.code] = place }
    self.index = index
  }

  /// - Parameter needsNothing: of a project that isn't in the snapshot: it asks for no quota at all, so it can be built.
  /// Throws `GroupError` with everything that contradicts.
  mutating func add(_ wanted: [Scenario.Group], needsNothing: (String) -> Bool) throws {
    for group in wanted {
      if group.kind == .follows, let leader = group.projects.first, index[leader] == nil {
        // Phases of what doesn't compete wait; of what needs nothing they may come.
        if !self.needsNothing.contains(leader), !needsNothing(leader) { for member in group.projects { pin(member, .never, group.name) } }
        continue
      }
      let members = group.projects.compactMap { index[$0] }
      if members.count > 1 { groups.append(ProjectGroup(name: group.name, kind: group.kind, projects: members)) }
    }
    for group in groups { checkTiers(group) }
    checkCircle()
    spreadPins()
    guard problems.isEmpty else { throw GroupError(problems: problems) }
  }

  private mutating func checkTiers(_ group: ProjectGroup) {
    let first = group.projects[0]
    for other in group.projects.dropFirst() where !projects[other].demands.isEmpty && !projects[first].demands.isEmpty {
      let (tier, leading) = (projects[other].tier, projects[first].tier)
      let isWrong = group.kind == .together ? tier != leading : group.kind == .follows && tier < leading
      if isWrong { problems.append(.init(group: group.name, kind: .tiers, projects: [projects[first].code, projects[other].code])) }
    }
  }

  private mutating func checkCircle() {
    guard let found = ProjectGroup.circle(among: groups) else { return }
    problems.append(.init(group: found.group.name, kind: .circle, projects: found.projects.map { projects[$0].code }))
  }

  /// What one pin means for the others, until nothing changes.
  private mutating func spreadPins() {
    var before: [Pin?]
    repeat {
      before = projects.map(\.pin)
      for group in groups {
        let codes = group.projects.map { projects[$0].code }
        func isPinned(_ pin: Pin) -> Bool { group.projects.contains { projects[$0].pin == pin && !projects[$0].demands.isEmpty } }
        switch group.kind {
        case .oneOf:
          let must = group.projects.filter { projects[$0].pin == .must }
          if must.count > 1 { problem(group.name, must.map { projects[$0].code }) }
        case .together:
          if isPinned(.must) { for code in codes { pin(code, .must, group.name) } }
          if isPinned(.never) { for code in codes { pin(code, .never, group.name) } }
        case .follows:
          if projects[group.projects[0]].pin == .never, !projects[group.projects[0]].isServedAlready {
            for code in codes.dropFirst() { pin(code, .never, group.name) }
          }
          if group.projects.dropFirst().contains(where: { projects[$0].pin == .must }) { pin(codes[0], .must, group.name) }
        }
      }
    } while projects.map(\.pin) != before
  }

  private mutating func pin(_ code: String, _ pin: Pin, _ group: String) {
    guard let place = index[code], projects[place].pin != pin, !projects[place].isServedAlready else { return }
    if projects[place].pin == nil { projects[place].pin = pin } else { problem(group, [code]) }
  }

  private mutating func problem(_ group: String, _ codes: [String]) {
    let problem = GroupError.Problem(group: group, kind: .pins, projects: codes)
    if !problems.contains(problem) { problems.append(problem) }
  }
}

/// Groups of a scenario that contradict tiers or pins.
public struct GroupError: Error, Hashable, Sendable {
  public struct Problem: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// Mates of different tiers, or a leader of a later tier than its follower: codes of the first and the other.
      case tiers
      /// Phases that wait for each other: codes of all of them.
      case circle
      /// Pins that can't be held together: codes of the projects.
      case pins
      /// Mates, leaders or followers that have variants: codes of the projects.
      case variants
      /// A variant that asks for nothing: its code; the group is the project.
      case needsNothing
    }
    public var group: String
    public var kind: Kind
    public var projects: [String]
    public init(group: String, kind: Kind, projects: [String]) { (self.group, self.kind, self.projects) = (group, kind, projects) }
  }
  public var problems: [Problem]
  public init(problems: [Problem]) { self.problems = problems }
}
