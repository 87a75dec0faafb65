/// Prices of a tier with very many candidates, by sifting (see `DualSifting`) on compact arrays: first on a sample, then on samples several times as large,
/// then on all. Prices from a small sample are nearly right, so that few rounds look at everybody.
struct PriceSearch {
  struct Outcome {
    var prices: TierPrices
    /// What each candidate brings beyond its cost.
    var reduced: [Float]
    /// What the relaxation awards whole; may exceed a pool a little.
    var isAwarded: [Bool]
    /// What the prices prove, but for rounding of sums.
    var bound: Double
    /// Of the whole program, which is never written down.
    var rows: Int
    var columns: Int
  }

  /// Candidates that a round leaves free, and that the first sample has.
  static let coreSize = 2_000
  static let largeCoreSize = 4_000
  private static let manyCandidates = 300_000
  static let sampleSize = 3_000
  /// From so many candidates on this is quicker than the relaxation as a whole.
  static let leastCandidates = 3_000
  private static let roundLimit = 40
  private static let sampleRounds = 8
  private static let sampleTolerance = 3e-5
  private static let patience = 5
  private static let exactness = 1e-7
  private static let nearWidth = 0.2

  private let table: CandidateTable
  private let rows: PriceRows
  private let run: (Program) throws -> ProgramSolution
  private let workers: any Workers
  private let threads: Int
  private let levels: Int

  /// nil where the tier has more than pools, own shares and a city, or too few candidates.
  init?(
    _ load: Load, candidates: [Int], workers: any Workers, threads: Int, run: @escaping (Program) throws -> ProgramSolution
  ) {
    guard load.isPlain, candidates.count >= Self.leastCandidates else { return nil }
    let strides = Self.strides(candidates.count)
    guard let table = CandidateTable(load.instance, candidates, strides: strides) else { return nil }
    (self.table, self.run, self.workers, self.threads, levels) = (table, run, workers, threads, strides.count)
    let pass = PricingPass(table)
    let all = pass.use(level: strides.count, workers: workers, threads: threads)
    rows = PriceRows(load, table, asked: all.amounts, score: all.score)
    guard !rows.rows.isEmpty else { return nil }
  }

  /// One in so many candidates is in each sample; the last is all.
  private static func strides(_ count: Int) -> [Int] {
    let times = Double(count) / Double(sampleSize)
    guard times > 1.5 else { return [1] }
    var levels = 1
    while power(8, levels) < times { levels += 1 }
    var step = 2
    while power(Double(step + 1), levels) <= times { step += 1 }
    return (0...levels).reversed().map { Int(power(Double(step), $0)) }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { power, _ in power * base } }

  /// A set of prices, what they bring, and the pass that priced everybody with them.
  private struct Priced {
    var prices: [Double]
    var bound = Double.infinity
    var pass: PricingPass
  }

  /// - Parameters:
  ///   - start: prices of a tier much like this one; without them a sample is solved first.
  ///   - gap: the tier's gap; a twentieth of it is near enough to the best prices.
  func solve(from start: TierPrices?, gap: Double, isStopped: () -> Bool) throws -> Outcome? {
    guard let (best, isAwarded) = try search(from: start, gap: gap, isStopped: isStopped) else { return nil }
    return outcome(best, isAwarded)
  }

  /// The best prices, and by place who is awarded.
  private func search(from start: TierPrices?, gap: Double, isStopped: () -> Bool) throws -> (best: Priced, isAwarded: [Bool])? {
    var best = Priced(prices: [], pass: PricingPass(table))
    var trial = Priced(prices: [], pass: PricingPass(table))
    var isAwarded: [Bool] = []
    let firstLevel: Int
    var width: Double
    if let start {
      (best.prices, width, firstLevel) = (rows.rowPrices(start), Self.nearWidth, levels - 1)
    } else {
      guard let found = try solveSample() else { return nil }
      (best.prices, width, firstLevel) = (found, spread(0), 1)
    }
    for level in min(firstLevel, levels - 1)..<levels {
      let isLast = level == levels - 1
      price(&best, level: level)
      if level > firstLevel { width = spread(level - 1) }
      let tolerance = isLast ? max(gap / 20, Self.exactness) : Self.sampleTolerance
      var (failures, wavering) = (0, [Int]())
      var use: (amounts: [Double], score: Double)?
      for _ in 0..<(isLast ? Self.roundLimit : Self.sampleRounds) where failures < Self.patience && !isStopped() {
        let decided = use ?? best.pass.use(level: level, workers: workers, threads: threads)
        use = decided
        let core = core(best, decided, and: wavering, level: level)
        guard let found = try solve(core, near: (best.prices, width)) else { break }
        trial.prices = rows.lawful(found.prices)
        price(&trial, level: level)
        wavering = self.wavering(best, trial, level: level)
        if isLast, isAwarded.isEmpty || trial.bound < best.bound || found.isFree { isAwarded = awarded(best, core.members, found.values) }
        let reached = found.objective + core.worth
        // Of what the core promised to gain everybody delivers a part; where that is little, the core said nothing about so large a step.
        let delivered = (best.bound - trial.bound) / max(best.bound - reached, .leastNormalMagnitude)
        if trial.bound < best.bound {
          failures = best.bound - trial.bound < tolerance / 4 * best.bound ? failures + 1 : 0
          swap(&best, &trial)
          use = nil
        } else {
          failures += 1
        }
        if delivered < 0.3 { width *= 0.4 } else if delivered > 0.7, !found.isFree { width = min(width * (delivered > 0.9 ? 3 : 1.5), 1) }
        if found.isFree, best.bound - reached <= tolerance * best.bound { break }
      }
    }
    return (best, isAwarded)
  }

