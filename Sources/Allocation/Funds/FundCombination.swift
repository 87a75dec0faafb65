/// The cheapest lawful combination of instruments for one project (L19): as much of its need as can be covered, then at the least yearly cost, then
/// with the fewest instruments. Exact: every choice of instruments is looked at, in whole numbers.
public struct FundCombination: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    /// Index into the instruments.
    public var instrument: Int
    public var quantity: Quantity
    public init(instrument: Int, quantity: Quantity) { (self.instrument, self.quantity) = (instrument, quantity) }
  }
  /// Why an instrument has no part.
  public enum Refusal: String, Hashable, Sendable {
    /// Not for a project of its classes.
    case notEligible
    /// Its pools have nothing left, or less than its least amount.
    case exhausted
    /// The cap of this investment is below its least amount.
    case tooSmall
    /// Another of its group is in, or cheaper ones cover the need.
    case notNeeded
  }
  public var need: Quantity
  public var parts: [Part]
  /// Instrument → why not; of those that have no part.
  public var refusals: [Int: Refusal]
  public var covered: Quantity { parts.reduce(.zero) { $0 + $1.quantity } }
  /// Yearly, rounded up to a ten-thousandth.
  public var cost: Quantity

  /// More instruments than this aren't combined.
  public static let instrumentLimit = 16

  /// - Parameters:
  ///   - available: what each instrument's pools have for this project.
  ///   - total: most of the investment that all of them together may cover: the rest is the owner's capital.
  public static func cheapest(
    need: Quantity, investment: Quantity, classes: [Int], instruments: [Instrument], available: [Quantity], total: Ratio
  ) -> FundCombination {
    precondition(instruments.count <= instrumentLimit && available.count == instruments.count)
    let room = max(.zero, min(need, total.roundedDown(investment)))
    let most = zip(instruments, available).map { min($0.cap.roundedDown(investment), $1) }
    let refusals = instruments.indices.map { refusal(instruments[$0], investment: investment, classes: classes, available: available[$0]) }
    let usable = instruments.indices.filter { refusals[$0] == nil && most[$0] > .zero }
    var best: Choice?
    for mask in 0..<(1 << usable.count) {
      let chosen = usable.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      guard let choice = Choice(chosen, instruments, most, room) else { continue }
      if best.map({ choice.isBetter(than: $0) }) ?? true { best = choice }
    }
    let parts = best?.parts ?? []
    var told: [Int: Refusal] = [:]
    for index in instruments.indices where !parts.contains(where: { $0.instrument == index }) {
      told[index] = refusals[index] ?? .notNeeded
    }
    return FundCombination(need: need, parts: parts, refusals: told, cost: best?.cost ?? .zero)
  }

  private static func refusal(_ instrument: Instrument, investment: Quantity, classes: [Int], available: Quantity) -> Refusal? {
    if let wanted = instrument.classes, !classes.contains(where: wanted.contains) { return .notEligible }
    if instrument.cap.roundedDown(investment) < max(instrument.least, Quantity(tenThousandths: 1)) { return .tooSmall }
    return available < max(instrument.least, Quantity(tenThousandths: 1)) ? .exhausted : nil
  }

  /// One choice of instruments, each with at least its least amount, the cheapest filled up first.
  private struct Choice {
    var parts: [Part]
    var covered: Quantity
    var cost: Quantity

    /// nil when two are of one group, or their least amounts exceed the room.
    init?(_ chosen: [Int], _ instruments: [Instrument], _ most: [Quantity], _ room: Quantity) {
      let groups = chosen.compactMap { instruments[$0].group }
      guard Set(groups).count == groups.count else { return nil }
      var amounts: [Int: Quantity] = [:]
      for index in chosen { amounts[index] = max(instruments[index].least, Quantity(tenThousandths: 1)) }
      var left = amounts.values.reduce(room, -)
      guard left >= .zero else { return nil }
      for index in chosen.sorted(by: { (instruments[$0].cost, $0) < (instruments[$1].cost, $1) }) {
        let more = min(left, most[index] - amounts[index]!)
        amounts[index]! += more
        left = left - more
      }
      parts = chosen.map { Part(instrument: $0, quantity: amounts[$0]!) }
      covered = room - left
      cost = parts.reduce(.zero) { $0 + instruments[$1.instrument].cost.roundedUp($1.quantity) }
    }

    func isBetter(than other: Choice) -> Bool {
      if covered != other.covered { return covered > other.covered }
      return cost != other.cost ? cost < other.cost : parts.count < other.parts.count
    }
  }
}
