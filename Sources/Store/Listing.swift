public import Postgres

/// Rows of text with their column names: what lists are for people and programs alike.
public struct Listing: Sendable {
  public var columns: [String]
  public var rows: [[String?]]

  public init(columns: [String], rows: [[String?]]) { (self.columns, self.rows) = (columns, rows) }

  /// The list without some of its columns.
  public func without(_ names: Set<String>) -> Listing {
    let kept = columns.indices.filter { !names.contains(columns[$0]) }
    return Listing(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }

  /// All rows of a query whose columns are text.
  init(_ rows: borrowing Rows) throws {
    let columns = rows.columns
    self.columns = columns
    self.rows = []
    for row in 0..<rows.count { self.rows.append(try columns.map { try rows.optionalString(row, $0) }) }
  }
}

/// Lists that commands show as they are.
public struct ListStore {
  let session: Session
  let city: String

  public init(_ session: Session, city: String) { (self.session, self.city) = (session, city) }

  public func runs() throws -> Listing { try list(Query("plan_list")) }
  public func moved(since run: Int) throws -> Listing { try list(Query("plan_moved"), .int4(Int32(run))) }
  public func policyVersions() throws -> Listing { try list(Query("policy_versions")) }
  public func policyParameters(on day: String) throws -> Listing { try list(Query("policy_parameters"), .text(day)) }
  public func policyDifference(_ a: String, _ b: String) throws -> Listing { try list(Query("policy_diff"), .text(a), .text(b)) }
  public func regions() throws -> Listing { try list(Query("policy_regions")) }
  public func factors() throws -> Listing { try list(Query("policy_factors")) }
  public func projectFacts(_ code: String) throws -> Listing { try list(Query("project_facts"), .text(code)) }
  /// Fields as texts, quantities in their units; empty where there is no such project, or it isn't to be seen.
  public func projectFields(_ code: String) throws -> Listing { try list(Query("project_read"), .text(code)) }
  public func projectDemands(_ code: String) throws -> Listing { try list(Query("project_demands"), .text(code)) }
  public func projectClasses(_ code: String) throws -> Listing { try list(Query("project_classes"), .text(code)) }
  /// Where a project could land, best first, with the reason (B5).
  public func projectDistricts(_ code: String) throws -> Listing { try list(Query("project_districts"), .text(code)) }
  /// Fields of a project that the service shows masked: `access.is_personal`.
  public static let personalFields: Set<String> = ["contact", "phone", "legal_person"]

  /// Contact and legal person of a project, whole; who looks and why is noted.
  public func unmask(_ caller: Caller, _ code: String) throws -> Listing {
    try Listing(session.prepared(Query("access_unmask").text(), [.text(try JSON.text(caller)), .text(code)]))
  }
  public func projectHistory(_ code: String) throws -> Listing { try list(Query("project_history"), .text(code)) }

  /// `search`: part of a name or code.
  public func projects(search: String?, region: String?, stage: String?, limit: Int) throws -> Listing {
    try list(Query("project_list"), .optional(search), .optional(region), .optional(stage), .int8(Int64(limit)))
  }

  /// What a page of the library is asked for; nil leaves a filter out.
  public struct ProjectFilter: Sendable {
    /// Part of name, code or owner.
    public var search: String?
    public var region: String?
    public var stage: String?
    /// red, yellow, green.
    public var light: String?
    /// Number of a class of article 2.
    public var classNumber: String?
    /// A factor that the latest adopted plan was short of for it.
    public var shortOf: String?
    public var library: String?
    /// name, investment, start, light, code.
    public var order = "name"
    public var limit = 50
    public var offset = 0
    /// The row before the page, as `ProjectPage.places` tells it; nil: `offset` counts.
    public var after: String?
    public init() {}
  }

  public struct ProjectPage: Sendable {
    /// Column `total` counts all that fit.
    public var listing: Listing
    /// Where each row stands in the order.
    public var places: [String]
  }

  public func page(_ filter: ProjectFilter) throws -> ProjectPage {
    var all = try list(
      Query("project_page"), .optional(filter.search), .optional(filter.region), .optional(filter.stage), .optional(filter.light),
      .optional(filter.classNumber), .optional(filter.shortOf), .text(filter.order), .int8(Int64(filter.limit)),
      .int8(Int64(filter.offset)),
      .optional(filter.library), .optional(filter.after))
    all.columns.removeLast()
    let places = all.rows.indices.map { all.rows[$0].removeLast() ?? "" }
    return ProjectPage(listing: all, places: places)
  }

  /// Degrees.
  public struct Place: Sendable {
    public var longitude: Double
    public var latitude: Double
  }
  /// Where projects are, by code; those without a position are missing.
  public func places() throws -> [String: Place] {
    let rows = try session.prepared(Query("project_places").text(), [.text(city)])
    return try (0..<rows.count).reduce(into: [:]) { places, row in
      places[try rows.string(row, "code")] = Place(longitude: try rows.double(row, "longitude"), latitude: try rows.double(row, "latitude"))
    }
  }
  public func marks() throws -> Listing { try list(Query("project_marks")) }
  /// `day`: nil is today.
  public func decided(on day: String?, limit: Int) throws -> Listing {
    try list(Query("work_decided"), .optional(day), .int8(Int64(limit)))
  }
  public func task(_ number: Int) throws -> Listing { try list(Query("work_task"), .int8(Int64(number))) }
  /// The business day (ISO).
  public func today() throws -> String { try session.prepared(Query("core_today").text()).string(0, "day") }

  private func list(_ query: Query, _ values: Parameters.Value...) throws -> Listing {
    try Listing(session.prepared(query.text(), Parameters([.text(city)] + values)))
  }
}
