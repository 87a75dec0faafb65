public import Allocation

/// What the books begin with, in the kinds of `ledger.open`: expected yearly plans, and quota that projects hold from before.
public struct SampleOpening: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case expected, granted, used }
  public var kind: Kind
  /// Code of the project that holds it; nil for plans.
  public var project: String?
  /// Index into `SampleCity.factors`.
  public var factor: Int
  /// Index into `SampleCity.regions`: the pool.
  public var region: Int
  public var vintage: Int
  public var quantity: Quantity
  public var source: String
}

extension SampleProject {
  /// What a project under construction or in production got before: all that it asks, times the replacement ratio. Stalled ones hold it
  /// granted and unused.
  public var openings: [SampleOpening] {
    guard let holds else { return [] }
    return demands.map { ask in
      SampleOpening(
        kind: holds == .granted ? .granted : .used, project: code, factor: ask.factor, region: region, vintage: Figures.firstVintage,
        quantity: Need.atPool(ask), source: "期初：示例核发〔\(Figures.firstVintage)〕1号")
    }
  }
}

extension SampleCity {
  /// Everything to open the books with: plans first, then what projects hold, in the order of rows. Two passes over the projects.
  public func openings() -> [SampleOpening] { Supply(seed: seed, need: need()).expectedPlans() + rows.flatMap(\.openings) }
}
