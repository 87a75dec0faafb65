extension Checker {
  /// Counts again what each tier reached of its aims, from snapshot, awards and pools alone, and whether it gave up no more than it may.
  mutating func checkAims() {
    let aims = snapshot.rules.aims ?? []
    let vintageOf = Dictionary(plan.awards.map { ($0.project, $0.vintage) }) { first, _ in first }
    for result in plan.tiers {
      let told = result.aims ?? []
      // What isn't proved isn't said to be.
      let isOpen = !aims.isEmpty && (result.aimsAreCut == true || told.count < aims.count || told.contains { $0.bound == nil })
      if isOpen, result.status == .proven { fail(.statusMisstated) }
      // A tier that was cut short before its aims says nothing of them.
      guard !told.isEmpty else { continue }
      let counted = aims.map { AimCount(self, result, vintageOf).value($0) }
      if told.map(\.kind) != aims.map(\.kind) || told.map(\.value) != counted {
        fail(.aimMisstated(tier: result.tier, vintage: result.vintage))
      }
      let best = result.value + max(result.given ?? 0, 0)
      let allowed = aims.reduce(Int64(0)) { $0 + $1.give.roundedDown(Quantity(tenThousandths: best)).tenThousandths }
      if (result.given ?? 0) > allowed { fail(.aimMisstated(tier: result.tier, vintage: result.vintage)) }
    }
  }
}

/// One tier's aims, counted.
private struct AimCount {
  private let checker: Checker
  private let result: Plan.TierResult
  /// The vintage of a tier, or all that were planned together.
  private let span: ClosedRange<Int>
  private let vintageOf: [Int: Int]
  /// By the library's form.
  private let servedVintages: [Int: Int]
  private var snapshot: Snapshot { checker.snapshot }

  init(_ checker: Checker, _ result: Plan.TierResult, _ vintageOf: [Int: Int]) {
    (self.checker, self.result, self.vintageOf, servedVintages) = (checker, result, vintageOf, checker.servedVintages)
    span = result.vintage...max(result.vintage, result.through ?? result.vintage)
  }

  func value(_ aim: Aim) -> Int64 {
    switch aim.kind {
    case .fairness: return shares(aim.measure).min() ?? Aim.parts
    case .equalShares: return (shares(aim.measure).max() ?? 0) - (shares(aim.measure).min() ?? 0)
    case .cityPool: return span.count > 1 ? cityUseOverYears() : cityUse()
    case .change:
      return Int64(
        snapshot.projects.indices.count { index in
          let project = snapshot.projects[index]
          return isKept(index) && project.tier == result.tier && project.pin != .must && project.isReleased == true
        })
    }
  }

  private func isServed(_ project: Int) -> Bool { vintageOf[project].map(span.contains) ?? false }

  /// Over several years: no later than what it had.
  private func isKept(_ project: Int) -> Bool {
    guard isServed(project), let vintage = vintageOf[project] else { return false }
    return span.count == 1 || vintage <= max(snapshot.projects[project].releasedVintage ?? snapshot.vintage, snapshot.vintage)
  }

  /// Asks in this vintage: not served before, not kept out, not too early.
  private func asks(_ index: Int) -> Bool {
    let project = snapshot.projects[index]
    guard !project.demands.isEmpty, project.pin != .never, !checker.isBroken(project), project.variantOf == nil else { return false }
    if project.pin == .must { return result.vintage == snapshot.vintage }
    return project.tier <= result.tier && project.from <= span.upperBound && (servedVintages[index] ?? span.lowerBound) >= span.lowerBound
  }

  /// Satisfied shares of the counties whose projects ask, in millionths; a project with variants asks as the library has it.
  private func shares(_ measure: Aim.Measure) -> [Int64] {
    var (asked, served) = ([Int: Int128](), [Int: Int128]())
    for (index, project) in snapshot.projects.enumerated() where asks(index) && project.region != snapshot.cityRegion {
      let amount: Int64
      switch measure {
      case .score: amount = project.score
      case .projects: amount = 1
      case .investment: amount = max(project.investment.tenThousandths, 0)
      }
      asked[project.region, default: 0] += Int128(amount)
      if let vintage = servedVintages[index], span.contains(vintage), project.tier <= result.tier || project.pin == .must {
        served[project.region, default: 0] += Int128(amount)
      }
    }
    return asked.filter { $0.value > 0 }.map { Int64((served[$0.key] ?? 0) * Int128(Aim.parts) / $0.value) }
  }

  /// Used parts of the city's pools when this tier and those before it are served, in millionths.
  private func cityUse() -> Int64 {
    let exchanged = Set(snapshot.rules.lendable + snapshot.rules.tradable)
    let rows = checker.plan.pools.filter { $0.vintage == result.vintage && !exchanged.contains($0.factor) }
    return snapshot.factors.indices.reduce(0) { sum, factor in
      var own = Dictionary(uniqueKeysWithValues: rows.filter { $0.factor == factor }.map { ($0.region, Int128($0.before.tenThousandths)) })
      guard let available = own.removeValue(forKey: snapshot.cityRegion), available > 0 else { return sum }
      var demand: [Int: Int128] = [:]
      for (index, project) in snapshot.projects.enumerated() where isServed(index) && (project.tier <= result.tier || project.pin == .must)
      {
        for asked in project.demands where asked.factor == factor {
          demand[project.home, default: 0] += Int128(asked.needed.tenThousandths)
        }
      }
      let used = demand.reduce(Int128(0)) { $0 + max(0, $1.value - ($1.key == snapshot.cityRegion ? 0 : own[$1.key] ?? 0)) }
      return sum + Int64(used * Int128(Aim.parts) / available)
    }
  }

  /// The same of years that are planned together, of what all of them bring the city: each county goes through the years, own quota first, and keeps
  /// what is left where the factor carries over.
  private func cityUseOverYears() -> Int64 {
    snapshot.factors.indices.reduce(Int64(0)) { sum, factor in
      let carries = snapshot.rules.carriesOver.indices.contains(factor) && snapshot.rules.carriesOver[factor]
      var stock = [Int128](repeating: 0, count: snapshot.regions.count)
      var (used, brought) = (Int128(0), Int128(0))
      for vintage in span {
        for pool in snapshot.pools where pool.vintage == vintage && pool.factor == factor && pool.available > .zero {
          stock[pool.region] += Int128(pool.available.tenThousandths)
          if pool.region == snapshot.cityRegion { brought += Int128(pool.available.tenThousandths) }
        }
        for (index, project) in snapshot.projects.enumerated()
        where vintageOf[index] == vintage && (project.tier <= result.tier || project.pin == .must) {
          let asked = project.demands.filter { $0.factor == factor }.reduce(Int128(0)) { $0 + Int128($1.needed.tenThousandths) }
          if project.home == snapshot.cityRegion { used += asked } else { stock[project.home] -= asked }
        }
        for region in stock.indices where region != snapshot.cityRegion {
          used += max(0, -stock[region])
          stock[region] = carries ? max(0, stock[region]) : 0
        }
      }
      return brought > 0 ? sum + Int64(used * Int128(Aim.parts) / brought) : sum
    }
  }
}
