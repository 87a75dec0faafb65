public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  /// Which awards may be given before the yearly plan is there; those that wait first.
  public init(_ limit: AdvanceLimit, doubts: [StressTest.Doubt], of snapshot: Snapshot, _ language: Language) {
    let words = Words(snapshot: snapshot, language: language)
    let now = Set(limit.now)
    let all = (limit.later + limit.now).sorted {
      (now.contains($0) ? 1 : 0, snapshot.projects[$0].tier, $0) < (now.contains($1) ? 1 : 0, snapshot.projects[$1].tier, $1)
    }
    let shares = zip(doubts, limit.shares).map { doubt, share in
      language(
        "\(words.factor(doubt.factor))：各池可预支到 \(Self.percent(share))",
        "\(words.factor(doubt.factor)): up to \(Self.percent(share)) of each pool may be advanced")
    }
    self.init(
      title: language("计划下达前可预支哪些配置", "Awards that may be given before the yearly plan is there"),
      columns: [language("项目", "project"), language("名称", "name"), "#" + language("级别", "tier"), language("何时", "when")],
      rows: all.prefix(Self.rowLimit).map { project in
        let known = snapshot.projects[project]
        return [known.code, known.name, "\(known.tier + 1)", now.contains(project) ? language("现在", "now") : language("等计划", "waits")]
      },
      sentences: shares + [
        language(
          "\(all.count) 项配置中 \(limit.now.count) 项现在可给，\(limit.later.count) 项等计划下达；\(limit.draws) 次抽样中 \(limit.kept) 次无须收回",
          "\(limit.now.count) of \(all.count) awards may be given now, \(limit.later.count) wait; in \(limit.kept) of \(limit.draws) draws nothing had to be taken back"
        )
      ], projectColumn: 0)
  }
}
