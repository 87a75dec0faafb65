/// Who holds quota of which pool: awarded projects that could give way, stalled ones whose quota could be reclaimed.
struct Holders {
  struct Held {
    var project: Int
    var amount: Int64
    var vintage: Int
  }
  private let instance: Instance
  /// Awards of the first vintage by pool, least score for the amount first.
  private var awarded: [[Held]]
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
    self.awarded = awarded
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
        for held in candidates(for: project, shortage) where !pushedOut.contains(held.project) {
          if load.fits(project) || pushedOut.count == Holders.pushedOutLimit || isClosed(shortage, project, load) { break }
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

  private func candidates(for project: Int, _ shortage: Unmet.Shortage) -> [Held] {
    let tier = instance.snapshot.projects[project].tier
    var found: [Held] = []
    for region in Set([instance.home(project), shortage.region]).sorted() {
      found += awarded[instance.pool(region, shortage.factor)].prefix(Holders.scanLimit).filter {
        instance.snapshot.projects[$0.project].tier >= tier
      }
    }
    return found
  }

  private func cheapestSingle(for project: Int, _ shortages: [Unmet.Shortage], _ load: Load) -> Int? {
    guard let shortage = shortages.first else { return nil }
    let enough = candidates(for: project, shortage).filter { $0.amount >= shortage.missing.tenThousandths }
    let singles = Set(enough.map(\.project)).sorted { instance.place[$0] > instance.place[$1] }
    var load = load
    var best: Int?
    for other in singles where best.map({ instance.score(other) < instance.score($0) }) ?? true {
      load.remove(other)
      if load.fits(project) { best = other }
      load.add(other)
    }
    return best
  }

  /// The factor of `shortage` alone has room for the project.
  private func isClosed(_ shortage: Unmet.Shortage, _ project: Int, _ load: Load) -> Bool {
    var with = load
    with.add(project)
    return with.holds(shortage.factor)
  }

  /// Who was pushed out for nothing comes back, the most valuable first.
  private func putBack(_ pushedOut: inout [Int], _ load: inout Load, _ project: Int) {
    load.add(project)
    for other in pushedOut.sorted(by: { instance.place[$0] < instance.place[$1] }) where load.addIfFits(other) {
      pushedOut.removeAll { $0 == other }
    }
  }
}
