/// The tiers of the policy in the order that a scenario serves them. Which tier a project belongs to stays the policy's.
struct TierOrder {
  /// Tiers as they are served, those that are served as one under one name.
  private(set) var served: [Snapshot.Tier] = []
  /// Names that the policy doesn't have, or that stand twice.
  private(set) var unknown: [String] = []
  /// By the tier's place in the policy.
  private var places: [Int]

  /// `order`: names, Chinese or English; tiers that it doesn't name follow in the policy's order.
  init(_ tiers: [TierRule], order: [[String]]) {
    places = Array(repeating: -1, count: tiers.count)
    for names in order {
      var together: [Int] = []
      for name in names {
        let found = tiers.indices.first {
          (tiers[$0].name == name || tiers[$0].nameEnglish == name) && places[$0] < 0 && !together.contains($0)
        }
        if let found { together.append(found) } else { unknown.append(name) }
      }
      serve(together, tiers)
    }
    for tier in tiers.indices where places[tier] < 0 { serve([tier], tiers) }
  }

  func place(of tier: Int) -> Int { places.indices.contains(tier) ? places[tier] : 0 }

  private mutating func serve(_ together: [Int], _ tiers: [TierRule]) {
    guard !together.isEmpty else { return }
    for tier in together { places[tier] = served.count }
    let rules = together.map { tiers[$0] }
    served.append(
      Snapshot.Tier(name: rules.map(\.name).joined(separator: "、"), nameEnglish: rules.map(\.nameEnglish).joined(separator: ", ")))
  }
}
