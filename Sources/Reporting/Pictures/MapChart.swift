/// Regions coloured by a share of 0…1, with names and figures; drawn without any map service.
public struct MapChart {
  var title: String
  var shapes: [MapShape]
  /// Region code → (share, caption).
  var values: [String: (share: Double, caption: String)]
  var legend: String
  var marks: [Mark]
  /// A page's script colours it anew: regions, captions and the projection stand in it as data.
  public var isLive = false

  /// A project on the map.
  public struct Mark: Sendable {
    /// Degrees.
    var x: Double
    var y: Double
    /// red, yellow, green.
    var colour: String
    var title: String
    var link: String
    public init(x: Double, y: Double, colour: String, title: String, link: String) {
      (self.x, self.y, self.colour, self.title, self.link) = (x, y, colour, title, link)
    }
  }

  public init(
    title: String, shapes: [MapShape], values: [String: (share: Double, caption: String)], legend: String, marks: [Mark] = []
  ) {
    (self.title, self.shapes, self.values, self.legend, self.marks) = (title, shapes, values, legend, marks)
  }

  private let width = 520.0
  private let margin = 12.0

  public var svg: String {
    let points = shapes.flatMap { $0.rings.flatMap { $0 } }
    guard let minX = points.map(\.x).min(), let maxX = points.map(\.x).max(), let minY = points.map(\.y).min(),
      let maxY = points.map(\.y).max(), maxX > minX, maxY > minY
    else { return "" }
    // At 36° a degree of longitude is 0.81 of one of latitude.
    let squeeze = 0.81
    let scale = (width - 2 * margin) / ((maxX - minX) * squeeze)
    let height = (maxY - minY) * scale + 2 * margin
    func place(_ point: MapShape.Point) -> (Double, Double) {
      (margin + (point.x - minX) * squeeze * scale, margin + (maxY - point.y) * scale)
    }
    var body = ""
    for shape in shapes {
      let value = values[shape.code]
      let path = shape.rings.map { ring in
        ring.enumerated().map { index, point in
          let (x, y) = place(point)
          return "\(index == 0 ? "M" : "L")\(Markup.number(x, 1)) \(Markup.number(y, 1))"
        }.joined() + "Z"
      }.joined()
      let tip = "\(shape.name) \(value?.caption ?? "")"
      body +=
        "<path\(isLive ? " data-region=\"\(Markup.escaped(shape.code))\"" : "") d=\"\(path)\" fill=\"\(value.map { Palette.shade($0.share) } ?? Palette.unknown)\" stroke=\"#fff\" stroke-width=\"1.5\">"
      body += "<title>\(Markup.escaped(tip))</title></path>"
    }
    body += marks.map { mark in
      let (x, y) = place(.init(mark.x, mark.y))
      let colour = ["red": Palette.short, "yellow": Palette.warning, "green": Palette.fine][mark.colour] ?? Palette.soft
      return
        "<a href=\"\(Markup.escaped(mark.link))\"><circle cx=\"\(Markup.number(x, 1))\" cy=\"\(Markup.number(y, 1))\" r=\"3\" fill=\"\(colour)\" stroke=\"#fff\" stroke-width=\"0.7\"><title>\(Markup.escaped(mark.title))</title></circle></a>"
    }.joined()
    body += labels(place)
    let projection =
      isLive
      ? " data-west=\"\(minX)\" data-north=\"\(maxY)\" data-scale=\"\(scale)\" data-squeeze=\"\(squeeze)\" data-margin=\"\(margin)\" data-shades=\"\(Palette.shades.joined(separator: ","))\""
      : ""
    return frame(body, height + 34, projection)
  }

  /// Names and figures: inside large regions, beside small ones (zones lie in a county), which push the county's own label up.
  private func labels(_ place: (MapShape.Point) -> (Double, Double)) -> String {
    let items = shapes.compactMap { shape -> (shape: MapShape, x: Double, y: Double, width: Double)? in
      guard let ring = shape.rings.max(by: { $0.count < $1.count }), !ring.isEmpty else { return nil }
      let xs = ring.map { place($0).0 }
      let (x, y) = place(center(ring))
      return (shape, x, y, (xs.max() ?? x) - (xs.min() ?? x))
    }
    let small = items.filter { $0.width < 60 }
    var text = ""
    for item in items where item.width >= 60 {
      let isCrowded = small.contains { abs($0.x - item.x) < 70 && abs($0.y - item.y) < 40 }
      let share = values[item.shape.code]?.share ?? 0
      text += label(item.shape, item.x, isCrowded ? item.y - 48 : item.y, size: 12, share > 0.55 ? "#fff" : Palette.ink)
    }
    let leftmost = small.count > 1 ? small.map(\.x).min() : nil
    for item in small {
      let caption = values[item.shape.code]?.caption ?? ""
      let isLeft = item.x == leftmost
      let x = isLeft ? item.x - item.width / 2 - 4 : item.x + item.width / 2 + 4
      text +=
        "<text x=\"\(Markup.number(x, 1))\" y=\"\(Markup.number(item.y + 3, 1))\" font-size=\"9.5\" text-anchor=\"\(isLeft ? "end" : "start")\""
      text += " fill=\"\(Palette.ink)\" stroke=\"#fff\" stroke-width=\"2.5\" paint-order=\"stroke\""
      text +=
        isLive
        ? " data-caption=\"\(Markup.escaped(item.shape.code))\" data-name=\"\(Markup.escaped(PlanReport.short(item.shape.name)))\">" : ">"
      text += "\(Markup.escaped(PlanReport.short(item.shape.name))) \(Markup.escaped(caption))</text>"
    }
    return text
  }

  private func label(_ shape: MapShape, _ x: Double, _ y: Double, size: Double, _ colour: String) -> String {
    let code = Markup.escaped(shape.code)
    let (name, caption) = isLive ? (" data-label=\"\(code)\"", " data-label=\"\(code)\" data-caption=\"\(code)\"") : ("", "")
    return SVG.text(x, y, shape.name, size: size, anchor: "middle", fill: colour, attributes: name)
      + SVG.text(x, y + 15, values[shape.code]?.caption ?? "", size: size - 1, anchor: "middle", fill: colour, attributes: caption)
  }

  private func frame(_ body: String, _ height: Double, _ attributes: String) -> String {
    var scale = ""
    for step in 0..<7 {
      scale +=
        "<rect x=\"\(12 + step * 34)\" y=\"\(Markup.number(height - 22, 1))\" width=\"34\" height=\"9\" fill=\"\(Palette.shade((Double(step) + 0.5) / 7))\"/>"
    }
    scale += "<text x=\"12\" y=\"\(Markup.number(height - 1, 1))\" font-size=\"10\" fill=\"\(Palette.soft)\">0</text>"
    scale +=
      "<text x=\"250\" y=\"\(Markup.number(height - 1, 1))\" font-size=\"10\" fill=\"\(Palette.soft)\" text-anchor=\"end\">100%</text>"
    scale +=
      "<text x=\"262\" y=\"\(Markup.number(height - 14, 1))\" font-size=\"11\" fill=\"\(Palette.soft)\">\(Markup.escaped(legend))</text>"
    return SVG.document(
      width: width, height: height, title: title, isLinked: isLive || !marks.isEmpty, attributes: attributes, body + scale)
  }

  /// Centre of the area of a ring.
  private func center(_ ring: [MapShape.Point]) -> MapShape.Point {
    var (area, x, y) = (0.0, 0.0, 0.0)
    for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let cross = a.x * b.y - b.x * a.y
      area += cross
      x += (a.x + b.x) * cross
      y += (a.y + b.y) * cross
    }
    guard abs(area) > 1e-12 else { return ring[0] }
    return MapShape.Point(x / (3 * area), y / (3 * area))
  }
}

