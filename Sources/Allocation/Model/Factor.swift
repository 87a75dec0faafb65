/// A production factor (要素) that pools hold and projects ask for.
public struct Factor: Hashable, Sendable, Codable {
  /// What kind of resource it is; rules and reports group by it.
  public enum Category: String, Hashable, Sendable, Codable, CaseIterable {
    case land, balance, energy, coal, pollutant, carbon, fund
  }
  /// Short code that files and SQL use: `land`, `cod`, `energy`, ….
  public var code: String
  public var category: Category
  public var name: String
  public var nameEnglish: String
  /// 亩, 吨, 吨标准煤, 公斤, 万元.
  public var unit: String
  public var unitEnglish: String

  public init(code: String, category: Category, name: String, nameEnglish: String, unit: String, unitEnglish: String) {
    self.code = code
    self.category = category
    self.name = name
    self.nameEnglish = nameEnglish
    self.unit = unit
    self.unitEnglish = unitEnglish
  }
}
