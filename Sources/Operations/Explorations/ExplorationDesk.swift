import Allocation
import Diagnostics
import Foundation
import Optimisation
import Postgres
import ScenarioFiles
import Store

/// Finds out what was asked about a stored plan, each plan from the run's own.
struct ExplorationDesk {
  let session: Session
  let city: String
  let language: Language
  /// Told how far it is; false asks to stop.
  let watch: (String) -> Bool

  func explore(_ ask: Job.Explore) throws -> Exploration {
    let faults = ask.faults(language)
    guard faults.isEmpty else {
      throw CommandError.usage(faults.map { "\($0.field): \($0.text)" }.joined(separator: language("；", "; ")))
    }
    let stored = try RunStore(session, city: city).read(ask.run)
    var limits = stored.scenario.limits
    if let seconds = ask.seconds { limits.seconds = seconds }
    let solver = try HighsSolver()
    var made = 0
    func plan(_ snapshot: Snapshot) throws -> Plan? {
      made += 1
      guard watch(language("第 \(made) 个方案", "plan \(made)")) else { return nil }
      return try Planner(solver: solver, limits: limits).plan(snapshot, after: (stored.plan, stored.snapshot)) { _ in
        watch(language("第 \(made) 个方案", "plan \(made)"))
      }
    }
    switch ask.what {
    case .sweep: return try sweep(ask, stored, plan)
    case .frontier:
      guard let kind = ask.aim.flatMap({ Aim.Kind(key: $0) }), let most = ask.most.flatMap({ Ratio($0) }), let points = ask.points else {
        break
      }
      let measure = ask.measure.flatMap { Aim.Measure(rawValue: $0) } ?? .score
      let gives = (0..<points).map { Ratio(most.numerator * Int64($0), most.denominator * Int64(points - 1)) }
      return Exploration(try Frontier.trace(stored.snapshot, aim: Aim(kind: kind, measure: measure), gives: gives, solve: plan), language)
    case .ladder:
      let factor = try factor(ask.factor, stored.snapshot)
      let region = try region(ask.region, stored.snapshot)
      let ladder = try Ladder.climb(stored.plan, of: stored.snapshot, region: region, factor: factor, most: ask.steps ?? 5, solve: plan)
      return Exploration(ladder, of: stored.plan, for: stored.snapshot, factor: stored.snapshot.factors[factor], language)
    case .alternatives:
      let found = try Alternatives.find(
        stored.plan, of: stored.snapshot, within: ask.within.flatMap { Ratio($0) } ?? .zero, solver: solver, seconds: ask.seconds ?? 60
      ) { watch(language("已确定 \($0) / \($1)", "\($0) of \($1) decided")) }
      return Exploration(found, of: stored.snapshot, only: [.some, .open], language)
    case .stress: return try stress(ask, stored, plan)
    case .robust:
      guard let keep = ask.keep.flatMap({ Ratio($0) }) else { break }
      let robust = RobustPlan(worlds: try WorldText.worlds(ask.worlds ?? [], stored.snapshot, language), keep: keep)
      let outcome = try robust.plan(stored.snapshot, solver: solver, limits: limits) { _ in watch(language("求解", "solving")) }
      let first = stored.plan.awards.filter { $0.vintage == stored.snapshot.vintage }.map(\.project)
      return Exploration(
        outcome, before: try robust.fates(of: first, stored.snapshot, solver, limits), of: stored.plan, for: stored.snapshot,
        shown: Exploration.rowLimit, language)
    case .advance:
      guard let confidence = ask.confidence.flatMap({ Ratio($0) }) else { break }
      let doubts = try doubts(ask, stored.snapshot)
      let limit = try AdvanceLimit.find(stored.plan, of: stored.snapshot, doubts: doubts, confidence: confidence) { snapshot in
        guard let found = try plan(snapshot) else { throw CancellationError() }
        return found
      }
      return Exploration(limit, doubts: doubts, of: stored.snapshot, language)
    }
    throw CommandError.usage(language("问题不完整。", "The question isn't complete."))
  }

  private func sweep(_ ask: Job.Explore, _ stored: RunStore.Stored, _ plan: (Snapshot) throws -> Plan?) throws -> Exploration {
    let place = try factor(ask.factor, stored.snapshot)
    let factor = stored.snapshot.factors[place]
    let isShare = ask.change == "share"
    let asPlanned = stored.scenario.policy.last { $0.key == "coordination_share" && ($0.factor ?? factor.code) == factor.code }.flatMap {
      Ratio($0.value)
    }
    let name = language(
      isShare ? "\(factor.name)的市级统筹比例" : "\(factor.name)总量",
      isShare ? "share of \(factor.nameEnglish) that the city coordinates" : "supply of \(factor.nameEnglish)")
    let deposits = isShare ? try SnapshotStore(session, city: city).deposits(of: stored) : []
    return Exploration(
      try Sweep.trace(
        stored.snapshot, deposits: deposits, axis: isShare ? .share(factor: place, asPlanned: asPlanned) : .supply(factor: place),
        values: (ask.values ?? []).compactMap { Ratio($0) }, solve: plan),
      name: name, language)
  }

  private func stress(_ ask: Job.Explore, _ stored: RunStore.Stored, _ plan: (Snapshot) throws -> Plan?) throws -> Exploration {
    let doubts = try doubts(ask, stored.snapshot)
    let outcome = try StressTest(doubts: doubts, draws: ask.draws ?? 50, seed: 1).run(stored.plan, of: stored.snapshot) { _, snapshot in
      try plan(snapshot)
    }
    return Exploration(outcome, of: stored.plan, for: stored.snapshot, shown: Exploration.rowLimit, language)
  }

  private func doubts(_ ask: Job.Explore, _ snapshot: Snapshot) throws -> [StressTest.Doubt] {
    try ask.allDoubts.map { doubt in
      guard let low = Ratio(doubt.low), let high = Ratio(doubt.high) else {
        throw CommandError.usage(language("问题不完整。", "The question isn't complete."))
      }
      return .init(factor: try factor(doubt.factor, snapshot), low: low, high: high)
    }
  }

  private func factor(_ code: String?, _ snapshot: Snapshot) throws -> Int {
    guard let place = snapshot.factors.firstIndex(where: { $0.code == code }) else {
      throw CommandError.usage(language("方案里没有要素 \(code ?? "")。", "The run has no factor \(code ?? "")."))
    }
    return place
  }

  private func region(_ code: String?, _ snapshot: Snapshot) throws -> Int {
    guard let code else { return snapshot.cityRegion }
    guard let place = snapshot.regions.firstIndex(where: { $0.code == code }) else {
      throw CommandError.usage(language("方案里没有县市区 \(code)。", "The run has no region \(code)."))
    }
    return place
  }

  // MARK: Rehearsal

  func rehearse(_ ask: Job.Rehearse) throws -> Exploration {
    guard let period = ask.period else { throw CommandError.usage(Rehearsal.Period.expected(language)) }
    let scenario = try ScenarioFolder.ofCity(session, city: city, folder: nil).scenario(ask.scenario)
    let procedures = try ask.procedure.map { [try ProcedureFile.read(Data($0.utf8), file: "procedure.yaml")] } ?? []
    let outcome = try Rehearsal(session: session, city: city) { progress in
      watch("\(progress.vintage) \(progress.tier + 1): \(progress.incumbent ?? 0) / \(progress.bound)")
    }.run(scenario, procedures: procedures, over: period)
    return Exploration(
      RehearsalPaper(outcome, title: language(scenario.title, scenario.englishTitle), period: period, language: language), outcome, language
    )
  }
}
