/// What groups of projects allow over the years: at most one of what excludes each other, mates in one year, a follower with its leader or later.
struct YearsGroups {
  private let groups: [ProjectGroup]
  private let byProject: [Int: [Int]]
  /// Year in which each grouped project is served; before the first: −1.
  private(set) var served: [Int: Int] = [:]

  init(_ snapshot: Snapshot) {
    groups = (snapshot.rules.groups ?? []).filter { $0.projects.allSatisfy(snapshot.projects.indices.contains) }
    var byProject: [Int: [Int]] = [:]
    for (index, group) in groups.enumerated() { for project in group.projects { byProject[project, default: []].append(index) } }
    self.byProject = byProject
    for project in byProject.keys where snapshot.projects[project].isServedAlready { served[project] = -1 }
  }

  var isEmpty: Bool { groups.isEmpty }
  func isGrouped(_ project: Int) -> Bool { byProject[project] != nil }
  func isTied(_ project: Int) -> Bool { (byProject[project] ?? []).contains { groups[$0].kind != .oneOf } }
  mutating func serve(_ option: YearOption) { if isGrouped(option.project) { served[option.project] = option.year } }

  /// Those of `options` that may be awarded in one tier, as far as groups say.
  func open(_ options: [YearOption]) -> [YearOption] {
    guard !isEmpty else { return options }
    var (open, asking) = (options, Set(options.filter { isGrouped($0.project) }))
    while true {
      let rest = open.filter { option in (byProject[option.project] ?? []).allSatisfy { allows(groups[$0], option, asking) } }
      guard rest.count < open.count else { return open }
      (open, asking) = (rest, Set(rest.filter { isGrouped($0.project) }))
    }
  }

  private func allows(_ group: ProjectGroup, _ option: YearOption, _ asking: Set<YearOption>) -> Bool {
    switch group.kind {
    case .oneOf: group.projects.allSatisfy { $0 == option.project || served[$0] == nil }
    // Mates that held all before are no mates of this award; those of an earlier tier are of its year.
    case .together:
      group.projects.allSatisfy { mate in
        served[mate].map { $0 < 0 || $0 == option.year } ?? asking.contains(YearOption(project: mate, year: option.year))
      }
    case .follows:
      group.projects[0] == option.project || served[group.projects[0]].map { $0 <= option.year } == true
        || served[group.projects[0]] == nil
          && (0...option.year).contains { asking.contains(YearOption(project: group.projects[0], year: $0)) }
    }
  }

  /// An option with all that must be awarded with it; nil when something stands against it. `taken`: year of what is awarded so far.
  func unit(_ option: YearOption, taken: (Int) -> Int?) -> [YearOption]? {
    var (unit, open) = ([YearOption](), [option])
    while let next = open.popLast() {
      if unit.contains(next) { continue }
      if let year = served[next.project] ?? taken(next.project) {
        // It is there: as a mate in this year, as a leader by now.
        guard year <= next.year else { return nil }
        continue
      }
      unit.append(next)
      for group in (byProject[next.project] ?? []).map({ groups[$0] }) {
        switch group.kind {
        case .oneOf:
          let others = group.projects.filter { $0 != next.project }
          if others.contains(where: { other in served[other] != nil || taken(other) != nil || unit.contains { $0.project == other } }) {
            return nil
          }
        case .together:
          for mate in group.projects {
            if let year = served[mate] ?? taken(mate), year >= 0, year != next.year { return nil }
            open.append(YearOption(project: mate, year: next.year))
          }
        case .follows: if group.projects[0] != next.project { open.append(YearOption(project: group.projects[0], year: next.year)) }
        }
      }
    }
    return unit
  }

  /// Whether `options`, with what is served, keep every group.
  func hold(_ options: [YearOption]) -> Bool {
    var years = served
    for option in options where isGrouped(option.project) { years[option.project] = option.year }
    return groups.allSatisfy { group in
      let there = group.projects.compactMap { years[$0] }
      switch group.kind {
      case .oneOf: return there.count <= 1
      case .together: return (there.isEmpty || there.count == group.projects.count) && Set(there.filter { $0 >= 0 }).count <= 1
      case .follows: return there.isEmpty || years[group.projects[0]].map { leader in there.allSatisfy { $0 >= leader } } == true
      }
    }
  }

  /// Names of groups that what is served doesn't keep.
  var broken: [String] {
    groups.indices.filter { index in
      var alone = self
      alone.served = served.filter { groups[index].projects.contains($0.key) }
      return !YearsGroups([groups[index]], alone.served).hold([])
    }.map { groups[$0].name }
  }

  private init(_ groups: [ProjectGroup], _ served: [Int: Int]) { (self.groups, byProject, self.served) = (groups, [:], served) }

  /// Rows Σ coefficient × column ≤ limit over the columns of `options`, which `open` has let through.
  func rows(_ options: [YearOption]) -> [(terms: [(column: Int, value: Double)], limit: Double)] {
    guard !isEmpty else { return [] }
    var columns: [Int: [(year: Int, column: Int)]] = [:]
    for (column, option) in options.enumerated() where isGrouped(option.project) {
      columns[option.project, default: []].append((option.year, column))
    }
    let last = options.map(\.year).max() ?? 0
    func terms(_ project: Int, through year: Int, exactly: Bool = false, _ value: Double) -> [(column: Int, value: Double)] {
      (columns[project] ?? []).filter { exactly ? $0.year == year : $0.year <= year }.map { ($0.column, value) }
    }
    return groups.flatMap { group -> [(terms: [(column: Int, value: Double)], limit: Double)] in
      let members = group.projects.filter { columns[$0] != nil }
      switch group.kind {
      case .oneOf: return members.count > 1 ? [(members.flatMap { terms($0, through: last, 1) }, 1)] : []
      case .together:
        guard members.count > 1 else { return [] }
        return (0...last).flatMap { year in
          zip(members, members.dropFirst() + [members[0]]).map { a, b in
            (terms(a, through: year, exactly: true, 1) + terms(b, through: year, exactly: true, -1), 0)
          }
        }
      case .follows:
        guard let leader = group.projects.first, columns[leader] != nil else { return [] }
        return members.filter { $0 != leader }.flatMap { follower in
          (0...last).map { (terms(follower, through: $0, 1) + terms(leader, through: $0, -1), 0) }
        }
      }
    }
  }
}
