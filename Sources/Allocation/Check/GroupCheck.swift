extension Checker {
  /// Variants, mates and followers. What a project holds from before counts as served in an earlier year.
  mutating func checkGroups(vintageOf: [Int: Int]) {
    for group in snapshot.rules.groups ?? [] where group.projects.allSatisfy(snapshot.projects.indices.contains) {
      let years = group.projects.map { index -> Int? in
        let project = snapshot.projects[index]
        return project.demands.isEmpty && !project.holdings.isEmpty ? snapshot.vintage - 1 : vintageOf[index]
      }
      let served = years.compactMap(\.self)
      let isKept: Bool
      switch group.kind {
      case .oneOf: isKept = served.count <= 1
      // Who held quota before came first; those of this plan come in one year.
      case .together:
        isKept = (served.isEmpty || served.count == years.count) && Set(served.filter { $0 >= snapshot.vintage }).count <= 1
      case .follows: isKept = served.isEmpty || years[0].map { leader in served.allSatisfy { $0 >= leader } } ?? false
      }
      if !isKept { fail(.groupBroken(name: group.name)) }
    }
  }
}
