/// A region of the tree province → city → county or zone. Pools belong to regions.
public struct Region: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable { case province, city, county, zone }
  /// Division code (`371522`), or the city's own code of a development zone (`KFQ`).
  public var code: String
  public var name: String
  public var nameEnglish: String
  public var kind: Kind
  /// Seat, in degrees; nil when nobody has said.
  public var longitude: Double?
  public var latitude: Double?

  public init(code: String, name: String, nameEnglish: String, kind: Kind, longitude: Double? = nil, latitude: Double? = nil) {
    self.code = code
    self.name = name
    self.nameEnglish = nameEnglish
    self.kind = kind
    self.longitude = longitude
    self.latitude = latitude
  }
}
