/// Who asks, as the database knows them at this request.
public struct Visitor: Sendable, Hashable, Decodable {
  public var person: String
  public var name: String
  public var unit: String
  public var unitName: String
  /// headquarters, conference, department, county, zone, township, enterprise.
  public var unitKind: String
  public var region: String
  /// Sees the whole city; others see their region, or their projects.
  public var isCity: Bool
  public var roles: Set<String>

  public func has(_ wanted: String...) -> Bool { !roles.isDisjoint(with: wanted) }
}

/// In whose name something of `access` or `office` is done, and where it came from.
public struct Caller: Sendable, Encodable {
  public var city: String
  public var person: String
  public var address: String
  /// Number of the request, which stands in the log too.
  public var request: String
  /// A retry with the same key is the same act.
  public var key: String?
  public var reason: String?
  public init(city: String, person: String, address: String = "", request: String = "", key: String? = nil, reason: String? = nil) {
    (self.city, self.person, self.address, self.request, self.key, self.reason) = (city, person, address, request, key, reason)
  }
}
