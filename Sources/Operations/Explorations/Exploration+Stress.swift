public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  /// Which awards survive smaller yearly plans; the least sure first. `shown`: most rows.
  public init(_ outcome: StressTest.Outcome, of plan: Plan, for snapshot: Snapshot, shown: Int, _ language: Language) {
    let told = Survival(outcome: outcome, plan: plan, snapshot: snapshot, language: language)
    self.init(
      title: language("年度计划变小时，哪些配置仍能保住", "Awards that survive a smaller yearly plan"),
      columns: [
        language("项目", "project"), language("名称", "name"), "#" + language("级别", "tier"), "#" + language("仍获保障", "still served"),
      ], rows: told.rows(shown), pictures: told.made > 0 ? [.bars(told.chart)] : [], sentences: told.sentences(shown), projectColumn: 0)
  }
}

/// What a stress test says of each award.
private struct Survival {
  let outcome: StressTest.Outcome
  let plan: Plan
  let snapshot: Snapshot
  let language: Language

  var made: Int { outcome.draws.count }
  /// The least sure first.
  private var awards: [(key: Int, value: Int)] { outcome.survived.sorted { ($0.value, $0.key) < ($1.value, $1.key) } }
  private var wavering: [(key: Int, value: Int)] { awards.filter { $0.value < made } }
  private func isLikely(_ count: Int) -> Bool { count < made && count * 10 >= made * 9 }

  func rows(_ shown: Int) -> [[String]] {
    guard made > 0 else { return [] }
    return wavering.prefix(shown).map { award in
      let project = snapshot.projects[award.key]
      return [project.code, project.name, "\(project.tier + 1)", String(format: "%.0f%%", Double(award.value) / Double(made) * 100)]
    }
  }

  var chart: BarChart {
    BarChart(
      title: language("各级配置有多稳", "How sure awards are, by tier"),
      segments: [language("每次都保住", "every draw"), language("九成以上", "nine in ten"), language("不足九成", "fewer")],
      bars: snapshot.tiers.indices.map { tier in
        let mine = awards.filter { snapshot.projects[$0.key].tier == tier }
        let (sure, likely) = (mine.count { $0.value == made }, mine.count { isLikely($0.value) })
        return .init(
          label: language(snapshot.tiers[tier].name, snapshot.tiers[tier].nameEnglish),
          values: [Double(sure), Double(likely), Double(mine.count - sure - likely)])
      })
  }

  func sentences(_ shown: Int) -> [String] {
    guard made > 0 else { return [language("一次也没有算完。", "Not one draw was finished.")] }
    let (all, unsure, likely) = (awards.count, wavering.count, wavering.count { isLikely($0.value) })
    let values = outcome.draws.map(\.value).sorted()
    let counts = outcome.draws.map(\.awarded).sorted()
    let value = plan.tiers.filter { $0.vintage == snapshot.vintage }.reduce(0) { $0 + $1.value }
    let cut =
      unsure > shown ? [language("……另有 \(unsure - shown) 个，用 --format csv 查看全部", "… \(unsure - shown) more; --format csv has all")] : []
    return cut + [
      language(
        "\(made) 次中：\(all) 项配置里 \(all - unsure) 项每次都保住，\(likely) 项九成以上，\(unsure - likely) 项不足九成。",
        "Of \(all) awards, in \(made) draws: \(all - unsure) survive every one, \(likely) nine in ten or more, \(unsure - likely) fewer."),
      language(
        "得分 \(values[0])…\(values[made / 2])…\(values[made - 1])（最少、中位、最多；原方案 \(value)）；保障项目 \(counts[0])…\(counts[made / 2])…\(counts[made - 1])",
        "points \(values[0])…\(values[made / 2])…\(values[made - 1]) (least, median, most; the run itself \(value)); projects served \(counts[0])…\(counts[made / 2])…\(counts[made - 1])"
      ),
    ]
  }
}
