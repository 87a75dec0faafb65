/// Projects that depend on each other: variants of one, phases, plants that only make sense together.
public struct ProjectGroup: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// At most one of them: variants with a smaller demand, or at another site.
    case oneOf
    /// All of them in the same vintage, or none. They are of one tier.
    case together
    /// The others only if the first is served, in the same vintage or before: phases. The first is of no later tier.
    case follows
  }
  public var name: String
  public var kind: Kind
  /// Indices into `Snapshot.projects`; of `follows` the leader is the first.
  public var projects: [Int]
  public init(name: String, kind: Kind, projects: [Int]) { (self.name, self.kind, self.projects) = (name, kind, projects) }
}

extension ProjectGroup {
  /// Phases that wait for each other have no first one: a group whose leader is in such a circle, and all projects that are. Whoever leads nobody or follows
  /// nobody is in no circle: taken away until nobody is.
  public static func circle(among groups: [ProjectGroup]) -> (group: ProjectGroup, projects: [Int])? {
    let phases = groups.filter { $0.kind == .follows && !$0.projects.isEmpty }
    var circle = Set(phases.flatMap(\.projects))
    while true {
      let pairs = phases.flatMap { group in group.projects.dropFirst().map { (leader: group.projects[0], follower: $0) } }
        .filter { circle.contains($0.leader) && circle.contains($0.follower) }
      let left = Set(pairs.map(\.leader)).intersection(pairs.map(\.follower))
      if left == circle { break }
      circle = left
    }
    return phases.first { circle.contains($0.projects[0]) }.map { ($0, circle.sorted()) }
  }
}

extension ProjectGroup.Kind {
  /// As scenario files name it.
  public var key: String {
    switch self {
    case .oneOf: "one_of"
    case .together: "together"
    case .follows: "follows"
    }
  }
  public init?(key: String) {
    guard let kind = Self.allCases.first(where: { $0.key == key }) else { return nil }
    self = kind
  }
}