/// The frame that every picture has.
enum SVG {
  /// `isLinked`: there are links in it, so it isn't one image to a screen reader.
  static func document(width: Double, height: Double, title: String, isLinked: Bool = false, attributes: String = "", _ body: String)
    -> String
  {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Markup.number(width, 0)) \(Markup.number(height, 0))" role="\(isLinked ? "group" : "img")" \
    font-family="\(Palette.fonts)" preserveAspectRatio="xMidYMid meet"\(attributes)><title>\(Markup.escaped(title))</title>\(body)</svg>
    """
  }

  /// `attributes`: as they are, written by us.
  static func text(
    _ x: Double, _ y: Double, _ text: String, size: Double = 11, anchor: String = "start", fill: String = Palette.ink,
    attributes: String = ""
  ) -> String {
    "<text\(attributes) x=\"\(Markup.number(x, 1))\" y=\"\(Markup.number(y, 1))\" font-size=\"\(Markup.number(size, 1))\" text-anchor=\"\(anchor)\" fill=\"\(fill)\">\(Markup.escaped(text))</text>"
  }

  static func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: String, tip: String = "") -> String {
    let title = tip.isEmpty ? "" : "<title>\(Markup.escaped(tip))</title>"
    return
      "<rect x=\"\(Markup.number(x, 1))\" y=\"\(Markup.number(y, 1))\" width=\"\(Markup.number(max(width, 0), 1))\" height=\"\(Markup.number(max(height, 0), 1))\" fill=\"\(fill)\">\(title)</rect>"
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: String = Palette.rule) -> String {
    "<line x1=\"\(Markup.number(x1, 1))\" y1=\"\(Markup.number(y1, 1))\" x2=\"\(Markup.number(x2, 1))\" y2=\"\(Markup.number(y2, 1))\" stroke=\"\(stroke)\"/>"
  }
}
