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
