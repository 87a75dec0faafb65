/// What awarded projects ask of the pools of one vintage, with the exact question "does one more fit?" in whole numbers.
///
/// For each factor, with N and E the demand on a county's pool K that may not and that may fall on the city pool (a cap on the city's share of a project
/// makes a part of its demand one of the former):
/// the county must borrow max(0, N − K); max(0, N + E − K) less that may come from the city or be borrowed; a county whose own
/// projects leave something may lend it, up to its limit. All that is exact as long as projects are all or nothing.
struct Load {
  let instance: Instance
  let supply: Supply
  /// Demand that only the own pool may meet, by pool.
  private(set) var bound: [Int64]
  /// Demand that may fall on the city pool, by pool; of the city's own projects too.
  private(set) var eligible: [Int64]
  /// What is asked under each holding limit.
  private(set) var allotted: [Int64]
  /// Sums over counties, by factor.
  private var mustBorrow: [Int64]
  private var excess: [Int64]
  private var room: [Int64]
  /// No factor is exchanged, no city limit, no holding limit, no cap: nearly all cities, and a few steps for each demand then.
  let isPlain: Bool

  init(_ instance: Instance, _ supply: Supply) {
    self.instance = instance
    self.supply = supply
    bound = [Int64](repeating: 0, count: supply.available.count)
    eligible = bound
    allotted = [Int64](repeating: 0, count: instance.holdingLimits.count)
    mustBorrow = [Int64](repeating: 0, count: instance.factors)
    excess = mustBorrow
    room = mustBorrow
    isPlain =
      !instance.isExchanged.contains(true) && supply.cityLimit.allSatisfy { $0 == .max } && instance.holdingLimits.isEmpty
      && instance.hasNoCaps
      && supply.lendable.allSatisfy { $0 == 0 }
    for region in 0..<instance.regions where region != instance.city {
      for factor in 0..<instance.factors { room[factor] += needs(instance.pool(region, factor), 0, 0).room }
    }
  }

  /// What one county's pool needs of others, or can spare, under demands `n` (own pool only) and `e` (city pool too).
  private func needs(_ pool: Int, _ n: Int64, _ e: Int64) -> (mustBorrow: Int64, excess: Int64, room: Int64) {
    let own = supply.available[pool]
    let borrow = max(0, n - own)
    return (borrow, max(0, n + e - own) - borrow, min(max(0, own - n - e), supply.lendable[pool]))
  }

  private func holds(_ factor: Int, mustBorrow: Int64, excess: Int64, room: Int64, cityDemand: Int64) -> Bool {
    let cityLeft = supply.available[instance.pool(instance.city, factor)] - cityDemand
    return cityLeft >= 0 && mustBorrow + max(0, excess - cityLeft) <= room
  }

  private func cityDemand(_ factor: Int) -> Int64 {
    let pool = instance.pool(instance.city, factor)
    return bound[pool] + eligible[pool]
  }

  /// Whether `project` can be added and every pool still holds, no county uses more of the city's than it may, and every holding limit is kept.
  func fits(_ project: Int) -> Bool {
    isPlain ? fitsPlainly(project) : fitsPools(project) && keepsCityLimit(project) && keepsHoldingLimits(project)
  }

  /// As `fits` where pools give to their own and the city's pool to all: own pools hold what only they may give, the city's what is beyond them.
  private func fitsPlainly(_ project: Int) -> Bool {
    let home = instance.home(project)
    for entry in instance.demands(project)
    where instance.amount[entry] > most(home, instance.demandFactor[entry], mayUseCity: instance.mayUseCity[entry]) { return false }
    return true
  }

  /// The most that one more project at `home` may ask of a factor, where nothing but pools limits it; below 0 where nobody may ask at all.
  private func most(_ home: Int, _ factor: Int, mayUseCity: Bool) -> Int64 {
    let cityPool = instance.pool(instance.city, factor)
    let cityLeft = supply.available[cityPool] - bound[cityPool] - eligible[cityPool] - excess[factor]
    guard mustBorrow[factor] == 0, cityLeft >= 0 else { return -1 }
    guard home != instance.city else { return cityLeft }
    let pool = instance.pool(home, factor)
    let own = supply.available[pool]
    let withCity = cityLeft + max(0, own - bound[pool] - eligible[pool])
    return mayUseCity ? withCity : min(withCity, own - bound[pool])
  }

  /// Of what keeps a project out the first: a factor, how much of it is lacking, and the only county whose leaving could free it, where it is one.
  struct Lack {
    var factor: Int
    var amount: Int64
    var home: Int?
  }

