public import Allocation
public import Diagnostics
import Optimisation
import Reporting
public import Store

/// What a run says of one project: what it got, or why it is out, what would bring it in, and who would be pushed out (L20.2).
public struct WhyNot: Sendable {
  public let stored: RunStore.Stored
  /// Index into the snapshot's projects.
  public let project: Int
  /// nil: it is served, or needs nothing more.
  public let unmet: Unmet?
  /// What forcing it in would cost, solved again; nil where that wasn't asked, or can't be.
  public let displacement: Displacement?
  private let words: Words

  /// nil where the run didn't look at the project. `isForced`: solves again with it forced in, for `secondLimit` at the most.
  public init?(_ code: String, in stored: RunStore.Stored, isForced: Bool, language: Language) throws {
    guard let index = stored.snapshot.projects.firstIndex(where: { $0.code == code }) else { return nil }
    (self.stored, project) = (stored, index)
    unmet = stored.plan.unmet.first { $0.project == index }
    words = Words(snapshot: stored.snapshot, language: language)
    guard isForced, unmet != nil else {
      displacement = nil
      return
    }
    var limits = stored.scenario.limits
    limits.seconds = min(limits.seconds, Self.secondLimit)
    displacement = try Explainer(snapshot: stored.snapshot, plan: stored.plan).displacement(index, solver: HighsSolver(), limits: limits)
  }

  /// Forcing a project in is asked for by somebody who waits; what is found by then has its gap in the bounds of its tiers.
  public static let secondLimit = 10.0

  /// The whole in sentences, a line each.
  public var sentences: [String] {
    guard let unmet else { return [words.award(stored.plan.awards.first { $0.project == project }, project: project)] }
    return [words.paragraph(unmet)] + (displacement.map { [words.displacement($0)] } ?? [])
  }
}

extension Unmet {
  /// Why, and the first way in, in words.
  public func told(_ snapshot: Snapshot, _ language: Language) -> (reason: String, firstWay: String?, ways: [String]) {
    let words = Words(snapshot: snapshot, language: language)
    let all = words.ways(ways)
    return (words.cause(self), all.first, all)
  }
}
