/// An axis of a chart: where its ticks are, and where a value lies.
protocol ChartAxis {
  var ticks: [Double] { get }
  func place(_ value: Double) -> Double
  static func text(_ value: Double) -> String
}

/// The part of a picture in which dots lie, with the lines and numbers behind them.
struct ChartFrame {
  var width: Double
  var height: Double
  /// Room for the numbers of the vertical axis, the title above, and the horizontal axis below.
  var left: Double
  var top: Double
  var bottom: Double
  /// Room at the right.
  var right = 14.0

  var horizontal: (from: Double, to: Double) { (left, width - right) }
  /// Upwards.
  var vertical: (from: Double, to: Double) { (height - bottom, top) }

  func grid<Axis: ChartAxis>(_ xs: Axis, _ ys: Axis) -> String {
    var body = ""
    for tick in xs.ticks {
      body += SVG.line(xs.place(tick), top, xs.place(tick), height - bottom)
      body += SVG.text(xs.place(tick), height - bottom + 15, Axis.text(tick), size: 10, anchor: "middle", fill: Palette.soft)
    }
    for tick in ys.ticks {
      body += SVG.line(left, ys.place(tick), width - right, ys.place(tick))
      body += SVG.text(left - 6, ys.place(tick) + 4, Axis.text(tick), size: 10, anchor: "end", fill: Palette.soft)
    }
    return body
  }

  /// Titles of the two axes, at their ends.
  func titles(_ x: String, _ y: String) -> String {
    SVG.text(width - right, height - 8, x, size: 11, anchor: "end", fill: Palette.soft)
      + SVG.text(4, top - 6, y, size: 11, fill: Palette.soft)
  }
}
