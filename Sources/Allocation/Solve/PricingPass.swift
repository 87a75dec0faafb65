/// One pass over a table of candidates: what each brings beyond its cost at given prices.
///
/// Chunks are priced by as many workers as there are; their sums are added in the chunks' order, so that the number of workers never changes a digit.
final class PricingPass: @unchecked Sendable {
  /// What each candidate brings beyond its cost, by place.
  let reduced: UnsafeMutablePointer<CandidateTable.Vector>
  private let table: CandidateTable

  typealias Vector = CandidateTable.Vector

  init(_ table: CandidateTable) {
    self.table = table
    let vectors = max(table.places / 8, 1)
    reduced = .allocate(capacity: vectors)
    reduced.initialize(repeating: .zero, count: vectors)
  }

  deinit { reduced.deallocate() }

  /// Prices all chunks up to `level` at `prices` (class × factor); the sum of all that is brought beyond its cost.
  func price(_ prices: [Float], level: Int, workers: any Workers, threads: Int) -> Double {
    let chunks = table.chunks
    var sums = [Double](repeating: 0, count: chunks.count)
    sums.withUnsafeMutableBufferPointer { sums in
      prices.withUnsafeBufferPointer { prices in
        let shared = Shared(sums: sums.baseAddress!, prices: prices.baseAddress!)
        workers.each(chunks.count, threads: threads) { index in
          guard chunks[index].level <= level else { return }
          shared.sums[index] = price(chunks[index], shared.prices + chunks[index].kind * table.factors)
        }
      }
    }
    return sums.reduce(0, +)
  }

  private struct Shared: @unchecked Sendable {
    let sums: UnsafeMutablePointer<Double>
    let prices: UnsafePointer<Float>
  }

  private func price(_ chunk: CandidateTable.Chunk, _ prices: UnsafePointer<Float>) -> Double {
    let scores = table.scores + chunk.first / 8
    let reduced = reduced + chunk.first / 8
    let used = (0..<table.factors).filter { prices[$0] != 0 }
    var total = SIMD8<Double>.zero
    var first = 0
    // A block of candidates stays in the nearest memory while the factors go by.
    while first < chunk.vectors {
      let end = min(first + Self.block, chunk.vectors)
      for place in first..<end { reduced[place] = scores[place] }
      for factor in used {
        let amounts = table.amounts + chunk.amounts + factor * chunk.stride
        let price = Vector(repeating: prices[factor])
        for place in first..<end { reduced[place] -= price * amounts[place] }
      }
      var sum = Vector.zero
      for place in first..<end { sum += (reduced[place] + Self.magnitude(reduced[place])) }
      total += SIMD8<Double>(sum)
      first = end
    }
    return total.sum() / 2
  }
  private static let block = 64

  private static func magnitude(_ vector: Vector) -> Vector {
    unsafeBitCast(unsafeBitCast(vector, to: SIMD8<UInt32>.self) & SIMD8(repeating: 0x7fff_ffff), to: Vector.self)
  }

  /// All bits set where a candidate brings at least its cost.
  private static func awarded(_ vector: Vector) -> SIMD8<UInt32> {
    ~unsafeBitCast(unsafeBitCast(vector, to: SIMD8<Int32>.self) &>> SIMD8(repeating: 31), to: SIMD8<UInt32>.self)
  }

  /// What those that bring at least their cost ask (class × factor), and their score.
  func use(level: Int, workers: any Workers, threads: Int) -> (amounts: [Double], score: Double) {
    let (chunks, factors) = (table.chunks, table.factors)
    var sums = [Double](repeating: 0, count: chunks.count * (factors + 1))
    sums.withUnsafeMutableBufferPointer { sums in
      let shared = SharedSums(sums: sums.baseAddress!)
      workers.each(chunks.count, threads: threads) { index in
        guard chunks[index].level <= level else { return }
        use(chunks[index], shared.sums + index * (factors + 1))
      }
    }
    var (amounts, score) = ([Double](repeating: 0, count: table.classes.count * factors), 0.0)
    for (index, chunk) in chunks.enumerated() where chunk.level <= level {
      for factor in 0..<factors { amounts[chunk.kind * factors + factor] += sums[index * (factors + 1) + factor] }
      score += sums[index * (factors + 1) + factors]
    }
    return (amounts, score)
  }

  private struct SharedSums: @unchecked Sendable { let sums: UnsafeMutablePointer<Double> }

  private func use(_ chunk: CandidateTable.Chunk, _ sums: UnsafeMutablePointer<Double>) {
    let reduced = reduced + chunk.first / 8
    for factor in 0...table.factors {
      let values = factor < table.factors ? table.amounts + chunk.amounts + factor * chunk.stride : table.scores + chunk.first / 8
      var total = SIMD8<Double>.zero
      var first = 0
      while first < chunk.vectors {
        let end = min(first + Self.shortBlock, chunk.vectors)
        var sum = Vector.zero
        for place in first..<end {
          sum += unsafeBitCast(unsafeBitCast(values[place], to: SIMD8<UInt32>.self) & Self.awarded(reduced[place]), to: Vector.self)
        }
        total += SIMD8<Double>(sum)
        first = end
      }
      sums[factor] = total.sum()
    }
  }
  /// So few additions in single precision lose nothing that matters.
  private static let shortBlock = 16
}

/// Who does independent parts of a pass.
public protocol Workers: Sendable {
  /// Does `body` for 0..<count, on at most so many threads, and returns when all is done.
  func each(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void)
}

/// One after the other.
public struct OneWorker: Workers {
  public init() {}
  public func each(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) { for index in 0..<count { body(index) } }
}
