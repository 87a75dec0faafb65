public import Allocation
import Postgres

/// The names that scenarios may use, as the database has them.
public struct CityNames: Sendable {
  public var regions: [Region]
  public var aliases: [String: String]
  public var factors: [Factor]
  /// Parameter key → kind (`ratio`, `integer`, …).
  public var parameters: [String: String]
}

extension SnapshotStore {
  public func names() throws -> CityNames {
    let (regions, _) = try regions()
    var aliases: [String: String] = [:]
    let rows = try session.prepared(Query("policy_aliases").text(), [.text(city)])
    for row in 0..<rows.count { aliases[try rows.string(row, "alias")] = try rows.string(row, "region") }
    var parameters: [String: String] = [:]
    let keys = try session.prepared(Query("policy_keys").text(), [.text(city)])
    for row in 0..<keys.count { parameters[try keys.string(row, "key")] = try keys.string(row, "kind") }
    return CityNames(regions: regions, aliases: aliases, factors: try factors(), parameters: parameters)
  }
}
