import Allocation
public import Intake
public import Postgres

/// Posts the rows of a quota file, or proposes them to a second person: one batch for each kind, document and day, all in one transaction.
///
/// The key of a batch is made from the file's hash, so that the same file twice is once, whichever way it came.
public struct QuotaStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public struct Posted: Sendable {
    public var batches: Int
    /// Batches that an earlier import of the same file had made.
    public var replayed: Int
    public var rows: Int
  }

  public func post(_ records: [QuotaRecord], fileHash: String, actor: String, date: String, progress: (Int) -> Void = { _ in }) throws
    -> Posted
  {
    try session.transaction { session in
      let ledger = LedgerStore(session, city: city)
      var posted = Posted(batches: 0, replayed: 0, rows: 0)
      for part in Part.all(records, fileHash, date) {
        posted.batches += 1
        posted.rows += part.records.count
        if try standing(part).isAgreed {
          posted.replayed += 1
        } else {
          let context = LedgerStore.Context(
            key: part.key, actor: actor, document: part.document, reason: Self.reason, date: part.date)
          let answer = try ledger.post(part.event, context, part.records.map(line))
          posted.replayed += answer.contains("\"replayed\": true") ? 1 : 0
        }
        progress(posted.rows)
      }
      return posted
    }
  }

  /// What of a file waits for a second person now.
  public struct Proposed: Sendable {
    public var posted: Posted
    /// Numbers of the proposals, one for each batch that isn't booked.
    public var proposals: [Int]
  }

  /// Proposes each batch that isn't booked in the caller's name; one that was turned down before may be proposed anew.
  public func propose(
    _ records: [QuotaRecord], fileHash: String, caller: Caller, date: String, title: (_ document: String, _ rows: Int) -> String
  )
    throws -> Proposed
  {
    try session.transaction { session in
      let store = ProposalStore(session, city: city)
      // Row security shows a person's own proposals: those that were turned down are counted below.
      try session.query("SELECT set_config('yaosu.person', $1, true)", [.text(caller.person)])
      var proposed = Proposed(posted: Posted(batches: 0, replayed: 0, rows: 0), proposals: [])
      for part in Part.all(records, fileHash, date) {
        proposed.posted.batches += 1
        proposed.posted.rows += part.records.count
        let standing = try standing(part)
        guard !standing.isPosted, !standing.isAgreed else {
          proposed.posted.replayed += 1
          continue
        }
        var caller = caller
        caller.key = "\(part.proposalKey)#\(standing.turnedDown + 1)"
        let regions = Set(part.records.map(\.region))
        proposed.proposals.append(
          try store.propose(
            caller, part.event, title: String(title(part.document, part.records.count).prefix(300)),
            region: regions.count == 1 ? regions.first ?? city : city,
            context: ["document": part.document, "reason": Self.reason, "date": part.date], lines: part.records.map(line)))
      }
      return proposed
    }
  }

  private static let reason = "导入指标文件"

  /// The rows of one kind, document and day.
  private struct Part {
    var kind: QuotaRecord.Kind
    var document: String
    var date: String
    var records: [QuotaRecord]
    var key: String
    /// Before the number of the attempt.
    var proposalKey: String
    var event: LedgerStore.Event { kind == .deposit ? .deposit : .open }

    private struct Group: Hashable, Comparable {
      var kind: QuotaRecord.Kind
      var document: String
      var date: String
      static func < (a: Group, b: Group) -> Bool { (a.date, a.document, a.kind.rawValue) < (b.date, b.document, b.kind.rawValue) }
    }

    static func all(_ records: [QuotaRecord], _ fileHash: String, _ date: String) -> [Part] {
      let groups = Dictionary(grouping: records) { Group(kind: $0.kind, document: $0.document, date: $0.date?.iso ?? date) }
      return groups.sorted { $0.key < $1.key }.enumerated().map { place, item in
        let (group, rows) = item
        let start = "quota:\(fileHash.prefix(16)):\(group.kind.rawValue):\(group.date)"
        return Part(
          kind: group.kind, document: group.document, date: group.date, records: rows, key: "\(start):\(group.document)",
          proposalKey: "\(start):\(place + 1)")
      }
    }
  }

  private func standing(_ part: Part) throws -> (isPosted: Bool, isAgreed: Bool, turnedDown: Int) {
    let rows = try session.prepared(Query("ledger_quota_file").text(), [.text(city), .text(part.key), .text(part.proposalKey)])
    return (try rows.bool(0, "is_posted"), try rows.bool(0, "is_agreed"), Int(try rows.int32(0, "turned_down")))
  }

  private func line(_ record: QuotaRecord) -> LedgerStore.Line {
    var line = LedgerStore.Line()
    line.factor = record.factor
    line.region = record.region
    line.vintage = record.vintage
    line.quantity = record.quantity
    if record.kind != .expected {
      line.source = record.source.isEmpty ? record.document : record.source
      line.validFrom = record.validFrom?.iso
      line.validTo = record.validTo?.iso
    }
    if record.kind != .deposit { line.kind = record.kind.rawValue }
    line.project = record.project
    return line
  }
}
