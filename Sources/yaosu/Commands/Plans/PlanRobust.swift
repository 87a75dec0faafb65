import Allocation
import ArgumentParser
import Diagnostics
import Operations
import Optimisation
import Store

struct PlanRobust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robust",
    abstract: "Plans a run's projects so that nothing must be taken back in worlds of enough weight, beside the run's own plan (L17.1).",
    discussion: """
      yaosu plan robust 3 --world full=60 --world late=30:land=70% --world small=10:land=50%,energy=80% --keep 90%
      """)
  @OptionGroup var options: ExploreOptions
  @Option(
    help:
      "name=weight, or name=weight:factor=part,…: a way in which the pools may come, how likely it is beside the others, and the part of factors' pools that comes. Can be given again."
  )
  var world: [String]
  @Option(help: "Part of the weight in which the plan must be kept.")
  var keep = "90%"
  @Option(help: "Proven gap at which a tier is good enough.")
  var gap = 0.001

  func run() throws {
    let language = options.language.language
    try Failure.report(language) {
      guard let part = Ratio(keep), part >= .zero, part <= .one else {
        throw CommandError.usage(language("--keep 应为 0 到 1 的比例，如 90%。", "--keep wants a ratio from 0 to 1, such as 90%."))
      }
      guard (0...1).contains(gap) else { throw CommandError.usage(language("--gap 应在 0 和 1 之间。", "--gap wants a number from 0 to 1.")) }
      let (stored, _) = try options.open()
      let robust = RobustPlan(worlds: try WorldText.worlds(world, stored.snapshot, language), keep: part)
      var limits = stored.scenario.limits
      limits.gap = gap
      let (solver, interruption) = (try HighsSolver(), Interruption())
      let outcome = try robust.plan(stored.snapshot, solver: solver, limits: limits) { _ in !interruption.isAsked }
      let first = stored.plan.awards.filter { $0.vintage == stored.snapshot.vintage }.map(\.project)
      let before = try robust.fates(of: first, stored.snapshot, solver, limits)
      let shown = options.format == .csv ? Int.max : Self.shownLimit
      let found = Exploration(outcome, before: before, of: stored.plan, for: stored.snapshot, shown: shown, language)
      options.show(found, json: Told(outcome, before, first, stored.snapshot))
    }
  }

  private static let shownLimit = 40

  private struct Told: Encodable {
    var tiers: [RobustPlan.Outcome.Tier]
    var worlds: [RobustPlan.Outcome.Fate]
    var runWorlds: [RobustPlan.Outcome.Fate]
    var keptWeight: Int64
    var expectedScore: Int64
    var isProven: Bool
    var awarded: [String]
    var notAwarded: [String]

    enum CodingKeys: String, CodingKey {
      case tiers, worlds, awarded
      case runWorlds = "run_worlds"
      case keptWeight = "kept_weight"
      case expectedScore = "expected_score"
      case isProven = "is_proven"
      case notAwarded = "not_awarded"
    }

    init(_ outcome: RobustPlan.Outcome, _ before: [RobustPlan.Outcome.Fate], _ first: [Int], _ snapshot: Snapshot) {
      let now = Set(outcome.awarded)
      (tiers, worlds, runWorlds) = (outcome.tiers, outcome.fates, before)
      (keptWeight, expectedScore, isProven) = (outcome.keptWeight, outcome.expectedScore, outcome.isProven)
      awarded = outcome.awarded.map { snapshot.projects[$0].code }
      notAwarded = first.filter { !now.contains($0) }.map { snapshot.projects[$0].code }
    }
  }
}
