/// An exact fraction: a coordination share (3/10), a replacement ratio (11/10).
public struct Ratio: Hashable, Comparable, Sendable, Codable {
  public var numerator: Int64
  /// At least 1.
  public var denominator: Int64

  public init(_ numerator: Int64, _ denominator: Int64 = 1) {
    precondition(denominator > 0, "a ratio's denominator is positive")
    let divisor = Ratio.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self.numerator = numerator / Int64(divisor)
    self.denominator = denominator / Int64(divisor)
  }

  /// As text, `3/10`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let ratio = Ratio(text) else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a ratio: \(text)") }
    self = ratio
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public static let zero = Ratio(0)
  public static let one = Ratio(1)

  public static func < (a: Ratio, b: Ratio) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// Reads `3/10`, `0.3`, `30%` or `2`; nil when it is none of these.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let n = Int64(parts[0]), let d = Int64(parts[1]), d > 0 {
      self.init(n, d)
      return
    }
    let percent = text.hasSuffix("%")
    guard let value = Quantity(decimal: percent ? text.dropLast() : text[...]) else { return nil }
    self.init(value.tenThousandths, Quantity.scale * (percent ? 100 : 1))
  }

  /// The smallest whole step that is not less than `quantity` × ratio: what a pool must give when a project's
  /// demand is replaced at this ratio. Rounding up, because replacing less than asked would break the rule.
  public func roundedUp(_ quantity: Quantity) -> Quantity {
    let product = quantity.tenThousandths.multipliedFullWidth(by: numerator)
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return Quantity(tenThousandths: remainder > 0 ? quotient + 1 : quotient)
  }

  /// The largest whole step that is not more than `quantity` × ratio: the city's part of a split; the county gets the rest.
  public func roundedDown(_ quantity: Quantity) -> Quantity {
    let product = quantity.tenThousandths.multipliedFullWidth(by: numerator)
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return Quantity(tenThousandths: remainder < 0 ? quotient - 1 : quotient)
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Ratio: CustomStringConvertible {
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
