internal import Allocation

/// People of the sample city: made-up names, enough of them to play every part. Codes say the unit: `land-1`, `371522-1`, `ent-0063`.
public struct SampleOfficers: Sendable {
  public struct Officer: Hashable, Sendable {
    public var code: String
    public var name: String
    public var unit: String
    public var roles: [String]
    /// Of units that the city's reference data doesn't have: name, kind, region.
    public var newUnit: NewUnit?
  }
  public struct NewUnit: Hashable, Sendable {
    public var name: String
    public var kind: String
    public var region: String
  }
  public let all: [Officer]

  static let departments = [
    "land", "environment", "development", "finance", "approval", "promotion", "industry", "construction", "water", "emergency", "market",
  ]
  private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧")
  private static let given = [
    "建国", "海霞", "志强", "晓梅", "文博", "丽华", "明远", "思源", "国栋", "雅静", "俊杰", "春燕", "立新", "玉兰", "浩然", "秀英", "振华", "佳宁", "永胜", "雪芹",
  ]

  /// `enterprises`: owners that get a unit of their own, with the region of their project.
  public init(seed: UInt64, enterprises: [(owner: String, region: String)]) {
    var source = RandomSource(seed: seed, stream: 0x0FF1CE)
    func name() -> String {
      "\(Self.surnames[Int(source.below(Int64(Self.surnames.count)))])\(Self.given[Int(source.below(Int64(Self.given.count)))])"
    }
    var all = [
      Officer(code: "hq-1", name: name(), unit: "hq", roles: ["hq_clerk"]),
      Officer(code: "hq-2", name: name(), unit: "hq", roles: ["hq_leader"]),
      Officer(code: "hq-3", name: name(), unit: "hq", roles: ["hq_clerk", "steward"]),
      Officer(code: "conference-1", name: name(), unit: "conference", roles: ["conference_clerk"]),
      Officer(code: "conference-2", name: name(), unit: "conference", roles: ["conference_chair"]),
      Officer(code: "supervision-1", name: name(), unit: "supervision", roles: ["supervisor"]),
    ]
    for unit in Self.departments {
      all.append(Officer(code: "\(unit)-1", name: name(), unit: unit, roles: ["department_clerk"]))
      all.append(Officer(code: "\(unit)-2", name: name(), unit: unit, roles: ["department_leader"]))
      all.append(Officer(code: "\(unit)-3", name: name(), unit: unit, roles: ["department_clerk", "service_officer"]))
    }
    for region in Places.regions.dropFirst() {
      let unit = "hq-\(region.code)"
      all.append(Officer(code: "\(region.code)-1", name: name(), unit: unit, roles: ["county_clerk"]))
      all.append(Officer(code: "\(region.code)-2", name: name(), unit: unit, roles: ["county_leader"]))
      all.append(Officer(code: "\(region.code)-3", name: name(), unit: unit, roles: ["county_clerk", "service_officer"]))
      all.append(Officer(code: "\(region.code)-4", name: name(), unit: unit, roles: ["steward", "service_officer"]))
      all.append(
        Officer(
          code: "tw-\(region.code)-1", name: name(), unit: "tw-\(region.code)", roles: ["township_clerk"],
          newUnit: NewUnit(name: "\(region.name)产业园区管委会", kind: "乡镇街道", region: region.name)))
    }
    for (number, enterprise) in enterprises.enumerated() {
      let code = "ent-\(number + 1)"
      all.append(
        Officer(
          code: code, name: name(), unit: code, roles: ["owner"],
          newUnit: NewUnit(name: enterprise.owner, kind: "企业", region: enterprise.region)))
    }
    // Last, so that those before keep their names.
    for (code, role) in [("system-1", "system_admin"), ("security-1", "security_admin"), ("audit-1", "audit_admin")] {
      all.append(Officer(code: code, name: name(), unit: "data", roles: [role]))
    }
    self.all = all
  }

  static let headers = ["人员代码", "姓名", "单位代码", "角色", "单位名称", "单位类型", "县市区"]
  var csv: String {
    CSV.byteOrderMark + CSV.line(Self.headers)
      + all.map { officer in
        CSV.line([
          officer.code, officer.name, officer.unit, officer.roles.joined(separator: "、"), officer.newUnit?.name ?? "",
          officer.newUnit?.kind ?? "",
          officer.newUnit?.region ?? "",
        ])
      }.joined()
  }
}
