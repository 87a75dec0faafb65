public import Allocation
import Diagnostics

extension Words {
  /// What a tier reached of each aim and what that cost, a sentence each.
  public func aims(_ tier: Plan.TierResult) -> [String] {
    let cut =
      tier.aimsAreCut == true
      ? [language("各目标因时限或节点上限提前结束，未证明最好", "the work on its aims was cut short by a limit: better ones may exist")] : []
    guard let results = tier.aims else { return cut }
    let percent = Markup.number(Double(tier.given ?? 0) / Double(max(tier.value + (tier.given ?? 0), 1)) * 100, 2)
    let price =
      (tier.given ?? 0) > 0
      ? [language("为以下目标让出 \(tier.given!) 分（\(percent)%）", "gave up \(tier.given!) points (\(percent)%) for its aims")] : []
    return cut + price + results.map { aim($0, vintages: tier.vintage...max(tier.vintage, tier.through ?? tier.vintage)) }
  }

  private func aim(_ result: Aim.Result, vintages: ClosedRange<Int>) -> String {
    // The use of the city's pools is a sum over factors; people want a share.
    let factors = result.kind == .cityPool ? cityPools(vintages) : 1
    func share(_ parts: Int64) -> String { Markup.number(Double(parts) / Double(factors) / Double(Aim.parts) * 100, 2) + "%" }
    let proof: String
    if result.kind == .change {
      proof = result.bound.map { language("（至多 \($0)）", " (at most \($0))") } ?? ""
    } else {
      proof = result.bound.map { language("（界 \(share($0))）", " (bound \(share($0)))") } ?? language("（未证明）", " (not proved)")
    }
    switch result.kind {
    case .fairness: return language("县区最低保障率 \(share(result.value))", "least satisfied county at \(share(result.value))") + proof
    case .equalShares:
      return language("县区保障率最大相差 \(share(result.value))", "satisfied shares of counties differ by \(share(result.value))") + proof
    case .cityPool:
      return language("市级统筹池平均用去 \(share(result.value))", "\(share(result.value)) of the city's pools used on average") + proof
    case .change: return language("保留已有配置 \(result.value) 个", "\(result.value) earlier awards kept") + proof
    }
  }

  /// Factors that the city has a pool of and that counties don't lend each other.
  private func cityPools(_ vintages: ClosedRange<Int>) -> Int {
    let exchanged = Set(snapshot.rules.lendable + snapshot.rules.tradable)
    let pools = snapshot.pools.filter { $0.region == snapshot.cityRegion && vintages.contains($0.vintage) && $0.available > .zero }
    return max(1, Set(pools.map(\.factor)).subtracting(exchanged).count)
  }

  /// How one county fared beside the whole city, and what its refused projects lack, in one sentence.
  func fairness(_ figures: PlanReport.RegionFigures, cityShare: Double) -> String {
    let share = Markup.number(figures.scoreShare * 100, 1)
    let difference = (figures.scoreShare - cityShare) * 100
    let points = Markup.number(difference.magnitude, 1)
    let beside =
      difference.magnitude < 0.05
      ? language("与全市持平", "as the whole city")
      : difference > 0
        ? language("比全市高 \(points) 个百分点", "\(points) points above the city")
        : language("比全市低 \(points) 个百分点", "\(points) points below the city")
    let refused = figures.asked - figures.served
    guard refused > 0 else {
      return language("\(region(figures.region))：\(figures.asked) 个全部保障", "\(region(figures.region)): all \(figures.asked) served")
    }
    let lacks =
      figures.shortFactors.first.map {
        language(
          "，未保障的 \(refused) 个中 \($0.projects) 个缺\(factor($0.factor))",
          "; of the \(refused) left out, \($0.projects) lack \(factor($0.factor))")
      } ?? language("，\(refused) 个未保障", "; \(refused) left out")
    return language(
      "\(region(figures.region))：按得分保障 \(share)%，\(beside)\(lacks)",
      "\(region(figures.region)): \(share)% of its score served, \(beside)\(lacks)")
  }
}
