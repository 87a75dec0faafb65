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
    let (width, height, leftEdge, bottom) = (520.0, 330.0, 52.0, 40.0)
    let xs = Axis(minX, maxX, from: leftEdge, to: width - 12)
    let ys = Axis(minY, maxY, from: height - bottom, to: 34)
    var body = SVG.text(0, 14, title, size: 13)
    for tick in xs.ticks {
      body += SVG.line(xs.place(tick), 34, xs.place(tick), height - bottom)
      body += SVG.text(xs.place(tick), height - bottom + 14, Markup.grouped(tick), size: 10, anchor: "middle", fill: Palette.soft)
    }
    for tick in ys.ticks {
      body += SVG.line(leftEdge, ys.place(tick), width - 12, ys.place(tick))
      body += SVG.text(leftEdge - 6, ys.place(tick) + 4, Markup.grouped(tick), size: 10, anchor: "end", fill: Palette.soft)
    }
    // Those left out first, so that the served ones stay visible.
    for dot in thinned(usable, xs, ys).sorted(by: { !$0.isServed && $1.isServed }) {
      let (x, y) = (Markup.number(xs.place(dot.x), 1), Markup.number(ys.place(dot.y), 1))
      body +=
        dot.isServed
        ? "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3\" fill=\"\(Palette.served)\" fill-opacity=\"0.75\"><title>\(Markup.escaped(dot.tip))</title></circle>"
        : "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"2.6\" fill=\"#fff\" stroke=\"\(Palette.short)\"><title>\(Markup.escaped(dot.tip))</title></circle>"
    }
    body += SVG.text(width - 12, height - 6, xTitle, size: 11, anchor: "end", fill: Palette.soft)
    body += SVG.text(4, 30, yTitle, size: 11, fill: Palette.soft)
    body +=
      "<circle cx=\"\(Markup.number(width - 150))\" cy=\"10\" r=\"4\" fill=\"\(Palette.served)\"/>"
      + SVG.text(width - 142, 14, served, size: 10, fill: Palette.soft)
    body +=
      "<circle cx=\"\(Markup.number(width - 80))\" cy=\"10\" r=\"3.6\" fill=\"#fff\" stroke=\"\(Palette.short)\"/>"
      + SVG.text(width - 72, 14, left, size: 10, fill: Palette.soft)
    return SVG.document(width: width, height: height, title: title, body)
  }

  private func thinned(_ dots: [Dot], _ xs: Axis, _ ys: Axis) -> [Dot] {
    guard dots.count > Self.dotLimit else { return dots }
    var seen: Set<[Int]> = []
    return dots.filter { seen.insert([Int(xs.place($0.x) / 4), Int(ys.place($0.y) / 4), $0.isServed ? 1 : 0]).inserted }
  }
}

/// A logarithmic axis with ticks at powers of ten.
private struct Axis {
  let low: Double
  let high: Double
  let from: Double
  let to: Double

  init(_ minimum: Double, _ maximum: Double, from: Double, to: Double) {
    (low, high) = (Axis.log(minimum) - 0.05, Axis.log(maximum) + 0.05)
    (self.from, self.to) = (from, to)
  }

  func place(_ value: Double) -> Double { from + (Axis.log(value) - low) / (high - low) * (to - from) }

  var ticks: [Double] {
    var ticks: [Double] = []
    var power = 1e-6
    while power < 1e13 {
      if Axis.log(power) >= low, Axis.log(power) <= high { ticks.append(power) }
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
