import Allocation
import Diagnostics
import Reporting

/// The difference of two runs in words: inputs, results, causes.
struct ComparisonText {
  let comparison: Comparison
  /// Project code → name.
  let names: [String: String]
  let language: Language
  let limit: Int

  func text(_ first: Int, _ second: Int) -> String {
    var parts = [language("方案 \(first) → 方案 \(second)", "run \(first) → run \(second)")]
    parts.append(
      language(
        "投入：\(comparison.pools.count) 个要素池、\(comparison.demands.count) 项需求、\(comparison.projects.count) 项项目属性不同",
        "inputs: \(comparison.pools.count) pools, \(comparison.demands.count) demands, \(comparison.projects.count) project facts differ"))
    if !comparison.pools.isEmpty { parts.append(pools.text) }
    parts.append(results)
    return parts.joined(separator: "\n")
  }

  /// What the second decides otherwise, and why.
  var results: String {
    var parts = [
      language(
        "结果：新增保障 \(comparison.gained.count) 个，失去保障 \(comparison.lost.count) 个，改变年份 \(comparison.moved.count) 个",
        "results: \(comparison.gained.count) gained, \(comparison.lost.count) lost, \(comparison.moved.count) moved to another year")
    ]
    if !comparison.causes.isEmpty { parts.append(causes.text) }
    if comparison.causes.count > limit {
      parts.append(language("……另有 \(comparison.causes.count - limit) 个项目", "… and \(comparison.causes.count - limit) more projects"))
    }
    return parts.joined(separator: "\n")
  }

  private var pools: TextTable {
    TextTable(
      titles: [
        language("县市区", "region"), language("要素", "factor"), language("年份", "vintage"), language("前", "before"), language("后", "after"),
      ],
      alignments: [.left, .left, .left, .right, .right],
      rows: comparison.pools.prefix(limit).map { [$0.region, $0.factor, "\($0.vintage)", $0.before.decimal, $0.after.decimal] })
  }

  private var causes: TextTable {
    let gained = Set(comparison.gained)
    let lost = Set(comparison.lost)
    return TextTable(
      titles: [
        language("项目", "project"), language("名称", "name"), language("变化", "change"), language("原因", "cause"), language("要素", "factors"),
      ],
      alignments: [.left, .left, .left, .left, .left],
      rows: comparison.causes.prefix(limit).map { cause in
        let change =
          gained.contains(cause.project)
          ? language("新增", "gained") : lost.contains(cause.project) ? language("失去", "lost") : language("改年", "moved")
        return [cause.project, names[cause.project] ?? "", change, word(cause.kind), cause.factors.joined(separator: " ")]
      })
  }

  private func word(_ kind: Comparison.Cause.Kind) -> String {
    switch kind {
    case .membership: language("只在一方参与", "competes in one only")
    case .pin: language("人工锁定不同", "pinned differently")
    case .demand: language("需求不同", "asks differently")
    case .standing: language("级别、得分或统筹资格不同", "tier, score or right to the city pool differs")
    case .supply: language("相关要素池不同", "a pool that it uses differs")
    case .group: language("受项目组约束", "held by a group")
    case .competition: language("其他项目让出或占用", "others left or took the place")
    }
  }
}
