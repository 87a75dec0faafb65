/// Where something came from and where it went: nodes in columns, joined by bands as wide as what flows.
public struct FlowChart: Sendable {
  /// So much from a node of one column to a node of the next.
  public struct Link: Sendable, Hashable {
    /// Column of `from`; `to` is in the one after it.
    public var column: Int
    public var from: String
    public var to: String
    public var value: Double
    public init(column: Int, from: String, to: String, value: Double) {
      (self.column, self.from, self.to, self.value) = (column, from, to, value)
    }
  }
  public var title: String
  public var unit: String
  public var links: [Link]
  /// Height of the fullest column's boxes.
  public var depth: Double

  public init(title: String, unit: String, links: [Link], depth: Double = 180) {
    (self.title, self.unit, self.links, self.depth) = (title, unit, links, depth)
  }

  private struct Place: Hashable {
    var column: Int
    var name: String
  }
  private struct Box {
    var top: Double
    var height: Double
    /// Where the next band leaves and arrives.
    var leaving = 0.0
    var arriving = 0.0
  }

  private static let width = 560.0
  private static let boxWidth = 12.0
  private static let gap = 16.0
  private static let head = 34.0

  /// Empty where nothing flows.
  public var svg: String {
    let flowing = links.filter { $0.value > 0 }
    guard let last = flowing.map({ $0.column + 1 }).max() else { return "" }
    let (boxes, scale, height) = layout(flowing, last)
    var places = boxes
    var (bands, nodes) = ("", "")
    for link in flowing.sorted(by: { ($0.column, -$0.value, $0.from, $0.to) < ($1.column, -$1.value, $1.from, $1.to) }) {
      let (from, to) = (Place(column: link.column, name: link.from), Place(column: link.column + 1, name: link.to))
      guard let start = places[from], let end = places[to] else { continue }
      let thick = max(link.value * scale, 1)
      let (y1, y2) = (start.top + start.leaving + thick / 2, end.top + end.arriving + thick / 2)
      let (x1, x2) = (x(link.column, last) + Self.boxWidth, x(link.column + 1, last))
      let middle = Markup.number((x1 + x2) / 2, 1)
      bands +=
        "<path d=\"M\(Markup.number(x1, 1)) \(Markup.number(y1, 1))C\(middle) \(Markup.number(y1, 1)) \(middle) \(Markup.number(y2, 1)) \(Markup.number(x2, 1)) \(Markup.number(y2, 1))\" fill=\"none\" stroke=\"\(Palette.served)\" stroke-opacity=\"0.28\" stroke-width=\"\(Markup.number(thick, 1))\"><title>\(Markup.escaped("\(link.from) → \(link.to)：\(Markup.grouped(link.value, 4)) \(unit)"))</title></path>"
      places[from]?.leaving += link.value * scale
      places[to]?.arriving += link.value * scale
    }
    for (place, box) in boxes.sorted(by: { ($0.key.column, $0.value.top) < ($1.key.column, $1.value.top) }) {
      let left = x(place.column, last)
      let value = amount(of: place, flowing)
      nodes += SVG.bar(
        left, box.top, Self.boxWidth, max(box.height, 1), Palette.served, tip: "\(place.name)：\(Markup.grouped(value, 4)) \(unit)")
      let isLast = place.column == last
      // Names stand above their box, so that bands don't cross them.
      nodes += SVG.text(
        isLast ? left + Self.boxWidth : left, box.top - 4, "\(place.name) \(Markup.grouped(value, 4))", size: 10.5,
        anchor: isLast ? "end" : "start")
    }
    return SVG.document(
      width: Self.width, height: height, title: title, SVG.text(0, 14, "\(title)（\(unit)）", size: 13) + bands + nodes)
  }

  private func x(_ column: Int, _ last: Int) -> Double { Double(column) * (Self.width - Self.boxWidth) / Double(max(last, 1)) }

  /// What comes in or goes out of a node, whichever is more: a pool that gave less than it got keeps the rest.
  private func amount(of place: Place, _ links: [Link]) -> Double {
    let into = links.filter { $0.column + 1 == place.column && $0.to == place.name }.reduce(0) { $0 + $1.value }
    let out = links.filter { $0.column == place.column && $0.from == place.name }.reduce(0) { $0 + $1.value }
    return max(into, out)
  }

  private func layout(_ links: [Link], _ last: Int) -> (boxes: [Place: Box], scale: Double, height: Double) {
    let columns = (0...last).map { column -> [(place: Place, value: Double)] in
      let names = Set(links.filter { $0.column == column }.map(\.from) + links.filter { $0.column + 1 == column }.map(\.to))
      return names.map { Place(column: column, name: $0) }.map { ($0, amount(of: $0, links)) }.sorted {
        ($1.value, $0.place.name) < ($0.value, $1.place.name)
      }
    }
    let most = columns.map { $0.reduce(0) { $0 + $1.value } }.max() ?? 1
    let scale = depth / most
    var boxes: [Place: Box] = [:]
    var bottom = 0.0
    for column in columns {
      var top = Self.head + Self.gap
      for node in column {
        boxes[node.place] = Box(top: top, height: node.value * scale)
        top += max(node.value * scale, 1) + Self.gap
      }
      bottom = max(bottom, top)
    }
    return (boxes, scale, bottom)
  }
}