  /// How far prices of a sample may be off.
  private func spread(_ level: Int) -> Double {
    min(0.5, 0.7 * (Double(rows.rows.count) / Double(max(table.counts[level], 1))).squareRoot())
  }

  private func coreSize(_ level: Int) -> Int { table.counts[level] > Self.manyCandidates ? Self.largeCoreSize : Self.coreSize }

  private func share(_ level: Int) -> Double { Double(table.counts[level]) / Double(max(table.counts[levels - 1], 1)) }

  private func price(_ priced: inout Priced, level: Int) {
    let gains = priced.pass.price(rows.classPrices(priced.prices), level: level, workers: workers, threads: threads)
    let share = share(level)
    priced.bound = zip(priced.prices, rows.rows).reduce(gains) { $0 + $1.0 * $1.1.room * share }
  }

  /// By place: what a core's optimum awards whole, and what the prices around it award of all others.
  private func awarded(_ best: Priced, _ members: [Int], _ values: [Double]) -> [Bool] {
    let reduced = UnsafeMutableRawPointer(best.pass.reduced).assumingMemoryBound(to: Float.self)
    var isAwarded = (0..<table.places).map { reduced[$0] >= 0 }
    for (index, place) in members.enumerated() { isAwarded[place] = values[index] > 1 - 1e-6 }
    return isAwarded
  }

  private func outcome(_ best: Priced, _ isAwarded: [Bool]) -> Outcome {
    let count = table.counts[levels - 1]
    var outcome = Outcome(
      prices: rows.tierPrices(best.prices), reduced: [Float](repeating: 0, count: count), isAwarded: [Bool](repeating: false, count: count),
      bound: best.bound, rows: rows.rows.count, columns: count + rows.draws.count)
    let reduced = UnsafeMutableRawPointer(best.pass.reduced).assumingMemoryBound(to: Float.self)
    for place in 0..<table.places where table.candidate[place] >= 0 {
      let candidate = Int(table.candidate[place])
      outcome.reduced[candidate] = reduced[place]
      outcome.isAwarded[candidate] = isAwarded.isEmpty ? reduced[place] >= 0 : isAwarded[place]
    }
    return outcome
  }

  // MARK: Cores

  /// Candidates that stay free, by place, and what those that are decided leave of each row.
  private struct Core {
    var members: [Int]
    var limits: [Double]
    /// What the decided ones bring.
    var worth: Double
  }

  private func solveSample() throws -> [Double]? {
    let share = share(0)
    let members = table.chunks.filter { $0.level == 0 }.flatMap { $0.first..<($0.first + $0.vectors * 8) }
      .filter { table.candidate[$0] >= 0 }
    let found = try solve(Core(members: members, limits: rows.rows.map { $0.room * share }, worth: 0), near: nil)
    return found.map { rows.lawful($0.prices) }
  }

  /// The candidates with the smallest margin for their size and those that the last round was unsure of: of the others, the prices decide.
  private func core(_ best: Priced, _ decided: (amounts: [Double], score: Double), and wavering: [Int], level: Int) -> Core {
    let reduced = UnsafeMutableRawPointer(best.pass.reduced).assumingMemoryBound(to: Float.self)
    let scores = UnsafeMutableRawPointer(table.scores).assumingMemoryBound(to: Float.self)
    func bin(_ place: Int) -> Int { Int((reduced[place].magnitude / scores[place]).bitPattern >> UInt32(Self.binShift)) }
    var bins = [Int](repeating: 0, count: 1 << (32 - Self.binShift))
    for chunk in table.chunks where chunk.level <= level {
      for place in chunk.first..<(chunk.first + chunk.vectors * 8) where scores[place] > 0 { bins[bin(place)] += 1 }
    }
    var (limit, count) = (0, bins[0])
    while count < coreSize(level), limit < bins.count - 1 {
      limit += 1
      count += bins[limit]
    }
    var isMember = [Bool](repeating: false, count: table.places)
    for place in wavering { isMember[place] = true }
    var members: [Int] = []
    for chunk in table.chunks where chunk.level <= level {
      for place in chunk.first..<(chunk.first + chunk.vectors * 8) where scores[place] > 0 {
        if isMember[place] || bin(place) <= limit { members.append(place) }
      }
    }
    var (use, worth) = (decided.amounts, decided.score)
    let kinds = self.kinds(members)
    for (index, place) in members.enumerated() where reduced[place] >= 0 {
      worth -= Double(scores[place])
      eachAmount(place, table.chunks[kinds[index]]) { factor, amount in
        use[table.chunks[kinds[index]].kind * table.factors + factor] -= amount
      }
    }
    let taken = rows.taken(use)
    let share = share(level)
    return Core(members: members, limits: rows.rows.indices.map { rows.rows[$0].room * share - taken[$0] }, worth: worth)
  }
  /// Margins are counted in bins of the upper bits of a number, each about a sixteenth wide.
  private static let binShift = 19

