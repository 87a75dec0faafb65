public import Foundation

/// Outline of a region, in degrees.
public struct MapShape: Sendable, Hashable {
  public var code: String
  public var name: String
  /// Outer rings, each a list of (longitude, latitude).
  public var rings: [[Point]]
  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double
    public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  }
  public init(code: String, name: String, rings: [[Point]]) { (self.code, self.name, self.rings) = (code, name, rings) }

  /// Points that a map may have; a finer one is drawn without its excess rings.
  public static let pointLimit = 200_000

  /// Polygons and multipolygons of a GeoJSON feature collection; the code is property `code` or `adcode`. Others are passed over, since a
  /// map without them is still a map. Throws when the text is no JSON object.
  public static func read(geoJSON data: Data) throws -> [MapShape] {
    guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any], let features = root["features"] as? [[String: Any]]
    else {
      throw CocoaError(.fileReadCorruptFile)
    }
    var points = 0
    return features.compactMap { feature in
      let properties = feature["properties"] as? [String: Any] ?? [:]
      guard let geometry = feature["geometry"] as? [String: Any], let code = (properties["code"] ?? properties["adcode"]).map({ "\($0)" })
      else {
        return nil
      }
      let polygons: [[[[Double]]]]
      switch geometry["type"] as? String {
      case "Polygon": polygons = (geometry["coordinates"] as? [[[Double]]]).map { [$0] } ?? []
      case "MultiPolygon": polygons = geometry["coordinates"] as? [[[[Double]]]] ?? []
      default: return nil
      }
      let rings = polygons.compactMap { polygon -> [Point]? in
        guard let outer = polygon.first, points + outer.count <= pointLimit else { return nil }
        points += outer.count
        return outer.compactMap { $0.count >= 2 ? Point($0[0], $0[1]) : nil }
      }
      return MapShape(code: code, name: properties["name"] as? String ?? code, rings: rings)
    }
  }
}

extension [MapShape] {
  /// The same outlines under other names: files have one, readers two languages.
  public func named(_ name: (MapShape) -> String) -> [MapShape] { map { MapShape(code: $0.code, name: name($0), rings: $0.rings) } }
}
