/// What a project that is left out would have to be worth, at the prices of its tier over years that are planned together: in the year in which that is least.
struct YearsBreakEvens {
  private let instance: Instance
  private let together: YearsTogether
  private let years: Int
  private var tiers: [Tier?]

  private struct Tier {
    /// Whether an option fits on what is fixed when the tier is decided.
    var rooms: YearsRooms
    /// By `year × pools + pool`.
    var every: [Int64]
    var own: [Int64]
    /// By holding limit.
    var limits: [Int64]
  }

  /// nil where years aren't planned together.
  init?(_ instance: Instance, plan: Plan) {
    let snapshot = instance.snapshot
    guard let together = snapshot.rules.together else { return nil }
    var load = YearsLoad(instance, years: min(max(snapshot.horizon, 1), Planner.horizonLimit))
    (self.instance, self.together, years) = (instance, together, load.years)
    tiers = [Tier?](repeating: nil, count: snapshot.tiers.count)
    func isPinned(_ award: Plan.Award) -> Bool { snapshot.projects[award.project].pin == .must }
    func option(_ award: Plan.Award) -> YearOption { YearOption(project: award.project, year: award.vintage - snapshot.vintage) }
    for award in plan.awards where isPinned(award) { load.add(option(award)) }
    for result in plan.tiers {
      let none = [Int64](repeating: 0, count: load.pools * years)
      var tier = Tier(rooms: YearsRooms(load), every: none, own: none, limits: instance.holdingLimits.map { _ in 0 })
      for price in result.certificate?.limitPrices ?? [] { tier.limits[price.limit] = price.price }
      for price in result.certificate?.yearPrices ?? [] {
        guard let factor = price.factor else { continue }
        let place = (price.vintage - snapshot.vintage) * load.pools + instance.pool(price.region, factor)
        switch price.kind {
        case .pool: tier.every[place] = price.price
        case .ownOnly: tier.own[place] = price.price
        case .cityLimit, .floor: break
        }
      }
      if result.certificate != nil { tiers[result.tier] = tier }
      for award in plan.awards where snapshot.projects[award.project].tier == result.tier && !isPinned(award) { load.add(option(award)) }
    }
  }

  /// Points of the first year, rounded up; nil where no number of points is enough.
  func points(of project: Int) -> Int64? {
    let subject = instance.snapshot.projects[project]
    guard !instance.isFaulty[project], let tier = tiers[subject.tier] else { return nil }
    let first = max(0, subject.from - instance.snapshot.vintage)
    return (first..<max(first, years)).compactMap { year -> Int64? in
      let option = YearOption(project: project, year: year)
      guard tier.rooms.fit(option) else { return nil }
      let home = instance.home(project)
      let pools = instance.regions * instance.factors
      var cost = instance.holdings(project).reduce(Int128(0)) { $0 + Int128(tier.limits[$1.limit]) * Int128($1.amount) }
      for entry in instance.demands(project) {
        let place = year * pools + instance.pool(home, instance.demandFactor[entry])
        cost += Int128(tier.every[place]) * Int128(instance.amount[entry]) + Int128(tier.own[place]) * Int128(instance.ownPart(entry))
      }
      let points = Int64(clamping: (cost + (1 << Certificate.fractionBits) - 1) >> Certificate.fractionBits)
      return score(worth: points, year: year)
    }.min()
  }

  /// The least score that is worth so many points in a year.
  private func score(worth points: Int64, year: Int) -> Int64 {
    guard year > 0, together.discount < .one, points > 1 else { return points }
    var (low, high) = (points, Int64.max / 4)
    while low < high {
      let middle = low + (high - low) / 2
      if together.worth(middle, year: year) >= points { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
