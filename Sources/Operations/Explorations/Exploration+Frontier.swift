public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  /// What an aim reaches for what it costs.
  public init(_ front: Frontier, _ language: Language) {
    func told(_ value: Int64) -> String {
      front.aim == .change ? "\(value)" : String(format: "%.2f%%", Double(value) / Double(Aim.parts) * 100)
    }
    func share(_ point: Frontier.Point) -> Double { Double(point.give.numerator) / Double(point.give.denominator) * 100 }
    let chart = LineChart(
      title: language("目标达到的程度，对比可让出的得分", "What the aim reaches, by what may be given up"),
      xTitle: language("可让出的得分（%）", "may give up (%)"),
      yTitle: front.aim == .change ? language("变动项目数", "projects changed") : language("达到（%）", "reached (%)"),
      points: front.points.map { point in
        .init(
          x: share(point), y: front.aim == .change ? Double(point.reached) : Double(point.reached) / Double(Aim.parts) * 100,
          label: "\(Self.percent(point.give)) → \(told(point.reached))", isMarked: point.isEfficient)
      })
    self.init(
      title: language("得分与目标的取舍", "What an aim costs"),
      columns: [
        "#" + language("可让出", "may give up"), "#" + language("各级得分", "score by tier"), "#" + language("保障项目", "served"),
        "#" + language("达到", "reached"), "#" + language("界", "bound"), language("有效", "efficient"),
      ],
      rows: front.points.map { point in
        [
          Self.percent(point.give), point.values.map(String.init).joined(separator: " / "), "\(point.awarded)", told(point.reached),
          point.bound.map(told) ?? "–", point.isEfficient ? "✓" : "",
        ]
      }, pictures: [.line(chart)])
  }
}
