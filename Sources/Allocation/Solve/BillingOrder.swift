/// Projects in the order of (tier, score descending, entry, code), by keys of one word where they fit: comparing a million structures costs a second.
enum BillingOrder {
  static func order(_ snapshot: Snapshot) -> [Int] {
    guard var pairs = keys(snapshot) else {
      return snapshot.projects.indices.sorted { snapshot.projects[$0].goesBefore(snapshot.projects[$1]) }
    }
    sort(&pairs)
    return settled(pairs, snapshot)
  }

  /// Place of each project in an order.
  static func places(_ order: [Int]) -> Narrow<UInt32> {
    var places = Narrow<UInt32>(zeros: order.count)
    for (place, project) in order.enumerated() { places[project] = place }
    return places
  }

  private struct Pair {
    var key: UInt64
    var project: UInt32
  }

  /// Tier, score and entry of each project in one word; nil where they need more than it has.
  private static func keys(_ snapshot: Snapshot) -> [Pair]? {
    guard !snapshot.projects.isEmpty, snapshot.projects.count <= UInt32.max else { return nil }
    return snapshot.projects.withUnsafeBufferPointer { projects -> [Pair]? in
      var (tiers, scores) = (projects[0].tier...projects[0].tier, projects[0].score...projects[0].score)
      var entries = projects[0].entered...projects[0].entered
      for index in projects.indices {
        tiers = min(tiers.lowerBound, projects[index].tier)...max(tiers.upperBound, projects[index].tier)
        scores = min(scores.lowerBound, projects[index].score)...max(scores.upperBound, projects[index].score)
        entries = min(entries.lowerBound, projects[index].entered)...max(entries.upperBound, projects[index].entered)
      }
      guard let tierBits = bits(tiers), let scoreBits = bits(scores), let entryBits = bits(entries), tierBits + scoreBits + entryBits <= 64
      else { return nil }
      return projects.indices.map { index in
        let tier = UInt64(projects[index].tier - tiers.lowerBound)
        let score = UInt64(scores.upperBound - projects[index].score)
        let entry = UInt64(projects[index].entered - entries.lowerBound)
        return Pair(key: ((tier << UInt64(scoreBits)) | score) << UInt64(entryBits) | entry, project: UInt32(index))
      }
    }
  }

  /// Bits that a range's width needs; nil when the width isn't a number.
  private static func bits(_ range: ClosedRange<some FixedWidthInteger>) -> Int? {
    let (width, overflows) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return overflows ? nil : width.bitWidth - width.leadingZeroBitCount
  }

  private static let digitBits = 11

  /// By digits from the last to the first; equal keys keep their order.
  private static func sort(_ pairs: inout [Pair]) {
    let differing = pairs.reduce(0) { $0 | ($1.key ^ pairs[0].key) }
    var other = pairs
    for shift in stride(from: 0, to: 64, by: digitBits) where (differing >> UInt64(shift)) != 0 {
      let mask = (UInt64(1) << UInt64(digitBits)) - 1
      guard (differing >> UInt64(shift)) & mask != 0 else { continue }
      var next = [Int](repeating: 0, count: (1 << digitBits) + 1)
      for pair in pairs { next[Int((pair.key >> UInt64(shift)) & mask) + 1] += 1 }
      for digit in 1..<next.count { next[digit] += next[digit - 1] }
      for pair in pairs {
        let digit = Int((pair.key >> UInt64(shift)) & mask)
        other[next[digit]] = pair
        next[digit] += 1
      }
      swap(&pairs, &other)
    }
  }

  /// As libraries list them: then equal keys stand in the order of their codes already.
  private static func isInOrderOfCodes(_ snapshot: Snapshot) -> Bool {
    snapshot.projects.withUnsafeBufferPointer { projects in
      projects.indices.dropFirst().allSatisfy { projects[$0 - 1].code <= projects[$0].code }
    }
  }

  /// Equal keys by code.
  private static func settled(_ pairs: [Pair], _ snapshot: Snapshot) -> [Int] {
    var order = pairs.map { Int($0.project) }
    guard !isInOrderOfCodes(snapshot) else { return order }
    var first = 0
    for place in 1..<(pairs.count + 1) where place == pairs.count || pairs[place].key != pairs[first].key {
      if place - first > 1 { order[first..<place].sort { snapshot.projects[$0].code < snapshot.projects[$1].code } }
      first = place
    }
    return order
  }
}
