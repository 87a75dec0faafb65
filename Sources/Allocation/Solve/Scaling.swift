/// How a factor's amounts are written in programs: divided by what they all have in common, then by a power of two, so that
/// coefficients are near 1 and one step of the ledger stays far above the solver's tolerance. Both divisions lose nothing.
struct Scaling {
  /// Ten-thousandths in one unit of the program.
  let step: Double

  /// A step of the ledger is at least 2^−14 ≈ 6e-5 of a unit; the solver's tolerance is 1e-6.
  private static let largestExponent = 14

  /// `amounts`: every amount of the factor that the program will hold.
  init(_ amounts: some Sequence<Int64>) {
    var divisor: UInt64 = 0
    var (sum, count) = (0.0, 0.0)
    for amount in amounts where amount != 0 {
      divisor = Scaling.greatestCommonDivisor(divisor, amount.magnitude)
      sum += Double(amount.magnitude)
      count += 1
    }
    let common = Double(max(divisor, 1))
    let mean = count > 0 ? sum / count / common : 1
    let exponent = min(max(mean, 1).exponent, Double.Exponent(Scaling.largestExponent))
    step = common * Double(sign: .plus, exponent: exponent, significand: 1)
  }

  func scaled(_ amount: Int64) -> Double { Double(amount) / step }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
