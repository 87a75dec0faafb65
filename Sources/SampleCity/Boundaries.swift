internal import Allocation

/// A sketch of the city: one cell for each county around its seat, and a round spot for each zone. Not boundaries, and it says so in
/// every feature.
///
/// The cells are the Voronoi diagram of the counties' seats, cut to the hull of circles around them; the zones are holes in the cell of the
/// central district, in which they lie for the most part. Only sums, products and quotients of binary64 are used, which every machine
/// rounds alike, and the result is rounded to four decimals of a degree (about 10 m).
enum Boundaries {
  struct Point: Hashable {
    var x: Double
    var y: Double
  }
  struct Cell {
    var region: Region
    /// Counter-clockwise.
    var outline: [Point]
    /// Clockwise.
    var holes: [[Point]]
  }

  /// Length of a degree of longitude over one of latitude at 36.5° north.
  private static let squeeze = 0.8039
  /// How far the sketch reaches beyond the outer seats, in degrees of latitude.
  private static let reach = 0.19
  /// Radius of a zone, in degrees of latitude.
  private static let zoneRadius = 0.039

  static func cells() -> [Cell] {
    let counties = Places.counties.filter { $0.kind == .county }
    let zones = Places.counties.filter { $0.kind == .zone }
    let sites = counties.map(site)
    let hull = hull(of: sites.flatMap { circle(around: $0, radius: reach) })
    let spots = zones.map { Boundaries.hull(of: circle(around: site($0), radius: zoneRadius)) }
    let cells = counties.indices.map { index in
      var outline = hull
      for other in sites.indices where other != index { outline = cut(outline, nearer: sites[index], than: sites[other]) }
      let holes = index == 0 ? spots.map { $0.reversed().map(degrees) } : []
      return Cell(region: counties[index], outline: outline.map(degrees), holes: holes)
    }
    return cells + zip(zones, spots).map { Cell(region: $0, outline: $1.map(degrees), holes: []) }
  }

  private static func site(_ region: Region) -> Point { Point(x: region.longitude! * squeeze, y: region.latitude!) }
  private static func degrees(_ point: Point) -> Point { Point(x: point.x / squeeze, y: point.y) }

  /// 32 points with rational coordinates: no sine or cosine that machines could round differently.
  private static func circle(around centre: Point, radius: Double) -> [Point] {
    var points: [Point] = []
    for step in 0..<8 {
      let t = Double(step) / 8
      let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
      for (x, y) in [(c, s), (-s, c), (-c, -s), (s, -c)] { points.append(Point(x: centre.x + radius * x, y: centre.y + radius * y)) }
    }
    return points
  }

  /// Convex hull, counter-clockwise (monotone chain).
  static func hull(of points: [Point]) -> [Point] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    func chain(_ points: [Point]) -> [Point] {
      var chain: [Point] = []
      for point in points {
        while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
        chain.append(point)
      }
      return Array(chain.dropLast())
    }
    return chain(sorted) + chain(sorted.reversed())
  }

  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }

  /// The part of a convex outline that is nearer to one site than to another.
  private static func cut(_ outline: [Point], nearer a: Point, than b: Point) -> [Point] {
    func excess(_ p: Point) -> Double {
      let toA = (p.x - a.x) * (p.x - a.x) + (p.y - a.y) * (p.y - a.y)
      let toB = (p.x - b.x) * (p.x - b.x) + (p.y - b.y) * (p.y - b.y)
      return toA - toB
    }
    var result: [Point] = []
    for (index, point) in outline.enumerated() {
      let next = outline[(index + 1) % outline.count]
      let (here, there) = (excess(point), excess(next))
      if here <= 0 { result.append(point) }
      if (here < 0 && there > 0) || (here > 0 && there < 0) {
        let part = here / (here - there)
        result.append(Point(x: point.x + part * (next.x - point.x), y: point.y + part * (next.y - point.y)))
      }
    }
    return result
  }

  /// Four decimals, without a floating-point formatter.
  static func text(_ degrees: Double) -> String {
    Quantity(tenThousandths: Int64((degrees * 10_000).rounded())).decimal
  }
}

extension SampleCity {
  /// The schematic map as GeoJSON: one polygon a county or zone, counter-clockwise, with code, name and the word that it is a sketch.
  public static func schematicMap() -> String {
    let features = Boundaries.cells().map { cell in
      let region = cell.region
      let rings = ([cell.outline] + cell.holes).map { ring in
        "[" + (ring + ring.prefix(1)).map { "[\(Boundaries.text($0.x)),\(Boundaries.text($0.y))]" }.joined(separator: ",") + "]"
      }
      return """
        {"type":"Feature","properties":{"code":"\(region.code)","name":"\(region.name)","name_en":"\(region.nameEnglish)",\
        "kind":"\(region.kind.rawValue)","longitude":\(Boundaries.text(region.longitude!)),"latitude":\(Boundaries.text(region.latitude!)),\
        "note":"schematic, not boundaries 示意图，非行政界线"},"geometry":{"type":"Polygon","coordinates":[\(rings.joined(separator: ","))]}}
        """
    }
    return "{\"type\":\"FeatureCollection\",\"name\":\"liaocheng_schematic\",\"features\":[\n" + features.joined(separator: ",\n")
      + "\n]}\n"
  }
}
