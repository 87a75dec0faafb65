/// How well a tier's plan does in an aim, in whole numbers.
struct AimMeasure<Tier: AimedTier> {
  let tier: Tier

  func shares(_ measure: Aim.Measure) -> SatisfiedShares { tier.shares(measure) }

  /// As `Aim.Result.value` counts.
  func value(_ aim: Aim, _ plan: Tier.Awards) -> Int64 {
    switch aim.kind {
    case .change: return Int64(plan.chosen.count(where: tier.keepsStanding))
    case .cityPool: return tier.cityUse(plan)
    case .fairness, .equalShares:
      let shares = shares(aim.measure)
      let served = shares.served(with: plan.chosen.map(tier.project))
      let parts = shares.regions.map { shares.parts(served[$0], $0) }
      let least = parts.min() ?? (aim.kind == .fairness ? Aim.parts : 0)
      return aim.kind == .fairness ? least : (parts.max() ?? 0) - least
    }
  }

  func isBetter(_ aim: Aim, _ a: Tier.Awards, _ b: Tier.Awards) -> Bool {
    aim.isMaximised ? value(aim, a) > value(aim, b) : value(aim, a) < value(aim, b)
  }

  /// Whether a plan reaches `value` of an aim.
  func reaches(_ aim: Aim, _ plan: Tier.Awards, _ value: Int64) -> Bool {
    aim.isMaximised ? self.value(aim, plan) >= value : self.value(aim, plan) <= value
  }

  /// A program's bound as one of the result's value, on the safe side.
  func bound(_ aim: Aim, _ bound: Double) -> Int64? {
    guard bound.isFinite, bound.magnitude < 1e12 else { return nil }
    switch aim.kind {
    case .change: return Int64((bound + 1e-6).rounded(.down))
    case .fairness: return min(Aim.parts, Int64((bound * Double(Aim.parts) + 1).rounded(.down)))
    case .cityPool, .equalShares: return max(0, Int64((-bound * Double(Aim.parts) - 1 - Double(tier.instance.factors)).rounded(.up)))
    }
  }
}
