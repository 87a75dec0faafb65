extension Checker {
  /// Values and counts are those of the awards; each planned vintage has each tier once, in order.
  mutating func checkTiers() {
    if let together = snapshot.rules.together { return checkTiers(together) }
    let last = snapshot.vintage + max(snapshot.horizon, 1) - 1
    let expected = (snapshot.vintage...last).flatMap { vintage in snapshot.tiers.indices.map { (vintage, $0) } }
    guard expected.elementsEqual(plan.tiers.map { ($0.vintage, $0.tier) }, by: ==) else {
      fail(.malformed("tiers"))
      return
    }
    var vintageOf: [Int: Int] = [:]
    for award in plan.awards { vintageOf[award.project] = award.vintage }
    let servedVintages = servedVintages
    for result in plan.tiers {
      var (value, awarded, candidates): (Int64, Int, Int) = (0, 0, 0)
      for (index, project) in snapshot.projects.enumerated() where project.tier == result.tier && isCompeting(project) {
        // Who was served in an earlier vintage, in whatever form, doesn't ask again; pinned projects ask in the first one.
        let served = servedVintages[libraryForms[index] ?? index]
        if let served, served < result.vintage { continue }
        if project.pin != .must, project.from > result.vintage { continue }
        if libraryForms[index] == nil { candidates += 1 }
        guard vintageOf[index] == result.vintage else { continue }
        awarded += 1
        value += project.score
      }
      if value != result.value || awarded != result.awarded || candidates != result.candidates {
        fail(.tierMisstated(tier: result.tier, vintage: result.vintage))
      }
      if result.bound < result.value { fail(.boundBelowValue(tier: result.tier, vintage: result.vintage)) }
    }
    if plan.status == .proven, plan.tiers.contains(where: { $0.status != .proven }) { fail(.statusMisstated) }
  }

  func isCompeting(_ project: Project) -> Bool {
    !project.demands.isEmpty && project.pin != .never && !isBroken(project)
  }
}
