/// Who holds quota of which pool: awarded projects that could give way, stalled ones whose quota could be reclaimed.
struct Holders {
  struct Held {
    var project: Int
    var amount: Int64
    var vintage: Int
  }
  private let instance: Instance
  /// Awards of the first vintage by pool that could give way: least score for the amount first; and the same ones with the least score first, of equal ones
  /// who goes last.
  private let leastForAmount: [[Held]]
  private let leastFirst: [[Held]]
  /// Holdings of stalled projects by pool, largest first.
  private(set) var stalled: [Int: [Held]] = [:]

  /// Most holders of one pool that are looked at for one project, and most that are pushed out together.
  private static let scanLimit = 128
  private static let pushedOutLimit = 12

  init(_ instance: Instance, plan: Plan) {
    let snapshot = instance.snapshot
    self.instance = instance
    var awarded = [[Held]](repeating: [], count: instance.regions * instance.factors)
    for award in plan.awards where award.vintage == snapshot.vintage && snapshot.projects[award.project].pin != .must {
      for line in award.lines {
        awarded[instance.pool(line.region, line.factor)].append(
          Held(project: award.project, amount: line.quantity.tenThousandths, vintage: line.vintage))
      }
    }
    for pool in awarded.indices {
      awarded[pool].sort { a, b in
        let x = instance.score(a.project).multipliedFullWidth(by: b.amount)
        let y = instance.score(b.project).multipliedFullWidth(by: a.amount)
        if x != y { return x.high != y.high ? x.high < y.high : x.low < y.low }
        return instance.place[a.project] > instance.place[b.project]
      }
    }
    leastForAmount = awarded.map { Array($0.prefix(Self.scanLimit)) }
    leastFirst = leastForAmount.map { held in
      held.sorted { a, b in
        (instance.score(a.project), instance.place[b.project]) < (instance.score(b.project), instance.place[a.project])
      }
    }
    for (index, project) in snapshot.projects.enumerated() where project.isStalled {
      for holding in project.holdings where holding.quantity > .zero && isUsable(holding) {
        stalled[instance.pool(holding.region, holding.factor), default: []].append(
          Held(project: index, amount: holding.quantity.tenThousandths, vintage: holding.vintage))
      }
    }
    for pool in stalled.keys { stalled[pool]?.sort { ($1.amount, $0.project) < ($0.amount, $1.project) } }
  }

  /// Reclaimed quota helps if it is of the planned vintage, or of an earlier one that carries over.
  private func isUsable(_ holding: Holding) -> Bool {
    let snapshot = instance.snapshot
    guard snapshot.regions.indices.contains(holding.region), snapshot.factors.indices.contains(holding.factor) else { return false }
    return holding.vintage == snapshot.vintage || (holding.vintage < snapshot.vintage && snapshot.rules.carries(factor: holding.factor))
  }

  /// An estimate of who would have to give way: awarded projects of the same or a later tier, least score for the amount first, until
  /// `project` fits exactly. nil when that many are not enough. The true cost is at most this; `Explainer.displacement` finds it.
  func displacement(of project: Int, _ shortages: [Unmet.Shortage], _ pools: PlannedPools) -> Unmet.Way? {
    var load = pools.load
    var pushedOut: [Int] = []
    if let single = cheapestSingle(for: project, shortages, load) {
      pushedOut = [single]
    } else {
      for shortage in shortages {
        let holders = places(of: project, shortage).lazy.flatMap { leastForAmount[$0] }
        for held in holders where instance.tier(held.project) >= instance.tier(project) && !pushedOut.contains(held.project) {
          if load.fits(project) || pushedOut.count == Holders.pushedOutLimit || isClosed(shortage, project, &load) { break }
          load.remove(held.project)
          pushedOut.append(held.project)
        }
      }
      guard load.fits(project) else { return nil }
      putBack(&pushedOut, &load, project)
    }
    let lost = pushedOut.reduce(0) { $0 + instance.score($1) }
    return Unmet.Way(
      kind: .displacement, others: pushedOut.sorted(), cost: max(0, lost - instance.score(project)), isSufficient: true)
  }

  /// The least score first, and of equal ones who goes last: the first one in whose place `project` fits.
  private func cheapestSingle(for project: Int, _ shortages: [Unmet.Shortage], _ load: Load) -> Int? {
    guard let shortage = shortages.first else { return nil }
    let tier = instance.tier(project)
    var load = load
    let singles = places(of: project, shortage).compactMap { pool in
      leastFirst[pool].first { held in
        guard held.amount >= shortage.missing.tenThousandths, instance.tier(held.project) >= tier,
          shortages.dropFirst().allSatisfy({ asks(held.project, $0) })
        else { return false }
        load.remove(held.project)
        defer { load.add(held.project) }
        return load.fits(project)
      }?.project
    }
    return singles.min { (instance.score($0), instance.place[$1]) < (instance.score($1), instance.place[$0]) }
  }

  /// Where a project could get what it lacks: its own pool, and the one that is short.
  private func places(of project: Int, _ shortage: Unmet.Shortage) -> [Int] {
    let (home, short) = (instance.pool(instance.home(project), shortage.factor), instance.pool(shortage.region, shortage.factor))
    return home == short ? [home] : [min(home, short), max(home, short)]
  }

  /// Whether `other` asks as much as is missing: without it there is at most so much more.
  private func asks(_ other: Int, _ shortage: Unmet.Shortage) -> Bool {
    instance.demands(other).contains {
      instance.demandFactor[$0] == shortage.factor && instance.amount[$0] >= shortage.missing.tenThousandths
    }
  }

  /// The factor of `shortage` alone has room for the project.
  private func isClosed(_ shortage: Unmet.Shortage, _ project: Int, _ load: inout Load) -> Bool {
    load.add(project)
    defer { load.remove(project) }
    return load.holds(shortage.factor)
  }

  /// Who was pushed out for nothing comes back, the most valuable first.
  private func putBack(_ pushedOut: inout [Int], _ load: inout Load, _ project: Int) {
    load.add(project)
    for other in pushedOut.sorted(by: { instance.place[$0] < instance.place[$1] }) where load.addIfFits(other) {
      pushedOut.removeAll { $0 == other }
    }
  }
}
