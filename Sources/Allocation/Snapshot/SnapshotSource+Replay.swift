extension SnapshotSource {
  /// The books as they would be had nothing been given: whatever projects hold or have used of `vintage` or later is in the pools that it came from, and the
  /// projects ask again. A year is replayed on this, under the policy that was in force and under another.
  public func beforeAllocation(since vintage: Int) -> SnapshotSource {
    var replayed = self
    var ledger = PoolLedger(pools)
    for index in projects.indices {
      for held in projects[index].holdings where held.vintage >= vintage {
        ledger.add(held.reserved + held.granted + held.used, region: held.region, factor: held.factor, vintage: held.vintage)
      }
      replayed.projects[index].holdings.removeAll { $0.vintage >= vintage }
    }
    replayed.pools = ledger.sorted
    return replayed
  }
}
