import Synchronization

/// Awarded projects of the same or a later tier that hold quota which a project lacks, made once for all that stand at the same place and lack the same.
final class GivingWay: Sendable {
  struct Candidates {
    /// Least score for the amount first.
    var leastForAmount: [Holders.Held] = []
    /// The least score first, and of equal ones who goes last.
    var leastFirst: [Holders.Held] = []
  }
  private struct Key: Hashable {
    var home: Int
    var factor: Int
    var region: Int
    var tier: Int
  }

  /// Most holders of one pool that are looked at for one project.
  private static let scanLimit = 128

  private let instance: Instance
  private let awarded: [[Holders.Held]]
  private let known = Mutex<[Key: Candidates]>([:])

  /// - Parameter awarded: awards by pool, least score for the amount first.
  init(_ instance: Instance, _ awarded: [[Holders.Held]]) { (self.instance, self.awarded) = (instance, awarded) }

  subscript(project: Int, shortage: Unmet.Shortage) -> Candidates {
    let key = Key(home: instance.home(project), factor: shortage.factor, region: shortage.region, tier: instance.tier(project))
    return known.withLock { known in
      if let found = known[key] { return found }
      let made = candidates(key)
      known[key] = made
      return made
    }
  }

  private func candidates(_ key: Key) -> Candidates {
    var found: [Holders.Held] = []
    for region in Set([key.home, key.region]).sorted() {
      found += awarded[instance.pool(region, key.factor)].prefix(Self.scanLimit).filter { instance.tier($0.project) >= key.tier }
    }
    let leastFirst = found.sorted { a, b in
      (instance.score(a.project), instance.place[b.project]) < (instance.score(b.project), instance.place[a.project])
    }
    return Candidates(leastForAmount: found, leastFirst: leastFirst)
  }
}
