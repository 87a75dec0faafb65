import Allocation
import Testing

/// A good plan, made by hand to have everything that can go wrong: two counties, a split award, a loan, a transfer, two vintages.
@Suite struct CheckTests {
  let snapshot: Snapshot
  let plan: Plan

  init() throws {
    var rules = Snapshot.Rules()
    rules.lendable = [0]
    rules.tradable = [1]
    rules.carriesOver = [true, false]
    rules.floors = [Snapshot.Floor(region: 1, projects: 2)]
    let two = 2
    snapshot = SmallCity.snapshot(
      factors: 2, tiers: 2, horizon: 2,
      pools: [
        SmallCity.pool(0, 0, 4), SmallCity.pool(1, 0, 10), SmallCity.pool(2, 0, 20), SmallCity.pool(1, 1, 8), SmallCity.pool(2, 1, 3),
        SmallCity.pool(1, 0, 5, vintage: 2027),
      ],
      projects: [
        SmallCity.project("A", score: 50, needs: [0: 8], mayUseCity: true, factors: two, pin: .must),
        SmallCity.project("B", score: 40, needs: [0: 6], mayUseCity: true, factors: two),
        SmallCity.project("C", score: 30, needs: [0: 5], factors: two),
        SmallCity.project("D", region: 2, tier: 1, score: 20, needs: [1: 6], factors: two),
        SmallCity.project("E", region: 2, tier: 1, score: 15, needs: [1: 5], factors: two),
        SmallCity.project("F", tier: 1, score: 12, needs: [0: 6], factors: two),
        SmallCity.project("G", tier: 1, score: 10, needs: [0: 60], factors: two),
        SmallCity.project("H", tier: 1, score: 9, needs: [0: 1], factors: two, pin: .never),
      ], rules: rules)
    plan = try exactPlanner().plan(snapshot)
  }

  @Test("The plan that is tampered with below is good, and has every part that can be tampered with") func good() {
    #expect(PlanCheck.check(plan, against: snapshot) == [])
    #expect(plan.moves.contains { $0.kind == .loan } && plan.moves.contains { $0.kind == .transfer })
    #expect(plan.awards.contains { award in award.lines.contains { $0.region == 0 } })
    #expect(Set(plan.awards.map(\.vintage)) == [2026, 2027])
    #expect(plan.unmet.count == 3)
  }

  @Test("[L20.1] the checker catches every kind of tampering", arguments: Tampering.all)
  func tampered(tampering: Tampering) {
    var (plan, snapshot) = (plan, snapshot)
    tampering.change(&plan, &snapshot)
    let failures = PlanCheck.check(plan, against: snapshot)
    #expect(failures.contains(where: tampering.isExpected), "\(tampering): \(failures)")
  }
}

struct Tampering: Sendable, CustomTestStringConvertible {
  var name: String
  var change: @Sendable (inout Plan, inout Snapshot) -> Void
  var isExpected: @Sendable (CheckFailure) -> Bool
  var testDescription: String { name }

  init(
    _ name: String, _ change: @escaping @Sendable (inout Plan, inout Snapshot) -> Void,
    expect isExpected: @escaping @Sendable (CheckFailure) -> Bool
  ) {
    (self.name, self.change, self.isExpected) = (name, change, isExpected)
  }

  private static let step = Quantity(tenThousandths: 1)
  private static func isMalformed(_ failure: CheckFailure) -> Bool { if case .malformed = failure { true } else { false } }
  private static func isMisstatedTier(_ failure: CheckFailure) -> Bool { if case .tierMisstated = failure { true } else { false } }

  static let all: [Tampering] = lines + pools + moves + decisions + claims

