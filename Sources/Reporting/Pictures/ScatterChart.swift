/// Score against demand, with who is in and who is out; both axes logarithmic, since projects differ by a thousand times.
struct ScatterChart {
  struct Dot {
    var x: Double
    var y: Double
    var isServed: Bool
    var tip: String
  }
  var title: String
  var xTitle: String
  var yTitle: String
  var served: String
  var left: String
  var dots: [Dot]

  /// Dots that are drawn one by one; of more, each cell of a grid shows its first of each kind.
  static let dotLimit = 3_000

  var svg: String {
    let usable = dots.filter { $0.x > 0 && $0.y > 0 }
    guard let minX = usable.map(\.x).min(), let maxX = usable.map(\.x).max(), let minY = usable.map(\.y).min(),
      let maxY = usable.map(\.y).max()
    else { return "" }
    let frame = ChartFrame(width: 520, height: 330, left: 52, top: 36, bottom: 40, right: 12)
    let xs = LogarithmicAxis(minX, maxX, from: frame.horizontal.from, to: frame.horizontal.to)
    let ys = LogarithmicAxis(minY, maxY, from: frame.vertical.from, to: frame.vertical.to)
    var body = SVG.text(0, 14, title, size: 13) + frame.grid(xs, ys)
    // Those left out first, so that the served ones stay visible.
    for dot in thinned(usable, xs, ys).sorted(by: { !$0.isServed && $1.isServed }) {
      let (x, y) = (Markup.number(xs.place(dot.x), 1), Markup.number(ys.place(dot.y), 1))
      body +=
        dot.isServed
        ? "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3\" fill=\"\(Palette.served)\" fill-opacity=\"0.75\"><title>\(Markup.escaped(dot.tip))</title></circle>"
        : "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"2.6\" fill=\"#fff\" stroke=\"\(Palette.short)\"><title>\(Markup.escaped(dot.tip))</title></circle>"
    }
    body += frame.titles(xTitle, yTitle)
    body +=
      "<circle cx=\"\(Markup.number(frame.width - 150))\" cy=\"10\" r=\"4\" fill=\"\(Palette.served)\"/>"
      + SVG.text(frame.width - 142, 14, served, size: 10, fill: Palette.soft)
    body +=
      "<circle cx=\"\(Markup.number(frame.width - 80))\" cy=\"10\" r=\"3.6\" fill=\"#fff\" stroke=\"\(Palette.short)\"/>"
      + SVG.text(frame.width - 72, 14, left, size: 10, fill: Palette.soft)
    return SVG.document(width: frame.width, height: frame.height, title: title, body)
  }

  private func thinned(_ dots: [Dot], _ xs: LogarithmicAxis, _ ys: LogarithmicAxis) -> [Dot] {
    guard dots.count > Self.dotLimit else { return dots }
    var seen: Set<[Int]> = []
    return dots.filter { seen.insert([Int(xs.place($0.x) / 4), Int(ys.place($0.y) / 4), $0.isServed ? 1 : 0]).inserted }
  }
}

/// A logarithmic axis with ticks at powers of ten.
private struct LogarithmicAxis: ChartAxis {
  let low: Double
  let high: Double
  let from: Double
  let to: Double

  init(_ minimum: Double, _ maximum: Double, from: Double, to: Double) {
    (low, high) = (LogarithmicAxis.log(minimum) - 0.05, LogarithmicAxis.log(maximum) + 0.05)
    (self.from, self.to) = (from, to)
  }

  static func text(_ value: Double) -> String { Markup.grouped(value) }
  func place(_ value: Double) -> Double { from + (LogarithmicAxis.log(value) - low) / (high - low) * (to - from) }

  var ticks: [Double] {
    var ticks: [Double] = []
    var power = 1e-6
    while power < 1e13 {
      if LogarithmicAxis.log(power) >= low, LogarithmicAxis.log(power) <= high { ticks.append(power) }
      power *= 10
    }
    return ticks
  }

  /// Base 10, by halving: exact enough for a picture, and the same everywhere.
  private static func log(_ value: Double) -> Double {
    var (exponent, rest) = (0.0, value)
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 {
      rest *= 10
      exponent -= 1
    }
    var (fraction, step) = (0.0, 0.5)
    for _ in 0..<20 {
      rest *= rest
      if rest >= 10 {
        rest /= 10
        fraction += step
      }
      step /= 2
    }
    return exponent + fraction
  }
}
