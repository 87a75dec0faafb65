public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  /// What the next units of one pool bring.
  public init(_ ladder: Ladder, of plan: Plan, for snapshot: Snapshot, factor: Factor, _ language: Language) {
    let first = plan.tiers.filter { $0.vintage == snapshot.vintage }.map(\.value)
    func names(_ projects: [Int]) -> String { projects.map { snapshot.projects[$0].code }.joined(separator: " ") }
    func gain(_ step: Ladder.Step) -> Int64 { zip(step.values, first).reduce(0) { $0 + $1.0 - $1.1 } }
    func extra(_ step: Ladder.Step) -> Double { Double(step.extra.tenThousandths) / Double(Quantity.scale) }
    let unit = language(factor.unit, factor.unitEnglish)
    let chart = LineChart(
      title: language("多给这个池，方案得分的变化", "What more of this pool brings"), xTitle: language("多给（\(unit)）", "more (\(unit))"),
      yTitle: language("得分变化", "points"),
      points: [.init(x: 0, y: 0, label: language("现在", "now"), isMarked: true)]
        + ladder.steps.map {
          .init(x: extra($0), y: Double(gain($0)), label: "+\($0.extra.decimal) \(unit) → +\(gain($0)): \(names($0.gained))")
        },
      isStepped: true)
    self.init(
      title: language("\(factor.name)：再多一些能带来什么", "What the next units of \(factor.nameEnglish) bring"),
      columns: [
        "#" + language("多给", "more"), language("单位", "unit"), "#" + language("各级得分变化", "score by tier"), language("进入", "come in"),
        language("退出", "fall out"),
      ],
      rows: ladder.steps.map { step in
        let changes = zip(step.values, first).map { $0 == $1 ? "0" : String(format: "%+d", $0 - $1) }
        return ["+\(step.extra.decimal)", unit, changes.joined(separator: " / "), names(step.gained), names(step.lost)]
      }, pictures: ladder.steps.isEmpty ? [] : [.line(chart)],
      sentences: ladder.steps.isEmpty
        ? [language("这个池再多也不会改变方案：没有项目只等它。", "More of this pool changes nothing: no project waits for it alone.")] : [])
  }
}
