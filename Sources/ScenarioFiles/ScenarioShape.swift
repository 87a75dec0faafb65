internal import Allocation

/// The keys of a scenario file.
enum ScenarioShape {
  static let mostPins = 10_000
  static let mostRegions = 1_000
  static let mostChanges = 1_000
  static let mostParts = 16

  static let file = Shape(fields: head + content + batch)

  private static let head: [Field] = [
    Field("title", .text(most: 100), required: true, "中文标题", "Title in Chinese."),
    Field("title_en", .text(most: 100), "英文标题", "Title in English."),
    Field("question", .text(most: 1_000), "这个情景要回答的问题", "The question that this scenario answers."),
    Field(
      "extends", .list(.name(.scenario), most: mostParts), "以这些情景为基础，按顺序叠加，本文件最后生效",
      "Scenarios that this one builds on, applied in order; this file comes last."),
  ]

  /// What a scenario changes; also what one choice of a batch may change.
  static let content: [Field] = [
    Field("base_date", .date, "基准日（决定适用的政策版本）；缺省为今天", "Day of decision; chooses the policy version. Default: today."),
    Field("vintage", .integer(1949...2999), "首个配置年度（指标年份）；缺省为基准日所在年", "First vintage that is planned. Default: year of the base date."),
    Field("horizon", .integer(1...3), "逐年配置的年数；缺省 1", "Years that are planned, one after the other. Default 1."),
    Field(
      "policy", .parameters(most: mostChanges), "改动的政策参数：参数: 值，或 参数: {要素: 值}",
      "Policy parameters with other values: parameter: value, or parameter: {factor: value}."),
    Field("supply", .list(.object(supply), most: mostChanges), "供给变化，按顺序生效", "Changes of what pools hold, applied in order."),
    Field("projects", .object(filter), "参与配置的项目；缺省为全部", "Which projects compete. Default: all."),
    Field(
      "pins", .map(.project, also: nil, .choice(["must", "never"]), most: mostPins), "锁定：项目代码: must（必须配置）或 never（不得配置）",
      "Decided beforehand: project code: must or never."),
    Field(
      "standing", .choice(["keep", "release"]), "已有配置：keep 保留，release 未核发的退回重新竞争；缺省 keep",
      "Earlier awards: keep what they have, or release what isn't granted and compete again. Default keep."),
    Field("reclaim_stalled", .flag, "先收回停滞项目的指标再配置；缺省 false", "Quota of stalled projects is reclaimed first. Default false."),
    Field("exchange", .object(exchange), "县区之间的拆借和有偿调剂", "Loans and paid transfers between counties."),
    Field(
      "floors", .map(.region, also: "every", .integer(1...1_000_000), most: mostRegions), "每个县区至少配置的项目数；every 指所有县区",
      "Least number of projects of a region; every: each county and zone."),
    Field(
      "city_pool_limit", .ratio(least: .zero, most: .one), "一个县区最多使用市级统筹池的比例（按要素；允许拆借的要素除外）；缺省不限",
      "Most of the city's pool of a factor that one county may use; not of factors that counties lend. Default: no limit."),
    Field(
      "groups", .list(.object(group), most: mostChanges), "相互依存的项目：备选（至多一个）、同进同出、先后",
      "Projects that depend on each other: variants, mates, phases."),
    Field(
      "aims", .list(.object(aim), most: Aim.Kind.allCases.count), "得分之外的目标，按顺序严格优先",
      "What is wanted of each tier besides score, in strict order."),
    Field("limits", .object(limits), "求解的限制", "Limits of the solver."),
    Field("assertions", .list(.object(assertion), most: mostChanges), "结果必须满足的条件", "What must hold of the result."),
  ]

  private static let batch: [Field] = [
    Field(
      "product", .list(.list(.overrides, most: 100), most: 8), "批量：每个维度列出若干改动，各维度的所有组合各为一个情景",
      "Batch: each axis lists overrides; every combination of one choice an axis is a scenario."),
    Field("list", .list(.overrides, most: 1_000), "批量：每项改动各为一个情景", "Batch: each of these overrides is a scenario."),
  ]

  /// One choice of a batch: a name and what it changes.
  static let choice = Shape(
    fields: [
      Field("name", .text(most: 40), required: true, "这一选择的名称", "Name of this choice."),
      Field("title", .text(most: 100), "中文标题", "Title in Chinese."),
      Field("title_en", .text(most: 100), "英文标题", "Title in English."),
    ] + content)

