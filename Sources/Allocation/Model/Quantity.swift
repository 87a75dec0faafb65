/// An amount of one factor: a whole number of ten-thousandths of the factor's unit (亩, 吨, 吨标准煤, 万元).
///
/// 1 元 and 0.0001 吨 are the smallest steps. Nothing in a ledger, a split or a check is a floating-point number.
public struct Quantity: Hashable, Comparable, Sendable, AdditiveArithmetic, Codable {
  /// Ten-thousandths of the unit.
  public var tenThousandths: Int64

  /// Steps in one unit.
  public static let scale: Int64 = 10_000
  /// The largest amount that any input may name: 10^11 units. Sums of a million such amounts are refused by the
  /// database long before Int64 ends.
  public static let largest = Quantity(tenThousandths: 1_000_000_000_000_000)

  public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  /// A bare whole number of ten-thousandths, so that a snapshot stays small and SQL can read it.
  public init(from decoder: any Decoder) throws { tenThousandths = try decoder.singleValueContainer().decode(Int64.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(tenThousandths)
  }

  /// A whole number of units.
  public init(units: Int64) { self.tenThousandths = units * Quantity.scale }

  public static let zero = Quantity(tenThousandths: 0)
  public static func + (a: Quantity, b: Quantity) -> Quantity { Quantity(tenThousandths: a.tenThousandths + b.tenThousandths) }
  public static func - (a: Quantity, b: Quantity) -> Quantity { Quantity(tenThousandths: a.tenThousandths - b.tenThousandths) }
  public static prefix func - (a: Quantity) -> Quantity { Quantity(tenThousandths: -a.tenThousandths) }
  public static func < (a: Quantity, b: Quantity) -> Bool { a.tenThousandths < b.tenThousandths }

  /// The amount as a decimal without trailing zeros, for people and files: `12.5`, `-0.0001`, `300`.
  public var decimal: String {
    let magnitude = tenThousandths.magnitude
    let whole = magnitude / UInt64(Quantity.scale)
    var fraction = magnitude % UInt64(Quantity.scale)
    var text = tenThousandths < 0 ? "-\(whole)" : "\(whole)"
    if fraction == 0 { return text }
    var digits = 4
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    let tail = String(fraction)
    text += "." + String(repeating: "0", count: digits - tail.utf8.count) + tail
    return text
  }

  /// Reads a plain decimal (`-12.5`), without units or separators; nil when it is not one, has more than four decimals, or
  /// lies beyond `largest`.
  public init?(decimal text: some StringProtocol) {
    var rest = Substring(text).utf8
    var negative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    for byte in rest {
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      guard byte >= 48, byte <= 57, value <= Quantity.largest.tenThousandths else { return nil }
      if decimals >= 0 {
        // More decimals than the ledger has are accepted only when they say nothing.
        if decimals == 4 {
          if byte == 48 { continue }
          return nil
        }
        decimals += 1
      }
      value = value * 10 + Int64(byte - 48)
      digits += 1
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(decimals, 0)..<4 {
      guard value <= Quantity.largest.tenThousandths else { return nil }
      value *= 10
    }
    guard value <= Quantity.largest.tenThousandths else { return nil }
    self.tenThousandths = negative ? -value : value
  }
}
