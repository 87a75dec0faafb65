import Allocation
public import Intake
public import Postgres

/// Posts the rows of a quota file: one batch for each kind, document and day, all in one transaction.
///
/// The key of a batch is made from the file's hash, so that the same file twice is once.
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
    struct Group: Hashable, Comparable {
      var kind: QuotaRecord.Kind
      var document: String
      var date: String
      static func < (a: Group, b: Group) -> Bool { (a.date, a.document, a.kind.rawValue) < (b.date, b.document, b.kind.rawValue) }
    }
    let groups = Dictionary(grouping: records) { Group(kind: $0.kind, document: $0.document, date: $0.date?.iso ?? date) }
    return try session.transaction { session in
      let ledger = LedgerStore(session, city: city)
      var posted = Posted(batches: 0, replayed: 0, rows: 0)
      for (group, rows) in groups.sorted(by: { $0.key < $1.key }) {
        let context = LedgerStore.Context(
          key: "quota:\(fileHash.prefix(16)):\(group.kind.rawValue):\(group.date):\(group.document)", actor: actor,
          document: group.document,
          reason: "导入指标文件", date: group.date)
        let answer = try ledger.post(group.kind == .deposit ? .deposit : .open, context, rows.map(line))
        posted.batches += 1
        posted.replayed += answer.contains("\"replayed\": true") ? 1 : 0
        posted.rows += rows.count
        progress(posted.rows)
      }
      return posted
    }
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
