import Allocation

/// The best over the years by trying every year of every project.
enum BruteYears {
  /// For each tier the best discounted value with what the plan decided of earlier tiers; empty where nothing is possible.
  static func tierValues(_ snapshot: Snapshot, given plan: Plan?, forcing forced: Int? = nil) -> [Int64] {
    let projects = snapshot.projects.indices.filter { !snapshot.projects[$0].demands.isEmpty }
    let decided = Dictionary(uniqueKeysWithValues: (plan?.awards ?? []).map { ($0.project, $0.vintage - snapshot.vintage) })
    var best = [Int64?](repeating: nil, count: snapshot.tiers.count)
    var choice = [Int](repeating: 0, count: projects.count)
    while true {
      let years = Dictionary(uniqueKeysWithValues: zip(projects, choice).filter { $0.1 < snapshot.horizon })
      var values = [Int64](repeating: 0, count: snapshot.tiers.count)
      for (project, year) in years { values[snapshot.projects[project].tier] += worth(snapshot, project, year) }
      let open = values.indices.filter { tier in
        let isSame = projects.allSatisfy { snapshot.projects[$0].tier >= tier || years[$0] == decided[$0] }
        return isSame && best[tier] ?? -1 < values[tier]
      }
      if !open.isEmpty, forced.map({ years[$0] != nil }) ?? true, isAllowed(years, snapshot), isFeasible(years, snapshot) {
        for tier in open { best[tier] = values[tier] }
      }
      guard let place = choice.indices.first(where: { choice[$0] < snapshot.horizon }) else { return best.compactMap(\.self) }
      for index in 0..<place { choice[index] = 0 }
      choice[place] += 1
    }
  }

  /// Rounded to the nearest, a half up, at least 1.
  static func worth(_ snapshot: Snapshot, _ project: Int, _ year: Int) -> Int64 {
    let discount = snapshot.rules.together!.discount
    var (a, b) = (snapshot.projects[project].score, Int64(1))
    for _ in 0..<year { (a, b) = (a * discount.numerator, b * discount.denominator) }
    return max(1, a / b + (a % b * 2 >= b ? 1 : 0))
  }

  static func isAllowed(_ years: [Int: Int], _ snapshot: Snapshot) -> Bool {
    for (index, project) in snapshot.projects.enumerated() where !project.demands.isEmpty {
      if project.pin == .must, years[index] != 0 { return false }
      if project.pin == .never, years[index] != nil { return false }
      if project.pin == nil, let year = years[index], snapshot.vintage + year < project.from { return false }
    }
    for floor in snapshot.rules.floors
    where years.count(where: { $0.value == 0 && snapshot.projects[$0.key].region == floor.region }) < floor.projects {
      return false
    }
    for limit in snapshot.rules.holdingLimits ?? [] {
      let given = limit.projects.filter { years[$0] != nil }.flatMap { snapshot.projects[$0].demands }.filter { $0.factor == limit.factor }
      if given.reduce(Int64(0), { $0 + $1.needed.tenThousandths }) > limit.most.tenThousandths { return false }
    }
    return (snapshot.rules.groups ?? []).allSatisfy { group in
      let there = group.projects.map { years[$0] }
      switch group.kind {
      case .oneOf: return there.count { $0 != nil } <= 1
      case .together: return Set(there).count == 1
      case .follows:
        return there.dropFirst().allSatisfy { follower in follower.map { year in there[0].map { $0 <= year } ?? false } ?? true }
      }
    }
  }

  /// Year by year with an explicit split of each demand; what is left after own pools went first is carried on where the factor carries over.
  static func isFeasible(_ years: [Int: Int], _ snapshot: Snapshot) -> Bool {
    let (regions, factors) = (snapshot.regions.count, snapshot.factors.count)
    var carried = [[Int64]](repeating: [Int64](repeating: 0, count: factors), count: regions)
    for year in 0..<snapshot.horizon {
      var available = carried
      for pool in snapshot.pools where pool.vintage == snapshot.vintage + year {
        available[pool.region][pool.factor] += pool.available.tenThousandths
      }
      var single = snapshot
      single.vintage = snapshot.vintage + year
      single.pools = (0..<regions).flatMap { region in
        (0..<factors).map {
          Pool(region: region, factor: $0, vintage: single.vintage, available: Quantity(tenThousandths: available[region][$0]))
        }
      }
      let chosen = years.filter { $0.value == year }.map(\.key).sorted()
      guard BruteForce.isFeasible(chosen, single) else { return false }
      for factor in 0..<factors {
        var asked = [Int64](repeating: 0, count: regions)
        for project in chosen {
          for demand in snapshot.projects[project].demands where demand.factor == factor {
            asked[snapshot.projects[project].home] += demand.needed.tenThousandths
          }
        }
        let beyond = (1..<regions).reduce(Int64(0)) { $0 + max(0, asked[$1] - available[$1][factor]) }
        for region in 0..<regions {
          let left = available[region][factor] - asked[region] - (region == 0 ? beyond : 0)
          carried[region][factor] = snapshot.rules.carriesOver[factor] ? max(0, left) : 0
        }
      }
    }
    return true
  }
}
