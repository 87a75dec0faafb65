/// Which projects the groups of a snapshot allow, as awards are decided.
struct Groups: Sendable {
  private let groups: [ProjectGroup]
  private let byProject: [Int: [Int]]
  /// Served: by holdings, pins, earlier years and tiers.
  private(set) var served: Set<Int> = []

  init(_ snapshot: Snapshot) {
    groups = (snapshot.rules.groups ?? []).filter { $0.projects.allSatisfy(snapshot.projects.indices.contains) }
    var byProject: [Int: [Int]] = [:]
    for (index, group) in groups.enumerated() { for project in group.projects { byProject[project, default: []].append(index) } }
    self.byProject = byProject
    served = Set(byProject.keys.filter { snapshot.projects[$0].isServedAlready })
  }

  var isEmpty: Bool { groups.isEmpty }
  func isGrouped(_ project: Int) -> Bool { byProject[project] != nil }
  /// Others must come with it, or before it: it is no free choice for a floor.
  func isTied(_ project: Int) -> Bool { (byProject[project] ?? []).contains { groups[$0].kind != .oneOf } }
  mutating func serve(_ project: Int) { if isGrouped(project) { served.insert(project) } }

  /// Those of `projects` that may be awarded in one tier, as far as groups say: no variant is served, and mates and leaders are served or among them.
  func open(_ projects: [Int]) -> [Int] {
    guard !isEmpty else { return projects }
    var asking = Set(projects)
    var open = projects
    while true {
      let rest = open.filter { project in (byProject[project] ?? []).allSatisfy { allows(groups[$0], project, asking) } }
      guard rest.count < open.count else { return open }
      (open, asking) = (rest, Set(rest))
    }
  }

  private func allows(_ group: ProjectGroup, _ project: Int, _ asking: Set<Int>) -> Bool {
    switch group.kind {
    case .oneOf: group.projects.allSatisfy { $0 == project || !served.contains($0) }
    // Mates that were served before this vintage are no mates of this award.
    case .together: group.projects.allSatisfy { asking.contains($0) || served.contains($0) }
    case .follows: group.projects[0] == project || served.contains(group.projects[0]) || asking.contains(group.projects[0])
    }
  }

  /// A group that keeps `project` out as things stand, and the member that decides it: the variant that is served, the mate or leader that isn't.
  /// nil when none does.
  func blocking(_ project: Int) -> (group: ProjectGroup, member: Int)? {
    for group in (byProject[project] ?? []).map({ groups[$0] }) {
      let others = group.kind == .follows ? Array(group.projects.prefix(1)) : group.projects
      let member = others.first { $0 != project && served.contains($0) == (group.kind == .oneOf) }
      if let member { return (group, member) }
    }
    return nil
  }

  /// `project` and all that must be awarded with it; nil when a variant is among them or in `taken`.
  func unit(_ project: Int, taken: (Int) -> Bool) -> [Int]? {
    var unit: [Int] = []
    var open = [project]
    while let next = open.popLast() {
      guard !unit.contains(next), !taken(next), !served.contains(next) else { continue }
      unit.append(next)
      for group in (byProject[next] ?? []).map({ groups[$0] }) {
        switch group.kind {
        case .oneOf:
          if group.projects.contains(where: { $0 != next && (taken($0) || served.contains($0) || unit.contains($0)) }) { return nil }
        case .together: open += group.projects
        case .follows: if group.projects[0] != next { open.append(group.projects[0]) }
        }
      }
    }
    return unit
  }

  /// Whether `projects`, with what is served, keep every group.
  func hold(_ projects: some Sequence<Int>) -> Bool {
    let all = served.union(projects.filter(isGrouped))
    return groups.allSatisfy { group in
      let count = group.projects.count { all.contains($0) }
      switch group.kind {
      case .oneOf: return count <= 1
      case .together: return count == 0 || count == group.projects.count
      case .follows: return count == 0 || all.contains(group.projects[0])
      }
    }
  }

  /// Names of groups that what is served doesn't keep.
  var broken: [String] {
    groups.indices.filter { !Groups([groups[$0]], served).hold([]) }.map { groups[$0].name }
  }

  private init(_ groups: [ProjectGroup], _ served: Set<Int>) {
    (self.groups, byProject, self.served) = (groups, [:], served)
  }

  /// Rows Σ coefficient × project ≤ limit among `candidates`, which `open` has let through.
  func rows(_ candidates: [Int]) -> [(terms: [(project: Int, value: Double)], limit: Double)] {
    guard !isEmpty else { return [] }
    let asking = Set(candidates)
    return groups.flatMap { group -> [(terms: [(project: Int, value: Double)], limit: Double)] in
      let members = group.projects.filter(asking.contains)
      switch group.kind {
      case .oneOf: return members.count > 1 ? [(members.map { ($0, 1) }, 1)] : []
      case .together: return members.count > 1 ? zip(members, members.dropFirst() + [members[0]]).map { ([($0, 1), ($1, -1)], 0) } : []
      case .follows:
        guard let leader = group.projects.first, asking.contains(leader) else { return [] }
        return members.filter { $0 != leader }.map { ([($0, 1), (leader, -1)], 0) }
      }
    }
  }
}
