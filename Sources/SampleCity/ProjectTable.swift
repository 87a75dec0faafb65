internal import Allocation

/// The columns of projects.csv: header with unit, and the cell of a project. docs/reference/sample-city.md lists them.
struct ProjectColumn: Sendable {
  var header: String
  var cell: @Sendable (SampleProject) -> String

  static let all: [ProjectColumn] = identity + money + dates + demands + origin

  static var headerLine: String { CSV.line(all.map(\.header)) }
  static func line(_ project: SampleProject) -> String { CSV.line(all.map { $0.cell(project) }) }

  private static let identity: [ProjectColumn] = [
    .init(header: "项目代码") { $0.code },
    .init(header: "项目名称") { $0.name },
    .init(header: "所属县区") { Places.regions[$0.region].name },
    .init(header: "行业") { $0.industry },
    .init(header: "建设单位") { $0.builder },
    .init(header: "建设性质") { $0.kind },
    .init(header: "入库来源") { $0.sourceKind?.chinese ?? "" },
    .init(header: "项目类别") { $0.category?.chinese ?? "" },
    .init(header: "项目级别") { $0.level?.chinese ?? "" },
    .init(header: "项目阶段") { $0.stage?.chinese ?? "" },
    .init(header: "建设内容") { $0.contents },
    .init(header: "经度") { Positions.place(of: $0)?.longitude ?? "" },
    .init(header: "纬度") { Positions.place(of: $0)?.latitude ?? "" },
    .init(header: "亩产效益评价") { $0.grade },
    .init(header: "是否两高") { $0.isTwoHigh.map { $0 ? "是" : "否" } ?? "" },
  ]

  private static let money: [ProjectColumn] = [
    .init(header: "总投资(亿元)") { inHundredMillions($0.investment) },
    .init(header: "固定资产投资(亿元)") { inHundredMillions($0.fixedInvestment) },
    .init(header: "年产值(万元)") { $0.output?.decimal ?? "" },
    .init(header: "年税收(万元)") { $0.tax?.decimal ?? "" },
    .init(header: "占地面积(亩)") { $0.landArea?.decimal ?? "" },
    .init(header: "年综合能耗(吨标准煤)") { $0.energyUse?.decimal ?? "" },
    .init(header: "就业人数(人)") { $0.jobs.map(String.init) ?? "" },
    .init(header: "年度新增投资总额(万美元)") { $0.foreignTotal?.decimal ?? "" },
    .init(header: "年度现金缴付注册资本(万美元)") { $0.foreignCash?.decimal ?? "" },
  ]

  private static let dates: [ProjectColumn] = [
    .init(header: "计划开工日期") { $0.plannedStart },
    .init(header: "计划竣工日期") { $0.plannedFinish },
    .init(header: "入库日期") { $0.entered },
    .init(header: "最近进展日期") { $0.lastProgress },
    .init(header: "需求年度") { $0.demandYear.map(String.init) ?? "" },
    .init(header: "期次") { $0.phases == 2 ? "分两期" : "" },
  ]

  /// One a factor, in the order of `Places.factors`.
  static let demandHeaders = [
    "新增建设用地指标(亩)", "占补平衡数量指标(亩)", "占补平衡水田(亩)", "占补平衡产能(公斤)", "能源消费指标(吨标准煤)", "煤炭消费指标(吨)",
    "化学需氧量(吨/年)", "氨氮(吨/年)", "二氧化硫(吨/年)", "氮氧化物(吨/年)", "挥发性有机物(吨/年)", "颗粒物(吨/年)", "碳排放指标(吨)",
    "中央预算内资金(万元)", "专项债券资金(万元)", "国债资金(万元)", "股权投资(万元)", "银行贷款(万元)",
  ]

  private static let demands: [ProjectColumn] = demandHeaders.enumerated().map { factor, header in
    ProjectColumn(header: header) { project in project.demands.first { $0.factor == factor }?.quantity.decimal ?? "" }
  }

  private static let origin: [ProjectColumn] = [
    .init(header: "示例数据") { $0.isGenerated ? "是" : "否" },
    .init(header: "备注") { $0.source },
  ]

  /// 万元 as 亿元; exact, because amounts are whole 万元.
  private static func inHundredMillions(_ amount: Quantity?) -> String {
    guard let amount else { return "" }
    return Quantity(tenThousandths: amount.tenThousandths / Quantity.scale).decimal
  }
}

extension SampleProject.Level {
  var chinese: String { ["国家级", "省级", "市级", "县级"][rawValue] }
}
extension SampleProject.Category {
  var chinese: String { ["政府投资", "社会投资", "招商引资"][rawValue] }
}
extension SampleProject.SourceKind {
  var chinese: String { ["新招引", "新谋划", "政策性资金", "外资", "其他"][rawValue] }
}
extension SampleProject.Stage {
  var chinese: String { ["策划", "会商", "储备", "建设", "投产"][rawValue] }
}

/// The columns of quota.csv and of openings.csv.
enum QuotaTable {
  static let headers = ["要素", "县区", "指标年份", "数量", "单位", "来源", "文号", "有效期起", "有效期止"]
  static func line(_ quota: SampleQuota) -> String {
    let factor = Places.factors[quota.factor]
    return CSV.line([
      factor.name, Places.regions[quota.region].name, String(quota.vintage), quota.quantity.decimal, factor.unit, quota.source,
      quota.document, quota.validFrom, quota.validTo,
    ])
  }

  static let openingHeaders = ["期初类别", "项目代码", "要素", "县区", "指标年份", "数量", "单位", "来源"]
  static func line(_ opening: SampleOpening) -> String {
    let factor = Places.factors[opening.factor]
    let kind =
      switch opening.kind {
      case .expected: "预计年度计划"
      case .granted: "已核发"
      case .used: "已使用"
      }
    return CSV.line([
      kind, opening.project ?? "", factor.name, Places.regions[opening.region].name, String(opening.vintage), opening.quantity.decimal,
      factor.unit, opening.source,
    ])
  }
}
