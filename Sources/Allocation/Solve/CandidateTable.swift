/// The candidates of a tier as a pricing pass reads them.
///
/// Candidates of one home and one set of factors that they may take from the city's pool pay the same prices: they are a class, and stand side by side,
/// cut into chunks. In a chunk the amounts of each factor stand side by side too, so that one pass over all memory prices everybody. Single
/// precision is enough to look for prices with; what prices prove is added up from the exact amounts (`Certifier`).
///
/// Within each class every `stride`-th candidate stands first, so that chunks up to a level are an even sample of all.
final class CandidateTable: @unchecked Sendable {
  /// So few that a chunk's amounts follow each other as one stream, which a processor reads ahead: eight streams of longer chunks took twice as long.
  static let chunkSize = 512
  typealias Vector = SIMD8<Float>
  private static let width = 8
  /// With more classes chunks would be too short to be worth it.
  private static let classLimit = 1_024

  struct Class {
    var home: Int
    /// One bit a factor.
    var mayUseCity: UInt64
  }
  struct Chunk {
    var kind: Int
    /// 0 for those in the smallest sample.
    var level: Int
    /// Place of the first candidate, and how many vectors there are.
    var first: Int
    var vectors: Int
    /// Vector at which each factor's amounts begin: `amounts + factor × stride`.
    var amounts: Int
    var stride: Int { vectors + 2 }
  }

  let factors: Int
  private(set) var classes: [Class] = []
  private(set) var chunks: [Chunk] = []
  /// Index of the candidate at each place; −1 where a vector is filled up.
  private(set) var candidate: [Int32] = []
  let scores: UnsafeMutablePointer<Vector>
  let amounts: UnsafeMutablePointer<Vector>
  let places: Int
  /// Candidates up to each level.
  private(set) var counts: [Int]

  deinit {
    scores.deallocate()
    amounts.deallocate()
  }

  /// nil where classes are too many.
  /// - Parameter strides: one in so many candidates belongs to each level; each divides the one before it, the last is 1.
  init?(_ instance: Instance, _ candidates: [Int], strides: [Int]) {
    guard !instance.citySets.isEmpty, instance.regions * instance.citySets.count <= Self.classLimit else { return nil }
    factors = instance.factors
    let kinds = Self.kinds(instance, candidates)
    classes = kinds.classes
    counts = [Int](repeating: 0, count: strides.count)
    // Places of each class and level, in this order.
    let cells = classes.count * strides.count
    var sizes = [Int](repeating: 0, count: cells)
    var seen = [Int](repeating: 0, count: classes.count)
    func level(_ number: Int) -> Int { strides.firstIndex { number % $0 == 0 }! }
    for kind in kinds.ofCandidate {
      sizes[Int(kind) * strides.count + level(seen[Int(kind)])] += 1
      seen[Int(kind)] += 1
    }
    var (first, vectors) = (0, 0)
    var chunkOfCell = [Int](repeating: 0, count: cells)
    for cell in 0..<cells {
      counts[cell % strides.count] += sizes[cell]
      chunkOfCell[cell] = chunks.count
      var left = sizes[cell]
      while left > 0 {
        let count = min(left, Self.chunkSize)
        let chunk = Chunk(
          kind: cell / strides.count, level: cell % strides.count, first: first, vectors: (count + Self.width - 1) / Self.width,
          amounts: vectors)
        chunks.append(chunk)
        first += chunk.vectors * Self.width
        vectors += chunk.stride * factors
        left -= count
      }
    }
    for level in counts.indices.dropFirst() { counts[level] += counts[level - 1] }
    places = first
    scores = .allocate(capacity: max(places / Self.width, 1))
    amounts = .allocate(capacity: max(vectors, 1))
    scores.initialize(repeating: .zero, count: max(places / Self.width, 1))
    amounts.initialize(repeating: .zero, count: max(vectors, 1))
    candidate = [Int32](repeating: -1, count: places)
    fill(instance, candidates, kinds.ofCandidate, strides, chunkOfCell)
  }

  private func fill(_ instance: Instance, _ candidates: [Int], _ kinds: [UInt16], _ strides: [Int], _ chunkOfCell: [Int]) {
    var filled = [Int](repeating: 0, count: chunkOfCell.count)
    var seen = [Int](repeating: 0, count: classes.count)
    let scores = UnsafeMutableRawPointer(scores).assumingMemoryBound(to: Float.self)
    let amounts = UnsafeMutableRawPointer(amounts).assumingMemoryBound(to: Float.self)
    for (index, project) in candidates.enumerated() {
      let kind = Int(kinds[index])
      let cell = kind * strides.count + strides.firstIndex { seen[kind] % $0 == 0 }!
      seen[kind] += 1
      let chunk = chunks[chunkOfCell[cell] + filled[cell] / Self.chunkSize]
      let place = filled[cell] % Self.chunkSize
      filled[cell] += 1
      candidate[chunk.first + place] = Int32(index)
      scores[chunk.first + place] = Float(instance.score(project))
      for entry in instance.demands(project) {
        let vector = chunk.amounts + instance.demandFactor[entry] * chunk.stride
        amounts[vector * Self.width + place] = Float(instance.amount[entry])
      }
    }
  }

  private static func kinds(_ instance: Instance, _ candidates: [Int]) -> (ofCandidate: [UInt16], classes: [Class]) {
    let sets = instance.citySets.count
    var classes: [Class] = []
    var known = [Int](repeating: -1, count: instance.regions * sets)
    let kinds = candidates.map { project -> UInt16 in
      let key = instance.home(project) * sets + instance.citySet[project]
      if known[key] < 0 {
        known[key] = classes.count
        classes.append(Class(home: key / sets, mayUseCity: instance.citySets[key % sets]))
      }
      return UInt16(known[key])
    }
    return (kinds, classes)
  }
}
