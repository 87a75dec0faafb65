/// SplitMix64 with a stream number: the same seed and stream give the same numbers on every machine.
///
/// All sampling here is whole-number arithmetic. A binary logarithm of the C library may differ in its last digit between
/// machines; a multiplication of whole numbers doesn't.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = RandomSource.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ RandomSource.mixed(stream &* 0xD1B5_4A32_D192_ED03 &+ 1)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return RandomSource.mixed(state)
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0..<`count`. Takes the high word of a product: the bias is below `count` / 2^64.
  mutating func below(_ count: Int64) -> Int64 {
    precondition(count > 0)
    return Int64(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  mutating func within(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound + below(range.upperBound - range.lowerBound + 1) }

  /// True in `tenThousandths` of 10,000 cases.
  mutating func chance(_ tenThousandths: Int64) -> Bool { below(10_000) < tenThousandths }

  /// Index of one of `weights`, as often as it weighs.
  mutating func pick(_ weights: [Int64]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  /// A standard normal number in 65,536ths: the sum of twelve uniform numbers less six (Irwin–Hall), so never beyond ±6.
  mutating func normal() -> Int64 {
    var sum: Int64 = 0
    for _ in 0..<3 {
      let bits = next()
      for shift in [UInt64(0), 16, 32, 48] { sum += Int64((bits >> shift) & 0xFFFF) }
    }
    return sum - 6 * 65_535
  }

  /// `median` × e^(`sigma`/1000 × a standard normal number), within `range`, cut to a whole multiple of `step`.
  mutating func logNormal(median: Int64, sigma: Int64, within range: ClosedRange<Int64>, step: Int64 = 1) -> Int64 {
    let value = FixedPoint.timesExponential(median, normal() * sigma / 1000)
    let bounded = min(max(value, range.lowerBound), range.upperBound)
    return max(bounded / step * step, step)
  }
}

/// Exponentials of whole numbers by whole numbers.
enum FixedPoint {
  /// log2(e) in 2^-32.
  private static let log2e: Int64 = 6_196_328_019
  /// 2^(1/2), 2^(1/4), 2^(1/8), … in 2^-62, by repeated whole square roots.
  private static let roots: [UInt64] = {
    var roots: [UInt64] = []
    var last = UInt128(2) << 62
    for _ in 0..<28 {
      last = squareRoot(last << 62)
      roots.append(UInt64(last))
    }
    return roots
  }()

  /// `value` × e^(`exponent` / 65,536), rounded down. `value` must be positive and below 2^40, |exponent| below 16 × 65,536.
  static func timesExponential(_ value: Int64, _ exponent: Int64) -> Int64 {
    // exponent in 2^-16 times log2(e) in 2^-32, brought back to 32 binary digits behind the point: a power of two.
    let power = (exponent * log2e) >> 16
    let whole = power >> 32
    let fraction = UInt64(power & 0xFFFF_FFFF)  // The low bits of a negative power count up from its floor.
    var mantissa: UInt64 = 1 << 62
    for (index, root) in roots.enumerated() where fraction & (1 << (31 - UInt64(index))) != 0 {
      let product = mantissa.multipliedFullWidth(by: root)
      mantissa = product.high << 2 | product.low >> 62
    }
    let scaled = UInt128(value.magnitude) * UInt128(mantissa)
    let shift = 62 - whole
    return shift >= 128 ? 0 : Int64(truncatingIfNeeded: scaled >> UInt128(shift))
  }

  /// Largest whole number whose square is at most `value`.
  static func squareRoot(_ value: UInt128) -> UInt128 {
    guard value > 1 else { return value }
    var guess = UInt128(1) << UInt128((128 - value.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (guess + value / guess) >> 1
      if next >= guess { return guess }
      guess = next
    }
  }
}

/// A seeded permutation of 0..<`count` without a table (a Feistel network with cycle walking), so that a million
/// places can be shuffled in constant memory.
struct Permutation {
  private let count: UInt64
  private let half: UInt64
  private let keys: [UInt64]

  init(count: Int, seed: UInt64) {
    self.count = UInt64(max(count, 1))
    var bits: UInt64 = 1
    while (1 << (2 * bits)) < self.count { bits += 1 }
    half = bits
    var source = RandomSource(seed: seed, stream: 0x5045_524D)
    keys = (0..<4).map { _ in source.next() }
  }

  subscript(index: Int) -> Int {
    var value = UInt64(index)
    repeat { value = once(value) } while value >= count
    return Int(value)
  }

  private func once(_ value: UInt64) -> UInt64 {
    let mask = (UInt64(1) << half) - 1
    var (left, right) = (value >> half, value & mask)
    for key in keys { (left, right) = (right, left ^ (RandomSource.mixed(right ^ key) & mask)) }
    return left << half | right
  }
}
