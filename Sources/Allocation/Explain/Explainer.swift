public struct Explainer {
  let snapshot: Snapshot
  let plan: Plan
  public init(snapshot: Snapshot, plan: Plan) { (self.snapshot, self.plan) = (snapshot, plan) }
  func unmet() -> [Unmet] { [] }
}
