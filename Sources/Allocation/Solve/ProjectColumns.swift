/// A snapshot's projects column by column, read in one pass.
struct ProjectColumns {
  var start: Narrow<UInt32>
  var factor: Narrow<UInt16>
  var amount: [Int64] = []
  var mayUseCity: [Bool] = []
  var capped: [Int64] = []
  var isFaulty: [Bool] = []
  var home: Narrow<UInt32>
  var score: [Int64] = []
  var tier: Narrow<UInt16>
  /// First vintage in which each competes.
  var from: [Int32] = []
  /// 1: must be served, 2: must not.
  var pin: [UInt8] = []
  /// Which set of factors each project may take from the city's pool, and the sets: one bit a factor. Empty where factors or sets are too many.
  var citySet: Narrow<UInt16>
  var citySets: [UInt64] = []

  private static let citySetLimit = 256
  /// Demands that a project has as a rule; arrays grow where it has more.
  private static let usualDemands = 6

  init(_ snapshot: Snapshot) {
    let count = snapshot.projects.count
    (start, factor) = (Narrow(reserving: count + 1), Narrow(reserving: count * Self.usualDemands))
    tier = Narrow(reserving: count)
    from.reserveCapacity(count)
    pin.reserveCapacity(count)
    (home, citySet) = (Narrow(reserving: count), Narrow(reserving: count))
    amount.reserveCapacity(count * Self.usualDemands)
    mayUseCity.reserveCapacity(count * Self.usualDemands)
    isFaulty.reserveCapacity(count)
    score.reserveCapacity(count)
    start.append(0)
    let (regions, tiers, factors) = (snapshot.regions.count, snapshot.tiers.count, snapshot.factors.count)
    let hasCaps = snapshot.rules.cityShares != nil
    var sets = CitySets(factors: factors)
    snapshot.projects.withUnsafeBufferPointer { projects in
      for index in projects.indices {
        let isFaulty = projects[index].isFaulty(regions: regions, tiers: tiers, factors: factors)
        self.isFaulty.append(isFaulty)
        home.append(isFaulty ? 0 : projects[index].home)
        score.append(projects[index].score)
        tier.append(isFaulty ? 0 : projects[index].tier)
        from.append(Int32(clamping: projects[index].from))
        pin.append(projects[index].pin == nil ? 0 : projects[index].pin == .must ? 1 : 2)
        citySet.append(sets.number(of: projects[index].mayUseCityPool))
        if !isFaulty {
          for place in projects[index].demands.indices {
            let demand = projects[index].demands[place]
            factor.append(demand.factor)
            amount.append(demand.needed.tenThousandths)
            mayUseCity.append(projects[index].mayUseCityPool[demand.factor])
            if hasCaps { capped.append(projects[index].ownPart(of: demand, snapshot.rules)) }
          }
        }
        start.append(factor.count)
      }
    }
    citySets = sets.isComplete ? sets.known : []
  }

  /// Numbers sets of factors as they come up.
  private struct CitySets {
    let factors: Int
    var known: [UInt64] = []
    var isComplete: Bool

    init(factors: Int) { (self.factors, isComplete) = (factors, factors <= 64) }

    mutating func number(of flags: [Bool]) -> Int {
      guard isComplete else { return 0 }
      var set: UInt64 = 0
      for factor in 0..<min(flags.count, factors) where flags[factor] { set |= 1 << UInt64(factor) }
      if let number = known.firstIndex(of: set) { return number }
      guard known.count < ProjectColumns.citySetLimit else {
        isComplete = false
        return 0
      }
      known.append(set)
      return known.count - 1
    }
  }
}

extension Project {
  /// Breaks a rule that `Project` and `Snapshot` state.
  func isFaulty(in snapshot: Snapshot) -> Bool {
    isFaulty(regions: snapshot.regions.count, tiers: snapshot.tiers.count, factors: snapshot.factors.count)
  }

  fileprivate func isFaulty(regions: Int, tiers: Int, factors: Int) -> Bool {
    guard tier >= 0, tier < tiers, region >= 0, region < regions, home >= 0, home < regions, score >= 1, mayUseCityPool.count == factors
    else { return true }
    var last = -1
    for place in demands.indices {
      let demand = demands[place]
      guard demand.factor > last, factors > demand.factor, demand.needed > .zero, demand.needed <= .largest else { return true }
      last = demand.factor
    }
    return false
  }
}
