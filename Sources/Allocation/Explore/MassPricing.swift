/// All projects of a snapshot as the planner prices them: what each brings beyond its cost at given prices, in one pass over memory.
public struct MassPricing {
  private let table: CandidateTable
  private let rows: PriceRows
  private let prices: [Float]
  private let workers: any Workers

  /// nil where the snapshot has more than pools, own shares and a city, or nothing is scarce. Prices are what all points pay for all that there is.
  /// - Parameter times: how often each project is counted, so that more can be priced than a snapshot holds.
  public init?(_ snapshot: Snapshot, times: Int = 1, workers: any Workers = OneWorker()) {
    let instance = Instance(snapshot)
    let load = Load(instance, Supply(instance, vintage: snapshot.vintage, carried: nil))
    let asking = instance.order.filter { !instance.demands($0).isEmpty }
    let candidates = Array(repeatElement(asking, count: times).joined())
    guard load.isPlain, let table = CandidateTable(instance, candidates, strides: [1]) else { return nil }
    let pass = PricingPass(table)
    let all = pass.use(level: 1, workers: workers, threads: 1)
    let rows = PriceRows(load, table, asked: all.amounts, score: all.score)
    guard !rows.rows.isEmpty else { return nil }
    (self.table, self.rows, self.workers) = (table, rows, workers)
    prices = rows.classPrices(rows.lawful(rows.rows.map { $0.scale / Double(max(rows.rows.count, 1)) }))
  }

  public var projects: Int { table.counts.last ?? 0 }
  /// Bytes that a pass reads and writes.
  public var bytes: Int { table.places * (table.factors + 2) * MemoryLayout<Float>.stride }

  /// Prices everybody `passes` times; all that projects bring beyond their cost, the same for any number of threads.
  public func gains(passes: Int = 1, threads: Int = 1) -> Double {
    let pass = PricingPass(table)
    return (0..<passes).reduce(0) { _, _ in pass.price(prices, level: 1, workers: workers, threads: threads) }
  }
}
