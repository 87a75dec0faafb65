/// What everyone who is left out lacks in points at the prices of its tier: one pass for all.
public struct Deficit: Hashable, Sendable, Codable {
  /// Index into `Snapshot.projects`.
  public var project: Int
  public var score: Int64
  /// With so many points it would have been served, but for what wholeness leaves over; nil where earlier tiers left too little for any number.
  public var points: Int64?
  /// Points beyond its score; 0 where only wholeness keeps it out, nil as `points`.
  public var missing: Int64? { points.map { max(0, $0 - score) } }
  public init(project: Int, score: Int64, points: Int64?) { (self.project, self.score, self.points) = (project, score, points) }
}

extension Explainer {
  /// Of each project that needs something and is in no form served: ascending by project. What it rests on are the prices of the plan's certificate, so
  /// that serving the project costs the tier at least `missing` points: any plan with it has at most bound − missing. Over years together
  /// points are those of the first year.
  public func deficits() -> [Deficit] {
    var isServed = [Bool](repeating: false, count: instance.count)
    for award in plan.awards { isServed[instance.library(award.project)] = true }
    let hasVariants = !snapshot.libraryForms.isEmpty
    var deficits: [Deficit] = []
    for project in 0..<instance.count where !isServed[project] && !instance.demands(project).isEmpty {
      if hasVariants, instance.isVariant(project) { continue }
      deficits.append(Deficit(project: project, score: instance.score(project), points: pointsNeeded(project)))
    }
    return deficits
  }
}
