public import Allocation
public import Diagnostics
import Foundation

extension Exploration {
  /// A plan that is kept in worlds of enough weight, beside the run's own. `before`: what becomes of the run's awards.
  public init(
    _ outcome: RobustPlan.Outcome, before: [RobustPlan.Outcome.Fate], of plan: Plan, for snapshot: Snapshot, shown: Int,
    _ language: Language
  ) {
    let first = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    let (now, was) = (Set(outcome.awarded), Set(first))
    let changes =
      first.filter { !now.contains($0) }.map { ($0, language("不再保障", "not served for that")) }
      + outcome.awarded.filter { !was.contains($0) }.map { ($0, language("改为保障", "served instead")) }
    let total = outcome.fates.reduce(0) { $0 + $1.weight }
    let expected = RobustPlan.expectedScore(before)
    var sentences = [
      language(
        "稳健方案保障 \(outcome.awarded.count) 个项目（原方案 \(first.count) 个），在权重 \(outcome.keptWeight)／\(total) 的情形下一个也不收回。",
        "The robust plan serves \(outcome.awarded.count) projects (the run \(first.count)) and takes nothing back in worlds of weight \(outcome.keptWeight) of \(total)."
      )
    ]
    sentences += zip(outcome.fates, before).map { robust, run in Self.sentence(robust, run, language) }
    sentences.append(
      language(
        "留存得分按权重平均：稳健方案 \(outcome.expectedScore)，原方案 \(expected)。",
        "Points that survive on the average: \(outcome.expectedScore) of the robust plan, \(expected) of the run's."))
    if !outcome.isProven { sentences.append(language("时间所限，方案未证明为最优。", "The time ended before the plan was proven to be the best.")) }
    if changes.count > shown {
      sentences.append(language("……另有 \(changes.count - shown) 个变化。", "… \(changes.count - shown) more changes."))
    }
    self.init(
      title: language("多数情形下不必收回的方案", "A plan that needs nothing taken back in most worlds"),
      columns: [
        language("项目", "project"), language("名称", "name"), "#" + language("级别", "tier"), "#" + language("得分", "score"),
        language("变化", "change"),
      ],
      rows: changes.prefix(shown).map { project, change in
        let item = snapshot.projects[project]
        return [item.code, item.name, "\(item.tier + 1)", "\(item.score)", change]
      }, sentences: sentences, projectColumn: 0)
  }

  private static func sentence(_ robust: RobustPlan.Outcome.Fate, _ run: RobustPlan.Outcome.Fate, _ language: Language) -> String {
    func fate(_ fate: RobustPlan.Outcome.Fate) -> String {
      fate.isKept
        ? language("不收回", "kept")
        : language("须收回，留存 \(fate.surviving) 个、\(fate.score) 分", "not kept, \(fate.surviving) survive with \(fate.score) points")
    }
    return language(
      "\(robust.world)（权重 \(robust.weight)）：稳健方案\(fate(robust))；原方案\(fate(run))。",
      "\(robust.world) (weight \(robust.weight)): the robust plan is \(fate(robust)); the run's is \(fate(run)).")
  }
}
