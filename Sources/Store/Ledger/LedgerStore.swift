public import Allocation
import Foundation
public import Postgres

/// The ledger's events, one SQL function each (`ledger.<event>(context, lines)`): atomic, and idempotent by the context's key.
public struct LedgerStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public enum Event: String, Sendable, CaseIterable {
    case deposit, advance, settle, transfer, lend
    case giveBack = "give_back"
    case reserve, grant, use, release, reclaim, expire, correct, freeze, unfreeze, open
  }

  /// Who, why, on which paper. Kept apart: who decided and who recorded.
  public struct Context: Encodable, Sendable {
    public var city = ""
    /// The same key with the same content is the same event; with other content it is refused.
    public var key: String
    public var actor: String
    public var document: String?
    public var reason: String?
    /// Business date, ISO.
    public var date: String?
    public var decidedBy: String?
    public var decidedOn: String?
    public var article: String?
    enum CodingKeys: String, CodingKey {
      case city, key, actor, document, reason, date, article
      case decidedBy = "decided_by"
      case decidedOn = "decided_on"
    }
    public init(
      key: String, actor: String, document: String? = nil, reason: String? = nil, date: String? = nil, decidedBy: String? = nil,
      decidedOn: String? = nil, article: String? = nil
    ) {
      (self.key, self.actor, self.document, self.reason, self.date) = (key, actor, document, reason, date)
      (self.decidedBy, self.decidedOn, self.article) = (decidedBy, decidedOn, article)
    }
  }

  /// One line of an event. Which fields an event wants is in docs/reference/ledger.md; the database refuses others.
  public struct Line: Encodable, Sendable {
    public var project: String?
    public var factor: String?
    public var region: String?
    public var vintage: Int?
    public var quantity: Quantity?
    public var from: String?
    public var to: String?
    /// 元 per unit × 10^4.
    public var price: Int64?
    public var due: String?
    public var loan: Int64?
    public var batch: Int64?
    public var source: String?
    public var validFrom: String?
    public var validTo: String?
    public var cityShare: String?
    /// Of transfers: all that is there, up to the quantity.
    public var upTo: Bool?
    /// Of opening entries: pool, expected, reserved, granted, used.
    public var kind: String?
    enum CodingKeys: String, CodingKey {
      case project, factor, region, vintage, quantity, from, to, price, due, loan, batch, source, kind
      case validFrom = "valid_from"
      case validTo = "valid_to"
      case cityShare = "city_share"
      case upTo = "up_to"
    }
    public init() {}
  }

  /// Posts an event; the answer is the function's JSON: batch, replayed, lines.
  public func post(_ event: Event, _ context: Context, _ lines: [Line]) throws -> String {
    var context = context
    context.city = city
    // The event's name comes from the enumeration above, never from input.
    return try session.prepared(
      "SELECT ledger.\(event.rawValue)($1::jsonb, $2::jsonb)::text AS result", [.text(try JSON.text(context)), .text(try JSON.text(lines))]
    ).string(0, "result")
  }

  public struct Check: Sendable {
    public var name: String
    public var isFine: Bool
    public var detail: String
  }

  /// Recomputes every balance, chain and lot from the entries.
  public func verify() throws -> [Check] {
    let rows = try session.prepared(Query("ledger_verify").text(), [.text(city)])
    return try (0..<rows.count).map {
      Check(name: try rows.string($0, "check_name"), isFine: try rows.bool($0, "ok"), detail: try rows.optionalString($0, "detail") ?? "")
    }
  }

  /// The lots that a project's quota came from.
  public func sources(of project: String) throws -> Listing {
    try Listing(session.prepared(Query("ledger_trace_project").text(), [.text(city), .text(project)]))
  }

  /// The same by name, as a notice has it.
  public func namedSources(of project: String) throws -> Listing {
    try Listing(session.prepared(Query("ledger_named_sources").text(), [.text(city), .text(project)]))
  }

  /// The accounts that hold some of a lot now.
  public func destinations(of lot: Int64) throws -> Listing {
    try Listing(session.prepared(Query("ledger_trace_lot").text(), [.text(city), .int8(lot)]))
  }

  /// Code of a region by code, name, short name or old code; nil when there is none.
  public func region(_ text: String) throws -> String? { try lookUp(Query("ledger_find_region"), text) }
  /// Code of a factor by code or name.
  public func factor(_ text: String) throws -> String? { try lookUp(Query("ledger_find_factor"), text) }

  private func lookUp(_ query: Query, _ text: String) throws -> String? {
    let rows = try session.prepared(query.text(), [.text(city), .text(text)])
    return rows.count == 1 ? try rows.string(0, "code") : nil
  }
}
