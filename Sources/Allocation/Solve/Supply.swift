/// What the pools of one vintage hold before the plan, in ten-thousandths; numbered as `Instance` numbers pools.
struct Supply {
  var available: [Int64]
  /// Most that a county may give away.
  var lendable: [Int64]
  /// By factor: most of the city's pool that one county may use.
  var cityLimit: [Int64]
  /// What each holding limit leaves to this vintage.
  var allowance: [Int64]

  /// The snapshot's pools of `vintage` and what the year before has left.
  init(_ instance: Instance, vintage: Int, carried: [Int64]?) {
    self.init(instance, pools: instance.snapshot.pools, vintage: vintage, carried: carried)
  }

  /// Other pools of the same regions and factors.
  init(_ instance: Instance, pools: [Pool], vintage: Int, carried: [Int64]? = nil) {
    let snapshot = instance.snapshot
    var available = [Int64](repeating: 0, count: instance.regions * instance.factors)
    for pool in pools where pool.vintage == vintage {
      available[instance.pool(pool.region, pool.factor)] += max(pool.available.tenThousandths, 0)
    }
    if let carried {
      for (pool, left) in carried.enumerated() where snapshot.rules.carries(factor: pool % instance.factors) { available[pool] += left }
    }
    self.available = available
    allowance = instance.allowance(after: [])
    cityLimit = (0..<instance.factors).map { factor in
      guard let limit = snapshot.rules.cityLimit, !instance.isExchanged[factor] else { return .max }
      return max(0, limit.roundedDown(Quantity(tenThousandths: available[instance.pool(instance.city, factor)])).tenThousandths)
    }
    lendable = available.indices.map { pool in
      guard instance.isExchanged[pool % instance.factors], pool / instance.factors != instance.city else { return 0 }
      let limit = snapshot.rules.lendingLimit.roundedDown(Quantity(tenThousandths: available[pool])).tenThousandths
      return min(max(limit, 0), available[pool])
    }
  }
}

extension Snapshot.Rules {
  /// What is left of this factor at year end goes into the next year's pools.
  func carries(factor: Int) -> Bool { carriesOver.indices.contains(factor) && carriesOver[factor] }
}
