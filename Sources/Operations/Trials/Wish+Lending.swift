import Allocation

extension Wish {
  /// A county that would lend more than the policy allows.
  public struct Objection: Encodable, Sendable, Hashable {
    /// The policy's parameter that objects.
    public var parameter: String
    public var region: String
    public var factor: String
    public var unit: String
    public var asked: String
    public var allowed: String
  }

  /// What the policy objects to in the lends, on pools as they are before them; lends of one pool count together. Throws `Wish.Fault` where more is lent
  /// than there is, or to a region that has no pool.
  func objections(in snapshot: Snapshot) throws -> [Objection] {
    func pool(_ lend: Lend, _ region: String) -> Pool? {
      snapshot.pools.first {
        snapshot.factors[$0.factor].code == lend.factor && snapshot.regions[$0.region].code == region && $0.vintage == lend.vintage
      }
    }
    var lent: [Pool: Quantity] = [:]
    var faults: [Fault.Place] = []
    func tell(_ field: String, _ lend: Lend) {
      faults.append(
        .init(
          field: field, expected: "有 \(lend.factor) \(lend.vintage) 年要素池的县市区",
          expectedEnglish: "a region with a pool of \(lend.factor) \(lend.vintage)"))
    }
    for (place, lend) in (lends ?? []).enumerated() {
      guard let quantity = Quantity(decimal: lend.quantity), let giver = pool(lend, lend.from) else {
        tell("lends.\(place).from", lend)
        continue
      }
      if pool(lend, lend.to) == nil { tell("lends.\(place).to", lend) }
      lent[giver, default: .zero] += quantity
      if lent[giver, default: .zero] > giver.available {
        let most = "≤ \(giver.available.decimal)"
        faults.append(.init(field: "lends.\(place).quantity", expected: most, expectedEnglish: most))
      }
    }
    if !faults.isEmpty { throw Fault(faults) }
    return lent.compactMap { pool, quantity in
      let allowed = snapshot.rules.lendingLimit.roundedDown(pool.available)
      guard quantity > allowed else { return nil }
      return Objection(
        parameter: "loan_limit", region: snapshot.regions[pool.region].code, factor: snapshot.factors[pool.factor].code,
        unit: snapshot.factors[pool.factor].unit, asked: quantity.decimal, allowed: allowed.decimal)
    }.sorted { ($0.factor, $0.region) < ($1.factor, $1.region) }
  }

  /// The same wish without what counties lend each other.
  var withoutLends: Wish {
    var wish = self
    wish.lends = nil
    return wish
  }
}