  static let lines = [
    Tampering("one step less for a project", { plan, _ in plan.awards[0].lines[0].quantity -= step }) {
      if case .demandNotCovered = $0 { true } else { false }
    },
    Tampering("one step more", { plan, _ in plan.awards[0].lines[0].quantity += step }) {
      if case .demandNotCovered = $0 { true } else { false }
    },
    Tampering("a line left out", { plan, _ in plan.awards[0].lines.removeAll() }) {
      if case .demandNotCovered = $0 { true } else { false }
    },
    Tampering(
      "a factor that nobody asked for",
      { plan, _ in plan.awards[0].lines.append(Plan.Line(factor: 1, region: 1, vintage: 2026, quantity: step)) }
    ) { if case .demandNotCovered(_, 1, .zero, _) = $0 { true } else { false } },
    Tampering("from another county's pool", { plan, _ in plan.awards[0].lines[0].region = 2 }) {
      if case .wrongPool = $0 { true } else { false }
    },
    Tampering(
      "from the city without the right to it",
      { plan, _ in plan.awards[plan.awards.firstIndex { $0.project == 2 }!].lines[0].region = 0 }
    ) { if case .wrongPool(2, _, _) = $0 { true } else { false } },
    Tampering("a line of another vintage", { plan, _ in plan.awards[0].lines[0].vintage = 2027 }) {
      if case .wrongLine = $0 { true } else { false }
    },
    Tampering(
      "one pool in two lines",
      { plan, _ in
        plan.awards[0].lines[0].quantity -= step
        var line = plan.awards[0].lines[0]
        line.quantity = step
        plan.awards[0].lines.append(line)
      }
    ) { if case .wrongLine = $0 { true } else { false } },
    Tampering("a project twice", { plan, _ in plan.awards.insert(plan.awards[0], at: 0) }) { $0 == .awardedTwice(project: 0) },
    Tampering("an award to nobody", { plan, _ in plan.awards[0].project = 99 }, expect: isMalformed),
    Tampering("awards out of order", { plan, _ in plan.awards.reverse() }, expect: isMalformed),
    Tampering("an award outside the planned years", { plan, _ in plan.awards[0].vintage = 2031 }, expect: isMalformed),
    Tampering(
      "the city before the own pool",
      { plan, _ in
        let index = plan.awards.firstIndex { award in award.lines.contains { $0.region == 0 } }!
        let own = plan.awards[index].lines.firstIndex { $0.region == 1 }!
        plan.awards[index].lines[own].quantity -= step
        plan.awards[index].lines[plan.awards[index].lines.firstIndex { $0.region == 0 }!].quantity += step
      }
    ) { if case .cityBeforeOwn = $0 { true } else { false } },
  ]

  static let pools = [
    Tampering("a pool that holds less than the plan thinks", { _, snapshot in snapshot.pools[1].available -= step }) {
      if case .overdrawn = $0 { true } else { false }
    },
    Tampering("a pool that isn't there", { _, snapshot in snapshot.pools.remove(at: 2) }) {
      if case .overdrawn = $0 { true } else { false }
    },
    Tampering("a misstated balance", { plan, _ in plan.pools[0].before += step }) { if case .poolMisstated = $0 { true } else { false } },
    Tampering("a pool left out", { plan, _ in plan.pools.removeFirst() }) { if case .poolMisstated = $0 { true } else { false } },
    Tampering("a pool twice", { plan, _ in plan.pools.append(plan.pools[0]) }) { if case .poolMisstated = $0 { true } else { false } },
    Tampering("a negative price", { plan, _ in plan.pools[0].shadowPrice = -1 }) { if case .poolMisstated = $0 { true } else { false } },
    Tampering("a balance carried over that expires", { _, snapshot in snapshot.rules.carriesOver = [false, false] }) {
      if case .poolMisstated = $0 { true } else { false }
    },
  ]

