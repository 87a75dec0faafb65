import Foundation
import Testing

@testable import Reporting

@Suite("Charts") struct ChartTests {
  @Test(
    "ticks stand at round numbers and enclose all values",
    arguments: [(0.0, 50.0), (0, 316), (46, 55.2), (2, 3), (0.001, 0.0014), (-30, 20), (5, 5), (0, 0), (1_234_567, 9_876_543)])
  func ticks(_ low: Double, _ high: Double) {
    let axis = LinearAxis(low, high, from: 100, to: 500)
    #expect(axis.ticks.count >= 2 && axis.ticks.count <= 12)
    #expect(axis.ticks.first.map { $0 <= low } == true && axis.ticks.last.map { $0 >= high } == true)
    #expect(axis.place(low) >= 100 && axis.place(high) <= 500.000001)
  }

  @Test("a line says each of its points to readers without eyes or pointers; nothing to draw is nothing")
  func line() {
    let chart = LineChart(
      title: "a < b", xTitle: "x", yTitle: "y",
      points: [.init(x: 0, y: 1, label: "first & last"), .init(x: 1, y: 2, label: "second", isMarked: true)],
      isStepped: true)
    #expect(
      chart.svg.contains("<title>first &amp; last</title>") && chart.svg.contains("<title>a &lt; b</title>") && chart.svg.contains("H"))
    #expect(LineChart(title: "", xTitle: "", yTitle: "", points: []).svg.isEmpty)
  }

  @Test("bars are as long as their values; bars of nothing are nothing")
  func bars() {
    let chart = BarChart(
      title: "t", segments: ["in", "out"], bars: [.init(label: "one", values: [3, 1]), .init(label: "two", values: [0, 2])])
    #expect(chart.svg.components(separatedBy: "height=\"18\"").count - 1 == 3, "no bar for a zero")
    #expect(chart.svg.contains("<title>one · in: 3</title>"))
    #expect(BarChart(title: "t", segments: ["in"], bars: [.init(label: "one", values: [0])]).svg.isEmpty)
  }
}

@Suite("Flows") struct FlowChartTests {
  @Test("bands are as wide as what flows; a node is as high as what comes in or goes out, whichever is more; nothing is nothing")
  func bands() throws {
    let chart = FlowChart(
      title: "t", unit: "亩",
      links: [
        .init(column: 0, from: "a", to: "pool", value: 30), .init(column: 0, from: "b", to: "pool", value: 10),
        .init(column: 1, from: "pool", to: "x & y", value: 20), .init(column: 1, from: "pool", to: "rest", value: 0),
      ])
    let svg = chart.svg
    #expect(svg.contains("<title>a → pool：30 亩</title>") && svg.contains("<title>pool → x &amp; y：20 亩</title>"))
    #expect(!svg.contains("rest"), "what doesn't flow isn't drawn")
    // 180 for the 40 of the fullest column.
    for (width, count) in [("135", 1), ("45", 1), ("90", 1)] {
      #expect(svg.components(separatedBy: "stroke-width=\"\(width)\"").count - 1 == count, "\(width)")
    }
    #expect(FlowChart(title: "t", unit: "", links: [.init(column: 0, from: "a", to: "b", value: 0)]).svg.isEmpty)
  }
}
