import Allocation

/// A decimal as a cell says it, exact.
struct NumberText: Equatable {
  /// mantissa × 10^−decimals.
  var mantissa: Int64
  var decimals: Int
  /// What stood behind the digits: a unit, `%`.
  var suffix: String

  /// Words that mean "nothing is said".
  static let blanks: Set<String> = ["", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "na", "null", "待定", "不涉及"]

  /// Reads full-width digits, thousands separators, a sign or accounting brackets, a currency mark, an exponent; nil when it is no number.
  /// Digits past the fifteenth, which a spreadsheet does not hold, are rounded away.
  init?(_ cell: String) {
    var text = HeaderText.halfWidth(cell).filter { !$0.isWhitespace }
    for mark in ["¥", "￥", "$", "'"] where text.hasPrefix(mark) { text.removeFirst() }
    var negative = false
    if text.hasPrefix("("), text.hasSuffix(")") {
      (text, negative) = (String(text.dropFirst().dropLast()), true)
    } else if let sign = text.first, "+-−".contains(sign) {
      negative = sign != "+"
      text.removeFirst()
    }
    guard let split = NumberText.split(text) else { return nil }
    var (digits, decimals) = (split.digits, split.decimals)
    digits = Array(digits.drop { $0 == 0 })
    if digits.count > 15 {
      let dropped = digits.count - 15
      let roundsUp = digits[15] >= 5
      digits.removeLast(dropped)
      decimals -= dropped
      if roundsUp { NumberText.increment(&digits) }
    }
    var value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1) }
    while decimals > 0, value % 10 == 0, value != 0 {
      value /= 10
      decimals -= 1
    }
    if value == 0 { decimals = 0 }
    guard (-15...40).contains(decimals) else { return nil }
    self.mantissa = negative ? -value : value
    self.decimals = decimals
    self.suffix = split.suffix.lowercased()
  }

  private static func increment(_ digits: inout [UInt8]) {
    for i in digits.indices.reversed() {
      if digits[i] < 9 {
        digits[i] += 1
        return
      }
      digits[i] = 0
    }
    digits.insert(1, at: 0)
  }

  /// Digits without separators, how many are behind the point (less an exponent), and the rest.
  private static func split(_ text: String) -> (digits: [UInt8], decimals: Int, suffix: String)? {
    var digits: [UInt8] = []
    var (decimals, isFraction) = (0, false)
    var group: Int?
    var rest = Substring(text).unicodeScalars
    loop: while let next = rest.first {
      switch next {
      case "0"..."9":
        digits.append(UInt8(next.value - 48))
        if isFraction { decimals += 1 } else if let n = group { group = n + 1 }
      case "," where !isFraction && (group == nil ? (1...3).contains(digits.count) : group == 3): group = 0
      case "." where !isFraction: isFraction = true
      default: break loop
      }
      rest = rest.dropFirst()
    }
    // 1,5 is not one thousand and something.
    guard !digits.isEmpty, digits.count <= 60, group == nil || group == 3 else { return nil }
    if let e = rest.first, e == "e" || e == "E", let exponent = Int(String(rest.dropFirst())), (-30...15).contains(exponent) {
      return (digits, decimals - exponent, "")
    }
    let suffix = String(rest)
    guard !suffix.unicodeScalars.contains(where: { ("0"..."9").contains($0) && suffix != "m2" && suffix != "m3" }) else { return nil }
    return (digits, decimals, suffix)
  }

  enum Conversion: Equatable {
    case exact(Quantity)
    /// Not a whole number of ten-thousandths: the nearest one.
    case rounded(Quantity)
    case tooLarge
  }

  /// The amount times what a unit is worth.
  func quantity(worth: Ratio) -> Conversion {
    var numerator = Int128(mantissa) * Int128(worth.numerator) * Int128(Quantity.scale)
    var denominator = Int128(worth.denominator)
    let limit = Int128(1) << 110
    for _ in 0..<abs(decimals) {
      if decimals > 0 { denominator *= 10 } else { numerator *= 10 }
      if numerator.magnitude > limit.magnitude || denominator > limit {
        if decimals < 0 { return .tooLarge }
        // So many decimals that nothing is left of it.
        return .rounded(.zero)
      }
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard quotient.magnitude <= Int128(Quantity.largest.tenThousandths).magnitude else { return .tooLarge }
    if remainder == 0 { return .exact(Quantity(tenThousandths: Int64(quotient))) }
    let step: Int128 = remainder.magnitude * 2 >= denominator.magnitude ? (remainder < 0 ? -1 : 1) : 0
    return .rounded(Quantity(tenThousandths: Int64(quotient + step)))
  }

  /// A whole number; nil when it has a fraction or is too large.
  var integer: Int64? {
    if decimals == 0 { return mantissa }
    guard decimals < 0, let power = NumberText.powers[safe: -decimals] else { return nil }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: power)
    return overflow ? nil : value
  }

  private static let powers: [Int64] = (0...15).map { n in (0..<n).reduce(1) { product, _ in product * 10 } }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