  static let moves = [
    Tampering("a loan left out", { plan, _ in plan.moves.removeAll { $0.kind == .loan } }) {
      if case .overdrawn = $0 { true } else { false }
    },
    Tampering("a loan of nothing", { plan, _ in plan.moves[0].quantity = .zero }) { $0 == .moveNotAllowed(move: 0) },
    Tampering("a loan to itself", { plan, _ in plan.moves[0].to = plan.moves[0].from }) { $0 == .moveNotAllowed(move: 0) },
    Tampering("a loan from the city", { plan, _ in plan.moves[0].from = 0 }) { $0 == .moveNotAllowed(move: 0) },
    Tampering("a loan of what may only be sold", { _, snapshot in snapshot.rules.lendable = [] }) {
      if case .moveNotAllowed = $0 { true } else { false }
    },
    Tampering("more than the limit", { _, snapshot in snapshot.rules.lendingLimit = Ratio(1, 100) }) {
      if case .lendsTooMuch = $0 { true } else { false }
    },
    Tampering(
      "the borrower lends on",
      { plan, _ in plan.moves.append(Plan.Move(kind: .loan, factor: 0, vintage: 2026, from: 1, to: 2, quantity: step)) }
    ) { if case .lendsAndDraws = $0 { true } else { false } },
  ]

  static let decisions = [
    Tampering("a pinned project left out", { plan, _ in plan.awards.removeAll { $0.project == 0 } }) { $0 == .pinBroken(project: 0) },
    Tampering("an award against a pin", { _, snapshot in snapshot.projects[0].pin = .never }) { $0 == .awardNotAllowed(project: 0) },
    Tampering("an award to a project in need of nothing", { _, snapshot in snapshot.projects[0].demands = [] }) {
      $0 == .awardNotAllowed(project: 0)
    },
    Tampering("an award to faulty data", { _, snapshot in snapshot.projects[0].score = 0 }) { $0 == .awardNotAllowed(project: 0) },
    Tampering("a floor that isn't kept", { _, snapshot in snapshot.rules.floors[0].projects = 9 }) {
      if case .floorBroken(1, 9, _) = $0 { true } else { false }
    },
  ]

  /// A tier that had to choose.
  private static func priced(_ plan: Plan) -> Int { plan.tiers.firstIndex { $0.certificate?.prices.isEmpty == false }! }

  static let claims = [
    Tampering(
      "a price that isn't the one that was added up",
      { plan, _ in plan.tiers[priced(plan)].certificate!.prices[plan.tiers[priced(plan)].certificate!.prices.count - 1].price += 1 << 40 }
    ) {
      if case .certificateMisstated = $0 { true } else { false }
    },
    Tampering("a county's price above the city's", { plan, _ in plan.tiers[priced(plan)].certificate!.prices.removeAll { $0.region == 0 } })
    {
      if case .certificateMisstated = $0 { true } else { false }
    },
    Tampering("a proof that says less than its prices", { plan, _ in plan.tiers[0].certificate!.bound -= 1 }) {
      if case .certificateMisstated = $0 { true } else { false }
    },
    Tampering("a bound above the proof", { plan, _ in plan.tiers[0].bound = plan.tiers[0].certificate!.bound + 1 }) {
      if case .boundAboveCertificate = $0 { true } else { false }
    },
    Tampering("a higher value", { plan, _ in (plan.tiers[0].value, plan.tiers[0].bound) = (9_999, 9_999) }, expect: isMisstatedTier),
    Tampering("more awards than there are", { plan, _ in plan.tiers[0].awarded += 1 }, expect: isMisstatedTier),
    Tampering("fewer candidates", { plan, _ in plan.tiers[1].candidates -= 1 }, expect: isMisstatedTier),
    Tampering("a bound below the value", { plan, _ in plan.tiers[0].bound = plan.tiers[0].value - 1 }) {
      if case .boundBelowValue = $0 { true } else { false }
    },
    Tampering("a tier left out", { plan, _ in plan.tiers.removeLast() }, expect: isMalformed),
    Tampering("proven, with a tier that isn't", { plan, _ in plan.tiers[0].status = .stopped }) { $0 == .statusMisstated },
    Tampering("no reason for who is left out", { plan, _ in plan.unmet.removeFirst() }) {
      if case .unmetMisstated = $0 { true } else { false }
    },
    Tampering(
      "a reason for who is awarded", { plan, _ in plan.unmet.insert(Unmet(project: 0, cause: .waitsForQuota, shortages: []), at: 0) }
    ) { $0 == .unmetMisstated(project: 0) },
  ]
}