  private static let supply = Shape(fields: [
    Field("factor", .name(.factor), required: true, "要素", "The factor."),
    Field("region", .name(.region), "县区或市；缺省为所有池", "County, zone or city. Default: every pool of the factor."),
    Field("vintage", .integer(1949...2999), "指标年份；缺省为所有年份", "Vintage. Default: each."),
    Field("times", .ratio(least: .zero, most: Ratio(100)), "乘以", "Multiplied by this ratio."),
    Field("plus", .quantity(.factor, least: nil), "加上（可为负）", "This much more, or less when negative."),
  ])

  private static let filter = Shape(fields: [
    Field("classes", .list(.integer(1...7), most: 7), "重点项目类别（第二条）1–7", "Classes of article 2, 1 to 7."),
    Field("regions", .list(.name(.region), most: mostRegions), "县区", "Regions."),
    Field("industries", .list(.name(.industry), most: mostChanges), "行业", "Industries."),
    Field("libraries", .list(.name(.library), most: 20), "项目库", "Libraries."),
    Field("minimum_investment", .quantity(.fixed("万元"), least: .zero), "总投资不低于（万元，可写亿元）", "Total investment of at least this, in 万元."),
  ])

  private static let exchange = Shape(fields: [
    Field("loans", .list(.name(.factor), most: 100), "可以临时拆借的要素", "Factors that counties may lend each other."),
    Field("transfers", .list(.name(.factor), most: 100), "可以有偿调剂的要素", "Factors that counties may sell each other."),
    Field("limit", .ratio(least: .zero, most: .one), "每个池最多让出的比例", "Most of its pool that a county may give away."),
  ])

  private static let group = Shape(fields: [
    Field("name", .text(most: 40), required: true, "项目组名称", "Name of the group."),
    Field(
      "kind", .choice(ProjectGroup.Kind.allCases.map(\.key)), required: true,
      "one_of 至多一个（备选方案、备选地块），together 同进同出（须同一级别），follows 第一个得到保障后其余才可以（一期、二期）",
      "one_of: at most one (variants, sites); together: all or none (of one tier); follows: the others only if the first is served (phases)."
    ),
    Field("projects", .list(.name(.project), most: 100), required: true, "项目代码，至少两个", "Project codes, at least two."),
  ])

  private static let aim = Shape(fields: [
    Field(
      "aim", .choice(Aim.Kind.allCases.map(\.key)), required: true,
      "fairness 最低的县区保障率尽量高（逐级最大最小），equal_shares 各县区保障率尽量接近，city_pool 少用市级统筹池，change 少变动已有配置（配合 standing: release）",
      "fairness: the least satisfied county as high as can be, then the next; equal_shares: shares as close as can be; city_pool: least use of the city's pools; change: fewest earlier awards lost (with standing: release)."
    ),
    Field(
      "give", .ratio(least: .zero, most: .one), "为此目标最多让出本级得分的比例（累加）；缺省 0",
      "Part of the tier's score that it may give up, on top of the aims before it. Default 0."),
    Field(
      "measure", .choice(Aim.Measure.allCases.map(\.rawValue)), "保障率按什么计算（fairness、equal_shares）；缺省 score",
      "What a satisfied share is counted in, for fairness and equal_shares. Default score."),
  ])

  private static let limits = Shape(fields: [
    Field("seconds", .number(0.01...86_400), "求解时间上限（秒）；缺省 60", "Seconds for the whole run. Default 60."),
    Field("gap", .ratio(least: .zero, most: .one), "每一层可接受的差距；缺省 0.01%", "Proven gap at which a tier is good enough. Default 0.01%."),
    Field("threads", .integer(1...256), "线程数；缺省 1；结果与线程数无关", "Threads. Default 1; the plan is the same for any number."),
    Field(
      "nodes", .integer(1...1_000_000_000), "每次分支定界的节点上限，与机器快慢无关；缺省不限",
      "Most nodes of each branch and bound, the same on every machine. Default: no limit."),
  ])

  static let subjects = ["projects", "investment", "left", "awarded"]
  private static let assertion = Shape(fields: [
    Field(
      "what", .choice(subjects), required: true, "对象：projects 项目数，investment 投资额（万元），left 池余额，awarded 某项目得到配置",
      "projects: number served; investment: of those, in 万元; left: in pools; awarded: one project is served."),
    Field("region", .name(.region), "县区；缺省为全市", "Region. Default: the whole city."),
    Field("factor", .name(.factor), "要素（left 必填）", "Factor; required for left."),
    Field("project", .name(.project), "项目代码（awarded 必填）", "Project; required for awarded."),
    Field("at_least", .quantity(.subject, least: .zero), "至少", "At least."),
    Field("at_most", .quantity(.subject, least: .zero), "至多", "At most."),
  ])
}
