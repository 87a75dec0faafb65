public import Diagnostics
public import Postgres

/// Views of schema `report`, read as they are documented in the database.
public struct ReportStore {
  let session: Session
  let city: String

  /// Descriptions that a long-running program keeps; nil: asked each time.
  let catalogue: ReportCatalogue?

  public init(_ session: Session, city: String, catalogue: ReportCatalogue? = nil) {
    (self.session, self.city, self.catalogue) = (session, city, catalogue)
  }

  /// Rows that one report returns at the most.
  public static let rowLimit = 200_000

  public struct Description: Hashable, Sendable {
    public var name: String
    public var comment: String
    public var columns: [Column]
  }
  public struct Column: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case text, integer, decimal, flag, time }
    public var name: String
    public var comment: String
    public var kind: Kind
  }
  public struct Result: Sendable {
    public var description: Description
    /// As PostgreSQL writes them; nil is NULL.
    public var rows: [[String?]]
    /// There were more than `rowLimit`.
    public var isCut: Bool
    /// When the database read it.
    public var asOf: String
  }

  /// All reports with their columns, from the comments in the database.
  public func list() throws -> [Description] {
    if let known = catalogue?.current { return known }
    let all = try describe()
    catalogue?.keep(all)
    return all
  }

  /// Words of reports in both languages.
  public func glossary() throws -> Glossary {
    let rows = try session.prepared(Query("report_glossary").text(), [.text(city)])
    return Glossary(
      try (0..<rows.count).map { row in
        Glossary.Entry(
          field: try rows.string(row, "field"), word: try rows.string(row, "word"), chinese: try rows.string(row, "zh"),
          english: try rows.string(row, "en"))
      })
  }

  private func describe() throws -> [Description] {
    let rows = try session.prepared(Query("report_columns").text())
    var all: [Description] = []
    for row in 0..<rows.count {
      let name = try rows.string(row, "view")
      if all.last?.name != name {
        all.append(Description(name: name, comment: try rows.optionalString(row, "view_comment") ?? "", columns: []))
      }
      all[all.count - 1].columns.append(
        Column(
          name: try rows.string(row, "column"), comment: try rows.optionalString(row, "column_comment") ?? "",
          kind: ReportStore.kind(try rows.string(row, "type"))))
    }
    return all
  }

  /// Rows of one report, in the view's order, where columns equal the given texts. Reads only.
  ///
  /// Throws `StoreError.noReport` for an unknown name and `StoreError.noColumn` for an unknown filter.
  public func read(_ name: String, where filters: [(column: String, value: String)] = []) throws -> Result {
    let (description, selected, conditions, values) = try question(name, filters)
    let sql = "SELECT \(selected) FROM report.\(quoted(name)) WHERE \(conditions) LIMIT \(ReportStore.rowLimit + 1)"
    return try session.transaction(isolation: .repeatableRead, readOnly: true) { session in
      let asOf = try session.query("SELECT to_char(now(), 'YYYY-MM-DD HH24:MI:SS TZ') AS now").string(0, "now")
      let rows = try session.query(sql, Parameters(values))
      let read = try (0..<min(rows.count, ReportStore.rowLimit)).map { row in
        try description.columns.map { try rows.optionalString(row, $0.name) }
      }
      return Result(description: description, rows: read, isCut: rows.count > ReportStore.rowLimit, asOf: asOf)
    }
  }

  /// After which row a page begins.
  public struct Place: Hashable, Sendable {
    /// As PostgreSQL writes a row; of a long one `#` and its MD5, by which it is found while it is there.
    public var row: String
    /// How many rows equal it came before.
    public var equal: Int
    public init(row: String, equal: Int) { (self.row, self.equal) = (row, equal) }
    /// Bytes of a row that is told as it is.
    public static let longest = 1_200
    var digest: String? { row.hasPrefix("#") ? String(row.dropFirst()) : nil }
  }

  /// Some rows in the order of the columns from left to right, after a row wherever it would stand now; nil: from the first. `next` is nil at the end.
  /// nil: a long row, of which the digest alone was told, has gone or changed meanwhile.
  public func page(_ name: String, where filters: [(column: String, value: String)], after place: Place?, limit: Int) throws
    -> (result: Result, next: Place?)?
  {
    var (description, selected, conditions, values) = try question(name, filters)
    var begin: String?
    if let place {
      guard let row = try self.row(of: place, name, conditions, values) else { return nil }
      begin = row
      values.append(.text(row))
      conditions += " AND v >= $\(values.count)::report.\(quoted(name))"
    }
    let sql = """
      SELECT \(selected), v::text AS "the row", md5(v::text) AS "its digest" FROM report.\(quoted(name)) v WHERE \(conditions)
      ORDER BY v OFFSET \(place?.equal ?? 0) LIMIT \(limit + 1)
      """
    let rows = try session.query(sql, Parameters(values))
    let count = min(rows.count, limit)
    let read = try (0..<count).map { row in try description.columns.map { try rows.optionalString(row, $0.name) } }
    let result = Result(description: description, rows: read, isCut: rows.count > limit, asOf: "")
    guard rows.count > limit else { return (result, nil) }
    let texts = try (0..<count).map { try rows.string($0, "the row") }
    let last = texts[count - 1]
    let equal = texts.reversed().prefix { $0 == last }.count
    let before = equal == count && last == begin ? place?.equal ?? 0 : 0
    let told = last.utf8.count <= Place.longest ? last : "#" + (try rows.string(count - 1, "its digest"))
    return (result, Place(row: told, equal: equal + before))
  }

  private func row(of place: Place, _ name: String, _ conditions: String, _ values: [Parameters.Value]) throws -> String? {
    guard let digest = place.digest else { return place.row }
    let sql = "SELECT v::text AS row FROM report.\(quoted(name)) v WHERE \(conditions) AND md5(v::text) = $\(values.count + 1) LIMIT 1"
    let rows = try session.query(sql, Parameters(values + [.text(digest)]))
    return rows.count == 1 ? try rows.string(0, "row") : nil
  }

  /// What is read of a report where columns equal the given texts.
  private func question(_ name: String, _ filters: [(column: String, value: String)]) throws
    -> (description: Description, selected: String, conditions: String, values: [Parameters.Value])
  {
    let known = try list()
    guard let description = known.first(where: { $0.name == name }) else { throw StoreError.noReport(name, known: known.map(\.name)) }
    let columns = description.columns.map(\.name)
    var conditions = columns.contains("city") ? ["city = $1"] : ["$1::text IS NOT NULL"]
    var values: [Parameters.Value] = [.text(city)]
    for filter in filters {
      guard let column = description.columns.first(where: { $0.name == filter.column }) else {
        throw StoreError.noColumn(filter.column, known: columns)
      }
      values.append(.text(filter.value))
      conditions.append(condition(column, "$\(values.count)", filter.value))
    }
    let selected = columns.map { "\(quoted($0))::text AS \(quoted($0))" }.joined(separator: ", ")
    return (description, selected, conditions.joined(separator: " AND "), values)
  }

  /// Balances of pools at the end of a business day (ISO).
  public func balances(on day: String, where filters: [(column: String, value: String)] = []) throws -> Result {
    let columns = [
      Column(name: "region", comment: "县市区代码", kind: .text), Column(name: "region_name", comment: "县市区", kind: .text),
      Column(name: "factor", comment: "要素代码", kind: .text), Column(name: "factor_name", comment: "要素名称", kind: .text),
      Column(name: "unit", comment: "计量单位", kind: .text), Column(name: "vintage", comment: "指标年份", kind: .integer),
      Column(name: "balance", comment: "余额", kind: .decimal),
    ]
    let rows = try session.prepared(Query("report_balance_at").text(), [.text(city), .text(day)])
    let all = try (0..<rows.count).map { row in try columns.map { try rows.optionalString(row, $0.name) } }
    let kept = all.filter { row in
      filters.allSatisfy { filter in columns.firstIndex { $0.name == filter.column }.map { row[$0] == filter.value } ?? true }
    }
    return Result(
      description: Description(name: "balance_at", comment: "历史余额", columns: columns), rows: kept, isCut: false, asOf: day)
  }

  /// What happened from one day to another (ISO), both included: the draft of a weekly dispatch sheet.
  public func changes(from first: String, to last: String) throws -> Result {
    func column(_ name: String, _ comment: String, _ kind: Column.Kind = .text) -> Column {
      Column(name: name, comment: comment, kind: kind)
    }
    let columns = [
      column("day", "日期", .time), column("kind", "变动"), column("region_name", "县市区"), column("project", "项目代码"),
      column("project_name", "项目名称"), column("factor_name", "要素名称"), column("amount", "数量（要素单位）", .decimal), column("unit", "计量单位"),
      column("what", "内容"), column("document", "文号"), column("actor", "经办人"),
    ]
    return try session.transaction(isolation: .repeatableRead, readOnly: true) { session in
      let rows = try session.prepared(Query("report_changes").text(), [.text(city), .text(first), .text(last)])
      let all = try (0..<rows.count).map { row in try columns.map { try rows.optionalString(row, $0.name) } }
      return Result(
        description: Description(name: "changes", comment: "变动：\(first) 至 \(last)", columns: columns), rows: all,
        isCut: rows.count >= ReportStore.rowLimit, asOf: last)
    }
  }

  /// Compared in the column's own type where that can be, so that an index can serve it.
  private func condition(_ column: Column, _ parameter: String, _ value: String) -> String {
    switch column.kind {
    case .integer where Int64(value) != nil: "\(quoted(column.name)) = \(parameter)::bigint"
    case .text: "\(quoted(column.name)) = \(parameter)"
    default: "\(quoted(column.name))::text = \(parameter)"
    }
  }

  private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private static func kind(_ type: String) -> Column.Kind {
    switch type {
    case "int2", "int4", "int8": .integer
    case "numeric", "float4", "float8": .decimal
    case "bool": .flag
    case "date", "timestamp", "timestamptz": .time
    default: .text
    }
  }
}
