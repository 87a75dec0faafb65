import Diagnostics

/// Units and people as a file lists them.
public struct OfficeRecord: Sendable {
  public struct Unit: Encodable, Hashable, Sendable {
    public var code: String
    public var kind: String
    public var name: String
    public var region: String
    public var creditCode: String?
    public var factors: [String]
    public init(code: String, kind: String, name: String, region: String, creditCode: String? = nil, factors: [String] = []) {
      (self.code, self.kind, self.name, self.region, self.creditCode, self.factors) = (code, kind, name, region, creditCode, factors)
    }
    enum CodingKeys: String, CodingKey {
      case code, kind, name, region, factors
      case creditCode = "credit_code"
    }
  }
  public struct Person: Encodable, Hashable, Sendable {
    public var code: String
    public var name: String
    public var unit: String
    public var phone: String?
    public var roles: [String]
    public init(code: String, name: String, unit: String, phone: String? = nil, roles: [String]) {
      (self.code, self.name, self.unit, self.phone, self.roles) = (code, name, unit, phone, roles)
    }
  }
  public var units: [Unit] = []
  public var people: [Person] = []
  public init(units: [Unit] = [], people: [Person] = []) { (self.units, self.people) = (units, people) }
}

/// Reads the list of officers: one row a person with the unit; a unit that the city doesn't have yet says its kind and region.
///
/// Columns: 人员代码, 姓名, 单位代码, 角色 (several by 、); for new units 单位名称, 单位类型, 县市区; optional 电话, 信用代码.
public enum OfficeIntake {
  static let kinds = [
    "指挥部": "headquarters", "联席会议办公室": "conference", "部门": "department", "县市区": "county", "开发区": "zone", "乡镇街道": "township",
    "企业": "enterprise",
  ]
  private static let titles = ["人员代码", "姓名", "单位代码", "角色", "单位名称", "单位类型", "县市区", "电话", "信用代码"]
  private static let mostRows = 200_000

  /// Throws all mistakes at once. `roles`: name or code → code. `regions`: name or code → code.
  public static func read(_ source: RowSource, roles: [String: String], regions: [String: String]) throws -> OfficeRecord {
    var reading = Reading(file: source.file, roles: roles, regions: regions)
    for sheet in source.sheets {
      try source.rows(of: sheet) { number, cells in
        reading.take(number, cells)
        return number < mostRows
      }
    }
    if !reading.diagnostics.isEmpty { throw DiagnosticList(Array(reading.diagnostics.prefix(200)), total: reading.diagnostics.count) }
    return reading.result
  }

  private struct Reading {
    let file: String
    let roles: [String: String]
    let regions: [String: String]
    var result = OfficeRecord()
    var diagnostics: [Diagnostic] = []
    private var columns: [String: Int]?
    private var seen: Set<String> = []
    private var units: Set<String> = []

    init(file: String, roles: [String: String], regions: [String: String]) {
      (self.file, self.roles, self.regions) = (file, roles, regions)
    }

    mutating func take(_ number: Int, _ cells: [String]) {
      guard let columns else {
        header(number, cells)
        return
      }
      func cell(_ title: String) -> String {
        guard let column = columns[title], column < cells.count else { return "" }
        return HeaderText.halfWidth(cells[column]).trimmingSpaces
      }
      func place(_ title: String) -> Diagnostic.Place { .init(file: file, row: number, column: columns[title].map { $0 + 1 }) }
      if cells.allSatisfy(\.trimmingSpaces.isEmpty) { return }
      for title in ["人员代码", "姓名", "单位代码", "角色"] where cell(title).isEmpty {
        diagnostics.append(Diagnostic(.emptyRequired, at: place(title), expected: title))
      }
      if !seen.insert(cell("人员代码")).inserted { diagnostics.append(Diagnostic(.duplicateKey, at: place("人员代码"), found: cell("人员代码"))) }
      let names = cell("角色").split { "、,，;；/ ".contains($0) }.map(String.init)
      let codes = names.compactMap { roles[$0] }
      for name in names where roles[name] == nil {
        diagnostics.append(Diagnostic(.unknownChoice, at: place("角色"), found: name, expected: roles.keys.sorted().joined(separator: ", ")))
      }
      result.people.append(
        OfficeRecord.Person(
          code: cell("人员代码"), name: cell("姓名"), unit: cell("单位代码"), phone: cell("电话").isEmpty ? nil : cell("电话"), roles: codes))
      guard !cell("单位名称").isEmpty, units.insert(cell("单位代码")).inserted else { return }
      guard let kind = OfficeIntake.kinds[cell("单位类型")] else {
        diagnostics.append(
          Diagnostic(
            .unknownChoice, at: place("单位类型"), found: cell("单位类型"), expected: OfficeIntake.kinds.keys.sorted().joined(separator: ", ")))
        return
      }
      guard let region = regions[cell("县市区")] else {
        diagnostics.append(Diagnostic(.unknownRegion, at: place("县市区"), found: cell("县市区")))
        return
      }
      result.units.append(
        OfficeRecord.Unit(
          code: cell("单位代码"), kind: kind, name: cell("单位名称"), region: region, creditCode: cell("信用代码").isEmpty ? nil : cell("信用代码")))
    }

    private mutating func header(_ number: Int, _ cells: [String]) {
      var found: [String: Int] = [:]
      for (column, cell) in cells.enumerated() where OfficeIntake.titles.contains(HeaderText.normal(cell)) {
        found[HeaderText.normal(cell)] = column
      }
      let missing = OfficeIntake.titles.prefix(4).filter { found[$0] == nil }
      if missing.isEmpty {
        columns = found
      } else if found.count >= 2 || number >= 20 {
        columns = found
        for title in missing { diagnostics.append(Diagnostic(.missingColumn, at: .init(file: file, row: number), expected: title)) }
      }
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
