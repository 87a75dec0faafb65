/// Sums over lines of numbers, four side by side: one after the other each addition waits for the one before it. The order of the sums is always the same.
enum Lanes {
  private typealias Four = SIMD4<Double>

  @inline(__always)
  private static func four(_ line: UnsafePointer<Double>, _ place: Int) -> Four {
    UnsafeRawPointer(line + place).loadUnaligned(as: Four.self)
  }

  /// Σ a·b.
  @inline(__always)
  static func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var (sums, place) = (Four.zero, 0)
    while place + 4 <= count {
      sums += four(a, place) * four(b, place)
      place += 4
    }
    var sum = sums.sum()
    while place < count {
      sum += a[place] * b[place]
      place += 1
    }
    return sum
  }

  /// Takes `factor` times `line` from `target`; the sum of squares of what is left.
  @inline(__always)
  static func subtract(_ factor: Double, _ line: UnsafePointer<Double>, from target: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    var (sums, place) = (Four.zero, 0)
    while place + 4 <= count {
      let updated = four(target, place) - factor * four(line, place)
      UnsafeMutableRawPointer(target + place).storeBytes(of: updated, as: Four.self)
      sums += updated * updated
      place += 4
    }
    var sum = sums.sum()
    while place < count {
      target[place] -= factor * line[place]
      sum += target[place] * target[place]
      place += 1
    }
    return sum
  }
}
