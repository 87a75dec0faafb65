import Diagnostics

/// Units and people as a file lists them.
public struct OfficeRecord: Sendable {
  public struct Unit: Encodable, Hashable, Sendable {
    public var code: String
    public var kind: String
    public var name: String
    public var region: String
    public var creditCode: String?
    public init(code: String, kind: String, name: String, region: String, creditCode: String? = nil) {
      (self.code, self.kind, self.name, self.region, self.creditCode) = (code, kind, name, region, creditCode)
    }
    enum CodingKeys: String, CodingKey {
      case code, kind, name, region
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
  private static let kinds = [
    "指挥部": "headquarters", "联席会议办公室": "conference", "部门": "department", "县市区": "county", "开发区": "zone", "乡镇街道": "township",
    "企业": "enterprise",
  ]
  private static let mostRows = 200_000

  /// Throws all mistakes at once. `roles` and `regions`: name or code → code.
  public static func read(_ source: RowSource, roles: [String: String], regions: [String: String]) throws -> OfficeRecord {
    var result = OfficeRecord()
    var people: Set<String> = []
    var units: Set<String> = []
    let optional = ["单位名称", "单位类型", "县市区", "电话", "信用代码"]
    try PlainTable.read(source, required: ["人员代码", "姓名", "单位代码", "角色"], optional: optional, mostRows: mostRows) { table, row in
      if !people.insert(row["人员代码"]).inserted { table.tell(Diagnostic(.duplicateKey, at: row.place("人员代码"), found: row["人员代码"])) }
      let names = row["角色"].split { "、,;/ ".contains($0) }.map(String.init)
      for name in names where roles[name] == nil {
        table.tell(Diagnostic(.unknownChoice, at: row.place("角色"), found: name, expected: roles.keys.sorted().joined(separator: ", ")))
      }
      result.people.append(
        .init(
          code: row["人员代码"], name: row["姓名"], unit: row["单位代码"], phone: row["电话"].isEmpty ? nil : row["电话"],
          roles: names.compactMap { roles[$0] }))
      guard !row["单位名称"].isEmpty, units.insert(row["单位代码"]).inserted else { return }
      if let unit = unit(row, regions, &table) { result.units.append(unit) }
    }
    return result
  }

  private static func unit(_ row: PlainTable.Row, _ regions: [String: String], _ table: inout PlainTable) -> OfficeRecord.Unit? {
    let (kind, region) = (kinds[row["单位类型"]], regions[row["县市区"]])
    if kind == nil {
      let known = kinds.keys.sorted().joined(separator: ", ")
      table.tell(Diagnostic(.unknownChoice, at: row.place("单位类型"), found: row["单位类型"], expected: known))
    }
    if region == nil { table.tell(Diagnostic(.unknownRegion, at: row.place("县市区"), found: row["县市区"])) }
    guard let kind, let region else { return nil }
    return .init(
      code: row["单位代码"], kind: kind, name: row["单位名称"], region: region, creditCode: row["信用代码"].isEmpty ? nil : row["信用代码"])
  }
}
