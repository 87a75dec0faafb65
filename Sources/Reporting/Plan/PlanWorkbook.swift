import Allocation
import Diagnostics

extension PlanReport {
  /// The plan as an Excel workbook at `path`. Throws `Workbook.Failure`.
  public func writeWorkbook(to path: String) throws {
    let book = try Workbook(path: path)
    try overviewSheet(book)
    try tierSheet(book)
    try poolSheet(book)
    try awardSheet(book)
    try unmetSheet(book)
    try regionSheet(book)
    try moveSheet(book)
    try book.close()
  }

  private func overviewSheet(_ book: Workbook) throws {
    var rows = [
      [language("方案", "plan"), heading], [language("基准日", "as of"), snapshot.baseDate.iso],
      [language("政策版本", "policy version"), snapshot.policyVersion], [language("运行", "run"), "\(createdAt) \(createdBy)"],
      [language("采纳", "adopted"), adoptedAt ?? "–"], [language("公布", "published"), publishedAt ?? "–"],
      [language("获得保障的项目", "projects served"), "\(plan.awards.count) / \(asked)"],
      [
        language("获得保障的投资（亿元）", "investment served (10⁸ yuan)"),
        "\(Self.hundredMillions(investmentServed)) / \(Self.hundredMillions(investmentAsked))",
      ],
      [language("未保障的项目", "projects left out"), "\(plan.unmet.count)"], [language("求解器", "solver"), plan.statistics.solver],
      [language("状态", "status"), words.status(plan.status)],
    ]
    for line in words.chosenVariants(plan) { rows.append([language("选用备选方案", "variant chosen"), line]) }
    for item in assertions { rows.append([item.text, "\(item.holds ? "✓" : "✗") \(item.found)"]) }
    try book.sheet(language("概览", "overview"), columns: [.init(language("项", "item")), .init(language("值", "value"))], rows: rows)
  }

  private func tierSheet(_ book: Workbook) throws {
    try book.sheet(
      language("各级保障", "tiers"),
      columns: [
        .init(language("年份", "vintage"), .plain), .init(language("级别", "tier")), .init(language("申请（个）", "asked"), .integer),
        .init(language("保障（个）", "served"), .integer), .init(language("得分", "score"), .integer), .init(language("上界", "bound"), .integer),
        .init(language("差距（%）", "gap (%)"), .number), .init(language("状态", "status")),
        .init(language("得分之外的目标", "aims beside the score")),
      ],
      rows: plan.tiers.map {
        [
          $0.years, language(snapshot.tiers[$0.tier].name, snapshot.tiers[$0.tier].nameEnglish), "\($0.candidates)", "\($0.awarded)",
          "\($0.value)", "\($0.bound)", Markup.number($0.gap * 100, 6), words.status($0),
          words.aims($0).joined(separator: language("；", "; ")),
        ]
      })
  }

  private func poolSheet(_ book: Workbook) throws {
    try book.sheet(
      language("要素池与影子价格", "pools and prices"),
      columns: [
        .init(language("年份", "vintage"), .plain), .init(language("要素", "factor")), .init(language("单位", "unit")),
        .init(language("要素池", "pool")), .init(language("方案前", "before"), .number), .init(language("调入", "in"), .number),
        .init(language("调出", "out"), .number), .init(language("配置", "given"), .number), .init(language("剩余", "left"), .number),
        .init(language("影子价格（分/单位）", "shadow price (score per unit)"), .number),
      ],
      rows: plan.pools.map {
        [
          "\($0.vintage)", words.factor($0.factor), language(snapshot.factors[$0.factor].unit, snapshot.factors[$0.factor].unitEnglish),
          words.region($0.region), $0.before.decimal, $0.movedIn.decimal, $0.movedOut.decimal, $0.given.decimal, $0.after.decimal,
          Markup.number($0.shadowPrice, 6),
        ]
      })
  }

