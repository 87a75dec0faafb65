/// What a plan leaves in the pools of its first vintage, and what the pools of any vintage ever hold: what reasons are made from.
struct PlannedPools {
  let instance: Instance
  /// All awards of the first vintage, loaded.
  let load: Load
  /// After the plan, by pool; ten-thousandths.
  let left: [Int64]
  /// What each county may still give away.
  let room: [Int64]
  /// Counties that give some away may not draw on the city as well.
  let isLender: [Bool]
  private let borrowed: [Int64]
  /// The most that each pool holds in any vintage from the first on.
  let largest: [Int64]

  init(_ instance: Instance, plan: Plan) {
    let snapshot = instance.snapshot
    self.instance = instance
    var load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    for award in plan.awards where award.vintage == snapshot.vintage { load.add(award.project) }
    var left = load.supply.available
    var largest = left
    var isLender = [Bool](repeating: false, count: left.count)
    var borrowed = [Int64](repeating: 0, count: left.count)
    var lent = [Int64](repeating: 0, count: left.count)
    for row in plan.pools {
      let pool = instance.pool(row.region, row.factor)
      largest[pool] = max(largest[pool], row.before.tenThousandths)
      guard row.vintage == snapshot.vintage else { continue }
      left[pool] = row.after.tenThousandths
      isLender[pool] = row.movedOut > .zero
      borrowed[pool] = row.movedIn.tenThousandths
      lent[pool] = row.movedOut.tenThousandths
    }
    for row in snapshot.pools where row.vintage >= snapshot.vintage {
      let pool = instance.pool(row.region, row.factor)
      largest[pool] = max(largest[pool], row.available.tenThousandths)
    }
    if snapshot.rules.together != nil {
      // What is left now may be what a later year was given: only what no year needs is left.
      for row in plan.pools where row.vintage > snapshot.vintage && snapshot.rules.carries(factor: row.factor) {
        let pool = instance.pool(row.region, row.factor)
        left[pool] = min(left[pool], row.after.tenThousandths)
      }
    }
    let limit = snapshot.rules.lendingLimit
    room = left.indices.map { pool in
      guard pool / instance.factors != instance.city else { return 0 }
      let most = limit.roundedDown(Quantity(tenThousandths: load.supply.available[pool])).tenThousandths
      return max(0, min(left[pool], most - lent[pool]))
    }
    (self.load, self.left, self.isLender, self.borrowed, self.largest) = (load, left, isLender, borrowed, largest)
  }

  /// A county that borrows has nothing to lend.
  func isBorrower(_ region: Int, _ factor: Int) -> Bool { borrowed[instance.pool(region, factor)] > 0 }

  /// What a demand may still take: own pool, and the city's where that may be drawn on.
  func left(for entry: Int, home: Int) -> Int64 {
    let pool = instance.pool(home, instance.demandFactor[entry])
    guard instance.mayUseCity[entry], home != instance.city, !isLender[pool] else { return left[pool] }
    let factor = instance.demandFactor[entry]
    let allowed = load.supply.cityLimit[factor] < .max ? max(0, load.supply.cityLimit[factor] - load.gap(pool).excess) : .max
    return left[pool] + min(left[instance.pool(instance.city, factor)], allowed, instance.cityPart(entry))
  }

  /// What the tightest holding limit leaves a project of a factor, and which it is.
  func allowed(_ project: Int, _ factor: Int) -> (amount: Int64, limit: Int?) {
    let limits = instance.holdings(project).map(\.limit).filter { instance.holdingLimits[$0].factor == factor }
    let left = limits.map { (amount: max(0, load.supply.allowance[$0] - load.allotted[$0]), limit: Int?($0)) }
    return left.min { $0.amount < $1.amount } ?? (.max, nil)
  }

  /// Whether the city's pool would have to add: where it has all that it may give a demand, the own pool is what is short.
  func cityIsShort(for entry: Int, home: Int) -> Bool {
    let pool = instance.pool(home, instance.demandFactor[entry])
    guard instance.mayUseCity[entry], !isLender[pool] else { return false }
    return home == instance.city || instance.ownPart(entry) == 0 || left(for: entry, home: home) - left[pool] < instance.cityPart(entry)
  }

  /// What a demand could take if nobody else asked; loans that rules allow included.
  func largest(for entry: Int, home: Int) -> Int64 {
    let factor = instance.demandFactor[entry]
    var sum = largest[instance.pool(home, factor)]
    if instance.mayUseCity[entry], home != instance.city {
      let city = largest[instance.pool(instance.city, factor)]
      var most = min(city, instance.cityPart(entry))
      if let limit = instance.snapshot.rules.cityLimit, !instance.isExchanged[factor] {
        most = min(most, max(0, limit.roundedDown(Quantity(tenThousandths: city)).tenThousandths))
      }
      sum += most
    }
    guard instance.isExchanged[factor], home != instance.city else { return sum }
    for region in 0..<instance.regions where region != home { sum += load.supply.lendable[instance.pool(region, factor)] }
    return sum
  }
}
