import Allocation
public import Intake
public import Postgres

/// Yearly figures of enterprises and the grades that follow from them (B3.1, B3.4).
public struct EnterpriseStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public struct Taken: Decodable, Sendable {
    /// Rows that are new or say something else than before.
    public var taken: Int
    public var unchanged: Int
    /// Enterprises with a grade in the years of the file.
    public var graded: Int
  }

  /// All rows or none; the same file again changes nothing. Inside `session.dryRun` it is the dry run.
  public func take(_ records: [EnterpriseRecord], actor: String) throws -> Taken {
    let context = try JSON.text(["city": city, "actor": actor])
    let rows = try JSON.text(records.map(Row.init))
    let answer = try session.transaction { session in
      try session.prepared(Query("library_import_enterprises").text(), [.text(context), .text(rows)]).string(0, "answer")
    }
    return try JSON.decode(Taken.self, answer)
  }

  private struct Row: Encodable {
    let record: EnterpriseRecord
    init(_ record: EnterpriseRecord) { self.record = record }

    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(_ text: String) { stringValue = text }
      init?(stringValue: String) { self.init(stringValue) }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(record.year, forKey: Key("year"))
      try object.encode(record.name, forKey: Key("name"))
      try object.encodeIfPresent(record.creditCode, forKey: Key("credit_code"))
      try object.encode(record.region, forKey: Key("region"))
      try object.encode(record.industry, forKey: Key("industry"))
      try object.encodeIfPresent(record.workers, forKey: Key("workers"))
      // Decimals as texts: no number passes through floating point.
      for (amount, quantity) in record.amounts { try object.encode(quantity.decimal, forKey: Key(amount.rawValue)) }
    }
  }
}