  private func awardSheet(_ book: Workbook) throws {
    let rows = sortedAwards.flatMap { award -> [[String]] in
      let project = snapshot.projects[award.project]
      let tier = snapshot.tiers[project.tier]
      return award.lines.map { line in
        [
          language(tier.name, tier.nameEnglish), project.code, project.name, words.region(project.region), project.investment.decimal,
          "\(project.score)", words.factor(line.factor),
          language(snapshot.factors[line.factor].unit, snapshot.factors[line.factor].unitEnglish),
          words.region(line.region), "\(line.vintage)", line.quantity.decimal, origin(project),
        ]
      }
    }
    try book.sheet(
      language("配置明细", "awards"),
      columns: [
        .init(language("级别", "tier")), .init(language("项目代码", "code")), .init(language("项目名称", "project")),
        .init(language("县市区", "region")), .init(language("总投资（万元）", "investment (10k yuan)"), .number),
        .init(language("得分", "score"), .integer), .init(language("要素", "factor")), .init(language("单位", "unit")),
        .init(language("来源池", "pool")), .init(language("指标年份", "vintage"), .plain), .init(language("数量", "amount"), .number),
        .init(language("数据", "data")),
      ], rows: rows)
  }

  private func unmetSheet(_ book: Workbook) throws {
    let rows = sortedUnmet.map { unmet in
      let project = snapshot.projects[unmet.project]
      let tier = snapshot.tiers[project.tier]
      return [
        language(tier.name, tier.nameEnglish), project.code, project.name, words.region(project.region), "\(project.score)",
        "\(unmet.rank)",
        words.cause(unmet), unmet.shortages.map { words.shortage($0) }.joined(separator: "\n"),
        words.breakEven(unmet) ?? "",
        unmet.ways.enumerated().map { "\($0.offset + 1). \(words.way($0.element))" }.joined(separator: "\n"), unmet.date?.iso ?? "",
        words.date(unmet) ?? "", origin(project),
      ]
    }
    try book.sheet(
      language("未保障项目", "left out"),
      columns: [
        .init(language("级别", "tier")), .init(language("项目代码", "code")), .init(language("项目名称", "project")),
        .init(language("县市区", "region")), .init(language("得分", "score"), .integer), .init(language("位次", "rank"), .integer),
        .init(language("原因", "cause")), .init(language("缺口", "short")), .init(language("得分与影子价格", "points and prices")),
        .init(language("办法（代价小的在前）", "ways in, cheapest first")),
        .init(language("时限", "date")), .init(language("时限依据", "basis")), .init(language("数据", "data")),
      ], rows: rows)
  }

  private func regionSheet(_ book: Workbook) throws {
    try book.sheet(
      language("公平性", "fairness"),
      columns: [
        .init(language("县市区", "region")), .init(language("申请（个）", "asked"), .integer), .init(language("保障（个）", "served"), .integer),
        .init(language("项目保障率（%）", "share (%)"), .number), .init(language("申请投资（万元）", "investment asked"), .number),
        .init(language("保障投资（万元）", "investment served"), .number), .init(language("投资保障率（%）", "share of investment (%)"), .number),
        .init(language("得分保障率（%）", "share of score (%)"), .number), .init(language("说明", "in a sentence")),
      ],
      rows: zip(regions, fairness).map { region, sentence in
        [
          words.region(region.region), "\(region.asked)", "\(region.served)", Markup.number(region.share * 100, 2),
          region.investmentAsked.decimal,
          region.investmentServed.decimal, Markup.number(region.investmentShare * 100, 2), Markup.number(region.scoreShare * 100, 2),
          sentence,
        ]
      })
  }

  private func moveSheet(_ book: Workbook) throws {
    try book.sheet(
      language("调剂拆借", "moves"),
      columns: [
        .init(language("方式", "kind")), .init(language("要素", "factor")), .init(language("从", "from")), .init(language("到", "to")),
        .init(language("数量", "amount")), .init(language("归还", "return")),
      ], rows: moveRows)
  }

  private func origin(_ project: Project) -> String { project.isGenerated ? language("生成", "generated") : language("真实", "real") }
}
