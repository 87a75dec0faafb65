/// Years that are planned as one: a project may start in any of them, and what a pool leaves goes on to the next where policy carries it over.
public struct YearsTogether: Hashable, Sendable, Codable {
  /// What a score is worth one year later, as a part; above 0, at most 1.
  public var discount: Ratio
  public init(discount: Ratio = YearsTogether.usual) { self.discount = discount }

  /// Of a scenario that doesn't say (assumption).
  public static let usual = Ratio(23, 25)

  /// Points that a project brings when it starts `year` years after the first: score × discount^year, rounded to the nearest whole number (a half up), at
  /// least 1. Never more than a year before.
  public func worth(_ score: Int64, year: Int) -> Int64 {
    guard year > 0, discount < .one else { return score }
    var (numerator, denominator) = (Int128(1), Int128(1))
    for _ in 0..<year {
      numerator *= Int128(discount.numerator)
      denominator *= Int128(discount.denominator)
    }
    return max(1, Int64((2 * Int128(score) * numerator + denominator) / (2 * denominator)))
  }
}

extension YearsTogether {
  /// What the program over several years doesn't have: such a scenario is refused, never planned without it. Named as scenario files name it.
  public enum Part: String, Hashable, Sendable, CaseIterable, Codable {
    case exchange
  }
  /// A snapshot asks for years together and for parts that go with single years only.
  public struct Refusal: Error, Hashable, Sendable {
    public var parts: [Part]
    public init(parts: [Part]) { self.parts = parts }
  }
}

extension Snapshot {
  /// Parts of the model that this snapshot has and that can't be planned over years together.
  var partsOfSingleYears: [YearsTogether.Part] {
    rules.lendable.isEmpty && rules.tradable.isEmpty ? [] : [.exchange]
  }
}

extension Scenario {
  /// The same of a scenario.
  public var partsOfSingleYears: [YearsTogether.Part] {
    exchange.loans.isEmpty && exchange.transfers.isEmpty ? [] : [.exchange]
  }
}