  /// nil where `project` fits, as far as pools alone are asked (`isPlain`).
  func lack(of project: Int) -> Lack? {
    let home = instance.home(project)
    for entry in instance.demands(project) {
      let (factor, mayUseCity) = (instance.demandFactor[entry], instance.mayUseCity[entry])
      let room = most(home, factor, mayUseCity: mayUseCity)
      guard instance.amount[entry] > room else { continue }
      let pool = instance.pool(home, factor)
      let isOwn = !mayUseCity && home != instance.city && instance.amount[entry] > supply.available[pool] - bound[pool]
      return Lack(factor: factor, amount: instance.amount[entry] - room, home: isOwn ? home : nil)
    }
    return nil
  }

  /// Whether what is lacking could be there without `project`: never where it asks less of it.
  func mayEase(_ lack: Lack, without project: Int) -> Bool {
    guard lack.home == nil || lack.home == instance.home(project) else { return false }
    return instance.demands(project).contains { instance.demandFactor[$0] == lack.factor && instance.amount[$0] >= lack.amount }
  }

  /// Those of `projects` that could be added, each by itself, in their order; who is `taken` already isn't asked.
  func fitting(_ projects: [Int], except taken: [Bool]? = nil) -> [Int] {
    guard isPlain, projects.count >= Self.manyProjects else { return projects.filter { taken?[$0] != true && fits($0) } }
    // In the order of the arrays, each of which is read once.
    var isFitting = [Bool](repeating: false, count: instance.count)
    for project in projects { isFitting[project] = true }
    let limits = (0..<supply.available.count).flatMap { pool in
      [false, true].map { most(pool / instance.factors, pool % instance.factors, mayUseCity: $0) }
    }
    var left = 0
    for project in isFitting.indices where isFitting[project] {
      guard taken?[project] != true else {
        isFitting[project] = false
        left += 1
        continue
      }
      let base = instance.home(project) * instance.factors
      for entry in instance.demands(project)
      where instance.amount[entry] > limits[2 * (base + instance.demandFactor[entry]) + (instance.mayUseCity[entry] ? 1 : 0)] {
        isFitting[project] = false
        left += 1
        break
      }
    }
    return left == 0 ? projects : projects.filter { isFitting[$0] }
  }

  func keepsHoldingLimits(_ project: Int) -> Bool {
    instance.holdings(project).allSatisfy { allotted[$0.limit] + $0.amount <= supply.allowance[$0.limit] }
  }

  private func keepsCityLimit(_ project: Int) -> Bool {
    let home = instance.home(project)
    return home == instance.city
      || instance.demands(project).allSatisfy { entry in
        let factor = instance.demandFactor[entry]
        guard supply.cityLimit[factor] < .max else { return true }
        let pool = instance.pool(home, factor)
        let amount = instance.amount[entry]
        let own = instance.ownPart(entry)
        return needs(pool, bound[pool] + own, eligible[pool] + amount - own).excess
          <= supply.cityLimit[factor]
      }
  }

  /// Whether `project` can be added and every pool still holds.
  func fitsPools(_ project: Int) -> Bool {
    if isPlain { return fitsPlainly(project) }
    let home = instance.home(project)
    for entry in instance.demands(project) {
      let factor = instance.demandFactor[entry]
      let amount = instance.amount[entry]
      if home == instance.city {
        guard
          holds(
            factor, mustBorrow: mustBorrow[factor], excess: excess[factor], room: room[factor], cityDemand: cityDemand(factor) + amount)
        else { return false }
        continue
      }
      let pool = instance.pool(home, factor)
      let old = needs(pool, bound[pool], eligible[pool])
      let part = instance.ownPart(entry)
      let new = needs(pool, bound[pool] + part, eligible[pool] + amount - part)
      guard
        holds(
          factor, mustBorrow: mustBorrow[factor] - old.mustBorrow + new.mustBorrow, excess: excess[factor] - old.excess + new.excess,
          room: room[factor] - old.room + new.room, cityDemand: cityDemand(factor))
      else { return false }
    }
    return true
  }

  mutating func add(_ project: Int) { change(project, sign: 1) }
  mutating func remove(_ project: Int) { change(project, sign: -1) }

  /// All of `projects`, whatever fits: a pass without a question for each.
  mutating func add(all projects: [Int]) {
    guard projects.count < Self.manyProjects else {
      // In the order of the arrays, each of which is read once.
      var isAdded = [Bool](repeating: false, count: instance.count)
      for project in projects { isAdded[project] = true }
      return sumUp(adding: isAdded.indices.lazy.filter { isAdded[$0] })
    }
    sumUp(adding: projects)
  }
  private static let manyProjects = 4_096

