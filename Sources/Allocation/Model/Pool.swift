/// What one region still has of one factor and vintage when the snapshot is taken: balance minus reserved (要素池).
public struct Pool: Hashable, Sendable, Codable {
  /// Index into `Snapshot.regions`.
  public var region: Int
  /// Index into `Snapshot.factors`.
  public var factor: Int
  /// 指标年份.
  public var vintage: Int
  /// What may be given out; never negative.
  public var available: Quantity

  public init(region: Int, factor: Int, vintage: Int, available: Quantity) {
    self.region = region
    self.factor = factor
    self.vintage = vintage
    self.available = available
  }
}
