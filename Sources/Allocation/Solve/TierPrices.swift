/// What one more step of each pool is worth to a tier, in points; what a solver's duals are turned into.
struct TierPrices {
  /// Of each pool, whoever draws on it; of the city's pool too.
  var pool: [Double]
  /// In addition for what may not come from the city pool.
  var ownOnly: [Double]
  /// Of one project towards a floor, by region.
  var floors: [Int: Double] = [:]
  /// Of what is asked under a holding limit, by limit.
  var limits: [Int: Double] = [:]

  /// Nothing is scarce.
  init(pools: Int) {
    pool = [Double](repeating: 0, count: pools)
    ownOnly = pool
  }
}