  private mutating func sumUp(adding projects: some Sequence<Int>) {
    for project in projects {
      for held in instance.holdings(project) { allotted[held.limit] += held.amount }
      let base = instance.home(project) * instance.factors
      for entry in instance.demands(project) {
        let pool = base + instance.demandFactor[entry]
        let own = instance.ownPart(entry)
        bound[pool] += own
        eligible[pool] += instance.amount[entry] - own
      }
    }
    sumUp()
  }

  /// The sums over counties from what each pool holds.
  private mutating func sumUp() {
    for factor in 0..<instance.factors { (mustBorrow[factor], excess[factor], room[factor]) = (0, 0, 0) }
    for region in 0..<instance.regions where region != instance.city {
      for factor in 0..<instance.factors {
        let needed = gap(instance.pool(region, factor))
        mustBorrow[factor] += needed.mustBorrow
        excess[factor] += needed.excess
        room[factor] += needed.room
      }
    }
  }

  private mutating func change(_ project: Int, sign: Int64) {
    if isPlain { return changePlainly(project, sign: sign) }
    for held in instance.holdings(project) { allotted[held.limit] += sign * held.amount }
    let home = instance.home(project)
    for entry in instance.demands(project) {
      let factor = instance.demandFactor[entry]
      let (amount, own) = (sign * instance.amount[entry], sign * instance.ownPart(entry))
      let pool = instance.pool(home, factor)
      let old = needs(pool, bound[pool], eligible[pool])
      bound[pool] += own
      eligible[pool] += amount - own
      guard home != instance.city else { continue }
      let new = needs(pool, bound[pool], eligible[pool])
      mustBorrow[factor] += new.mustBorrow - old.mustBorrow
      excess[factor] += new.excess - old.excess
      room[factor] += new.room - old.room
    }
  }

  private mutating func changePlainly(_ project: Int, sign: Int64) {
    let home = instance.home(project)
    let base = home * instance.factors
    for entry in instance.demands(project) {
      let factor = instance.demandFactor[entry]
      let amount = sign * instance.amount[entry]
      let pool = base + factor
      let own = supply.available[pool]
      let (borrowed, exceeded) = (max(0, bound[pool] - own), max(0, bound[pool] + eligible[pool] - own))
      if instance.mayUseCity[entry] { eligible[pool] += amount } else { bound[pool] += amount }
      guard home != instance.city else { continue }
      let (nowBorrowed, nowExceeded) = (max(0, bound[pool] - own), max(0, bound[pool] + eligible[pool] - own))
      mustBorrow[factor] += nowBorrowed - borrowed
      excess[factor] += nowExceeded - nowBorrowed - exceeded + borrowed
    }
  }

  /// Adds `project` if it fits.
  mutating func addIfFits(_ project: Int) -> Bool {
    guard fits(project) else { return false }
    add(project)
    return true
  }

  /// Whether a pool that doesn't hold is one of those that `project` asks.
  func isShort(for project: Int) -> Bool {
    let home = instance.home(project)
    return instance.demands(project).contains { entry in
      let factor = instance.demandFactor[entry]
      guard !holds(factor) else { return false }
      let gap = gap(instance.pool(home, factor))
      return home == instance.city || gap.mustBorrow > 0 || gap.excess > 0
    } || instance.holdings(project).contains { allotted[$0.limit] > supply.allowance[$0.limit] }
  }

  /// Whether all pools and holding limits hold under what is loaded.
  var isFeasible: Bool { (0..<instance.factors).allSatisfy { holds($0) } && zip(allotted, supply.allowance).allSatisfy { $0 <= $1 } }

  /// Whether all pools of one factor hold.
  func holds(_ factor: Int) -> Bool {
    holds(
      factor, mustBorrow: mustBorrow[factor], excess: excess[factor], room: room[factor], cityDemand: cityDemand(factor))
      && (supply.cityLimit[factor] == .max || counties.allSatisfy { gap(instance.pool($0, factor)).excess <= supply.cityLimit[factor] })
  }

  private var counties: [Int] { (0..<instance.regions).filter { $0 != instance.city } }

  /// What the city's pool gives of a factor that counties don't lend: its own projects' demand and what counties' pools can't cover.
  func cityUse(_ factor: Int) -> Int64 { cityDemand(factor) + excess[factor] }

  /// All demand on one pool.
  func demand(_ pool: Int) -> Int64 { bound[pool] + eligible[pool] }

  /// What each county must borrow, and what more of its demand its own pool can't cover.
  func gap(_ pool: Int) -> (mustBorrow: Int64, excess: Int64, room: Int64) { needs(pool, bound[pool], eligible[pool]) }
}
