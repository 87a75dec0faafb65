/// How near to the margin candidates are: what each brings beyond its cost at a tier's prices.
struct Margin {
  private let reduced: [Float]

  init(_ reduced: [Float]) { self.reduced = reduced }

  /// The `count` candidates with the smallest distance, nearest first. Nobody else is sorted.
  func nearest(_ count: Int) -> [Int] {
    var bins = [Int](repeating: 0, count: 1 << (32 - Self.binShift))
    for value in reduced { bins[Self.bin(value)] += 1 }
    var (limit, below) = (0, bins[0])
    while below < min(count, reduced.count) {
      limit += 1
      below += bins[limit]
    }
    return Array(nearestFirst(reduced.indices.filter { Self.bin(reduced[$0]) <= limit }).prefix(count))
  }
  private static let binShift = 18
  private static func bin(_ value: Float) -> Int { Int(value.magnitude.bitPattern >> UInt32(binShift)) }

  /// Those whom `isAwarded` decides against the prices.
  func against(_ isAwarded: [Bool]) -> [Int] { reduced.indices.filter { isAwarded[$0] != (reduced[$0] > 0) } }

  func isAgainst(_ candidate: Int, _ isAwarded: Bool) -> Bool { isAwarded != (reduced[candidate] > 0) }

  /// Those that bring most beyond their cost first.
  func bestFirst(_ candidates: [Int]) -> [Int] { candidates.sorted { (reduced[$0], -$0) > (reduced[$1], -$1) } }

  func nearestFirst(_ candidates: [Int]) -> [Int] {
    candidates.sorted { (reduced[$0].magnitude, $0) < (reduced[$1].magnitude, $1) }
  }
}
