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
    .init(header: "亩均效益评价") { $0.grade },
    .init(header: "是否两高") { $0.isTwoHigh.map { $0 ? "是" : "否" } ?? "" },
  ]

  private static let money: [ProjectColumn] = [
    .init(header: "总投资(亿元)") { inHundredMillions($0.investment) },
    .init(header: "固定资产投资(亿元)") { inHundredMillions($0.fixedInvestment) },
    .init(header: "年产值(万元)") { $0.output?.decimal ?? "" },
    .init(header: "年税收(万元)") { $0.tax?.decimal ?? "" },
    .init(header: "就业人数(人)") { $0.jobs.map(String.init) ?? "" },
    .init(header: "合同外资(万美元)") { $0.foreignTotal?.decimal ?? "" },
    .init(header: "到账外资(万美元)") { $0.foreignCash?.decimal ?? "" },
  ]

  private static let dates: [ProjectColumn] = [
    .init(header: "计划开工日期") { $0.plannedStart },
    .init(header: "计划竣工日期") { $0.plannedFinish },
    .init(header: "入库日期") { $0.entered },
    .init(header: "最近进展日期") { $0.lastProgress },
    .init(header: "需求年份") { $0.demandYear.map(String.init) ?? "" },
    .init(header: "分期数") { $0.phases.map(String.init) ?? "" },
  ]

  /// One a factor, in the order of `Places.factors`.
  static let demandHeaders = [
    "用地(亩)", "占补平衡数量(亩)", "占补平衡水田(亩)", "占补平衡产能(公斤)", "年综合能耗(吨标准煤)", "年煤炭消费量(吨)", "化学需氧量(吨/年)", "氨氮(吨/年)", "二氧化硫(吨/年)",
    "氮氧化物(吨/年)", "挥发性有机物(吨/年)", "颗粒物(吨/年)", "碳排放量(吨/年)", "中央预算内投资(万元)", "专项债券(万元)", "国债资金(万元)", "股权投资(万元)", "银行贷款(万元)",
  ]

  private static let demands: [ProjectColumn] = demandHeaders.enumerated().map { factor, header in
    ProjectColumn(header: header) { project in project.demands.first { $0.factor == factor }?.quantity.decimal ?? "" }
  }

  private static let origin: [ProjectColumn] = [
    .init(header: "数据来源") { $0.isGenerated ? "生成" : "真实" },
    .init(header: "资料出处") { $0.source },
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

/// The columns of quota.csv and of grants.csv.
enum QuotaTable {
  static let headers = ["要素", "县区", "指标年份", "数量", "单位", "类别", "来源", "文号", "有效期起", "有效期止"]
  static func line(_ quota: SampleQuota) -> String {
    let factor = Places.factors[quota.factor]
    return CSV.line([
      factor.name, Places.regions[quota.region].name, String(quota.vintage), quota.quantity.decimal, factor.unit,
      quota.kind == .deposit ? "入库" : "预计", quota.source, quota.document, quota.validFrom, quota.validTo,
    ])
  }

  static let grantHeaders = ["项目代码", "要素", "县区", "指标年份", "数量", "单位", "状态", "日期", "文号"]
  /// What a project that is under construction or done got before: all that it asks, times the replacement ratio.
  static func grantLines(_ project: SampleProject) -> [String] {
    guard let holds = project.holds else { return [] }
    return project.demands.map { ask in
      let factor = Places.factors[ask.factor]
      return CSV.line([
        project.code, factor.name, Places.regions[project.region].name, String(Figures.firstVintage), Need.atPool(ask).decimal, factor.unit,
        holds == .granted ? "已核发" : "已使用", "\(Figures.firstVintage)-01-15", "示例核发〔\(Figures.firstVintage)〕1号",
      ])
    }
  }
}
