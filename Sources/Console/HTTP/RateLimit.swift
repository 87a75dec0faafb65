import Synchronization

/// Token buckets by address. When too many addresses are remembered, those that are full again are forgotten.
final class RateLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var at: ContinuousClock.Instant
  }
  private let perSecond: Double
  private let burst: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  init(perSecond: Double, burst: Double) { (self.perSecond, self.burst) = (perSecond, burst) }

  /// Whether one more is allowed now.
  func takes(_ address: String, now: ContinuousClock.Instant = .now) -> Bool {
    buckets.withLock { buckets in
      if buckets.count >= ConsoleConfiguration.rememberedAddresses, buckets[address] == nil { forget(&buckets, now) }
      var bucket = buckets[address] ?? Bucket(tokens: burst, at: now)
      bucket.tokens = min(burst, bucket.tokens + perSecond * seconds(now - bucket.at))
      bucket.at = now
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      buckets[address] = bucket
      return isAllowed
    }
  }

  var remembered: Int { buckets.withLock { $0.count } }

  private func forget(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
    buckets = buckets.filter { $0.value.tokens + perSecond * seconds(now - $0.value.at) < burst }
    // All of them busy at once is an attack from many places: begin anew rather than grow.
    if buckets.count >= ConsoleConfiguration.rememberedAddresses { buckets = [:] }
  }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
