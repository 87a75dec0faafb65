import Testing

@testable import Allocation

@Suite("Funds") struct FundTests {
  private func cheapest(
    _ need: Int64, investment: Int64 = 100, classes: [Int] = [1], _ instruments: [Instrument], _ available: [Int64], total: Ratio = .one
  )
    -> FundCombination
  {
    FundCombination.cheapest(
      need: Quantity(units: need), investment: Quantity(units: investment), classes: classes, instruments: instruments,
      available: available.map { Quantity(units: $0) }, total: total)
  }
  private func units(_ combination: FundCombination) -> [Int: String] {
    Dictionary(uniqueKeysWithValues: combination.parts.map { ($0.instrument, $0.quantity.decimal) })
  }

  private let grant = Instrument(factor: 0, cost: .zero, cap: Ratio(3, 10), classes: [1], group: "budget")
  private let treasury = Instrument(factor: 1, cost: Ratio(1, 100), cap: Ratio(1, 2), classes: [1], group: "budget")
  private let loan = Instrument(factor: 2, cost: Ratio(4, 100), cap: Ratio(7, 10))
  private let equity = Instrument(factor: 3, cost: Ratio(6, 100), cap: Ratio(3, 10), least: Quantity(units: 20))

  @Test("[L19] coverage comes first, then cost; one of a group; caps, pools, classes and least amounts hold") func rules() {
    let all = [grant, treasury, loan, equity]
    // The grant is free; 30 is all that it may.
    #expect(units(cheapest(30, all, [99, 99, 99, 99])) == [0: "30"])
    // Grant and treasury exclude each other: 30 free + 20 loan costs 0.8, 50 treasury 0.5.
    let fifty = cheapest(50, all, [99, 99, 99, 99])
    #expect(units(fifty) == [1: "50"] && fifty.cost == Quantity(tenThousandths: 5_000))
    #expect(fifty.refusals[0] == .notNeeded)
    // Not for this class; the loan's cap leaves 10 of 80, less than equity's least, so the loan gives way.
    let other = cheapest(80, classes: [3], all, [99, 99, 99, 99])
    #expect(units(other) == [2: "60", 3: "20"] && other.refusals[0] == .notEligible && other.refusals[1] == .notEligible)
    // Owner's capital: no more than 80 of 100.
    #expect(cheapest(100, all, [99, 99, 99, 99], total: Ratio(4, 5)).covered == Quantity(units: 80))
    let poor = cheapest(80, classes: [3], all, [0, 0, 5, 10])
    #expect(units(poor) == [2: "5"] && poor.refusals[3] == .exhausted)
    #expect(cheapest(20, investment: 50, classes: [3], [equity], [99]).refusals == [0: .tooSmall])
    #expect(cheapest(5, [], []).parts.isEmpty)
  }

  @Test("[L19] as good as the best of all whole amounts", arguments: 1...60) func bruteForce(seed: UInt64) {
    var random = Seeded(seed)
    let instruments = (0..<3).map { index in
      Instrument(
        factor: index, cost: Ratio(Int64.random(in: 0...8, using: &random), 100), cap: Ratio(Int64.random(in: 0...10, using: &random), 10),
        least: Quantity(units: random.chance(40) ? Int64.random(in: 1...6, using: &random) : 1), classes: random.chance(30) ? [2] : nil,
        group: random.chance(50) ? "g" : nil)
    }
    let available = (0..<3).map { _ in Int64.random(in: 0...10, using: &random) }
    let need = Int64.random(in: 1...18, using: &random)
    let found = cheapest(need, investment: 10, instruments, available, total: Ratio(9, 10))
    var best: (covered: Int64, cost: Int64) = (0, 0)
    for mask in 0..<(11 * 11 * 11) {
      let amounts = [mask % 11, mask / 11 % 11, mask / 121].map(Int64.init)
      let sum = amounts.reduce(0, +)
      let used = instruments.indices.filter { amounts[$0] > 0 }
      let groups = used.compactMap { instruments[$0].group }
      let isLawful = used.allSatisfy { index in
        let item = instruments[index]
        return amounts[index] <= available[index] && Quantity(units: amounts[index]) <= item.cap.roundedDown(Quantity(units: 10))
          && Quantity(units: amounts[index]) >= item.least && (item.classes == nil)
      }
      guard isLawful, sum <= min(need, 9), Set(groups).count == groups.count else { continue }
      let cost = used.reduce(Int64(0)) { $0 + instruments[$1].cost.roundedUp(Quantity(units: amounts[$1])).tenThousandths }
      if sum > best.covered || sum == best.covered && cost < best.cost { best = (sum, cost) }
    }
    #expect(found.covered == Quantity(units: best.covered), "seed \(seed)")
    #expect(found.cost.tenThousandths == best.cost, "seed \(seed)")
  }

  @Test("[L19] one after the other, own pool before the city's; rules come from policy") func plan() throws {
    var snapshot = SmallCity.snapshot(
      factors: 2, pools: [SmallCity.pool(0, 1, 5), SmallCity.pool(1, 1, 10), SmallCity.pool(2, 1, 1)], projects: [])
    snapshot.factors[1].category = .fund
    let rules = [
      PolicyTable.Row(key: "fund.cost", factor: "f1", value: "4%"), PolicyTable.Row(key: "fund.cap", factor: "f1", value: "1/2"),
      PolicyTable.Row(key: "fund.classes", factor: "f1", value: "[1,3]"), PolicyTable.Row(key: "fund.total_cap", value: "4/5"),
    ]
    var plan = try FundPlan(snapshot, policy: PolicyTable(rules))
    #expect(plan.instruments == [Instrument(factor: 1, cost: Ratio(4, 100), cap: Ratio(1, 2), classes: [1, 3])])
    func serve(_ need: Int64, _ region: Int) -> String {
      plan.serve(need: Quantity(units: need), investment: Quantity(units: 24), classes: [3], region: region).covered.decimal
    }
    #expect([serve(20, 1), serve(4, 2), serve(4, 2), serve(9, 0)] == ["12", "4", "0", "0"])
    #expect(throws: PolicyError.self) {
      try FundPlan(snapshot, policy: PolicyTable([PolicyTable.Row(key: "fund.cap", factor: "f1", value: "half")]))
    }
  }
}
