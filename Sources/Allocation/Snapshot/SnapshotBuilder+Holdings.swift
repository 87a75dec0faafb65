extension SnapshotBuilder {
  /// The scenario's holding limits as they stand: whose projects, and what is left beside what those hold of the planned vintages already.
  func holdingLimits(_ projects: [Project], vintage: Int) -> [Snapshot.HoldingLimit] {
    let owners = Dictionary(source.projects.map { ($0.code, $0) }) { first, _ in first }
    func owner(_ project: Project) -> SnapshotSource.LibraryProject? { owners[project.variantOf ?? project.code] }
    return (scenario.holdingLimits ?? []).flatMap { wanted -> [Snapshot.HoldingLimit] in
      guard let factor = factorIndex[wanted.factor] else { return [] }
      let most = most(wanted.most, factor, vintage)
      func limit(_ name: String, region: Int? = nil, _ members: [Int]) -> Snapshot.HoldingLimit {
        let held = members.flatMap { projects[$0].holdings }.filter { $0.factor == factor && $0.vintage >= vintage }
          .reduce(Quantity.zero) { $0 + $1.quantity }
        return .init(name: name, region: region, factor: factor, projects: members, most: max(.zero, most - held))
      }
      func ofRegion(_ region: Int) -> Snapshot.HoldingLimit {
        limit(source.regions[region].name, region: region, projects.indices.filter { projects[$0].region == region })
      }
      switch wanted.holder {
      case .region(let code): return regionIndex[code].map { [ofRegion($0)] } ?? []
      case .eachCounty:
        return source.regions.indices.filter { [.county, .zone].contains(source.regions[$0].kind) }.map(ofRegion)
      case .owners(let names):
        let members = projects.indices.filter { owner(projects[$0]).map { $0.isOwned(by: names) } ?? false }
        return [limit(names.joined(separator: "、"), members)]
      case .eachOwner:
        let byOwner = Dictionary(grouping: projects.indices.filter { owner(projects[$0])?.ownerKey != nil }) {
          owner(projects[$0])!.ownerKey!
        }
        return byOwner.sorted { $0.key < $1.key }.map { limit(owner(projects[$0.value[0]])?.owner ?? $0.key, $0.value) }
      }
    }
  }

  private func most(_ most: Scenario.HoldingLimit.Most, _ factor: Int, _ vintage: Int) -> Quantity {
    switch most {
    case .quantity(let quantity): quantity
    case .share(let share):
      share.roundedDown(pools.sorted.filter { $0.factor == factor && $0.vintage == vintage }.reduce(.zero) { $0 + $1.available })
    }
  }
}

extension SnapshotSource.LibraryProject {
  /// Who owns it, as far as the library tells: the credit code, else the name.
  var ownerKey: String? { ownerCode ?? owner }
  func isOwned(by names: [String]) -> Bool { names.contains { $0 == ownerCode || $0 == owner } }
}
