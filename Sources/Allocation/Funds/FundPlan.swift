/// Combinations for many projects, one after the other in the order of tier and score, each on what the ones before it left (L19).
public struct FundPlan: Sendable {
  public var instruments: [Instrument]
  /// Most of an investment that funds may cover; the rest is the owner's capital.
  public var total: Ratio
  /// By instrument and region: what pools have; the city's pool of an instrument serves everyone.
  private var left: [[Quantity]]
  private let city: Int

  /// From the pools of the snapshot's vintage and the policy in force.
  public init(_ snapshot: Snapshot, policy: PolicyTable) throws(PolicyError) {
    instruments = try Instrument.catalogue(snapshot.factors, policy)
    total = try policy.ratio("fund.total_cap", default: .one)
    city = snapshot.cityRegion
    var left = [[Quantity]](repeating: [Quantity](repeating: .zero, count: snapshot.regions.count), count: instruments.count)
    for pool in snapshot.pools where pool.vintage == snapshot.vintage {
      guard let place = instruments.firstIndex(where: { $0.factor == pool.factor }) else { continue }
      left[place][pool.region] += max(.zero, pool.available)
    }
    self.left = left
  }

  /// What an instrument's pools have for a project of this region.
  public func available(_ instrument: Int, region: Int) -> Quantity {
    left[instrument][region] + (region == city ? .zero : left[instrument][city])
  }

  /// The project's combination; takes it from the pools, own before city.
  public mutating func serve(need: Quantity, investment: Quantity, classes: [Int], region: Int) -> FundCombination {
    let combination = FundCombination.cheapest(
      need: need, investment: investment, classes: classes, instruments: instruments,
      available: instruments.indices.map { available($0, region: region) }, total: total)
    for part in combination.parts {
      let own = min(part.quantity, left[part.instrument][region])
      left[part.instrument][region] = left[part.instrument][region] - own
      if region != city { left[part.instrument][city] = left[part.instrument][city] - (part.quantity - own) }
    }
    return combination
  }
}
