public import Allocation
public import Diagnostics
import Foundation
import Reporting

extension Exploration {
  /// A parameter or a supply through several values. `name`: of what is changed.
  public init(_ sweep: Sweep, name: String, _ language: Language) {
    func billions(_ quantity: Quantity) -> Double { Double(quantity.tenThousandths) / 1e8 }
    func chart(_ title: String, _ y: String, _ value: (Sweep.Point) -> Double) -> Picture {
      .line(
        LineChart(
          title: title, xTitle: name + language("（%）", " (%)"), yTitle: y,
          points: sweep.points.map { point in
            .init(
              x: Double(point.value.numerator) / Double(point.value.denominator) * 100, y: value(point),
              label: "\(Self.percent(point.value, 0)) → \(Self.number(value(point)))", isMarked: point.isProven)
          }.sorted { $0.x < $1.x }))
    }
    self.init(
      title: language("逐值试算：\(name)", "Value by value: \(name)"),
      columns: [
        "#" + language("取值", "value"), "#" + language("保障项目", "served"), "#" + language("投资（亿元）", "investment (10⁸ yuan)"),
        "#" + language("得分", "points"), language("已证明", "proven"),
      ],
      rows: sweep.points.map { point in
        [
          Self.percent(point.value, 0), "\(point.awarded)", String(format: "%.1f", billions(point.investment)), "\(point.score)",
          point.isProven ? "✓" : "",
        ]
      },
      pictures: [
        chart(language("保障项目数", "Projects served"), language("个", "projects")) { Double($0.awarded) },
        chart(language("保障投资", "Investment served"), language("亿元", "10⁸ yuan")) { billions($0.investment) },
      ])
  }

  private static func number(_ value: Double) -> String { value == value.rounded() ? String(Int64(value)) : String(format: "%.1f", value) }
}
