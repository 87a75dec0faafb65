extension SnapshotBuilder {
  /// One project of the library as the pools feel it.
  mutating func project(_ project: SnapshotSource.LibraryProject, homes: [Int], city: Int) throws -> Project {
    let isStalled = try isStalled(project)
    let gives = scenario.reclaimsStalled && isStalled
    let holdings = project.holdings.compactMap { held -> Holding? in
      let back = gives ? held.reserved + held.granted : scenario.standing == .release ? held.reserved : .zero
      if back > .zero { returned.append(.init(quantity: back, region: homes[held.region], factor: held.factor, vintage: held.vintage)) }
      let rest = held.reserved + held.granted - back
      return rest > .zero ? Holding(factor: held.factor, region: held.region, vintage: held.vintage, quantity: rest) : nil
    }
    let mayUseCityPool = try mayUseCityPool(project)
    let demands = try demands(project, holdings: holdings)
    let pin = scenario.pins.first { $0.project == project.code }?.pin ?? (gives ? .never : nil)
    var planned = Project(
      code: project.code, name: project.name, region: project.region, home: homes[project.region], industry: project.industry,
      tier: tiers.place(of: source.tiers.firstIndex { $0.holds(for: project) } ?? source.tiers.count - 1), score: try score(project),
      investment: project.investment, demands: demands,
      mayUseCityPool: Array(repeating: mayUseCityPool, count: source.factors.count), holdings: holdings, pin: pin,
      from: project.demands.compactMap(\.year).min() ?? 0, entered: project.entered,
      isStalled: isStalled, isGenerated: project.isGenerated)
    let released = scenario.standing == .release && !gives ? project.holdings.filter { $0.reserved > .zero } : []
    if !released.isEmpty { (planned.isReleased, planned.releasedVintage) = (true, released.map(\.vintage).max()) }
    return planned
  }

  /// What it asks × replacement ratio, less what it holds or has used; nothing where policy asks no quota of it.
  private func demands(_ project: SnapshotSource.LibraryProject, holdings: [Holding]) throws -> [Demand] {
    try project.demands.compactMap { asked in
      let factor = source.factors[asked.factor]
      if try policy.flag("two_high_only", factor: factor.code, default: false), !project.isTwoHigh { return nil }
      if asked.quantity <= (try policy.quantity("pollutant_floor", factor: factor.code, default: .zero)) { return nil }
      let used = project.holdings.filter { $0.factor == asked.factor }.reduce(Quantity.zero) { $0 + $1.used }
      let held = holdings.filter { $0.factor == asked.factor }.reduce(used) { $0 + $1.quantity }
      // Served under the ratio that was in force then: a later ratio doesn't ask again (L31).
      guard held < asked.quantity else { return nil }
      let ratio = try policy.ratio(
        "replacement_ratio", factor: factor.code, industry: project.industry, region: source.regions[project.region].code, default: .one)
      let needed = ratio.roundedUp(asked.quantity) - held
      guard needed > .zero else { return nil }
      return Demand(factor: asked.factor, asked: asked.quantity, ratio: ratio, needed: needed, standing: asked.standing)
    }
  }

  /// L17.2: a key project, that is one of a class that policy names; the gap shows by itself, since the own pool is drawn first.
  private func mayUseCityPool(_ project: SnapshotSource.LibraryProject) throws -> Bool {
    guard let list = policy.value("city_pool_classes") else { return true }
    let classes = list.split { !$0.isNumber }.compactMap { Int($0) }
    return project.classes.contains(where: classes.contains)
  }

  /// Points for each 万元 of investment, weighted by the evaluation's grade (B3.4); at least 1, so that every project counts.
  private func score(_ project: SnapshotSource.LibraryProject) throws -> Int64 {
    let points = try policy.ratio("score.investment", default: Ratio(1, 100)).roundedDown(project.investment)
    let weighted = try policy.ratio("score.grade.\(project.grade.lowercased())", default: .one).roundedDown(points)
    return max(1, weighted.tenThousandths / Quantity.scale)
  }

  private func isStalled(_ project: SnapshotSource.LibraryProject) throws -> Bool {
    guard let days = project.daysSinceProgress else { return false }
    return days > (try policy.integer("stalled_after_days", default: 365))
  }
}
