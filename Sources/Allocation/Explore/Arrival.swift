/// One project that arrives after a plan was made: whether it fits in one county on what the plan leaves, and what its demand is worth there.
public struct Arrival: Sendable, Encodable {
  /// Index into `Snapshot.regions`.
  public var region: Int
  /// Everything it needs is left.
  public var fits: Bool
  /// What is short; empty when it fits.
  public var shortages: [Unmet.Shortage]
  /// What would bring it in, cheapest first; empty when it fits.
  public var ways: [Unmet.Way]
  /// What its demand is worth at the prices of its tier; nil when earlier tiers left too little, or the run has no prices.
  public var pointsNeeded: Int64?

  /// One answer for each county and zone, in the order of the snapshot. Nobody else's award is touched.
  /// - Parameters:
  ///   - project: as it would stand in the library; its region doesn't matter.
  ///   - snapshot, plan: a plan and what it was decided on.
  /// - Returns: the answers, and the snapshot to whose projects they point: the newcomers stand at its end, one for each region.
  public static func everywhere(_ project: Project, after plan: Plan, of snapshot: Snapshot) -> (answers: [Arrival], snapshot: Snapshot) {
    var enlarged = snapshot
    let regions = snapshot.regions.indices.filter { $0 != snapshot.cityRegion }
    for region in regions {
      var newcomer = project
      newcomer.region = region
      newcomer.home = snapshot.projects.first { $0.region == region }?.home ?? region
      enlarged.projects.append(newcomer)
      for limit in (enlarged.rules.holdingLimits ?? []).indices where enlarged.rules.holdingLimits![limit].region == region {
        enlarged.rules.holdingLimits![limit].projects.append(enlarged.projects.count - 1)
      }
    }
    let explainer = Explainer(snapshot: enlarged, plan: plan)
    let answers = regions.enumerated().map { offset, region in
      let entry = explainer.entry(snapshot.projects.count + offset)
      let fits = entry.cause == .waitsForDecision
      return Arrival(
        region: region, fits: fits, shortages: entry.shortages, ways: fits ? [] : entry.ways,
        pointsNeeded: explainer.pointsNeeded(snapshot.projects.count + offset))
    }
    return (answers, enlarged)
  }
}
