import Allocation
import Diagnostics
import Foundation
import Operations
import Reporting

/// A run in a few lines, for a terminal.
struct PlanSummary {
  let outcome: PlanRunner.Outcome
  let language: Language

  var text: String {
    let (plan, snapshot, scenario) = (outcome.plan, outcome.snapshot, outcome.scenario)
    let asked = plan.awards.count + plan.unmet.count
    let served = plan.awards.reduce(Quantity.zero) { $0 + snapshot.projects[$1.project].investment }
    var lines = [
      language(
        "方案 \(outcome.run)：\(scenario.title.isEmpty ? scenario.name : scenario.title)",
        "Run \(outcome.run): \(scenario.englishTitle)"),
      language(
        "保障 \(plan.awards.count) / \(asked) 个项目，投资 \(yi(served)) 亿元；未保障 \(plan.unmet.count) 个",
        "serves \(plan.awards.count) of \(asked) projects, \(yi(served)) × 10^8 yuan; \(plan.unmet.count) left out"),
      tiers.text,
      language(
        "求解 \(plan.statistics.solver)，\(String(format: "%.2f", plan.statistics.seconds)) 秒；",
        "solved by \(plan.statistics.solver) in \(String(format: "%.2f", plan.statistics.seconds)) s; ") + status,
    ]
    let words = Words(snapshot: snapshot, language: language)
    for tier in plan.tiers {
      let name = language(snapshot.tiers[tier.tier].name, snapshot.tiers[tier.tier].nameEnglish)
      let reached = words.aims(tier).joined(separator: language("，", ", "))
      if !reached.isEmpty { lines.append("\(tier.years) \(name): \(reached)") }
    }
    for line in words.chosenVariants(plan) { lines.append(language("选用备选方案：", "variant chosen: ") + line) }
    if !plan.moves.isEmpty {
      lines.append(language("需要 \(plan.moves.count) 笔县际拆借或调剂", "needs \(plan.moves.count) loans or transfers between counties"))
      for move in plan.moves where move.isCovered == false { lines.append("  ! " + words.move(move)) }
    }
    for result in outcome.assertions {
      lines.append(
        "\(result.holds ? "✓" : "✗") \(AssertionText.text(result.assertion, outcome.snapshot, language)) (\(result.actual?.decimal ?? "–"))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private var status: String {
    if outcome.plan.status == .proven { return language("各级均在要求的差距之内", "every tier within the asked gap") }
    let cut = outcome.plan.statistics.isCutByClock == true
    let isOnlyAims = outcome.plan.tiers.allSatisfy { $0.status == .proven || $0.aimsAreCut == true }
    let what =
      isOnlyAims
      ? language("得分之外的目标提前结束，保留已找到的最好方案", "the work on the aims was cut short; the best plan found is kept")
      : language("提前结束，保留已找到的最好方案", "stopped; the best plan found is kept")
    return what
      + (cut ? language("；时间所限，再次运行结果可能不同", "; cut by the clock, another run may differ") : "")
  }

  private var tiers: TextTable {
    TextTable(
      titles: [
        language("年份", "vintage"), language("级别", "tier"), language("保障/申请", "served/asked"), language("得分", "value"),
        language("上界", "bound"), language("差距", "gap"), language("秒", "s"), language("状态", "status"),
      ],
      alignments: [.left, .left, .right, .right, .right, .right, .right, .left],
      rows: outcome.plan.tiers.map { tier in
        let name = outcome.snapshot.tiers[tier.tier]
        return [
          tier.years, language(name.name, name.nameEnglish), "\(tier.awarded)/\(tier.candidates)", "\(tier.value)", "\(tier.bound)",
          String(format: "%.4f%%", tier.gap * 100), String(format: "%.2f", tier.seconds),
          Words(snapshot: outcome.snapshot, language: language).status(tier),
        ]
      })
  }

  private func yi(_ quantity: Quantity) -> String { String(format: "%.1f", Double(quantity.tenThousandths) / 1e8) }
}
