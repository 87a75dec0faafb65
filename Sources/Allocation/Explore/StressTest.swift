/// How a plan fares when the yearly plans of some factors come smaller than its pools assume (L17.1): the same projects are planned again for many draws.
public struct StressTest: Sendable {
  /// One factor whose pools of the first vintage are multiplied by a share that is drawn evenly from `low...high`.
  public struct Doubt: Hashable, Sendable {
    /// Index into `Snapshot.factors`.
    public var factor: Int
    public var low: Ratio
    public var high: Ratio
    public init(factor: Int, low: Ratio, high: Ratio) { (self.factor, self.low, self.high) = (factor, low, high) }

    /// The share below which one draw in `parts` falls `part` times.
    func share(_ part: Int64, of parts: Int64) -> Ratio {
      // low + (high − low) × part / parts, in whole numbers.
      let (a, b) = (low.numerator * high.denominator, high.numerator * low.denominator)
      return Ratio(a * (parts - part) + b * part, low.denominator * high.denominator * parts)
    }
  }

  /// What one draw gave.
  public struct Draw: Sendable, Encodable {
    /// Share of each doubtful factor, in the order of the doubts.
    public var shares: [String]
    public var value: Int64
    public var awarded: Int
  }

  public struct Outcome: Sendable {
    /// For each award of the plan: in how many draws its project is served in the first vintage. By project.
    public var survived: [Int: Int]
    public var draws: [Draw]
  }

  public static let drawLimit = 1_000

  public var doubts: [Doubt]
  public var draws: Int
  public var seed: UInt64

  public init(doubts: [Doubt], draws: Int, seed: UInt64) { (self.doubts, self.draws, self.seed) = (doubts, draws, seed) }

  /// - Parameter solve: makes a plan of a snapshot; nil ends the test with the draws so far.
  public func run(_ plan: Plan, of snapshot: Snapshot, solve: (_ draw: Int, Snapshot) throws -> Plan?) rethrows -> Outcome {
    let awarded = plan.awards.filter { $0.vintage == snapshot.vintage }.map(\.project)
    var outcome = Outcome(survived: Dictionary(uniqueKeysWithValues: awarded.map { ($0, 0) }), draws: [])
    for (draw, shares) in shares().enumerated() {
      guard let drawn = try solve(draw, shrunk(snapshot, shares)) else { break }
      let served = drawn.awards.filter { $0.vintage == snapshot.vintage }
      for award in served { outcome.survived[award.project]? += 1 }
      let value = drawn.tiers.filter { $0.vintage == snapshot.vintage }.reduce(0) { $0 + $1.value }
      outcome.draws.append(Draw(shares: shares.map { "\($0)" }, value: value, awarded: served.count))
    }
    return outcome
  }

  /// Shares of the doubtful factors, draw by draw.
  func shares() -> [[Ratio]] {
    let orders = orders()
    return (0..<draws).map { draw in
      zip(doubts, orders).map { doubt, order in doubt.share(Int64(2 * order[draw] + 1), of: Int64(2 * draws)) }
    }
  }

  /// A county that already holds nothing loses nothing; parts of a step are lost.
  func shrunk(_ snapshot: Snapshot, _ shares: [Ratio]) -> Snapshot {
    var snapshot = snapshot
    // Pins of the plan may not be possible under every draw; what is left without them is what is asked.
    for index in snapshot.projects.indices where snapshot.projects[index].pin == .must { snapshot.projects[index].pin = nil }
    snapshot.rules.floors = []
    for index in snapshot.pools.indices where snapshot.pools[index].vintage == snapshot.vintage {
      guard let place = doubts.firstIndex(where: { $0.factor == snapshot.pools[index].factor }) else { continue }
      snapshot.pools[index].available = shares[place].roundedDown(snapshot.pools[index].available)
    }
    return snapshot
  }

  /// Every share's range is cut into as many parts as there are draws, and each part is drawn once, in an order of its own (McKay and others 1979).
  private func orders() -> [[Int]] {
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    return doubts.map { _ in
      var order = Array(0..<draws)
      for place in stride(from: draws - 1, to: 0, by: -1) { order.swapAt(place, Int(next() % UInt64(place + 1))) }
      return order
    }
  }
}