  /// Chunk of each member; members ascend.
  private func kinds(_ members: [Int]) -> [Int] {
    var chunk = 0
    return members.map { place in
      while place >= table.chunks[chunk].first + table.chunks[chunk].vectors * 8 { chunk += 1 }
      return chunk
    }
  }

  private func eachAmount(_ place: Int, _ chunk: CandidateTable.Chunk, _ body: (Int, Double) -> Void) {
    let amounts = UnsafeMutableRawPointer(table.amounts).assumingMemoryBound(to: Float.self)
    for factor in 0..<table.factors {
      let amount = amounts[(chunk.amounts + factor * chunk.stride) * 8 + place - chunk.first]
      if amount > 0 { body(factor, Double(amount)) }
    }
  }

  /// Candidates that one set of prices awards and the other doesn't, at most half as many as a core has.
  private func wavering(_ a: Priced, _ b: Priced, level: Int) -> [Int] {
    let x = UnsafeMutableRawPointer(a.pass.reduced).assumingMemoryBound(to: Float.self)
    let y = UnsafeMutableRawPointer(b.pass.reduced).assumingMemoryBound(to: Float.self)
    var found: [Int] = []
    for chunk in table.chunks where chunk.level <= level {
      for place in chunk.first..<(chunk.first + chunk.vectors * 8) where (x[place] >= 0) != (y[place] >= 0) {
        found.append(place)
        if found.count == coreSize(level) / 2 { return found }
      }
    }
    return found
  }

  private struct Found {
    var prices: [Double]
    var values: [Double]
    var objective: Double
    /// No quota beyond what there is, none given away.
    var isFree: Bool
  }

  /// A core program's optimum; `near`: prices and how far, as a share, each may move from them.
  private func solve(_ core: Core, near: (prices: [Double], width: Double)?) throws -> Found? {
    var program = Program()
    var terms = [[(column: Int, value: Double)]](repeating: [], count: rows.rows.count)
    var steepest = [Double](repeating: 0, count: rows.rows.count)
    let scores = UnsafeMutableRawPointer(table.scores).assumingMemoryBound(to: Float.self)
    let chunks = kinds(core.members)
    for (index, place) in core.members.enumerated() {
      let chunk = table.chunks[chunks[index]]
      let score = Double(scores[place])
      let column = program.column(cost: score)
      eachAmount(place, chunk) { factor, amount in
        let (all, own) = rows.places(table.classes[chunk.kind], factor)
        for row in [all, own] where row >= 0 {
          terms[row].append((column, amount / rows.rows[row].step))
          steepest[row] = max(steepest[row], score / amount * rows.rows[row].step)
        }
      }
    }
    for draw in rows.draws {
      let column = program.column(cost: 0, upper: .infinity)
      terms[draw.county].append((column, -1))
      terms[draw.city].append((column, 1))
    }
    let elastic = program.cost.count
    for row in terms.indices {
      let step = rows.rows[row].step
      // Quota beyond what there is costs the most that a price may rise to, so that no round can fail; quota given away brings the least.
      guard let near else {
        if steepest[row] > 0 { terms[row].append((program.column(cost: -steepest[row] * 2, upper: .infinity), -1)) }
        continue
      }
      let price = near.prices[row]
      let ceiling = (price * (1 + near.width) + 1e-3 * near.width * rows.rows[row].scale) * step
      terms[row].append((program.column(cost: -ceiling, upper: .infinity), -1))
      let floor = (price * (1 - near.width) - 1e-3 * near.width * rows.rows[row].scale) * step
      if floor > 0 { terms[row].append((program.column(cost: floor, upper: .infinity), 1)) }
    }
    for row in terms.indices { program.row(upper: core.limits[row] / rows.rows[row].step, terms[row]) }
    let solution = try run(program)
    guard solution.status == .optimal, solution.rowDuals.count == terms.count else { return nil }
    return Found(
      prices: solution.rowDuals.indices.map { solution.rowDuals[$0] / rows.rows[$0].step }, values: solution.values,
      objective: solution.objective, isFree: solution.values[elastic...].allSatisfy { $0 < 1e-9 })
  }
}
