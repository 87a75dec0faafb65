/// A plan of a tier with very many candidates, made from prices and bettered near the margin, without the program of the whole tier.
struct ManyCandidates {
  private(set) var plan: Incumbent
  private let candidates: [Int]
  private let margin: Margin
  private let instance: Instance
  /// Candidates near the margin and those that the plan decides against the prices, nearest first: all that cores choose from.
  private let near: [Int]

  /// So many nearest to the margin may be in a core, and be tried in each other's place.
  private static let nearSize = 12_000

  /// nil when the prices' own choice can't be made to fit.
  init?(_ state: TierState, candidates: [Int], _ found: PriceSearch.Outcome) {
    (self.candidates, instance, margin) = (candidates, state.load.instance, Margin(found.reduced))
    var near = Set(margin.nearest(Self.nearSize))
    near.formUnion(margin.against(found.isAwarded).prefix(Self.nearSize))
    let chosen = candidates.indices.filter { found.isAwarded[$0] }.map { candidates[$0] }
    let doubtful = margin.bestFirst(Array(near)).map { candidates[$0] }
    guard let plan = Incumbent(state, chosen: chosen, doubtful: doubtful) else { return nil }
    self.plan = plan
    self.near = margin.nearestFirst(Array(near))
  }

  /// Tries the nearest in each other's place.
  mutating func exchange(_ count: Int) {
    plan.exchange(near: margin.bestFirst(Array(near.prefix(count))).map { candidates[$0] })
  }

  /// A part of the tier that is solved by itself.
  struct Part {
    var homes: Set<Int>?
    var size: Int
    /// Most nodes of its branch and bound; nil: as many as the tier.
    var nodes: Int?
  }

  /// All counties together, then each by itself, where there are more candidates for each row, then all again and two and two.
  var parts: [Part] {
    let counties = (0..<instance.regions).filter { region in near.contains { instance.home(candidates[$0]) == region } }
    let together = [Part(size: 400, nodes: 400), Part(size: 1_600, nodes: 1_000)]
    guard counties.count > 2 else { return together }
    let alone = counties.map { Part(homes: [$0], size: 240, nodes: 200) }
    let paired = counties.indices.map { Part(homes: [counties[$0], counties[($0 + 1) % counties.count]], size: 360, nodes: 200) }
    return together + alone + paired
  }

  /// The members of a part: those that the plan decides against the prices first, then those nearest to the margin.
  func core(_ part: Part) -> [Int] {
    let own = near.lazy.filter { part.homes?.contains(instance.home(candidates[$0])) ?? true }
    let against = own.filter { margin.isAgainst($0, plan.isChosen(candidates[$0])) }.prefix(part.size)
    let with = own.filter { !margin.isAgainst($0, plan.isChosen(candidates[$0])) }.prefix(part.size - against.count)
    return (Array(against) + Array(with)).sorted().map { candidates[$0] }
  }

  mutating func decide(_ members: [Int], as better: [Int]) { plan.decide(members, as: better) }
  mutating func complete() { plan.complete() }
}
