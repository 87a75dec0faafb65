public import Allocation

/// One row of the sample's project table. Empty means that nobody has said so.
public struct SampleProject: Sendable, Equatable {
  public enum Level: Int, Sendable, CaseIterable { case national, provincial, municipal, county }
  public enum Category: Int, Sendable, CaseIterable { case government, privateInvestment, promotion }
  public enum SourceKind: Int, Sendable, CaseIterable { case attracted, planned, policyFund, foreign, other }
  public enum Stage: Int, Sendable, CaseIterable { case planning, consultation, reserved, construction, production }

  /// `LC-R-0001` (real) or `LC-G-0001` (generated).
  public var code: String
  public var name: String
  /// Index into `SampleCity.regions`; 0 is the city.
  public var region: Int
  public var industry: String
  public var builder = ""
  /// 新建, 扩建, 技术改造.
  public var kind = ""
  public var level: Level?
  public var category: Category?
  public var sourceKind: SourceKind?
  public var stage: Stage?
  public var contents = ""
  /// 万元.
  public var investment: Quantity?
  public var fixedInvestment: Quantity?
  public var output: Quantity?
  public var tax: Quantity?
  /// 亩, all land of the project; what it asks of new land is a demand.
  public var landArea: Quantity?
  /// 吨标准煤 a year.
  public var energyUse: Quantity?
  public var jobs: Int64?
  /// 万美元.
  public var foreignTotal: Quantity?
  public var foreignCash: Quantity?
  /// A, B, C, D or T.
  public var grade = ""
  public var isTwoHigh: Bool?
  /// Days as `2026-07-01`.
  public var plannedStart = ""
  public var plannedFinish = ""
  public var entered = ""
  public var lastProgress = ""
  /// Vintage whose quota it asks.
  public var demandYear: Int?
  /// 1 or 2.
  public var phases: Int?
  /// What it asks, by factor (index into `SampleCity.factors`), ascending; each above zero.
  public var demands: [Ask] = []
  /// Quota that it holds from before, of the first vintage and its own region's pool.
  public var holds: Holds?
  public var isGenerated = true
  /// Address of the page, for real projects.
  public var source = ""

  public struct Ask: Sendable, Equatable {
    public var factor: Int
    public var quantity: Quantity
    public init(factor: Int, quantity: Quantity) { (self.factor, self.quantity) = (factor, quantity) }
  }
  /// What an old grant is worth today.
  public enum Holds: String, Sendable { case granted, used }

  init(code: String, name: String, region: Int, industry: String) {
    (self.code, self.name, self.region, self.industry) = (code, name, region, industry)
  }
}
