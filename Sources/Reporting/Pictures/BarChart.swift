/// Lying bars of segments, one a row: how many are of which kind.
public struct BarChart: Sendable, Codable, Hashable {
  public struct Bar: Sendable, Codable, Hashable {
    public var label: String
    /// In the order of `segments`.
    public var values: [Double]
    public init(label: String, values: [Double]) { (self.label, self.values) = (label, values) }
  }
  public var title: String
  /// Names of the segments, at most four.
  public var segments: [String]
  public var bars: [Bar]

  public init(title: String, segments: [String], bars: [Bar]) { (self.title, self.segments, self.bars) = (title, segments, bars) }

  private static let colours = [Palette.served, Palette.city, Palette.left, Palette.short]

  /// Empty where there is nothing to draw.
  public var svg: String {
    guard let most = bars.map({ $0.values.reduce(0, +) }).max(), most > 0 else { return "" }
    let (width, left, row) = (520.0, 120.0, 26.0)
    let height = 48 + Double(bars.count) * row
    let scale = (width - left - 100) / most
    var body = SVG.text(0, 14, title, size: 13)
    var x = 0.0
    for (index, name) in segments.enumerated() {
      body += SVG.bar(x, 24, 10, 10, Self.colours[index % 4])
      body += SVG.text(x + 14, 33, name, size: 11, fill: Palette.soft)
      // Chinese characters are about twice as wide as Latin ones.
      x += 30 + name.unicodeScalars.reduce(0.0) { $0 + ($1.value > 0x2E80 ? 11 : 6.2) }
    }
    for (place, bar) in bars.enumerated() {
      let y = 46 + Double(place) * row
      body += SVG.text(left - 8, y + 13, bar.label, size: 11, anchor: "end")
      var start = left
      for (index, value) in bar.values.enumerated() where value > 0 {
        let name = segments.indices.contains(index) ? segments[index] : ""
        body += SVG.bar(start, y, value * scale, 18, Self.colours[index % 4], tip: "\(bar.label) · \(name): \(Markup.grouped(value))")
        start += value * scale
      }
      body += SVG.text(start + 6, y + 13, bar.values.map { Markup.grouped($0) }.joined(separator: " · "), size: 10, fill: Palette.soft)
    }
    return SVG.document(width: width, height: height, title: title, body)
  }
}
