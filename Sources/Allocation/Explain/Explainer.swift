/// Why a project is not in a plan and what would bring it in (L20.2).
public struct Explainer: Sendable {
  public let snapshot: Snapshot
  public let plan: Plan
  let instance: Instance
  let pools: PlannedPools
  /// Who holds quota of each pool, cheapest score per amount first.
  let holders: Holders
  /// Vintage beyond the plan in which each waiting project would be served, as far as the snapshot knows later pools.
  let laterVintage: [Int: Int]
  private let breakEvens: BreakEvens
  /// All awards of all years, where these were planned together: what is left must leave them what they need.
  private let years: YearsLoad?
  private let groups: Groups

  public init(snapshot: Snapshot, plan: Plan) {
    self.init(Instance(snapshot), plan: plan)
  }

  init(_ instance: Instance, plan: Plan) {
    (self.instance, snapshot, self.plan) = (instance, instance.snapshot, plan)
    pools = PlannedPools(instance, plan: plan)
    years = YearsLoad(instance, plan: plan)
    holders = Holders(instance, plan: plan)
    breakEvens = BreakEvens(instance, plan: plan)
    var groups = Groups(snapshot)
    for award in plan.awards { groups.serve(award.project) }
    self.groups = groups
    laterVintage = LaterVintages.served(instance, plan: plan)
  }

  /// One entry for each project without an award that needs something, or whose data is faulty; ascending by project. A project with variants has one, for
  /// the library's form, when no form of it is served.
  public func unmet() -> [Unmet] {
    let awarded = Set(plan.awards.map { instance.library($0.project) })
    var entries = snapshot.projects.indices.filter { project in
      !instance.isVariant(project) && !awarded.contains(project) && (instance.isFaulty[project] || !instance.demands(project).isEmpty)
    }.map(entry)
    rank(&entries)
    return entries
  }

  /// What each variant of a project that is left out lacks.
  public func variants(of project: Int) -> [Unmet] {
    snapshot.projects.indices.filter { instance.isVariant($0) && instance.library($0) == project && !instance.demands($0).isEmpty }.map(
      entry)
  }

  /// Everything but the rank, which depends on all who wait.
  func entry(_ project: Int) -> Unmet {
    let shortages = shortages(of: project)
    var entry = Unmet(project: project, cause: cause(of: project, shortages), shortages: shortages)
    if let (group, member) = groups.blocking(project), entry.cause != .fault, shortages.isEmpty || group.kind == .oneOf {
      (entry.cause, entry.group, entry.groupMember) = (.heldByGroup, group.name, member)
    }
    if entry.cause != .fault, entry.cause != .heldByGroup {
      entry.ways = Ways(self, project: project, shortages: shortages).cheapestFirst()
    }
    if entry.cause == .waitsForQuota { entry.pointsNeeded = pointsNeeded(project) }
    if let vintage = laterVintage[project], let day = CivilDate(year: vintage, month: 1, day: 1) {
      (entry.date, entry.dateBasis) = (day, .nextVintage)
    } else if let day = snapshot.baseDate.adding(days: snapshot.rules.answerDays) {
      (entry.date, entry.dateBasis) = (day, .decisionDue)
    }
    return entry
  }

  /// What its demand is worth at the prices of its tier.
  func pointsNeeded(_ project: Int) -> Int64? { breakEvens.points(of: project) }

  private func cause(of project: Int, _ shortages: [Unmet.Shortage]) -> Unmet.Cause {
    if instance.isFaulty[project] { return .fault }
    let home = instance.home(project)
    if instance.demands(project).contains(where: { instance.amount[$0] > pools.largest(for: $0, home: home) }) { return .neverFits }
    if instance.holdings(project).contains(where: { $0.amount > instance.holdingLimits[$0.limit].most.tenThousandths }) {
      return .neverFits
    }
    return shortages.isEmpty ? .waitsForDecision : .waitsForQuota
  }

  /// Pools that are short for `project` on top of the plan, largest missing share first.
  private func shortages(of project: Int) -> [Unmet.Shortage] {
    guard !instance.isFaulty[project] else { return [] }
    let home = instance.home(project)
    let shortages = instance.demands(project).compactMap { entry -> Unmet.Shortage? in
      let factor = instance.demandFactor[entry]
      let (allowed, limit) = years?.allowed(project, factor) ?? pools.allowed(project, factor)
      let year = max(0, snapshot.projects[project].from - snapshot.vintage)
      let inPools =
        years?.most(of: entry, home: home, year: min(year, max(snapshot.horizon, 1) - 1)) ?? pools.left(for: entry, home: home)
      let left = min(inPools, allowed)
      guard instance.amount[entry] > left else { return nil }
      let isLimited = left == allowed
      let asksCity = !isLimited && pools.cityIsShort(for: entry, home: home)
      var shortage = Unmet.Shortage(
        factor: factor, region: asksCity ? instance.city : home, vintage: snapshot.vintage,
        needed: Quantity(tenThousandths: instance.amount[entry]), left: Quantity(tenThousandths: left))
      if isLimited { shortage.limit = limit }
      return shortage
    }
    return shortages.sorted { a, b in
      let (shareA, shareB) = (a.missingShare, b.missingShare)
      return shareA != shareB ? shareA > shareB : a.factor < b.factor
    }
  }

  /// Places in the queue of the pool that is shortest for each.
  private func rank(_ entries: inout [Unmet]) {
    var queue: [PoolKey: Int] = [:]
    for index in entries.indices.sorted(by: { instance.place[entries[$0].project] < instance.place[entries[$1].project] }) {
      guard let first = entries[index].shortages.first else { continue }
      let key = PoolKey(vintage: first.vintage, factor: first.factor, region: first.region)
      queue[key, default: 0] += 1
      entries[index].rank = queue[key]!
    }
  }
}

extension Unmet.Shortage {
  /// Part of the need that is missing; exact enough to order by, never stored.
  fileprivate var missingShare: Double { Double(missing.tenThousandths) / Double(max(needed.tenThousandths, 1)) }
}
