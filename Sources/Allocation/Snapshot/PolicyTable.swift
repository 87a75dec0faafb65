/// The parameters of one policy version, with a scenario's overrides on top.
///
/// A row for a factor, industry or region beats the row for all of them; the row that names more wins, as
/// `policy.parameter_at` decides it in SQL.
public struct PolicyTable: Sendable {
  public struct Row: Hashable, Sendable {
    public var key: String
    public var factor: String?
    public var industry: String?
    public var region: String?
    public var value: String
    public init(key: String, factor: String? = nil, industry: String? = nil, region: String? = nil, value: String) {
      (self.key, self.factor, self.industry, self.region, self.value) = (key, factor, industry, region, value)
    }
  }

  private var rows: [String: [Row]] = [:]

  public init(_ rows: [Row], overrides: [Scenario.ParameterOverride] = []) {
    for row in rows { self.rows[row.key, default: []].append(row) }
    for change in overrides { override(change) }
  }

  /// An override replaces every row of its key that it covers, whatever industry or region those rows name.
  private mutating func override(_ change: Scenario.ParameterOverride) {
    var kept = (rows[change.key] ?? []).filter { row in change.factor != nil && row.factor != change.factor }
    kept.append(Row(key: change.key, factor: change.factor, value: change.value))
    rows[change.key] = kept
  }

  /// nil when the policy doesn't say.
  public func value(_ key: String, factor: String? = nil, industry: String? = nil, region: String? = nil) -> String? {
    var best: (Row, Int)?
    for row in rows[key] ?? [] {
      guard let rank = PolicyTable.rank(row, factor: factor, industry: industry, region: region) else { continue }
      if best == nil || rank > best!.1 { best = (row, rank) }
    }
    return best?.0.value
  }

  /// Factor weighs more than industry, industry more than region, as in SQL.
  private static func rank(_ row: Row, factor: String?, industry: String?, region: String?) -> Int? {
    var rank = 0
    for (mine, asked, weight) in [(row.factor, factor, 4), (row.industry, industry, 2), (row.region, region, 1)] {
      guard let mine else { continue }
      guard mine == asked else { return nil }
      rank += weight
    }
    return rank
  }

  /// Throws when a value is there and can't be read.
  public func ratio(_ key: String, factor: String? = nil, industry: String? = nil, region: String? = nil, default fallback: Ratio)
    throws(PolicyError) -> Ratio
  {
    guard let text = value(key, factor: factor, industry: industry, region: region) else { return fallback }
    guard let ratio = Ratio(text) else { throw PolicyError(key: key, factor: factor, value: text, expected: .ratio) }
    return ratio
  }

  public func quantity(_ key: String, factor: String? = nil, default fallback: Quantity) throws(PolicyError) -> Quantity {
    guard let text = value(key, factor: factor) else { return fallback }
    guard let quantity = Quantity(decimal: text) else { throw PolicyError(key: key, factor: factor, value: text, expected: .quantity) }
    return quantity
  }

  public func integer(_ key: String, factor: String? = nil, default fallback: Int) throws(PolicyError) -> Int {
    guard let text = value(key, factor: factor) else { return fallback }
    guard let integer = Int(text) else { throw PolicyError(key: key, factor: factor, value: text, expected: .integer) }
    return integer
  }

  public func flag(_ key: String, factor: String? = nil, default fallback: Bool) throws(PolicyError) -> Bool {
    switch value(key, factor: factor) {
    case nil: return fallback
    case "true": return true
    case "false": return false
    case let text?: throw PolicyError(key: key, factor: factor, value: text, expected: .flag)
    }
  }
}

/// A parameter that can't be read as what it should be.
public struct PolicyError: Error, Hashable, Sendable {
  public enum Expected: String, Hashable, Sendable { case ratio, quantity, integer, flag }
  public var key: String
  public var factor: String?
  public var value: String
  public var expected: Expected
}
