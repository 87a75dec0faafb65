/// Points over two linear axes, joined in their order: how a result moves with what is asked.
public struct LineChart: Sendable, Codable, Hashable {
  public struct Point: Sendable, Codable, Hashable {
    public var x: Double
    public var y: Double
    /// What a pointer over it, or a reader of the page, is told.
    public var label: String
    /// Drawn filled: an efficient point, the plan as it is.
    public var isMarked: Bool
    public init(x: Double, y: Double, label: String, isMarked: Bool = false) {
      (self.x, self.y, self.label, self.isMarked) = (x, y, label, isMarked)
    }
  }
  public var title: String
  public var xTitle: String
  public var yTitle: String
  public var points: [Point]
  /// Nothing changes between two points: the line goes level, then up.
  public var isStepped: Bool

  public init(title: String, xTitle: String, yTitle: String, points: [Point], isStepped: Bool = false) {
    (self.title, self.xTitle, self.yTitle, self.points, self.isStepped) = (title, xTitle, yTitle, points, isStepped)
  }

  /// Empty where there is nothing to draw.
  public var svg: String {
    guard let minX = points.map(\.x).min(), let maxX = points.map(\.x).max(), let minY = points.map(\.y).min(),
      let maxY = points.map(\.y).max()
    else { return "" }
    let frame = ChartFrame(width: 520, height: 300, left: 66, top: 40, bottom: 44)
    let xs = LinearAxis(minX, maxX, from: frame.horizontal.from, to: frame.horizontal.to)
    let ys = LinearAxis(minY, maxY, from: frame.vertical.from, to: frame.vertical.to)
    var body = SVG.text(0, 14, title, size: 13) + frame.grid(xs, ys)
    let places = points.map { (x: xs.place($0.x), y: ys.place($0.y)) }
    body += "<path d=\"\(path(places))\" fill=\"none\" stroke=\"\(Palette.served)\" stroke-width=\"2\"/>"
    for (point, place) in zip(points, places) {
      body +=
        "<circle cx=\"\(Markup.number(place.x, 1))\" cy=\"\(Markup.number(place.y, 1))\" r=\"4\" fill=\"\(point.isMarked ? Palette.served : "#fff")\" stroke=\"\(Palette.served)\" stroke-width=\"1.6\"><title>\(Markup.escaped(point.label))</title></circle>"
    }
    body += frame.titles(xTitle, yTitle)
    return SVG.document(width: frame.width, height: frame.height, title: title, body)
  }

  private func path(_ places: [(x: Double, y: Double)]) -> String {
    var text = ""
    for (index, place) in places.enumerated() {
      let (x, y) = (Markup.number(place.x, 1), Markup.number(place.y, 1))
      text += index == 0 ? "M\(x) \(y)" : isStepped ? "H\(x)V\(y)" : "L\(x) \(y)"
    }
    return text
  }
}

/// A linear axis with ticks at round numbers.
struct LinearAxis: ChartAxis {
  private let low: Double
  private let high: Double
  private let from: Double
  private let to: Double
  let ticks: [Double]
  private static let wantedTicks = 5.0

  init(_ minimum: Double, _ maximum: Double, from: Double, to: Double) {
    // A line of equal values lies in the middle.
    let spread = maximum > minimum ? maximum - minimum : max(abs(maximum) * 0.1, 1)
    let middle = (minimum + maximum) / 2
    let (first, last) = maximum > minimum ? (minimum, maximum) : (middle - spread / 2, middle + spread / 2)
    let step = Self.roundStep(spread / Self.wantedTicks)
    var ticks: [Double] = []
    var index = (first / step).rounded(.down)
    repeat {
      ticks.append(index * step)
      index += 1
    } while (index - 1) * step < last
    (self.ticks, self.from, self.to) = (ticks, from, to)
    (low, high) = (ticks[0], ticks[ticks.count - 1])
  }

  func place(_ value: Double) -> Double { from + (value - low) / (high - low) * (to - from) }

  /// 1, 2 or 5 times a power of ten, at least `size`.
  private static func roundStep(_ size: Double) -> Double {
    var power = 1.0
    while power < size { power *= 10 }
    while power / 10 >= size { power /= 10 }
    for factor in [0.2, 0.5] where power * factor >= size { return power * factor }
    return power
  }

  static func text(_ value: Double) -> String {
    value == value.rounded() ? Markup.grouped(value) : Markup.number(value, abs(value) < 1 ? 3 : 2)
  }
}
